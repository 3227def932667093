"""Trust: what a cue may rest on right now, from what is told about the channels and the call."""

from collections import deque

from callmon.cues.rule import BOTH, Heard
from callmon.timeline import Cue, Health, Part, Segment, Speaker, State, Unheard, samples

_UNHEARD_SHARE = 0.05
"""A cue may miss this share of what it rests on: 50 ms of an overlap, but 15 s of five minutes of talk."""

OF_OVERLAP = frozenset(["let_them_finish", "they_tried_to_speak"])
"""Rules whose cues accuse of talking over somebody."""

OF_EDGES = frozenset(["breath_before_answer"])
"""Rules whose cues accuse of answering too soon, by tenths of a second."""

_SURE_OVERLAP = samples(1.0)
"""On one line, where overlaps are found in part only, shorter ones accuse nobody."""

_REMEMBERED = 256
"""Stretches of each side, far more than the longest window of a rule holds on a usable line."""

_SICK: dict[State, str] = {
    "no_frames": "nothing came from the {side}’s device",
    "flat": "the {side}’s channel was silent while its meter moved",
    "muted": "the {side}’s device was muted",
    "moved": "the {side}’s channel came from another device",
    "lost": "the {side}’s device was gone",
}


class Trust:
    """Every step in; out, why a cue must not be shown, if it must not."""

    def __init__(self) -> None:
        self._states: dict[Part, State] = {}
        self._lost: dict[Speaker, deque[Segment]] = {side: deque(maxlen=_REMEMBERED) for side in BOTH}

    def observe(self, heard: Heard) -> None:
        """Take note of what a step tells about the channels."""
        if isinstance(heard.observation, Health):
            self._states[heard.observation.part] = heard.observation.state
        for event in heard.events:
            if isinstance(event, Unheard):
                self._note(self._lost[event.speaker], event.segment)

    def reason_against(self, cue: Cue, hears: tuple[Speaker, ...]) -> str | None:
        """Why `cue`, which rests on the channels `hears`, must not be shown; None where it may."""
        if self._states.get("call") == "paused":
            return "the call was paused"
        rests_on = cue.evidence.segment
        for side in hears:
            sick = _SICK.get(self._states.get(side, "ok"))
            if sick is not None:
                return sick.format(side=side)
            if sum(len(rests_on & lost) for lost in self._lost[side]) > _UNHEARD_SHARE * len(rests_on):
                return f"the {side} was not heard for a part of it"
        if hears == BOTH and self._states.get("bleed") == "bleed":
            return "the customer was heard in the microphone too, so who spoke is not certain"
        line = self._states.get("bleed")
        if line == "one_line_unnamed":
            return "both sides come on one line, and nobody said who of them the agent is"
        if line == "one_line" and cue.rule in OF_OVERLAP and len(rests_on) < _SURE_OVERLAP:
            return "both sides come on one line, where an overlap under 1 s is not certain"
        if line == "one_line" and cue.rule in OF_EDGES:
            return "both sides come on one line, where it is not certain how soon an answer came"
        return None

    def _note(self, known: deque[Segment], lost: Segment) -> None:
        """Pieces that follow each other are one stretch."""
        if known and known[-1].end == lost.start:
            lost |= known.pop()
        known.append(lost)
