"""Clustering: what utterances sound like in, which of them are one voice out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.settings import DiarizationSettings

MOST = 800
"""Utterances that are compared with each other; of more, the longest, and the others join their nearest."""

_ROUNDS = 10

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Merge:
    """One step of the grouping: group `second` joins `first`; `likeness` is the mean over their pairs."""

    first: int
    second: int
    likeness: float


def merges(vectors: Vectors, weights: Vectors) -> list[Merge]:
    """All steps from single utterances to one group, the most alike first.

    Args:
        vectors: of length 1, shape (n, d).
        weights: shape (n,), above 0.
    """
    count = len(vectors)
    sums = vectors * weights[:, None]
    masses = weights.astype(np.float32).copy()
    likeness = (sums @ sums.T) / np.outer(masses, masses)
    np.fill_diagonal(likeness, -np.inf)
    steps = []
    for _ in range(count - 1):
        first, second = sorted(divmod(int(likeness.argmax()), count))
        steps.append(Merge(first, second, float(likeness[first, second])))
        sums[first] += sums[second]
        masses[first] += masses[second]
        row = np.where(np.isfinite(likeness[first]), (sums @ sums[first]) / (masses * masses[first]), -np.inf)
        row[[first, second]] = -np.inf
        likeness[first], likeness[:, first] = row, row
        likeness[second], likeness[:, second] = -np.inf, -np.inf
    return steps


def groups(count: int, steps: list[Merge]) -> NDArray[np.intp]:
    """The group of each of `count` utterances after these steps, named by the lowest of its members."""
    of = np.arange(count)
    for step in steps:
        of[of == step.second] = step.first
    return of


def centres(vectors: Vectors, weights: Vectors, labels: NDArray[np.intp], count: int) -> Vectors:
    """The mean direction of each label 0..count-1, shape (count, d); labels below 0 are left out."""
    found = np.zeros((count, vectors.shape[1]), np.float32)
    kept = labels >= 0
    np.add.at(found, labels[kept], vectors[kept] * weights[kept, None])
    norms = np.linalg.norm(found, axis=1, keepdims=True)
    found /= np.maximum(norms, 1e-9)
    return found


def refined(vectors: Vectors, weights: Vectors, voices: Vectors) -> tuple[NDArray[np.intp], Vectors]:
    """Each utterance with the voice that it is most like, and the voices that follow from that."""
    labels = (vectors @ voices.T).argmax(axis=1)
    for _ in range(_ROUNDS):
        voices = centres(vectors, weights, labels, len(voices))
        fresh = (vectors @ voices.T).argmax(axis=1)
        if (fresh == labels).all():
            break
        labels = fresh
    return labels, voices


@dataclass(frozen=True, slots=True)
class Found:
    """The voices of a call.

    Attributes:
        labels: the voice of each utterance, shape (n,).
        voices: what they sound like, vectors of length 1, shape (voices, d): those of the call, then those
            that are set apart; each lot with the heaviest first.
        main: how many are of the call.
    """

    labels: NDArray[np.intp]
    voices: Vectors
    main: int


def found_voices(
    vectors: Vectors,
    weights: Vectors,
    alone: Vectors,
    speakers: int | None,
    settings: DiarizationSettings,
) -> Found:
    """The voices of a call.

    Where their number is not known, groups of utterances are joined while they are one voice by the settings.
    Where it is, they are joined less far, and the heaviest groups are the voices of the call; a further group
    that is like none of them is a voice that is set apart. Where that leaves too few, groups are joined until
    as many are left as there are said to be. Either way, two that are nearly the same are one.

    Args:
        vectors: what utterances sound like, of length 1, shape (n, d).
        weights: how long each is in seconds, shape (n,).
        alone: seconds of speech of nobody else that each adds, shape (n,): what two say at once sounds like
            neither of them, and is no voice to be set apart.
        speakers: how many voices the call has, or None.
        settings: the thresholds.
    """
    if not len(vectors):
        return Found(np.zeros(0, np.intp), np.zeros((0, vectors.shape[1]), np.float32), 0)
    chosen = np.sort(np.argsort(-weights, kind="stable")[:MOST])
    sure = weights[chosen] >= settings.sure_voice_s
    chosen = chosen[sure] if sure.any() else chosen
    some, masses = vectors[chosen], np.stack([weights[chosen], alone[chosen]], axis=1)
    steps = merges(some, masses[:, 0])
    least = settings.least_share
    if speakers is None:
        voices, _ = _heavy(some, masses, _joined(steps, settings.same_voice), least)
        labels, voices = refined(vectors, weights, voices[: settings.most_voices])
        return Found(labels, voices, len(voices))
    voices, spoken = _heavy(some, masses, _joined(steps, settings.split_voice), least)
    if len(voices) < speakers:
        voices, spoken = _heavy(some, masses, steps[: _cut(masses[:, 0], steps, speakers, least)], least)
    voices, spoken = _told_apart(voices, spoken, settings.one_voice)
    main = min(speakers, len(voices))
    unlike = (voices @ voices[:main].T).max(axis=1) < settings.split_voice
    kept = (np.arange(len(voices)) < main) | (unlike & (spoken[:, 1] >= settings.apart_s))
    labels, voices = refined(vectors, weights, voices[kept])
    return Found(labels, voices, main)


def _joined(steps: list[Merge], likeness: float) -> list[Merge]:
    """The steps before the first that joins groups less alike than that."""
    for index, step in enumerate(steps):
        if step.likeness < likeness:
            return steps[:index]
    return steps


def _heavy(vectors: Vectors, masses: Vectors, steps: list[Merge], least: float) -> tuple[Vectors, Vectors]:
    """Directions and weights of the groups that are heavy enough after these steps, or of the heaviest.

    Weights, and those of a group, are pairs: all that is heard, and what of it nobody else speaks in.
    """
    names, labels = np.unique(groups(len(vectors), steps), return_inverse=True)
    mass = np.zeros((len(names), 2))
    np.add.at(mass, labels, masses)
    heard = mass[:, 0]
    order = np.argsort(-heard, kind="stable")
    kept = [name for name in order if heard[name] >= least * heard.sum()] or [order[0]]
    return centres(vectors, masses[:, 0], labels, len(names))[kept], mass[kept].astype(np.float32)


def _told_apart(voices: Vectors, spoken: Vectors, likeness: float) -> tuple[Vectors, Vectors]:
    """Directions and weights of voices, those that are as alike as that as one; the heaviest first.

    Groups of one person's utterances can be as far apart, pair by pair, as two people's are; their middles,
    in which what was said averages out, are not.
    """
    while len(voices) > 1:
        alike = voices @ voices.T
        np.fill_diagonal(alike, -np.inf)
        first, second = sorted(divmod(int(alike.argmax()), len(voices)))
        if alike[first, second] < likeness:
            break
        both = voices[first] * spoken[first, 0] + voices[second] * spoken[second, 0]
        voices[first] = both / np.linalg.norm(both)
        spoken[first] += spoken[second]
        voices, spoken = np.delete(voices, second, axis=0), np.delete(spoken, second, axis=0)
    order = np.argsort(-spoken[:, 0], kind="stable")
    return voices[order], spoken[order]


def _cut(masses: Vectors, steps: list[Merge], speakers: int, least: float) -> int:
    """How many steps leave as few groups as can be while `speakers` are heavy, or the most that can be."""
    limit = least * float(masses.sum())
    mass = masses.astype(np.float64)
    heavy = [int((mass >= limit).sum())]
    for step in steps:
        before = int(mass[step.first] >= limit) + int(mass[step.second] >= limit)
        mass[step.first] += mass[step.second]
        heavy.append(heavy[-1] - before + int(mass[step.first] >= limit))
    wanted = min(speakers, max(heavy))
    return max(index for index, count in enumerate(heavy) if count >= wanted)
