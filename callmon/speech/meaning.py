"""Meaning: the words of an utterance in, what each of its sentences means and looks like out.

The encoder is all-MiniLM-L6-v2 with weights of 8 bits. Sentences are read one at a time, so that a sentence
means the same whatever is said beside it, and in plain words, so that it means the same with and without
punctuation.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.graph import open_graph
from callmon.speech.heads import UNIT, Heads
from callmon.speech.memory import give_back
from callmon.speech.sentence_form import asks, plain
from callmon.timeline import Meaning, Sentence, Words, sentences

SIZE = 384
"""Values of a vector."""

_LONGEST = 64
"""Tokens of a sentence that are read: 40 words are about 50."""


class Encoder:
    """all-MiniLM-L6-v2 on ONNX Runtime, one thread: plain text in, a unit vector out.

    The vector is the mean over the tokens of the last layer, made to length one (as the model was trained).

    Args:
        folder: the model's folder, with `model.onnx` and `tokenizer.json`.
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._session = open_graph(folder / "model.onnx")
        give_back()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)

    def __call__(self, text: str) -> NDArray[np.float32]:
        """What `text` means: shape (SIZE,), length one."""
        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        (hidden,) = self._session.run(
            ["last_hidden_state"],
            {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            },
        )
        mean = hidden[0].mean(axis=0)
        vector: NDArray[np.float32] = mean / np.linalg.norm(mean)
        return vector


class MeaningReader:
    """Reads utterances, one at a time.

    Args:
        folder: the encoder's folder.
        heads: what turns a sentence into its leanings.
    """

    def __init__(self, folder: Path, heads: Heads) -> None:
        self._encoder = Encoder(folder)
        self._heads = heads

    def read(self, words: Words) -> Meaning:
        """What `words` mean, sentence by sentence; one of signs alone has no vector and no leanings."""
        texts = [word.text.strip() for word in words.words]
        return Meaning(
            words.utterance, tuple(self._sentence(texts, first, end) for first, end in sentences(texts))
        )

    def _sentence(self, texts: list[str], first: int, end: int) -> Sentence:
        text = " ".join(texts[first:end])
        said = plain(text)
        if not said:
            return Sentence(first, end)
        vector = tuple(np.rint(self._encoder(" ".join(said)) * UNIT).astype(int).tolist())
        return Sentence(first, end, vector, self._heads(vector, said, asks(text)))
