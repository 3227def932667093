"""Ask an open question: the agent has asked none for minutes, or closed ones alone."""

from collections import deque

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.quiet import Quiet
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.timeline import Act, Cue, Evidence, Moment, Segment, samples, seconds

_LATE_S = 15.0
"""How long after the customer's words it still helps."""
_MOMENT_S = 20.0
"""How long a moment of the customer is open here at most: a few turns."""


class AskAnOpenQuestion(Builtin):
    """Fires when the customer has answered and no open question was asked for long; again after one was.

    Closed ones alone, but for how the call was opened, count once half of that time has passed: who asks for
    a name and a number asks quickly.
    Only what was understood counts: time in which the agent's words are not known is no time without one.
    An offer put as a question is none. While a moment of the customer is open, and while the two agree what
    happens next, nothing is called for.
    """

    name = "ask_an_open_question"
    version = 2
    pillar = "open_mind"
    reads = ("words",)
    looks_at = ("open_question_s", "open_question_speech_s", "closed_questions", "closing_s")
    needs = ("question_open", "question_closed")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._spoken = Spoken()
        self._quiet = Quiet()
        self._closed: deque[Act] = deque(maxlen=max(1, self.settings.closed_questions))
        self._asked = 0
        self._ever = False
        self._answered: int | None = None
        self._since: int | None = None
        self._speech = 0
        self._armed = not self.blind
        self._quiet_until = 0
        self._open: dict[int, int] = {}

    def hear(self, heard: Heard) -> Cue | None:
        """The cue with the customer's words, for before those the agent may have been about to ask.

        Where the agent has gone on by then, it waits for what they say: that may be an open question.
        """
        self._quiet.observe(heard.observation)
        understood = self._spoken.observe(heard.observation)
        if understood is not None and understood.speaker == "agent":
            self._speech += len(understood.segment)
            if self._since is None:
                self._since = understood.segment.start
        acts = [event for event in heard.events if isinstance(event, Act)]
        offered = [act.segment for act in acts if act.kind == "offer"]
        for act in acts:
            self._note(act, heard.at, is_offer=act.segment in offered)
        for event in heard.events:
            if isinstance(event, Moment):
                self._open[event.id] = heard.at
                if event.outcome != "open":
                    del self._open[event.id]
        if understood is not None and understood.speaker == "customer":
            self._answered = heard.at
        elif self._answered is None:
            return None
        cue = self._called_for(heard.at, self._answered)
        if cue is not None and not self._quiet.holds(heard.at):
            return None
        self._answered = None
        self._armed = self._armed and cue is None
        return cue

    def _called_for(self, at: int, answered: int) -> Cue | None:
        """The cue of which the condition holds, with the customer's words that came at `answered`."""
        if self._since is None or not self._armed or at - answered > samples(_LATE_S):
            return None
        if at < self._quiet_until or self._is_moment(at):
            return None
        return self._only_closed(at, self._since) or self._none_for_long(at, self._since)

    def _is_moment(self, at: int) -> bool:
        """Whether the customer has just said something that asks for an answer rather than a question."""
        self._open = {number: told for number, told in self._open.items() if at - told < samples(_MOMENT_S)}
        return bool(self._open)

    def _note(self, act: Act, at: int, *, is_offer: bool) -> None:
        settling = act.speaker == "agent" and (act.kind == "next_step" or act.form == "stock")
        if act.kind == "closing" or settling:
            self._quiet_until = at + samples(self.settings.closing_s)
        if act.kind != "question" or act.speaker != "agent" or (is_offer and act.form == "closed"):
            return
        if act.form == "open":
            self._ever = self._ever or self._spoken.has_spoken("customer")
            self._armed = not self.blind
            self._closed.clear()
            self._asked = self._speech = 0
            self._since = act.segment.end
        else:
            self._closed.append(act)
            self._asked += 1

    def _only_closed(self, at: int, since: int) -> Cue | None:
        early = 2 * (at - since) < samples(self.settings.open_question_s)
        if early or self._ever or len(self._closed) < max(1, self.settings.closed_questions):
            return None
        first, last, count = self._closed[0], self._closed[-1], len(self._closed)
        evidence = Evidence(
            first.segment | last.segment, count, count, "closed questions", count, words=last.said
        )
        return self.cue(at, evidence, "why_closed", closed=count)

    def _none_for_long(self, at: int, since: int) -> Cue | None:
        limit, settings = samples(self.settings.open_question_s), self.settings
        if at - since < limit or self._speech < samples(settings.open_question_speech_s):
            return None
        length = seconds(at - since)
        evidence = Evidence(Segment(since, at), length, settings.open_question_s, "s", max(1, self._asked))
        return self.cue(at, evidence, minutes=length / 60, closed=self._asked)
