"""You named the feeling: the agent answers a moment of the customer with more than a solution."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.on_act import AGAINST, is_beside
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.quote import quote
from callmon.cues.rule import Heard
from callmon.timeline import Act, Cue, Evidence, Moment


class YouNamedTheFeeling(Builtin):
    """Praises each moment that the agent has acknowledged by validation or empathy.

    Of moments that one sentence acknowledges, the last is quoted: it is what the sentence answers.
    """

    name = "you_named_the_feeling"
    version = 2
    pillar = "active_listening"
    urgency = 0
    positive = True
    reads = ("words",)
    looks_at = ("praise_confidence",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._felt: dict[int, Act] = {}
        self._told: set[int] = set()
        self._spoken = Spoken()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a moment turns out to have been acknowledged so."""
        self._spoken.observe(heard.observation)
        least = self.settings.praise_confidence
        found: tuple[Act, Moment] | None = None
        for event in heard.events:
            if isinstance(event, Act) and event.speaker == "agent":
                named = event.kind in ("validation", "empathy") and event.confidence >= least
                if named and not is_beside(event, AGAINST, heard.events):
                    self._felt[event.utterance] = event
            elif isinstance(event, Moment) and event.outcome == "acknowledged":
                act = self._felt.get(-1 if event.answered_by is None else event.answered_by)
                if act is None or event.id in self._told:
                    continue
                self._told.add(event.id)
                if found is None or event.segment > found[1].segment:
                    found = act, event
        if found is None:
            return None
        act, moment = found
        evidence = Evidence(act.segment, act.confidence, least, "confidence", words=act.said)
        words, answered = self._spoken.quote(act.utterance, act.said), quote(moment.said)
        return self.cue(
            heard.at, evidence, "why_answered" if answered else "why", words=words, answered=answered
        )
