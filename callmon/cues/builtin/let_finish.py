"""You let them finish: a long turn of the customer without an interruption, answered in their time."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.passage import Passages
from callmon.cues.rule import Heard
from callmon.timeline import (
    Cue,
    Evidence,
    Gap,
    Overlap,
    SilentInterruption,
    Tick,
    Turn,
    samples,
    seconds,
)

_ANSWERED_S = 1.0
"""Speech after which an answer is more than a sign of listening (voice activity projection, event rules)."""


class YouLetThemFinish(Builtin):
    """Praises each long turn of the customer that the agent let end, once the answer is one.

    Signs of listening in it are credited. Words, where there are any, may only take the praise back.
    """

    name = "you_let_them_finish"
    pillar = "care"
    urgency = 0
    positive = True
    looks_at = ("let_finish_turn_s", "quick_answer_s")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._passages = Passages(samples(self.settings.let_finish_turn_s))
        self._broken = -1
        self._signs: dict[int, int] = {}
        self._answer: int | None = None

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the answer has become one."""
        for event in heard.events:
            match event:
                case Turn():
                    if self._passages.add(event):
                        self._end()
                    elif event.speaker == "agent":
                        self._signs[event.utterances[0]] = event.segment.start
                        self._answer = None
                case Overlap(by="agent", kind="interruption" | "attempted_interruption"):
                    self._broken = max(self._broken, event.segment.end)
                    self._signs.pop(event.utterance, None)
                case Overlap(by="agent", kind="backchannel"):
                    self._signs[event.utterance] = event.segment.start
                case SilentInterruption(by="agent"):
                    self._broken = max(self._broken, event.at)
                case Gap(speaker="agent"):
                    patient = event.heard and event.offset >= samples(self.settings.quick_answer_s)
                    self._answer = event.at if patient else None
        tick, answer = heard.observation, self._answer
        if answer is None or not isinstance(tick, Tick) or tick.agent is None:
            return None
        said = self._passages.long
        if said is None or tick.agent - answer < samples(_ANSWERED_S):
            return None
        self._answer = None
        if self._broken > said.segment.start:
            return None
        return self._cue(heard.at, said)

    def _cue(self, at: int, said: Turn) -> Cue:
        length = seconds(len(said.segment))
        signs = sum(start in said.segment for start in self._signs.values())
        evidence = Evidence(said.segment, length, self.settings.let_finish_turn_s, "s", max(1, signs))
        reason = ("why", "why_sign")[signs] if signs < 2 else "why_signs"
        return self.cue(at, evidence, reason, length=length, signs=signs)

    def _end(self) -> None:
        self._passages.end()
        self._signs.clear()
        self._answer = None
