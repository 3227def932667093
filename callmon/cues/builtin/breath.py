"""A breath before you answer: the agent answers at once, again and again."""

from collections import deque

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Gap, Segment, Turn, samples, seconds


class BreathBeforeAnswer(Builtin):
    """Fires when most of the agent's last answers came faster than anyone can listen and then plan."""

    name = "breath_before_answer"
    pillar = "active_listening"
    looks_at = ("quick_answer_s", "quick_answers", "quick_answers_of", "quick_answer_turn_s")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._answers: deque[Gap] = deque(maxlen=self.settings.quick_answers_of)
        self._long = False

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a quick answer makes the habit."""
        for event in heard.events:
            if isinstance(event, Turn):
                least = samples(self.settings.quick_answer_turn_s)
                self._long = event.speaker == "customer" and len(event.segment) >= least
            elif isinstance(event, Gap) and event.speaker == "agent" and not event.heard:
                self._forget(event)
            elif isinstance(event, Gap) and event.speaker == "agent" and self._long:
                self._answers.append(event)
                if self._is_habit():
                    return self._cue(heard.at)
        return None

    def _forget(self, answer: Gap) -> None:
        """It turns out that nobody knows how fast this answer was."""
        kept = [known for known in self._answers if known.at != answer.at]
        self._answers = deque(kept, maxlen=self._answers.maxlen)

    def _is_habit(self) -> bool:
        limit = samples(self.settings.quick_answer_s)
        quick = sum(answer.offset < limit for answer in self._answers)
        return quick >= max(1, self.settings.quick_answers)

    def _cue(self, at: int) -> Cue:
        answers = list(self._answers)
        self._answers.clear()
        limit = self.settings.quick_answer_s
        quick = [answer for answer in answers if answer.offset < samples(limit)]
        slowest = max(seconds(answer.offset) for answer in quick)
        evidence = Evidence(Segment(answers[0].at, answers[-1].at), slowest, limit, "s", len(quick))
        return self.cue(at, evidence, quick=len(quick), answers=len(answers), limit=limit)
