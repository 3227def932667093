"""One channel: a recording on which both sides lie together, told apart by voice, then heard as two are.

First the voices are told apart over the whole call, then it is heard once more with what was found. Who of
the two the agent is, is decided last, from all that was said; until then the first voice counts as that.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from callmon.conversation import Lexicon
from callmon.conversation.who import ANSWERS_FIRST, Agent, Line, Reason, who_is_agent
from callmon.engines import Diarizers, Options, diarizer_for, readers_for, recogniser_for
from callmon.errors import RecordingError
from callmon.policy import Policy
from callmon.session import Session
from callmon.store.journal import JournalWriter, read_journal
from callmon.timeline import Observation, Utterance, Words, swapped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from callmon.audio.recording import MonoRecording
    from callmon.speech.diarization.diarization import Diarization
    from callmon.speech.listener import ListenerSettings

Told = Callable[[float], None]
"""Told up to which second the call is done."""

_APART = 0.3
"""Share of the time that telling the voices apart takes, for the progress."""
_ORDER = "first", "second"
SOUNDS = "sounds like the agent"
_ODDS_OF_LEAD = 8.0
"""Logarithm of odds for a lead in likeness of 1. The same voice and another are 0.55 apart on clean speech
(3D-Speaker's figures for CAM++), which makes 99 %; a lead of 0.15 is not told yet."""
_SURE = 0.95
"""Certainty from which a call teaches what the agent sounds like."""
_SPEECH_S = 3.0
"""Speech that a voice is known from, at least; a short vector is of the words as much as of the voice."""
RUNNING_APART = 0.5
"""How well the sides of a running call count as told apart: that is known at its end at the earliest."""
_NO_AROUSAL = "How tense the customer sounds is not estimated where both sides lie on one channel."


@dataclass(frozen=True, slots=True)
class OneChannel:
    """What was found about a call on one channel.

    Attributes:
        voices: how many voices the call has, without those that are set apart.
        others: how many voices are of neither side: announcements, music, somebody passed by, and where more
            than two are of the call all but those who speak most.
        apart: how well the two sides are told from each other, 0..1.
        agent: who of them the agent is.
        asked: whether a person said who the agent is.
        sounds: what the two sides sound like, for this run alone; fewer where there are no more.
        missing: sentences about what cannot be read.
        reads_meaning: whether a model reads what words mean.
        journal: all that was heard, with the first voice as the agent's.
        engine: what told the voices apart, as `engines.Diarizers` names it.
    """

    voices: int
    others: int
    apart: float
    agent: Agent
    asked: bool
    sounds: "NDArray[np.float32]"
    missing: tuple[str, ...]
    reads_meaning: bool
    journal: Path
    engine: str = "builtin"

    def observations(self) -> Iterator[Observation]:
        """All that was heard, in order, with the agent where the agent is."""
        heard = read_journal(self.journal)
        return swapped(heard) if self.agent.voice == 1 else heard

    def told(self) -> dict[str, Any]:
        """As a report says it."""
        return {
            "voices": self.voices,
            "others": self.others,
            "apart": round(self.apart, 2),
            "engine": self.engine,
            **agent_told(self.agent, asked=self.asked),
        }


class Known(Protocol):
    """The agent's voice, as far as it is known; see `KnownVoice`."""

    def learn(self, voice: "NDArray[np.float32]", /) -> None:
        """Take a voice that is certainly the agent's into account."""
        ...

    def lead(self, first: "NDArray[np.float32]", second: "NDArray[np.float32]", /) -> float:
        """How much more the first voice is like the agent's than the second."""
        ...


def agent_told(agent: Agent, *, asked: bool) -> dict[str, Any]:
    """Who the agent is, as a report says it.

    Args:
        agent: what was found.
        asked: whether a person said so.
    """
    return {
        "agent": _ORDER[agent.voice],
        "agent_known": asked or agent.known,
        "agent_certainty": 1.0 if asked else round(agent.certainty, 2),
        "agent_because": [
            {"voice": _ORDER[each.voice], "why": each.why, "said": each.said} for each in agent.reasons
        ],
    }


def running_line_told(*, by_voice: bool, asked: str | None) -> dict[str, Any]:
    """What is known of a running call on one line when it begins, as a report says it.

    Args:
        by_voice: whether there is a sample of the agent's voice.
        asked: whose voice a person said to be the agent's, `first` or `second` to be heard; None where nobody
            did, and the first is taken for it.
    """
    known = by_voice or asked is not None
    return {
        "live": True,
        "voices": 2,
        "others": 0,
        "apart": RUNNING_APART,
        "agent": asked or "first",
        "agent_known": known,
        "agent_certainty": 1.0 if known else 0.5,
        "agent_because": [{"voice": "first", "why": SOUNDS, "said": ""}] if by_voice else [],
        "cues_held": not known,
    }


def sounding(known: Known | None, sounds: "NDArray[np.float32]") -> list[Reason]:
    """What the agent's voice, as far as it is known, says about two voices of shape (2, 192)."""
    lead = known.lead(*sounds) if known is not None and len(sounds) == 2 else 0.0
    if not lead:
        return []
    return [Reason(0 if lead > 0 else 1, SOUNDS, "", _ODDS_OF_LEAD * abs(lead))]


def hear_one_channel(
    recording: "MonoRecording",
    options: Options,
    policy: Policy,
    lexicon: Lexicon,
    hearing: "ListenerSettings",
    folder: Path,
    told: Told,
    known: Known | None = None,
) -> OneChannel:
    """Tell the sides of a recording apart and hear it.

    Args:
        recording: the call.
        options: how it is analysed.
        policy: what may be inferred.
        lexicon: word lists of the language.
        hearing: how the listener works.
        folder: what was heard is kept there.
        told: told how far it is.
        known: the agent's voice as far as it is known.

    Raises:
        CallmonError: the recording breaks off, or a model is not here.
    """
    from callmon.speech.one_line import Lines, OneLineListener, rows, with_own_words
    from callmon.speech.readings import Readings
    from callmon.speech.words_in_order import WordsInOrder

    # How tense somebody sounds is never computed of an agent, and who that is is known too late here.
    readers = readers_for(options, replace(policy, arousal=False))
    recogniser = recogniser_for(options) if options.words else None
    diarizers = diarizer_for(options)
    found = _diarized(recording, options, diarizers, lambda at: told(at * _APART))
    lines = Lines.of(found)
    listener = OneLineListener(lines, hearing)
    own = with_own_words(recogniser, lines) if recogniser is not None else None
    said: dict[int, Line] = {}
    journal = folder / "heard.jsonl"

    def sink(observation: Observation) -> None:
        writer.add(observation)
        match observation:
            case Utterance(id=number, speaker=speaker):
                said[number] = Line(0 if speaker == "agent" else 1, "")
            case Words(utterance=number, words=words):
                said[number] = replace(said[number], text=" ".join(word.text for word in words))

    with JournalWriter(journal, {"call": {}}) as writer:
        words = Readings(WordsInOrder(own), readers.tone, readers.meaning, told=readers.notice.set)
        Session(listener, words, sink).run(
            rows(recording.blocks(options.block), lines),
            lambda at: told((_APART * listener.length + (1 - _APART) * at) / 16_000),
        )
    sounds = found.voices[list(lines.voices)]
    more = sounding(known, sounds)
    # Utterances are numbered as they begin, and told as they end.
    by_start = [said[number] for number in sorted(said)]
    agent, asked = who_is_agent(by_start, lexicon, more), options.agent_speaker is not None
    if options.agent_speaker is not None:
        agent = Agent(_ORDER.index(options.agent_speaker), 1.0, agent.reasons)
    missing = (*readers.missing, *diarizers.missing)
    if policy.arousal and options.tone:
        missing = (*missing, _NO_AROUSAL)
    apart = float(found.apart[list(lines.voices)].min()) if len(lines.voices) == 2 else 0.0
    return OneChannel(
        found.main,
        found.speaks.shape[1] - len(lines.voices),
        apart,
        agent,
        asked,
        sounds,
        missing,
        readers.reads_meaning,
        journal,
        diarizers.engine,
    )


def _diarized(
    recording: "MonoRecording", options: Options, diarizers: Diarizers, told: Told
) -> "Diarization":
    diarizer = diarizers()
    at = 0
    for block in recording.blocks(options.block):
        diarizer.push(block[0])
        at += block.shape[1]
        told(at / 16_000)
    found: Diarization = diarizer.finish(options.speakers)
    return found


class Agents:
    """Which voice is the agent's over several calls of one agent: certain calls decide for uncertain ones.

    Args:
        given: a sample of the agent's voice, where there is one.
    """

    def __init__(self, given: "NDArray[np.float32] | None" = None) -> None:
        from callmon.speech.diarization.known_voice import KnownVoice

        self.known: Known = KnownVoice(given)
        self._calls: dict[str, tuple[Agent, NDArray[np.float32]]] = {}

    def heard(self, call: str, found: OneChannel) -> None:
        """Learn from a call, or keep it for later."""
        if found.asked or found.agent.certainty >= _SURE:
            if len(found.sounds) > found.agent.voice:
                self.known.learn(found.sounds[found.agent.voice])
        elif len(found.sounds) == 2:
            self._calls[call] = found.agent, found.sounds

    def second_thoughts(self) -> Iterator[tuple[str, Agent]]:
        """Calls in which it was uncertain who the agent is, and is not any more."""
        for call, (agent, sounds) in self._calls.items():
            already = any(each.why == SOUNDS for each in agent.reasons)
            for reason in () if already else sounding(self.known, sounds):
                if (again := agent.also(reason)).known:
                    yield call, again


class _KeptLead:
    """What a voice that is known no more said of the two of a call."""

    def __init__(self, lead: float) -> None:
        self._lead = lead

    def learn(self, voice: "NDArray[np.float32]", /) -> None:
        """Nothing is learnt: it is for the one call."""

    def lead(self, *_voices: "NDArray[np.float32]") -> float:
        """As it was."""
        return self._lead


def as_known_before(told: dict[str, Any]) -> Agents | None:
    """What decides again as a voice did that is known no more; None where none did.

    Args:
        told: what `OneChannel.told` said then.
    """
    by_voice = any(each["why"] == SOUNDS and each["voice"] == told["agent"] for each in told["agent_because"])
    certainty, side = told["agent_certainty"], 1 if told["agent"] == "first" else -1
    if not (by_voice and told["agent_known"] and certainty < 1.0):
        return None
    # Who speaks first is counted anew.
    odds = side * math.log(certainty / (1 - certainty)) - math.log(ANSWERS_FIRST / (1 - ANSWERS_FIRST))
    agents = Agents()
    agents.known = _KeptLead(odds / _ODDS_OF_LEAD)
    return agents


def enrolled(recording: "MonoRecording", options: Options) -> "NDArray[np.float32]":
    """What somebody sounds like, from a recording of nobody else; for this run alone.

    Raises:
        RecordingError: there are less than 3 s of speech in it, or it cannot be read.
    """
    # Whatever tells the sides apart: one voice alone needs no more than callmon's own engine.
    options = replace(options, speakers=1, diarizer="builtin")
    found = _diarized(recording, options, diarizer_for(options), lambda _at: None)
    spoken = found.speaks.sum(axis=0) / 100
    if not found.main or spoken[0] < _SPEECH_S:
        raise RecordingError(
            f"{recording.name} has {spoken[:1].sum():.1f} s of speech; give about 10 s of the agent alone."
        )
    if (spoken[1:] >= _SPEECH_S).any():
        raise RecordingError(
            f"{recording.name} has more than one voice, so whose it is cannot be known; give about 10 s of "
            "the agent alone."
        )
    voice: NDArray[np.float32] = found.voices[0]
    return voice
