"""Trains the heads anew, and says how well they and a peer do on sentences that they were not trained on.

    python bench/train_heads.py [--out models/acts/heads.npz] [--folder MODEL]

Each sentence is learnt with its punctuation and without. The folds keep sentences together that differ in
punctuation alone. The peer is the usual one: TF-IDF of words and pairs of words (and of the question mark
where there is punctuation) with a logistic regression, trained and calibrated in the same way. All figures
are at a leaning of one half; `open` is learnt and judged on questions alone.
"""

import argparse
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.catalogue import MEANING_MODEL, find_model
from callmon.speech.heads import SCALE, UNIT
from callmon.speech.locate import locate
from callmon.speech.meaning import Encoder
from callmon.speech.sentence_form import asks, form, grams, plain

Floats = NDArray[np.float32]
TRAINING = Path(__file__).resolve().parent / "training"
ALL = (
    "question open reflection validation empathy apology acknowledgement rebuttal assumption offer "
    "stock_offer hold hold_thanks next_step worry loss delay repetition negative greeting closing"
)
NAMES = ALL.split()
IN_CALLS = {
    "question_open": ("question", "open"),
    "question_closed": ("question",),
    "paraphrase": ("reflection",),
    "offer_specific": ("offer",),
    "offer_stock": ("stock_offer",),
    "hold_announced": ("hold",),
    "hold_thanked": ("hold_thanks",),
}
"""What the labels of calls (tests/data/acts/README.md) are called here."""
UNTAUGHT = {"follow_up", "jargon", "name_used", "callback"}
"""Labels of calls that rest on context or on single words."""
MOMENTS = {"worry", "loss", "delay", "repetition", "negative"}
ASKED = {"agent": set(NAMES) - MOMENTS - {"greeting", "closing"}, "customer": MOMENTS}
"""Which labels a speaker's sentences in calls were judged for."""
WITHIN = {"open": "question"}
"""A label that is asked of the sentences of another one alone."""
FOLDS = 5
COMMON, PEER_COMMON = 8, 6
"""Sentences that a group of words is in before it counts; fewer for the peer, which rests on them alone."""
PULL = 3.0
"""Weight of the squared weights in the loss, the bias excepted."""
ROUNDS = 200


@dataclass(frozen=True)
class Rows:
    """Sentences as features: each with its question mark, where it has one, and without.

    Attributes:
        sentence: which sentence a row is, shape (rows,).
        marked: whether it has its question mark, shape (rows,).
        weight: how much a row counts for each label; those of a sentence add up to one, or to nothing where
            nobody said whether it has the label, shape (rows, labels).
        features: shape (rows, features).
    """

    sentence: NDArray[np.int64]
    marked: NDArray[np.bool_]
    weight: Floats
    features: Floats


@dataclass(frozen=True)
class Taught:
    """Sentences to learn from.

    Attributes:
        texts: the sentences.
        truth: which labels of `NAMES` each has, shape (sentences, labels).
        known: whether somebody has said so; what nobody was asked counts neither way.
    """

    texts: list[str]
    truth: NDArray[np.bool_]
    known: NDArray[np.bool_]


