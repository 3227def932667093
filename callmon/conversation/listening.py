"""Listening: observations in, acts and wording out; an unfinished utterance is judged with the rest of it."""

from collections import deque

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.acts import AGENT, CUSTOMER, Found, Passage, names_in, wording
from callmon.conversation.dialogue import Dialogue, Said, join
from callmon.conversation.lexicon import Lexicon, is_unfinished
from callmon.conversation.settings import TimingSettings
from callmon.timeline import (
    Act,
    Ended,
    Event,
    Meaning,
    Observation,
    SpeechStarted,
    Tick,
    Words,
    other,
    reached,
    samples,
)

_ASKED = 200
"""Questions that are remembered: answers come within a few turns."""
_OPEN = 64
"""Utterances whose words may still come; where nothing is recognised they never do."""
_NAMES = 8
"""Names of the customer that are remembered."""
_LATE_S = 20.0
"""How long words of an utterance that goes on are waited for; they may never come."""


class Listening:
    """What was done with words on one call: give it each observation once, in order.

    Args:
        settings: when words count as an act.
        lexicon: the words of the call's language; without any, only the model tells acts.
        timing: what a backchannel is.

    Attributes:
        said: the sentences that the latest observation added.
    """

    def __init__(self, settings: ActSettings, lexicon: Lexicon, timing: TimingSettings | None = None) -> None:
        self._settings = settings
        self._lexicon = lexicon
        self._dialogue = Dialogue(lexicon, timing)
        self.said: list[Said] = []
        self._at = self._acts = 0
        self._waiting: Said | None = None
        self._open: dict[int, SpeechStarted] = {}
        self._asked: deque[int] = deque(maxlen=_ASKED)
        self._names: deque[str] = deque(maxlen=_NAMES)

    def observe(self, observation: Observation) -> list[Event]:
        """The acts and wordings that `observation` makes known."""
        self.said = self._dialogue.observe(observation)
        self._at = max(self._at, reached(observation))
        match observation:
            case SpeechStarted():
                self._open[observation.utterance] = observation
                if len(self._open) > _OPEN:
                    del self._open[next(iter(self._open))]
            case Words() if not observation.words:
                self._open.pop(observation.utterance, None)
            case Meaning():
                self._open.pop(observation.utterance, None)
                return self._meant(self.said) if self.said else []
            case Tick():
                return self._overdue()
            case Ended():
                return self._settle()
        return []

    def _meant(self, said: list[Said]) -> list[Event]:
        """An utterance's sentences; the last waits where it is unfinished."""
        found: list[Event] = []
        first, waiting = said[0], self._waiting
        if waiting is not None:
            near = first.segment.start - waiting.segment.end <= samples(self._settings.wait_s)
            if first.speaker == waiting.speaker and near:
                said = [join(waiting, first), *said[1:]]
                self._waiting = None
            else:
                found += self._settle()
        theirs = self._dialogue.turns(other(first.speaker), first, self._settings.restated_turns)
        found.append(wording(said, theirs, self._lexicon))
        last = said[-1]
        if self._breaks_off(last):
            self._waiting = last
            said = said[:-1]
        return [*found, *self._judged(said)]

    def _breaks_off(self, said: Said) -> bool:
        """Whether more of a sentence may follow: no mark ends it, and no sentence ends on its last word."""
        if said.backchannel or (said.text.endswith((".", "?", "!")) and not said.text.endswith("...")):
            return False
        return len(said.words) < self._settings.longest_words and is_unfinished(self._lexicon, said.text)

    def _overdue(self) -> list[Event]:
        """What has waited long enough for a rest that does not come."""
        waiting = self._waiting
        if waiting is None:
            return []
        waited = self._at - waiting.segment.end
        goes_on = any(
            start.speaker == waiting.speaker and start.at >= waiting.segment.end
            for start in self._open.values()
        )
        if waited <= samples(self._settings.wait_s) or (goes_on and waited <= samples(_LATE_S)):
            return []
        return self._settle()

    def _settle(self) -> list[Event]:
        waiting, self._waiting = self._waiting, None
        return [*self._judged([waiting])] if waiting is not None else []

    def _judged(self, said: list[Said]) -> list[Act]:
        """The acts of sentences that were said in one go."""
        passages = [self._passage(each) for each in said]
        found = [self._found(passage) for passage in passages]
        for index, later in enumerate(found[1:]):
            if any(each.kind == "rebuttal" for each in later):
                found[index] = [
                    each
                    for each in found[index]
                    if each.kind not in ("acknowledgement", "validation", "empathy")
                ]
        return [
            self._act(passage, each) for passage, acts in zip(passages, found, strict=True) for each in acts
        ]

    def _passage(self, said: Said) -> Passage:
        return Passage(
            said,
            self._dialogue.place(said),
            self._dialogue,
            self._lexicon,
            self._settings,
            self._asked,
            tuple(self._names),
        )

    def _found(self, passage: Passage) -> list[Found]:
        said = passage.said
        detectors = AGENT if said.speaker == "agent" else CUSTOMER
        found = [act for detector in detectors if (act := detector(passage)) is not None]
        if any(act.kind == "question" for act in found):
            self._asked.append(said.number)
        self._learn(passage)
        return found

    def _learn(self, passage: Passage) -> None:
        """Names of the customer that the sentence holds."""
        said, lexicon = passage.said, self._lexicon
        before = passage.before(1)
        asked = bool(before) and any(lexicon.in_list("asks_name", word) for word in before[-1].words)
        for name in names_in(said, lexicon, own=said.speaker == "customer", asked=asked):
            if name not in self._names:
                self._names.append(name)

    def _act(self, passage: Passage, found: Found) -> Act:
        self._acts += 1
        said, answers = passage.said, found.answers
        return Act(
            id=self._acts,
            at=self._at,
            kind=found.kind,
            form=found.form,
            speaker=said.speaker,
            utterance=said.said_in(found.end),
            segment=said.segment,
            said=said.span(found.first, found.end),
            confidence=found.confidence,
            why=found.why,
            follow_up=found.follow_up,
            answers=answers.utterance if answers is not None else None,
            answered=answers.text if answers is not None else "",
        )
