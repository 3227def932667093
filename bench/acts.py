"""Acts on labelled calls: precision, recall and F1 of each, with and without marks, beside a keyword rule.

    python bench/acts.py [--data tests/data/acts] [--half development|test] [--no-model]

A set is a folder of `*.jsonl`, one call a file (format in tests/data/acts/README.md); with `--half` a folder
in it. Only figures are printed, never a text, so that a half that is kept for measuring stays unseen.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.listening import Listening
from callmon.engines import Options, readers_for
from callmon.policy import Policy
from callmon.speech.readings import unread
from callmon.timeline import (
    Act,
    Ended,
    Observation,
    Segment,
    Utterance,
    Word,
    Words,
    samples,
)
from callmon.wording import load_lexicon

WORD_S, PAUSE_S = 0.32, 0.6
"""Seconds of a spoken word and between two utterances."""
NAMES = {"hold": "hold_announced", "hold_thanks": "hold_thanked", "name": "name_used"}
LABELS = (
    *("question", "question_open", "question_closed", "follow_up", "paraphrase", "validation", "empathy"),
    *("apology", "acknowledgement", "rebuttal", "assumption", "jargon", "offer_specific", "offer_stock"),
    *("hold_announced", "hold_thanked", "name_used", "callback", "next_step"),
)
KEYWORDS = {
    "question": "?",
    "question_open": "what |how |why |tell me",
    "paraphrase": "so you|sounds like|what i'm hearing",
    "validation": "understand|right to|of course",
    "empathy": "must be|sorry to hear|frustrating",
    "apology": "sorry|apolog",
    "acknowledgement": "i see|got it|okay",
    "rebuttal": "but |policy|actually",
    "assumption": "probably|must have|i'm sure",
    "offer_specific": "would you like|i can also|i could",
    "offer_stock": "anything else",
    "hold_announced": "hold|moment|bear with",
    "hold_thanked": "for holding|for waiting|patience",
    "next_step": "i'll |you'll ",
}
"""The peer: what anyone would search for first."""
Read = Callable[[Words], list[Observation]]


@dataclass
class Tally:
    """Hits, false finds and misses of one label."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, found: bool, labelled: bool) -> None:
        """Count one utterance in which the label was `found` and stands (`labelled`)."""
        self.hit += found and labelled
        self.false += found and not labelled
        self.missed += labelled and not found

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.hit / (self.hit + self.false) if self.hit + self.false else 0.0
        recall = self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass
class Score:
    """What came out of one reading of the set."""

    ours: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS})
    peer: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS})
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    reading_s: float = 0.0
    judging_s: list[float] = field(default_factory=list)


def model() -> Read:
    """What reads words with the model of meaning; without it there is nothing to measure."""
    readers = readers_for(Options(), Policy())
    if readers.meaning is None or not readers.reads_meaning:
        raise SystemExit(" ".join(readers.missing))
    return readers.meaning()