def taught(folder: Path) -> Taught:
    """The sentences of `sentences.tsv` and of `calls/`; of equal ones the first counts."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for line in (folder / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            labels, text = line.split("\t")
            found.setdefault(text, (set(labels.split(",")) - {"-"}, set(NAMES)))
    for file in sorted((folder / "calls").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = row["acts"] if row["speaker"] == "agent" else row["moments"]
            labels = {name for label in said for name in IN_CALLS.get(label, (label,))} - UNTAUGHT
            found.setdefault(row["text"], (labels, ASKED[row["speaker"]]))
    unknown = {label for labels, _ in found.values() for label in labels} - set(NAMES)
    if unknown:
        raise SystemExit(f"{folder} has unknown labels: {', '.join(sorted(unknown))}")
    return Taught(
        list(found),
        np.array([[name in labels for name in NAMES] for labels, _ in found.values()]),
        np.array([[name in asked for name in NAMES] for _, asked in found.values()]),
    )


def common(texts: Sequence[Sequence[str]], least: int) -> tuple[dict[str, int], Floats]:
    """Groups of words that at least `least` of `texts` hold, each with its place, and how rare each is."""
    counts = Counter(gram for words in texts for gram in grams(words))
    kept = sorted(gram for gram, count in counts.items() if count >= least)
    rarity = np.array([1 + np.log((1 + len(texts)) / (1 + counts[gram])) for gram in kept], np.float32)
    return {gram: place for place, gram in enumerate(kept)}, rarity


def wording(texts: Sequence[Sequence[str]], places: dict[str, int], rarity: Floats) -> Floats:
    """The rarity of each group of words that a text holds, each row of length `SCALE`."""
    rows = np.zeros((len(texts), len(places)), np.float32)
    for row, words in zip(rows, texts, strict=True):
        here = [places[gram] for gram in grams(words) if gram in places]
        row[here] = rarity[here]
    return SCALE * rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def fit(features: Floats, truth: NDArray[np.bool_], weight: Floats) -> Floats:
    """Weights and, last, bias of a logistic regression a column, shape (features + 1, columns).

    Accelerated gradient descent with restarts (O'Donoghue & Candes 2015). Rare labels weigh more, by the root
    of what would balance them.
    """
    x = np.hstack([features, np.ones((len(features), 1), np.float32)])
    share = (truth * weight).sum(0) / weight.sum(0)
    weight = np.where(truth, np.sqrt((1 - share) / share), 1).astype(np.float32) * weight
    pull = np.full((x.shape[1], 1), PULL, np.float32)
    pull[-1] = 1e-5
    direction = np.ones(x.shape[1], np.float32)
    for _ in range(15):
        image = x.T @ (weight.max(1) * (x @ direction))
        steepness = np.linalg.norm(image) / np.linalg.norm(direction)
        direction = image / np.linalg.norm(image)
    step = 1 / (0.25 * 1.05 * steepness + PULL)
    found = ahead = np.zeros((x.shape[1], truth.shape[1]), np.float32)
    momentum = 1.0
    for _ in range(ROUNDS):
        slope = x.T @ (weight * (1 / (1 + np.exp(-(x @ ahead))) - truth)) + pull * ahead
        after = (ahead - step * slope).astype(np.float32)
        if (slope * (after - found)).sum() > 0:
            momentum, ahead = 1.0, after
        else:
            longer = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
            ahead = after + np.float32((momentum - 1) / longer) * (after - found)
            momentum = longer
        found = after
    return found


def calibration(scores: NDArray[np.float64], truth: NDArray[np.bool_], weight: Floats) -> tuple[float, float]:
    """Slope and offset that make probabilities of `scores` (Platt 1999), by Newton's method."""
    yes, no = (truth * weight).sum(), (~truth * weight).sum()
    target = np.where(truth, (yes + 1) / (yes + 2), 1 / (no + 2))
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ found)))
        slope = x.T @ (weight * (p - target))
        found = found - np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + 1e-9 * np.eye(2), slope)
    return float(found[0]), float(found[1])


