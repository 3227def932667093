"""Arousal: the voice of the customer's utterances in, how tense each sounds against those before it out.

It is computed for the customer alone, and only where that was asked for. It never exists for the agent:
what an employee feels is not inferred from the voice.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.errors import ModelError
from callmon.speech.graph import open_graph
from callmon.speech.voice import Voice
from callmon.speech.voice_features import FEATURES, LEAST_VOICED, VoiceFeatures, voice_features
from callmon.timeline import Arousal, Speaker

ENOUGH = 8.0
"""Seconds of voiced speech that were heard before anything is said about the next utterance."""

_WHOLE = 1.0
_MEMORY = 60.0
"""Utterances after which the oldest fade: the baseline follows a voice that changes over a long call."""
_SPREAD_MEMORY = 20.0
"""How many utterances the spread of the population counts as."""
_LEAST_SPREAD = 0.5
"""Share of the population's spread under which that of a steady speaker is not taken to lie."""
_OUTLIER = 3.0
"""Spreads from the mean at which a value stops pulling the baseline further."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Population:
    """What is usual among speakers, feature by feature, before one of them was heard.

    Attributes:
        mean: between the means of the speakers, shape (13,).
        spread: standard deviation within a speaker.
        weight: how many utterances the mean counts as: few where speakers differ more than their utterances.
    """

    mean: Array
    spread: Array
    weight: Array


class Baseline:
    """The mean and spread of one speaker's features so far, beginning with those of the population."""

    def __init__(self, population: Population) -> None:
        self._least = _LEAST_SPREAD * population.spread
        self._mean = population.mean.copy()
        self._weight = population.weight.copy()
        self._variance = population.spread**2
        self._spread_weight = _SPREAD_MEMORY

    @property
    def mean(self) -> Array:
        """Usual value of each feature, shape (13,)."""
        return self._mean.copy()

    @property
    def spread(self) -> Array:
        """Standard deviation of each feature, shape (13,)."""
        spread: Array = np.maximum(np.sqrt(self._variance), self._least)
        return spread

    def add(self, features: VoiceFeatures) -> None:
        """Count one utterance: whole from 1 s of voiced speech on, less where it has less."""
        count = min(1.0, (features.voiced - LEAST_VOICED) / (_WHOLE - LEAST_VOICED))
        reach = _OUTLIER * self.spread
        off = np.clip(features.values - self._mean, -reach, reach)
        self._weight = np.minimum(self._weight + count, _MEMORY)
        self._mean = self._mean + off * count / self._weight
        square = off**2 * (1 - count / self._weight)
        self._spread_weight = min(self._spread_weight + count, _SPREAD_MEMORY + _MEMORY)
        self._variance = self._variance + (square - self._variance) * count / self._spread_weight


class ArousalReader:
    """Estimates, utterance by utterance, how tense the customer of one call sounds.

    The same utterances in the same order give the same answers; another call needs another reader.

    Args:
        model: the graph of `models/arousal`, which also carries the population.

    Raises:
        ModelError: the graph is made for other features.
    """

    def __init__(self, model: Path) -> None:
        self._session = open_graph(model)
        notes = self._session.get_modelmeta().custom_metadata_map
        if notes.get("features") != json.dumps(FEATURES):
            raise ModelError(f"The model {model} is made for other features; reinstall callmon.")
        self._baseline = Baseline(
            Population(*(np.array(json.loads(notes[name])) for name in ("mean", "spread", "weight")))
        )
        self._heard = 0.0

    def read(self, speaker: Speaker, utterance: int, voice: Voice) -> Arousal | None:
        """How tense the utterance sounds; None where it is too short or too little was heard before it.

        The utterance is compared with those before it, then joins them. Give every utterance of the
        customer, in the order of their ends.

        Args:
            speaker: whose utterance it is: the customer's.
            utterance: its id.
            voice: what `VoiceReader` made of its audio.

        Raises:
            ValueError: the speaker is not the customer.
        """
        if speaker != "customer":
            raise ValueError("arousal is never estimated for the agent")
        features = voice_features(voice)
        if features is None:
            return None
        reading = Arousal(utterance, self._value(features.values)) if self._heard >= ENOUGH else None
        self._baseline.add(features)
        self._heard += features.voiced
        return reading

    def _value(self, values: Array) -> float:
        inputs = {"features": values, "mean": self._baseline.mean, "spread": self._baseline.spread}
        given = {name: each.astype(np.float32)[None] for name, each in inputs.items()}
        return float(self._session.run(["tense"], given)[0].item())
