"""Arousal: how well tense is told from calm in telephone speech, and what gain and coding change.

    python bench/arousal.py ../shared/data

EMO-DB, ten speakers; each in turn is left out of the training, which is done anew. A speaker's clips come in
a random order, all seven emotions; each is compared with those before it alone. The peer, in the same run, is
the same regression on the same features without a baseline.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import train_arousal as training
from telephone import telephone
from train_arousal import CHANNELS, CLIP, PLAIN, STREAMS, Channel, Clip, measure, read_audio, walk

from callmon.speech.arousal import ArousalReader, Population
from callmon.speech.catalogue import VAD_MODEL, find_model
from callmon.speech.listener import Listener
from callmon.speech.locate import locate
from callmon.speech.vad import SileroVad, SteadyVad
from callmon.speech.voice import VoiceReader
from callmon.timeline import Utterance

ORDERS = 10
MU = CHANNELS[0]
OTHERS: dict[str, Channel | None] = {
    "12 dB softer": ("", -12.0, False),
    "12 dB louder": ("", 12.0, False),
    "mu-law": MU,
    "A-law": CHANNELS[1],
    "mu-law, 12 dB softer": ("mu", -12.0, False),
    "A-law, 12 dB softer": ("a", -12.0, False),
    "mu-law, 12 dB louder": ("mu", 12.0, False),
    "A-law, 12 dB louder": ("a", 12.0, False),
    "mu-law, cut below 300 Hz": CHANNELS[2],
    "wide band": None,
}
CALLS = (
    "aws-lca/Auto_Repairs_40_UTC_caller.wav",
    "aws-lca/Auto_Repairs_40_UTC_agent.wav",
    "aws-lca/demo-agent.wav",
    "azure-speech-sdk/enrollment_audio_katie.wav",
    "azure-speech-sdk/enrollment_audio_steve.wav",
    "google-nodejs-speech/commercial_mono_724844.wav",
    "ibm-watson-stt/Us_English_Narrowband_Sample_2.wav",
)
Judge = tuple[Population, np.ndarray]
Scored = list[tuple[Clip, float, int]]
"""Clip, its value (0..1) and how many came before it."""


def value(features: np.ndarray, weights: np.ndarray) -> float:
    return float(1 / (1 + np.exp(-(np.clip(features, -CLIP, CLIP) @ weights[:-1] + weights[-1]))))


def listened(clips: Sequence[Clip], rows: np.ndarray, order: Sequence[int], judge: Judge) -> Scored:
    """Values of the clips in `order`, those left out for which nothing is said."""
    population, weights = judge
    heard = enumerate(walk(rows, order, population))
    return [(clips[at], value(each, weights), before) for before, (at, each) in heard if each is not None]


def raw(clips: Sequence[Clip], rows: np.ndarray, order: Sequence[int], judge: Judge) -> Scored:
    """The same clips judged without a baseline."""
    population, weights = judge
    said = [at for at, each in walk(rows, order, population) if each is not None]
    alone = (rows[:, :-1] - population.mean) / population.spread
    return [(clips[at], value(alone[at], weights), 0) for at in said]


def auc(scored: Scored, high: str, low: str) -> float:
    """Chance that a clip of the emotions `high` has a higher value than one of `low`."""
    above, below = (
        np.array([each for clip, each, _ in scored if clip.emotion in kind]) for kind in (high, low)
    )
    return float((np.sign(above[:, None] - below).mean() + 1) / 2)


def shuffled(clips: Sequence[Clip], speaker: str, seed: int) -> list[int]:
    own = [at for at, clip in enumerate(clips) if clip.speaker == speaker]
    return np.random.default_rng(seed).permutation(own).tolist()


def judged(
    clips: Sequence[Clip], judges: dict[str, Judge], rows: np.ndarray, how: Callable, seed: int
) -> Scored:
    """Everybody's clips in one random order each, judged by who never heard the speaker."""
    return [
        each
        for speaker, judge in judges.items()
        for each in how(clips, rows, shuffled(clips, speaker, seed), judge)
    ]


def moved(values: Sequence[float]) -> str:
    changes = np.abs(values)
    return f"at most {changes.max():.3f}, 95 in 100 below {np.percentile(changes, 95):.3f}"