def crossed(rows: Rows, truth: NDArray[np.bool_], fold: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Calibrated log odds of each row by heads that were not trained on it, and slope and offset a label."""
    counts = counting(rows, truth)
    scores = np.zeros(counts.shape)
    for each in range(FOLDS):
        held = fold[rows.sentence] == each
        weights = fit(rows.features[~held], truth[rows.sentence[~held]], counts[~held])
        scores[held] = rows.features[held] @ weights[:-1] + weights[-1]
    scale = np.array(
        [
            calibration(scores[:, column], truth[rows.sentence, column], counts[:, column])
            for column in range(truth.shape[1])
        ]
    ).T
    return scores * scale[0] + scale[1], scale


def counting(rows: Rows, truth: NDArray[np.bool_]) -> Floats:
    """How much each row counts for each label."""
    counts = rows.weight.copy()
    for label, of in WITHIN.items():
        counts[:, NAMES.index(label)] *= truth[rows.sentence, NAMES.index(of)]
    return counts


def measures(
    rows: Rows, odds: Floats, truth: NDArray[np.bool_], marked: bool, column: int
) -> tuple[float, float, float]:
    """Precision, recall and F1 at one half, on each sentence once: with its question mark or without."""
    has = np.isin(rows.sentence, rows.sentence[rows.marked])
    chosen = (rows.marked if marked else ~rows.marked) | ~has
    chosen &= counting(rows, truth)[:, column] > 0
    said, right = odds[chosen, column] > 0, truth[rows.sentence[chosen], column]
    hits = (said & right).sum()
    return hits / max(said.sum(), 1), hits / right.sum(), 2 * hits / max(said.sum() + right.sum(), 1)


def spread_out(
    texts: Sequence[str], known: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_], Floats]:
    """Sentence, mark and weights of each row: a sentence with a question mark has two rows."""
    marked = np.array([asks(text) for text in texts])
    sentence = np.concatenate([np.arange(len(texts)), np.flatnonzero(marked)])
    has_mark = np.arange(len(sentence)) >= len(texts)
    weight = (np.where(marked[sentence], 0.5, 1)[:, None] * known[sentence]).astype(np.float32)
    return sentence, has_mark, weight


def show(ours: tuple[Rows, Floats], peer: tuple[Rows, Floats], truth: NDArray[np.bool_]) -> None:
    """Print precision, recall and F1 of both, with question marks and without."""
    print(f"{'':16s}{'':5s}|  with punctuation      |  without            | TF-IDF peer, F1")
    print(f"{'label':16s}{'of':>5s}|  P     R     F1        |  P     R     F1     | with   without")
    table = []
    for column, name in enumerate(NAMES):
        both = [measures(*ours, truth, marked, column) for marked in (True, False)]
        others = [measures(*peer, truth, marked, column)[2] for marked in (True, False)]
        row = [*both[0], *both[1], *others]
        table.append(row)
        print(f"{name:16s}{truth[:, column].sum():5d}|" + line(row))
    print(f"{'mean':16s}{len(truth):5d}|" + line(list(np.mean(table, axis=0))))


def line(row: Sequence[float]) -> str:
    one, two, peer = (" ".join(f"{value:5.3f}" for value in part) for part in (row[:3], row[3:6], row[6:]))
    return f"  {one}     |  {two}  |  {peer}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--training", type=Path, default=TRAINING, help="folder of what is learnt from")
    parser.add_argument("--out", type=Path, help="where to write the heads; nowhere by default")
    parser.add_argument("--folder", type=Path, help="the folder of the encoder")
    asked = parser.parse_args()
    learnt = taught(asked.training)
    texts, truth = learnt.texts, learnt.truth
    words = [plain(text) for text in texts]
    fold = np.array([zlib.crc32(" ".join(each).encode()) % FOLDS for each in words])
    encoder = Encoder(locate(find_model(MEANING_MODEL), asked.folder))
    vectors = np.stack([np.rint(encoder(" ".join(each)) * UNIT) for each in words]) * (SCALE / UNIT)
    sentence, has_mark, weight = spread_out(texts, learnt.known)
    forms = np.array([form(words[s], bool(mark)) for s, mark in zip(sentence, has_mark, strict=True)])
    places, rarity = common(words, COMMON)
    groups = wording(words, places, rarity)
    features = np.hstack([vectors[sentence], forms, groups[sentence]]).astype(np.float32)
    rows = Rows(sentence, has_mark, weight, features)
    odds, scale = crossed(rows, truth, fold)

    if asked.out:
        weights = fit(features, truth[sentence], counting(rows, truth)) * scale[0]
        weights[-1] += scale[1]
        size, shape = vectors.shape[1], forms.shape[1]
        np.savez_compressed(
            asked.out,
            names=np.array(NAMES),
            grams=np.array(list(places)),
            rarity=rarity.astype(np.float16),
            meaning=weights[:size].astype(np.float16),
            form=weights[size : size + shape].astype(np.float16),
            wording=weights[size + shape : -1].astype(np.float16),
            bias=weights[-1].astype(np.float32),
        )
        written = asked.out.read_bytes()
        print(f'size = {len(written)}, sha256 = "{hashlib.sha256(written).hexdigest()}"', flush=True)

    peer_words = [[*words[s], "?"] if mark else words[s] for s, mark in zip(sentence, has_mark, strict=True)]
    peer_rows = Rows(sentence, has_mark, weight, wording(peer_words, *common(peer_words, PEER_COMMON)))
    peer_odds, _ = crossed(peer_rows, truth, fold)
    show((rows, odds), (peer_rows, peer_odds), truth)
    print(f"{len(places)} groups of words of ours, {peer_rows.features.shape[1]} of the peer")


if __name__ == "__main__":
    main()
