"""Moments that need listening: precision, recall and F1 of each kind, and how often plain requests have one.

    python bench/moments.py [../shared/data]

The labelled calls lie in tests/data/acts. Every utterance of a customer is judged alone, as `Moments` judges
it before it joins the signs of a passage; a raised voice is not in the text. The requests are what people say
first to a bank or an insurer, which seldom needs more listening than an answer. The peer in the same run is
the word lists alone, without the model of meaning.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from acts import Read, bare, model

from callmon.conversation.dialogue import Dialogue
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.moment_settings import MomentSettings
from callmon.conversation.moment_words import signs
from callmon.speech.readings import unread
from callmon.timeline import Segment, Utterance, Word, Words
from callmon.wording import load_lexicon

LABELLED = Path(__file__).resolve().parents[1] / "tests" / "data" / "acts"
KINDS = ("worry", "loss", "delay", "repetition", "negative")


def rows(half: Path) -> Iterator[tuple[str, set[str]]]:
    """What customers say in a half of the labelled calls, and of which moments it tells."""
    for call in sorted(half.glob("*.jsonl")):
        for line in call.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["speaker"] == "customer":
                yield row["text"], set(row["moments"])


def requests(data: Path) -> Iterator[str]:
    for file in sorted((data / "D_text" / "natcs-dstc11").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["utterance"]


def kinds(text: str, lexicon: Lexicon, settings: MomentSettings, read: Read) -> set[str]:
    """The kinds of moment that one utterance of a customer is a sign of."""
    texts = text.split()
    whole = Segment(0, 16_000)
    dialogue = Dialogue(lexicon)
    dialogue.observe(Utterance(1, "customer", whole))
    words = Words(1, tuple(Word(whole, each, 1.0) for each in texts))
    dialogue.observe(words)
    found = [said for meaning in read(words) for said in dialogue.observe(meaning)]
    return {sign.kind for said in found for sign in signs(said, lexicon, settings)}


def table(judged: Iterable[tuple[set[str], set[str]]]) -> None:
    judged = list(judged)
    for kind in (*KINDS, "any"):
        both = found = there = 0
        for told, labelled in judged:
            is_told, is_labelled = (
                (bool(told), bool(labelled)) if kind == "any" else (kind in told, kind in labelled)
            )
            both, found, there = both + (is_told and is_labelled), found + is_told, there + is_labelled
        precision, recall = both / max(found, 1), both / max(there, 1)
        harmonic = 2 * both / max(found + there, 1)
        figures = f"precision {precision:.2f}  recall {recall:.2f}  F1 {harmonic:.2f}"
        print(f"  {kind:11} {figures}   ({both} of {found} told, of {there})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=LABELLED.parents[3] / "shared" / "data")
    data = parser.parse_args().data
    lexicon, settings = load_lexicon("en"), MomentSettings()
    readers: dict[str, Read] = {"with the model": model(), "word lists alone": unread}
    for half in ("development", "test"):
        labelled = list(rows(LABELLED / half))
        for how, change in (("as written", str), ("without punctuation", bare)):
            for what, read in readers.items():
                print(f"{half}, {len(labelled)} utterances, {how}, {what}")
                table((kinds(change(text), lexicon, settings, read), there) for text, there in labelled)
    plain = list(requests(data))
    if not plain:
        print(f"plain requests: left out, because there is no D_text/natcs-dstc11 in {data}")
        return
    for what, read in readers.items():
        told = Counter(kind for text in plain for kind in sorted(kinds(text, lexicon, settings, read)))
        print(f"plain requests, {len(plain)} utterances, {what}: told of 100")
        for kind in KINDS:
            print(f"  {kind:11} {100 * told[kind] / len(plain):.1f}")


if __name__ == "__main__":
    main()
