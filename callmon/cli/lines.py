"""What a running call says on standard output: one JSON object a line."""

import json
import sys
import time
from typing import Any

from callmon.cli.output import standard_output
from callmon.live.call import LiveCall
from callmon.timeline import Cue, Ended, Health, Step, seconds


class Lines:
    """Prints what happens in a running call: its start, the health of its parts, cues, its end."""

    def __init__(self) -> None:
        self._call: LiveCall | None = None
        self._started = False
        self._measures: dict[str, dict[str, float | None]] = {}

    def begin(self, call: LiveCall) -> None:
        """`call` begins; it has started once something is heard."""
        self._call = call

    def step(self, step: Step) -> None:
        """Print what of `step` is worth a line."""
        if self._call is not None and not self._started:
            self._started = True
            self._print({"type": "started", "call": self._call.folder.name})
        match step.observation:
            case Health(at=at, part=part, state=state):
                self._print({"type": "health", "at": _s(at), "part": part, "state": state})
            case Ended():
                for measure in step.measures:
                    values = self._measures.setdefault(measure.speaker or "call", {})
                    values[measure.name] = None if measure.value is None else round(measure.value, 3)
        for cue in step.cues:
            self._print(_cue(cue))
            if self._call is not None:
                self._call.painted(cue, time.monotonic())

    def told(self, sentence: str) -> None:
        """Print a sentence for the person at the screen."""
        self._print({"type": "notice", "text": sentence})

    def end(self) -> None:
        """The call is over."""
        call = self._call
        if call is None:
            return
        delays = {
            "cue_delay_ms": {"p50": _ms(call.cue_delays.p50), "p95": _ms(call.cue_delays.p95)},
            "words_delay_ms": {"p50": _ms(call.word_delays.p50), "p95": _ms(call.word_delays.p95)},
        }
        self._print({"type": "ended", "call": call.folder.name, "measures": self._measures, **delays})

    def _print(self, value: dict[str, Any]) -> None:
        with standard_output():
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _cue(cue: Cue) -> dict[str, Any]:
    evidence = cue.evidence
    return {
        "type": "cue",
        "at": _s(cue.at),
        "rule": cue.rule,
        "version": cue.version,
        "pillar": cue.pillar,
        "urgency": cue.urgency,
        "text": cue.text,
        "why": cue.why,
        "avoid": cue.avoid,
        "start": _s(evidence.segment.start),
        "end": _s(evidence.segment.end),
        "value": round(evidence.value, 3),
        "threshold": round(evidence.threshold, 3),
        "unit": evidence.unit,
    }


def _s(position: int) -> float:
    return round(seconds(position), 3)


def _ms(value: float | None) -> int | None:
    return None if value is None else round(value)
