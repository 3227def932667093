"""Say back what you heard: a long turn of the customer, and nothing of it was said back."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.passage import Passages
from callmon.cues.builtin.quiet import Quiet
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.quote import quote
from callmon.cues.rule import SETTLED_S, Heard
from callmon.timeline import Act, ActKind, Cue, Evidence, Tick, Turn, samples, seconds

_RESTATING: tuple[ActKind, ...] = ("paraphrase", "next_step")
_PATIENCE_S = 30.0
"""Words of the agent's turns that are later than this come too late to say anything about them."""
_QUOTED = 40
"""Words of a long turn that its evidence holds."""


class SayBackWhatYouHeard(Builtin):
    """Fires once for each long turn of the customer that the agent's next turns did not restate.

    It waits for what the agent is saying, for that may restate it, and is silent once the two have agreed
    what happens next: then the point has arrived. So it is without a model of meaning, for then nobody knows
    that something was not restated.
    """

    name = "say_back_what_you_heard"
    version = 2
    pillar = "active_listening"
    reads = ("words",)
    looks_at = ("say_back_turn_s", "say_back_turns")
    needs = ("reflection",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._spoken = Spoken()
        self._quiet = Quiet()
        self._passages = Passages(samples(self.settings.say_back_turn_s))
        self._said: Turn | None = None
        self._answers: list[Turn] = []
        self._restated = -1

    def hear(self, heard: Heard) -> Cue | None:
        """The cue once the agent's turns are over, understood, and none of them restates anything."""
        self._spoken.observe(heard.observation)
        self._quiet.observe(heard.observation)
        for event in heard.events:
            if isinstance(event, Act) and event.kind in _RESTATING and event.speaker == "agent":
                self._restated = max(self._restated, event.segment.start)
            elif isinstance(event, Turn):
                self._turn(event)
        if self._said is None or self.blind or len(self._answers) < max(1, self.settings.say_back_turns):
            return None
        # What was understood just now may restate it, which is told in the same step.
        return self._judged(self._said, heard.at) if isinstance(heard.observation, Tick) else None

    def _turn(self, turn: Turn) -> None:
        if not self._passages.add(turn):
            return
        said = self._passages.long
        self._passages.end()
        if said is not None:
            self._said, self._answers = said, [turn]
        elif self._said is not None:
            self._answers.append(turn)

    def _judged(self, said: Turn, at: int) -> Cue | None:
        """The cue where everything of the answers is known and restates nothing."""
        fates = [[self._spoken.fate(number) for number in turn.utterances] for turn in self._answers]
        ago = at - self._answers[-1].segment.end
        quiet = self._quiet.holds(at) and not self._quiet.is_gap(at)
        known = ago >= samples(SETTLED_S) and quiet and not any(None in turn for turn in fates)
        if not known and ago <= samples(_PATIENCE_S):
            return None
        self._said = None
        if self._restated >= said.segment.start or not all(True in turn for turn in fates):
            return None
        if not all(self._spoken.is_read(turn.utterances) for turn in self._answers):
            return None
        length, turns = seconds(len(said.segment)), len(self._answers)
        words = quote(self._spoken.text(said.utterances), _QUOTED)
        evidence = Evidence(said.segment, length, self.settings.say_back_turn_s, "s", turns, words=words)
        return self.cue(at, evidence, length=length, turns=turns)