def emodb(folder: Path, listen: VoiceReader) -> None:
    clips = training.read_clips(folder)
    speakers = sorted({clip.speaker for clip in clips})
    plain = measure(clips, listen, PLAIN)
    coded = [measure(clips, listen, channel) for channel in CHANNELS]
    judges, unaided = {}, {}
    for speaker in speakers:
        kept = np.array([clip.speaker != speaker for clip in clips])
        others = [clip for clip in clips if clip.speaker != speaker]
        judges[speaker] = population, _ = training.train(others, plain[kept], [rows[kept] for rows in coded])
        alone = np.concatenate([(rows[kept][:, :-1] - population.mean) / population.spread for rows in coded])
        use = np.array([clip.judged for clip in others] * len(coded)) & ~np.isnan(alone).any(axis=1)
        tense = np.array([clip.tense for clip in others] * len(coded))
        unaided[speaker] = population, training.fit(alone[use], tense[use], np.zeros((alone.shape[1],) * 2))

    for name, how, who in (("live baseline", listened, judges), ("no baseline", raw, unaided)):
        found = [auc(judged(clips, who, coded[0], how, seed), "WFA", "LTN") for seed in range(ORDERS)]
        print(f"{name}: AUC {np.mean(found):.4f}, {min(found):.4f} to {max(found):.4f} over {ORDERS} orders")
    scored = [each for seed in range(ORDERS) for each in judged(clips, judges, coded[0], listened, seed)]
    for first, last in ((0, 15), (15, 30), (30, 99)):
        part = [each for each in scored if first <= each[2] < last]
        print(f"  after {first} to {last} clips: {auc(part, 'WFA', 'LTN'):.4f} ({len(part) // ORDERS} clips)")
    for emotion in "WFAELTN":
        share = np.percentile([each for clip, each, _ in scored if clip.emotion == emotion], (10, 50, 90))
        print(
            f"  {emotion}: " + ", ".join(f"{each:.2f}" for each in share) + " (10th, 50th, 90th percentile)"
        )
    for high in "WFA":
        print(f"  {high} over " + ", ".join(f"{low} {auc(scored, high, low):.3f}" for low in "LTN"))
    for name, high, low in (
        ("anger over joy", "W", "F"),
        ("fear over joy", "A", "F"),
        ("all, disgust as tense", "WFAE", "LTN"),
        ("all, disgust as calm", "WFA", "LTNE"),
    ):
        print(f"  {name} {auc(scored, high, low):.3f}")
    draw = np.random.default_rng(2)
    for share, first in STREAMS:
        said: Scored = []
        for speaker, judge in judges.items():
            order = training.stream(clips, speaker, share, first, draw)
            said += listened(clips, coded[0], order, judge)
        parts = [[each > 0.5 for clip, each, _ in said if clip.tense is kind] for kind in (False, True)]
        told = [f"{np.mean(part):.3f} of {len(part)}" if part else "none" for part in parts]
        print(f"  {share:.0%} tense, {first} calm first: over 0.5 {told[0]} calm and {told[1]} tense clips")

    print("change of the value against 16 bits, linear: whole streams; single clips after plain ones")
    for name, channel in OTHERS.items():
        rows = measure(clips, listen, channel)
        streams, singles = [], []
        for speaker, (population, weights) in judges.items():
            order = shuffled(clips, speaker, 7)
            before, after, alone = (
                dict(walk(which, order, population, usual))
                for which, usual in ((plain, None), (rows, None), (rows, plain))
            )
            for at in order:
                if before[at] is not None and after[at] is not None:
                    was = value(before[at], weights)
                    streams.append(value(after[at], weights) - was)
                    singles.append(value(alone[at], weights) - was)
        print(f"  {name}: {moved(streams)}; {moved(singles)}")


def utterances(audio: np.ndarray) -> list[np.ndarray]:
    """The audio of each utterance that a call would have."""
    model = find_model(VAD_MODEL)
    path = locate(model) / model.files[0].name
    agent, customer = (SteadyVad(SileroVad(path), SileroVad(path)) for _ in range(2))
    listener = Listener((agent, customer))
    heard = listener.push(np.stack([np.zeros_like(audio), audio])) + listener.flush()
    return [audio[each.segment.start : each.segment.end] for each in heard if isinstance(each, Utterance)]


def other_recordings(folder: Path, listen: VoiceReader) -> None:
    """The model that ships, on voices and microphones that it was not trained on, none of them upset."""
    model = find_model("arousal")
    path = locate(model) / model.files[0].name
    for name, channel in OTHERS.items():
        changes, plain = [], []
        for file in CALLS:
            audio = read_audio(folder / file)
            audio = audio * (training.PEAK / np.abs(audio).max())
            readers = ArousalReader(path), ArousalReader(path)
            for at, piece in enumerate(utterances(audio)):
                channelled = piece if channel is None else telephone(piece, *channel)
                one = readers[0].read("customer", at, listen(telephone(piece, *PLAIN)))
                two = readers[1].read("customer", at, listen(channelled))
                if one and two:
                    changes.append(two.value - one.value)
                    plain.append(one.value)
        print(f"  {name}: {moved(changes)} ({len(changes)} utterances)")
    spread = ", ".join(f"{each:.2f}" for each in np.percentile(plain, (10, 50, 90, 100)))
    print(f"  values, 10th, 50th, 90th percentile and highest: {spread}")


def main(folder: Path) -> None:
    listen = VoiceReader(training.pitch_model())
    emodb(folder / "C_emotion" / "emodb", listen)
    print("the same on other recordings, by the model that ships")
    other_recordings(folder / "A_calls", listen)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
