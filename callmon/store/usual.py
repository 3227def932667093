"""The agent's usual way of speaking from call to call: a few numbers of each of the last calls, no more."""

import json
import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from callmon import paths
from callmon.errors import OutputError, StoreError
from callmon.timeline import Observation, Prosody, Usual, Utterance, samples, seconds

VERSION = 1
MOST_CALLS = 20
"""Calls that the usual rests on, the last ones (definitions, “Tone”)."""
LEAST_CALLS = 3
"""Fewer calls are no habit."""
LEAST_S = 60.0
"""A call in which the agent spoke less says little about how they usually speak."""
_LEAST_UTTERANCE_S = 1.0
_SCALE = 1.4826
"""Median absolute deviation as a standard deviation, for values that lie as in a normal distribution."""

Features = Mapping[str, tuple[float, float]]
"""Median and spread of each feature, by its name: `rate` in syllables per second, `spread` in semitones."""


class CallUsual:
    """Observations of one call in, the agent's features out."""

    def __init__(self) -> None:
        self._lengths: dict[int, int] = {}
        self._speech = 0
        self._values: dict[str, list[float]] = {"rate": [], "spread": []}

    def observe(self, observation: Observation) -> None:
        """Take note of an utterance of the agent and of how it was said."""
        match observation:
            case Utterance(speaker="agent"):
                self._lengths[observation.id] = len(observation.segment)
            case Prosody() if observation.utterance in self._lengths:
                length = self._lengths.pop(observation.utterance)
                if length < samples(_LEAST_UTTERANCE_S):
                    return
                self._speech += length
                for name, value in (("rate", observation.rate), ("spread", observation.spread_st)):
                    if value is not None:
                        self._values[name].append(value)

    @property
    def features(self) -> Features | None:
        """What was usual in this call; None where there was too little speech."""
        if seconds(self._speech) < LEAST_S or not all(self._values.values()):
            return None
        return {name: _middle(values) for name, values in self._values.items()}


def usual_file() -> Path:
    """Where the usual is kept; it need not exist."""
    return paths.user_data() / "usual.json"


def recall_usual() -> Usual | None:
    """What is usual for the agent from the last calls; None where too few are known.

    Raises:
        StoreError: the file is damaged.
    """
    calls = _calls()
    if len(calls) < LEAST_CALLS:
        return None
    features = tuple(
        (
            name,
            round(median(call[name][0] for call in calls), 3),
            round(median(call[name][1] for call in calls), 3),
        )
        for name in ("rate", "spread")
    )
    return Usual("agent", len(calls), features)


def remember_usual(features: Features) -> None:
    """Add a call; the oldest beyond `MOST_CALLS` is forgotten.

    Raises:
        StoreError: what is there is damaged.
        OutputError: the file cannot be written.
    """
    rows = {name: [round(middle, 3), round(spread, 3)] for name, (middle, spread) in features.items()}
    calls = [*_calls(), rows][-MOST_CALLS:]
    file = usual_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".usual-") as name:
            written = Path(name) / file.name
            written.touch(mode=0o600)
            written.write_text(json.dumps({"version": VERSION, "calls": calls}), encoding="utf-8")
            written.replace(file)
    except OSError as error:
        raise OutputError(f"{file} cannot be written ({error.strerror}).") from None


def _middle(values: list[float]) -> tuple[float, float]:
    middle = median(values)
    return middle, _SCALE * median(abs(value - middle) for value in values)


def _calls() -> list[dict[str, list[float]]]:
    file = usual_file()
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        calls = [_call(call) for call in table["calls"]]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"{file} cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError):
        raise StoreError(f"{file} is damaged; delete it, your usual is then learnt anew.") from None
    return calls


def _call(call: Any) -> dict[str, list[float]]:
    found = {}
    for name in ("rate", "spread"):
        middle, spread = (float(value) for value in call[name])
        if not (math.isfinite(middle) and math.isfinite(spread)):
            raise ValueError("no number")
        found[name] = [middle, spread]
    return found
