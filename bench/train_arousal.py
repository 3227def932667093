"""Trains the arousal model anew on EMO-DB and writes its graph.

    pip install --target .venv/onnx onnx
    PYTHONPATH=.venv/onnx python bench/train_arousal.py ../shared/data/C_emotion/emodb models/arousal

The package `onnx` is needed to write the graph and by nothing else. The same data give the same weights.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import soxr
from telephone import telephone

from callmon.speech.arousal import ENOUGH, Baseline, Population
from callmon.speech.catalogue import find_model
from callmon.speech.locate import locate
from callmon.speech.voice import VoiceReader
from callmon.speech.voice_features import FEATURES, VoiceFeatures, voice_features

TENSE, CALM = "WFA", "LTN"
"""Anger, joy and fear against boredom, sadness and neutral. Disgust is heard and never judged: actors give it
hot or cold, and no listener was asked how tense it sounds."""
PEAK = 0.2
"""What the loudest sample of a clip is brought to, so that 12 dB more stay below full scale."""
Channel = tuple[str, float, bool]
"""Law, gain in dB, and whether what lies below 300 Hz is lost."""
PLAIN: Channel = ("", 0.0, False)
CHANNELS = (("mu", 0.0, False), ("a", 0.0, False), ("mu", 0.0, True), ("a", 0.0, True),
            ("mu", -12.0, False), ("a", -12.0, False))  # fmt: skip
"""What is trained on."""
STREAMS = ((0.0, 0), (0.1, 10), (0.25, 10), (0.25, 0), (0.5, 0))
"""Share of tense clips, and how many calm ones come first: most of a call is calm."""
CLIP = 4.0
_RIDGE = 100.0
_STEADINESS = 30_000.0
"""How dear it is to rest on what a channel moves, against the ridge."""
_EXAMPLES = 300.0
"""How many examples all clips together count as, against the ridge."""


@dataclass(frozen=True)
class Clip:
    """One clip of EMO-DB: its speaker, emotion (a letter), and samples at 16 kHz."""

    speaker: str
    emotion: str
    audio: np.ndarray

    @property
    def tense(self) -> bool:
        """Whether it was acted as angry, glad or afraid."""
        return self.emotion in TENSE

    @property
    def judged(self) -> bool:
        """Whether its emotion says how tense it should sound."""
        return self.emotion in TENSE + CALM


def read_audio(path: Path) -> np.ndarray:
    """A mono file of 16 bits, at 16 kHz."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return soxr.resample(np.concatenate(frames) / 32768, rate, 16_000).astype(np.float32)


def read_clips(folder: Path) -> list[Clip]:
    """All clips, by name."""
    return [
        Clip(path.name[:2], path.name[5], read_audio(path)) for path in sorted((folder / "wav").glob("*.wav"))
    ]


def pitch_model() -> Path:
    """The graph of SwiftF0."""
    model = find_model("swift-f0")
    return locate(model) / model.files[0].name


def measure(clips: Sequence[Clip], listen: VoiceReader, channel: Channel | None) -> np.ndarray:
    """Features of each clip and, last, its voiced seconds, shape (clips, 14); NaN where it has no features.

    Without a channel it is the wide band.
    """
    rows = []
    nothing = VoiceFeatures(np.full(len(FEATURES), np.nan), 0.0)
    for clip in clips:
        level = clip.audio * (PEAK / np.abs(clip.audio).max())
        voice = listen(level if channel is None else telephone(level, *channel))
        found = voice_features(voice) or nothing
        rows.append([*found.values, found.voiced])
    return np.array(rows)


def population_of(clips: Sequence[Clip], features: np.ndarray) -> Population:
    """What is usual among the speakers of `clips`, features of shape (clips, 13); calm weighs like tense."""
    means, variances = [], []
    for speaker in sorted({clip.speaker for clip in clips}):
        halves = [
            features[[clip.speaker == speaker and clip.emotion in kind for clip in clips]]
            for kind in (TENSE, CALM)
        ]
        mean = sum(np.nanmean(half, axis=0) for half in halves) / 2
        means.append(mean)
        variances.append(sum(np.nanmean((half - mean) ** 2, axis=0) for half in halves) / 2)
    within = np.mean(variances, axis=0)
    return Population(
        np.mean(means, axis=0), np.sqrt(within), np.clip(within / np.var(means, axis=0, ddof=1), 1, 20)
    )


def stream(
    clips: Sequence[Clip], speaker: str, share: float, first: int, draw: np.random.Generator
) -> list[int]:
    """Clips of a speaker in random order, `first` calm ones before all others."""
    own = [at for at, clip in enumerate(clips) if clip.speaker == speaker]
    calm = [at for at in draw.permutation(own) if clips[at].emotion in CALM]
    tense = [at for at in draw.permutation(own) if clips[at].tense]
    count = min(len(tense), round(share / (1 - share) * len(calm)))
    return [*calm[:first], *draw.permutation(calm[first:] + tense[:count]).astype(int)]


