"""Clustering: what utterances sound like in, which of them are one voice out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    return found / np.maximum(norms, 1e-9)


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


def found_voices(
    vectors: Vectors, weights: Vectors, speakers: int | None, *, same: float, least: float, most: int
) -> tuple[NDArray[np.intp], Vectors]:
    """The voice of each utterance, and what the voices sound like.

    Args:
        vectors: of length 1, shape (n, d).
        weights: how long each utterance is, shape (n,).
        speakers: how many voices there are, or None.
        same: likeness from which two groups are one voice.
        least: share of all weight that a voice has at least.
        most: voices at most, where their number is not known.

    Returns:
        Labels of shape (n,), and vectors of length 1, of shape (voices, d), the heaviest first.
    """
    if not len(vectors):
        return np.zeros(0, np.intp), np.zeros((0, vectors.shape[1]), np.float32)
    chosen = np.sort(np.argsort(-weights, kind="stable")[:MOST])
    some, masses = vectors[chosen], weights[chosen]
    steps = merges(some, masses)
    if speakers is None:
        cut = sum(step.likeness >= same for step in steps)
        wanted = most
    else:
        cut, wanted = _cut(masses, steps, speakers, least), speakers
    labels = groups(len(some), steps[:cut])
    names, labels = np.unique(labels, return_inverse=True)
    mass = np.bincount(labels, masses)
    order = np.argsort(-mass, kind="stable")
    kept = [name for name in order[:wanted] if mass[name] >= least * mass.sum()] or [order[0]]
    voices = centres(some, masses, labels, len(names))[kept]
    return refined(vectors, weights, voices)


def _cut(masses: Vectors, steps: list[Merge], speakers: int, least: float) -> int:
    """How many steps leave as few groups as can be with `speakers` of them heavy enough."""
    limit = least * float(masses.sum())
    mass = masses.astype(np.float64).copy()
    heavy = int((mass >= limit).sum())
    best, most = 0, heavy
    for index, step in enumerate(steps):
        heavy -= int(mass[step.first] >= limit) + int(mass[step.second] >= limit)
        mass[step.first] += mass[step.second]
        heavy += int(mass[step.first] >= limit)
        if heavy >= min(speakers, most):
            best = index + 1
        most = max(most, heavy) if most < speakers else most
        if heavy >= min(speakers, most):
            best = index + 1
    return best
