"""Heads: what a sentence means and how it is worded in, how much it looks like each kind of sentence out.

There is one logistic regression a kind, on three sorts of features: the vector of its meaning, its small
groups of words (each as its inverse document frequency, together of length one), and its outward form. They
are trained by `bench/train_heads.py`; `models/acts/README.md` is their card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from callmon.errors import ModelError
from callmon.speech.sentence_form import FORM, form, grams

Floats = NDArray[np.float32]

UNIT = 127
"""Length of the vectors that stand for what a sentence means."""
SCALE = 3.0
"""Length of the meaning and of the groups of words beside the form, whose values are 0 or 1."""


@dataclass(frozen=True, slots=True)
class Heads:
    """A linear layer and a logistic function: leanings of one sentence, calibrated to be probabilities.

    Attributes:
        names: the kinds of sentence, n of them.
        grams: groups of words that count, and the place of each.
        rarity: inverse document frequency of each, shape (g,).
        meaning: weights of the vector of `size` values, shape (size, n).
        form: weights of the outward form, shape (20, n).
        wording: weights of the groups of words, shape (g, n).
        bias: shape (n,).
    """

    names: tuple[str, ...]
    grams: dict[str, int]
    rarity: Floats
    meaning: Floats
    form: Floats
    wording: Floats
    bias: Floats

    @property
    def size(self) -> int:
        """How many values a vector of meaning has."""
        return len(self.meaning)

    def __call__(
        self, vector: Sequence[int], words: Sequence[str], question_mark: bool
    ) -> tuple[tuple[str, float], ...]:
        """Leanings of a sentence, each 0..1 with three decimals, in the order of `names`.

        Args:
            vector: what it means, a vector of length `UNIT`.
            words: its plain words.
            question_mark: whether it ends on one.
        """
        logits = self.bias + (SCALE / UNIT) * (np.asarray(vector, np.float32) @ self.meaning)
        logits = logits + np.asarray(form(words, question_mark), np.float32) @ self.form
        here = [self.grams[gram] for gram in grams(words) if gram in self.grams]
        if here:
            rarity = self.rarity[here]
            logits = logits + (SCALE / np.linalg.norm(rarity)) * (rarity @ self.wording[here])
        leanings = 1 / (1 + np.exp(-logits.astype(np.float64)))
        return tuple(
            (name, round(float(leaning), 3)) for name, leaning in zip(self.names, leanings, strict=True)
        )


def read_heads(path: Path) -> Heads:
    """The heads that `bench/train_heads.py` wrote.

    Raises:
        ModelError: the file is missing or not what it should be.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            heads = Heads(
                names=tuple(map(str, stored["names"])),
                grams={str(gram): place for place, gram in enumerate(stored["grams"])},
                **{
                    key: stored[key].astype(np.float32)
                    for key in ("rarity", "meaning", "form", "wording", "bias")
                },
            )
    except OSError as error:
        raise ModelError(f"The heads {path} cannot be read ({error.strerror}); reinstall callmon.") from error
    except (KeyError, ValueError, TypeError, EOFError, BadZipFile) as error:
        raise ModelError(f"The heads {path} are damaged ({error}); reinstall callmon.") from error
    kinds, groups = len(heads.names), len(heads.grams)
    shapes = [each.shape for each in (heads.rarity, heads.form, heads.wording, heads.bias)]
    fitting = [(groups,), (len(FORM), kinds), (groups, kinds), (kinds,)]
    if shapes != fitting or heads.meaning.shape[1:] != (kinds,):
        raise ModelError(f"The heads {path} are damaged (their parts do not fit); reinstall callmon.")
    return heads
