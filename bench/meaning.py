"""What sentences mean: how fast it is read, how far it can be trusted, and what punctuation changes.

    python bench/meaning.py [--folder MODEL]

Speed is of whole utterances, leanings included, on one thread. Triples of a customer's sentence, an answer
that says it back and an answer that merely talks of the same thing show whether the first answer is nearer;
the peer in the same run is the share of words in common. `bench/train_heads.py` says how good leanings are.
"""

import argparse
import platform
import time
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from callmon.speech.catalogue import HEADS_MODEL, MEANING_MODEL, find_model
from callmon.speech.heads import UNIT, read_heads
from callmon.speech.locate import locate
from callmon.speech.meaning import Encoder, MeaningReader
from callmon.speech.sentence_form import plain
from callmon.timeline import Segment, Word, Words

TALK = (
    "so the engineer came on Tuesday and again on Thursday. "
    "Both times he did not have the part for the boiler, "
    "which means that we are without any heating now. It has been nine days with two very small children."
)
"""Forty words, three sentences."""

TRIPLES = """\
my card was charged twice for the same order
so the money went out two times
we take most cards

I have been waiting three weeks for a reply
you've heard nothing from us in nearly a month
I can reply by email

my mother cannot use the app since she is blind
so the screen is no good to her because she can't see
the app is free for your mother

they told me it was free and then sent a bill
you were promised there'd be no cost and got an invoice
bills are sent every month

the parcel came but half of it was broken
so part of what arrived was damaged
the parcel left us on Monday

I rang four times and nobody could help
you've called again and again without getting anywhere
you can ring us at any time

I just want to keep my old number
so what matters is that the number stays the same
what is your phone number

the flight was moved and now we miss our connection
with the new time you can't make the second plane
your flight leaves from gate nine

I am worried that the surgery will be put off again
you're afraid the operation gets postponed once more
the surgery is on the second floor

the internet drops every evening around eight
so each night you lose the connection
our internet goes up to one gigabit

I moved house but the bills still go to the old place
so your post keeps going to where you used to live
which house do you live in

I cannot pay all of that in one go
so it would have to be spread over some months
you can pay by card or by transfer
"""
"""What a customer says, what says it back, and what merely talks of the same thing in the same words."""


def utterance(words: list[str]) -> Words:
    return Words(1, tuple(Word(Segment(0, 1), word, 1.0) for word in words))


def triples() -> list[list[str]]:
    return [triple.splitlines() for triple in TRIPLES.strip().split("\n\n")]


def speed(reader: MeaningReader) -> None:
    words, breath = TALK.split(), TALK.replace(".", "").split()
    asked = {f"{n} words, one sentence": breath[:n] for n in (5, 15, 40)}
    asked[f"{len(words)} words, three sentences"] = words
    for name, words in asked.items():
        took = []
        for _ in range(200):
            begin = time.perf_counter()
            reader.read(utterance(words))
            took.append(1000 * (time.perf_counter() - begin))
        print(f"{name:28s} {np.median(took):5.1f} ms median, {np.percentile(took, 95):5.1f} ms p95")


def together(folder: Path, texts: list[str]) -> NDArray[np.float32]:
    """Vectors of `texts` read in one batch, the shorter ones padded: what callmon does not do."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_padding()
    read = tokenizer.encode_batch(texts)
    ids, mask = (np.array([getattr(one, key) for one in read]) for key in ("ids", "attention_mask"))
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    hidden = session.run(["last_hidden_state"], feed)[0] * mask[..., None]
    found: NDArray[np.float32] = hidden.sum(axis=1)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def steadiness(encoder: Encoder, folder: Path, texts: list[str]) -> None:
    alone = np.stack([encoder(text) for text in texts])
    again = np.stack([encoder(text) for text in reversed(texts)])[::-1]
    beside = together(folder, texts)
    whole = [np.rint(each * UNIT) for each in (alone, again, beside)]
    moved = (whole[0] != whole[2]).any(axis=1).sum()
    print(f"read again in another order, one at a time: largest difference {np.abs(alone - again).max():.1e}")
    print(f"read in one padded batch: {np.abs(alone - beside).max():.1e}, {moved} of {len(texts)} moved")


def punctuation(encoder: Encoder, texts: list[str]) -> None:
    """How alike a sentence with marks is to itself without, in the model's own text and in plain words."""
    marked = [f"{text[0].upper()}{text[1:]}." for text in texts]
    raw = [float(encoder(one) @ encoder(other)) for one, other in zip(marked, texts, strict=True)]
    bare = [[" ".join(plain(text)) for text in pair] for pair in zip(marked, texts, strict=True)]
    words = [float(encoder(one) @ encoder(other)) for one, other in bare]
    print(
        f"with and without a full stop: cosine {min(raw):.3f} to {max(raw):.3f}, plain words {min(words):.3f}"
    )


def nearness(encoder: Encoder, reader: MeaningReader) -> None:
    """How often what says it back stands out from what talks of the same thing, by each of three signs."""
    apart, shared, kinds = [], [], []
    for triple in triples():
        said, back, same = (encoder(" ".join(plain(text))) for text in triple)
        apart.append(float(said @ back - said @ same))
        words = [set(plain(text)) for text in triple]
        share = [len(words[0] & other) / len(words[0] | other) for other in words[1:]]
        shared.append(share[0] - share[1])
        read = [reader.read(utterance(text.split())).sentences[0] for text in triple[1:]]
        kinds.append(read[0].leaning("reflection") - read[1].leaning("reflection"))
    for name, each in (("cosine", apart), ("shared words", shared), ("leaning to reflection", kinds)):
        better = sum(value > 0 for value in each)
        print(
            f"{name}: higher where it is said back in {better} of {len(each)}, median {np.median(each):+.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="the folder of the encoder")
    asked = parser.parse_args()
    heads = find_model(HEADS_MODEL)
    folder = locate(find_model(MEANING_MODEL), asked.folder)
    begin = time.perf_counter()
    reader = MeaningReader(folder, read_heads(locate(heads) / heads.files[0].name))
    print(f"{platform.machine()}, loaded in {time.perf_counter() - begin:.2f} s")
    speed(reader)
    encoder = Encoder(folder)
    texts = [text for triple in triples() for text in triple]
    steadiness(encoder, folder, texts)
    punctuation(encoder, texts)
    nearness(encoder, reader)


if __name__ == "__main__":
    main()
