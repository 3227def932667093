"""Past: moments that the agent's answers went past, as long as a word on them still helps."""

from collections.abc import Callable

from callmon.cues.builtin.on_act import is_shown
from callmon.cues.builtin.quiet import Quiet
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.cues.settings import CueSettings
from callmon.timeline import Act, ActKind, Moment, samples

_LATE_S = 8.0
"""Later than this after it was clear, the talk has gone on to something else."""
_OLD_S = 60.0
"""The same after the moment itself."""
_HEARD: tuple[ActKind, ...] = ("validation", "empathy", "apology", "paraphrase")
"""Acts that show the customer that something was heard."""


class Past:
    """Steps in; out, at most one moment a step, once the agent is not saying anything that might answer it.

    A moment is dropped where the agent has shown since that something was heard, or goes on for too long; and
    where the agent has contradicted it, which `hold_the_but` tells.

    Args:
        is_meant: which moments count.
        settings: when a contradiction is told.
    """

    def __init__(self, is_meant: Callable[[Moment], bool], settings: CueSettings) -> None:
        self._is_meant = is_meant
        self._settings = settings
        self._rebutted: set[int] = set()
        self._quiet = Quiet()
        self._spoken = Spoken()
        self._heard_until = -1
        self._known: set[int] = set()
        self._waiting: dict[int, tuple[int, Moment]] = {}

    def hear(self, heard: Heard) -> Moment | None:
        """The moment that a word is still missing on."""
        self._quiet.observe(heard.observation)
        self._spoken.observe(heard.observation)
        for event in heard.events:
            match event:
                case Act(speaker="agent", kind=kind) if kind in _HEARD:
                    self._heard_until = max(self._heard_until, event.segment.start)
                case Act(kind="rebuttal", answers=int(number)) if self._is_told(event, heard.at):
                    self._rebutted.add(number)
                case Moment(outcome="passed_over") if event.id not in self._known and self._is_meant(event):
                    self._known.add(event.id)
                    self._waiting[event.id] = (heard.at, event)
                case Moment() if event.outcome != "passed_over":
                    self._waiting.pop(event.id, None)
        self._waiting = {
            number: (since, moment)
            for number, (since, moment) in self._waiting.items()
            if self._heard_until < moment.segment.end
            and moment.utterance not in self._rebutted
            and heard.at <= min(since + samples(_LATE_S), moment.segment.end + samples(_OLD_S))
        }
        if not self._waiting or not self._quiet.holds(heard.at) or self._quiet.is_gap(heard.at):
            return None
        _, moment = self._waiting.pop(next(iter(self._waiting)))
        return moment

    def _is_told(self, rebuttal: Act, at: int) -> bool:
        """Whether `hold_the_but` tells it."""
        settings = self._settings
        sure = rebuttal.confidence >= settings.rebuttal_confidence and is_shown(rebuttal, self._spoken)
        return sure and at >= samples(settings.warm_up_s)
