"""The thresholds that marks can speak about: a table of settings in, one to fold with for candidates out.

A threshold is one that marks can speak about where what it decides on has a value of its own, higher where it
is surer or longer: the certainty of an act, the length of a turn. Those of pace and of shares of the talk are
crossed at a moment, and how far they would have gone is nowhere told; how often cues are shown is a choice,
not a finding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from callmon.timeline import MomentKind

Table = Mapping[str, Any]
"""Settings by room and name, as a settings file has them."""

Grown = Literal["", "turn", "silence"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold that can be fitted.

    Attributes:
        room, name: of the setting.
        labels: what it decides on, as findings have it; `act/*` is every act.
        rests_on: labels of what a cue rests on; judgements of these speak about the cue too.
        steps: values that it may have, in ascending order: the first is folded with for candidates.
        grown: what a candidate's value is the length of, where a cue fires before its end.
    """

    room: str
    name: str
    labels: tuple[str, ...]
    steps: tuple[float, ...]
    rests_on: tuple[str, ...] = ()
    grown: Grown = ""

    @property
    def setting(self) -> str:
        """Room and name: `cues.rebuttal_confidence`."""
        return f"{self.room}.{self.name}"


def _steps(least: int, most: int, step: int, scale: int = 1) -> tuple[float, ...]:
    return tuple(value / scale for value in range(least, most + 1, step))


_SURE = _steps(50, 98, 2, 100)
_MOMENTS = tuple(f"moment/{kind}" for kind in get_args(MomentKind) if kind != "repetition")

THRESHOLDS: Sequence[Threshold] = (
    Threshold("cues", "assumption_confidence", ("cue/ask_dont_assume",), _SURE, rests_on=("act/assumption",)),
    Threshold("cues", "rebuttal_confidence", ("cue/hold_the_but",), _SURE, rests_on=("act/rebuttal",)),
    Threshold(
        "cues",
        "moment_confidence",
        ("cue/acknowledge_the_feeling",),
        _SURE,
        rests_on=_MOMENTS,
    ),
    Threshold(
        "cues",
        "repetition_confidence",
        ("cue/they_said_it_before",),
        _SURE,
        rests_on=("act/repetition", "moment/repetition"),
    ),
    Threshold(
        "cues",
        "praise_confidence",
        ("cue/you_said_it_back", "cue/you_named_the_feeling", "cue/good_question"),
        _SURE,
        rests_on=("act/paraphrase", "act/validation", "act/empathy", "act/question"),
    ),
    Threshold("cues", "monologue_s", ("cue/pause_and_check_in",), _steps(30, 150, 5), grown="turn"),
    # A silence is told as it passes 3, 5 and 10 s, and at no other length.
    Threshold("cues", "dead_air_s", ("cue/say_what_you_are_doing",), (3.0, 5.0, 10.0), grown="silence"),
    Threshold("cues", "say_back_turn_s", ("cue/say_back_what_you_heard",), _steps(10, 60, 2)),
    Threshold("cues", "let_finish_turn_s", ("cue/you_let_them_finish",), _steps(10, 60, 2)),
    Threshold("acts", "told", ("act/*",), _steps(30, 90, 2, 100)),
    Threshold("moments", "confidence_least", ("moment/*",), _steps(40, 90, 2, 100)),
)
"""What can be fitted, and between which values: above them a cue would hardly ever be shown, and below them
nearly always."""


def widened(settings: Table, threshold: Threshold) -> dict[str, Any]:
    """The settings to fold a call with, so that its report has every candidate for `threshold`.

    Args:
        settings: those in use, of the same shape; they stay as they are.
        threshold: what is to be fitted. One fold a room serves all thresholds of that room: widen the table
            of one by the next.
    """
    values = settings.get(threshold.room, {})
    least = min(threshold.steps[0], values.get(threshold.name, threshold.steps[0]))
    return {**settings, threshold.room: {**values, threshold.name: least}}