def calls(folder: Path) -> Iterator[list[dict[str, object]]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def bare(text: str) -> str:
    """`text` as a recogniser without punctuation writes it."""
    return "".join(each if each.isalnum() or each in " '’-" else " " for each in text.lower())


def utterances(lines: list[dict[str, object]], texts: list[str]) -> Iterator[tuple[Utterance, Words]]:
    at = samples(1.0)
    for number, (line, text) in enumerate(zip(lines, texts, strict=True), 1):
        words, start = [], at
        for token in text.split():
            words.append(Word(Segment(at, at + samples(WORD_S)), token, 1.0))
            at += samples(WORD_S)
        side = "agent" if line["speaker"] == "agent" else "customer"
        yield Utterance(number, side, Segment(start, at)), Words(number, tuple(words))
        at += samples(PAUSE_S)


def acts_of(told: list[Act], utterance: int) -> set[str]:
    """Labels that the acts of an utterance amount to."""
    found = set()
    for act in told:
        if act.utterance == utterance:
            name = NAMES.get(act.kind, act.kind)
            found |= {name, f"{name}_{act.form}"} if act.form else {name}
            found |= {"follow_up"} if act.follow_up else set()
    return found


def keywords(text: str) -> set[str]:
    found = {label for label, keys in KEYWORDS.items() if any(key in text.lower() for key in keys.split("|"))}
    if "question" not in found:
        return found - {"question_open"}
    return found if "question_open" in found else found | {"question_closed"}


def judge(lines: list[dict[str, object]], texts: list[str], read: Read, score: Score) -> list[Act]:
    listening = Listening(ActSettings(), load_lexicon("en"))
    told: list[Act] = []
    end = 0

    def hear(observation: Observation) -> None:
        told.extend(each for each in listening.observe(observation) if isinstance(each, Act))

    for utterance, words in utterances(lines, texts):
        hear(utterance)
        hear(words)
        began = time.perf_counter()
        meaning = read(words)
        read_at = time.perf_counter()
        for reading in meaning:
            hear(reading)
        score.reading_s += read_at - began
        score.judging_s.append(time.perf_counter() - read_at)
        end = utterance.segment.end
    hear(Ended(end))
    return told


def measure(folder: Path, read: Read, *, marks: bool) -> Score:
    score = Score()
    for lines in calls(folder):
        texts = [str(line["text"]) if marks else bare(str(line["text"])) for line in lines]
        told = judge(lines, texts, read, score)
        for number, (line, text) in enumerate(zip(lines, texts, strict=True), 1):
            if line["speaker"] != "agent":
                continue
            truth = set(line.get("acts", []))  # type: ignore[call-overload]
            truth |= {"question"} if truth & {"question_open", "question_closed"} else set()
            found = acts_of(told, number)
            for label in LABELS:
                score.ours[label].add(label in found, label in truth)
                score.peer[label].add(label in keywords(text), label in truth)
            forms = truth & {"question_open", "question_closed"}
            ours = found & {"question_open", "question_closed"}
            if len(forms) == 1 and ours:
                score.forms[(*forms, "question_open" if "question_open" in ours else "question_closed")] += 1  # type: ignore[index]
    return score


def forms(score: Score) -> str:
    """Accuracy and macro-F1 of open against closed, on the questions that were found."""
    names = ("question_open", "question_closed")
    right = sum(score.forms[name, name] for name in names)
    total = sum(score.forms.values())
    macro = 0.0
    for name in names:
        hit = score.forms[name, name]
        ours = sum(score.forms[each, name] for each in names)
        truth = sum(score.forms[name, each] for each in names)
        macro += 2 * hit / (ours + truth) / 2 if ours + truth else 0.0
    return f"accuracy {right / total if total else 0:.3f}, macro-F1 {macro:.3f} of {total}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("tests/data/acts"))
    parser.add_argument("--half", default="development", help="folder in it; an empty one for the set itself")
    parser.add_argument("--no-model", action="store_true", help="word lists alone")
    options = parser.parse_args()
    folder = options.data / options.half if options.half else options.data
    read: Read = unread if options.no_model else model()
    scores = [measure(folder, read, marks=marks) for marks in (True, False)]
    print(f"{folder.name or folder}: with punctuation | without | keyword rule with | without")
    for label in LABELS:
        tally = scores[0].ours[label]
        parts = [f"{label:16} {tally.hit + tally.missed:4d}"]
        for each in scores:
            parts.append(" ".join(f"{figure:.2f}" for figure in each.ours[label].figures))
        for each in scores:
            parts.append(f"{each.peer[label].figures[2]:.2f}")
        print(" | ".join(parts))
    for name, score in zip(("with", "without"), scores, strict=True):
        times = sorted(score.judging_s)
        print(f"open against closed, {name}: {forms(score)}")
        middle, late = 1000 * times[len(times) // 2], 1000 * times[len(times) * 99 // 100]
        meaning = 1000 * score.reading_s / len(times)
        print(f"  an utterance: meaning {meaning:.1f} ms, acts {middle:.2f} ms, 99 % under {late:.2f} ms")


if __name__ == "__main__":
    main()
