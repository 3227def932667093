"""Short pauses: starts after a short pause of the other, and which of them are silent interruptions."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from callmon.conversation.floor import Hold
from callmon.conversation.hearing import Hearing
from callmon.conversation.lexicon import Lexicon, is_unfinished
from callmon.conversation.settings import TimingSettings
from callmon.timeline import Segment, SilentInterruption, Speaker, SpeechStarted, Utterance, plain, samples

_REMEMBERED = 256
"""Starts whose words may still come; words are late by seconds, not by minutes."""


@dataclass(frozen=True, slots=True)
class _ShortPause:
    """A start after a short pause of the other, to be judged once the words of both are known."""

    at: int
    by: Speaker
    of: Speaker
    pause: int
    before: int
    utterance: int


class ShortPauses:
    """Starts and words in, silent interruptions out.

    Args:
        settings: how long a short pause is.
        hearing: which pauses were not heard.
        lexicon: words of listening, and words that no clause ends on; without the former nothing interrupts.
    """

    def __init__(self, settings: TimingSettings, hearing: Hearing, lexicon: Lexicon) -> None:
        self._settings = settings
        self._hearing = hearing
        self._lexicon = lexicon
        self._pauses: deque[_ShortPause] = deque(maxlen=_REMEMBERED)

    def started(self, start: SpeechStarted, hold: Hold | None, last: Mapping[Speaker, Utterance]) -> None:
        """Speech has begun while `hold` was the turn, and `last` what each side had said before."""
        if hold is None or hold.speaker == start.speaker or hold.speaking:
            return
        before, own = last[hold.speaker], last.get(start.speaker)
        if own is not None and own.segment.end > before.segment.end:
            return
        pause = start.at - before.segment.end
        settings = self._settings
        if samples(settings.silent_pause_min_s) <= pause <= samples(settings.silent_pause_max_s):
            self._pauses.append(
                _ShortPause(start.at, start.speaker, hold.speaker, pause, before.id, start.utterance)
            )

    def known(self, utterance: int, texts: Mapping[int, str]) -> list[SilentInterruption]:
        """Silent interruptions about which the words of `utterance` were the last to come."""
        found = []
        for pause in list(self._pauses):
            before, after = texts.get(pause.before), texts.get(pause.utterance)
            if utterance in (pause.before, pause.utterance) and before is not None and after is not None:
                self._pauses.remove(pause)
                if self._interrupts(pause, before, after):
                    last = " ".join(before.split()[-4:])
                    found.append(SilentInterruption(pause.at, pause.by, pause.of, pause.pause, last))
        return found

    def _interrupts(self, pause: _ShortPause, before: str, after: str) -> bool:
        words = plain(after)
        if not words or not self._lexicon.has_list("backchannel"):
            return False
        listens = self._lexicon.share("backchannel", words) >= self._settings.backchannel_words_share
        missed = self._hearing.missed(Segment(pause.at - pause.pause, pause.at))
        return not listens and not missed and is_unfinished(self._lexicon, before)