def walk(
    rows: np.ndarray, order: Sequence[int], population: Population, before: np.ndarray | None = None
) -> Iterator[tuple[int, np.ndarray | None]]:
    """Each clip with its features against those before it; None where it has none or too little was heard.

    Those before it are rows of `before`, or of `rows` itself.
    """
    baseline, heard = Baseline(population), 0.0
    earlier = rows if before is None else before
    for at in order:
        known = heard >= ENOUGH and not np.isnan(rows[at]).any()
        yield at, (rows[at, :-1] - baseline.mean) / baseline.spread if known else None
        if not np.isnan(earlier[at]).any():
            baseline.add(VoiceFeatures(earlier[at, :-1], earlier[at, -1]))
            heard += earlier[at, -1]


def fit(features: np.ndarray, tense: np.ndarray, unsteady: np.ndarray) -> np.ndarray:
    """Weights and, last, bias of a logistic regression, both classes alike in weight.

    Args:
        features: of shape (n, 13), in spreads.
        tense: which of them are.
        unsteady: how channels move the features: mean outer product, shape (13, 13), in squared spreads.
    """
    inputs = np.c_[np.clip(features, -CLIP, CLIP), np.ones(len(features))]
    weight = _EXAMPLES / len(tense) * np.where(tense, 0.5 / tense.mean(), 0.5 / (1 - tense.mean()))
    ridge = np.zeros((inputs.shape[1],) * 2)
    ridge[:-1, :-1] = _RIDGE * np.eye(len(unsteady)) + _STEADINESS * unsteady
    found = np.zeros(inputs.shape[1])
    for _ in range(30):
        value = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (weight * (value - tense)) + ridge @ found
        found -= np.linalg.solve((inputs * (weight * value * (1 - value))[:, None]).T @ inputs + ridge, slope)
    return found


def train(
    clips: Sequence[Clip], plain: np.ndarray, coded: Sequence[np.ndarray]
) -> tuple[Population, np.ndarray]:
    """Population and weights from clips, their features from a plain channel and from each coded one."""
    population = population_of(clips, coded[0][:, :-1])
    draw = np.random.default_rng(1)
    examples, tense = [], []
    for rows in coded:
        for share, first in STREAMS:
            for speaker in sorted({clip.speaker for clip in clips}):
                for at, features in walk(rows, stream(clips, speaker, share, first, draw), population):
                    if features is not None:
                        examples.append(features)
                        tense.append(clips[at].tense)
    moved = np.concatenate([(rows - plain)[:, :-1] / population.spread for rows in coded])
    moved = moved[~np.isnan(moved).any(axis=1)]
    return population, fit(np.array(examples), np.array(tense), moved.T @ moved / len(moved))


def write(path: Path, population: Population, weights: np.ndarray) -> None:
    """The graph: z-scores, clipped, weighted, squeezed; the population lies in its notes."""
    from onnx import TensorProto, checker, helper, numpy_helper, save

    vector = [None, len(FEATURES)]
    given = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, vector)
        for name in ("features", "mean", "spread")
    ]
    constants = {
        "weights": weights[:-1, None],
        "bias": weights[-1:],
        "lowest": np.array(-CLIP),
        "highest": np.array(CLIP),
    }
    nodes = [
        ("Sub", ["features", "mean"], "moved"),
        ("Div", ["moved", "spread"], "score"),
        ("Clip", ["score", "lowest", "highest"], "clipped"),
        ("Gemm", ["clipped", "weights", "bias"], "logit"),
        ("Sigmoid", ["logit"], "tense"),
    ]
    graph = helper.make_graph(
        [helper.make_node(kind, inputs, [output]) for kind, inputs, output in nodes],
        "arousal",
        given,
        [helper.make_tensor_value_info("tense", TensorProto.FLOAT, [None, 1])],
        [numpy_helper.from_array(value.astype(np.float32), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    notes = {
        name: json.dumps(np.round(getattr(population, name), 5).tolist())
        for name in ("mean", "spread", "weight")
    }
    helper.set_model_props(model, {"features": json.dumps(FEATURES), **notes})
    checker.check_model(model)
    save(model, path)


def main(folder: Path, target: Path) -> None:
    clips = read_clips(folder)
    listen = VoiceReader(pitch_model())
    plain = measure(clips, listen, PLAIN)
    population, weights = train(clips, plain, [measure(clips, listen, channel) for channel in CHANNELS])
    target.mkdir(parents=True, exist_ok=True)
    write(target / "arousal.onnx", population, weights)
    for name, weight in zip((*FEATURES, "bias"), weights, strict=True):
        print(f"{name:15} {weight:+.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
