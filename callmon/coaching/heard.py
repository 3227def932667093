"""Heard: a report as the scorecard reads it, and what of it can be relied on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from callmon.coaching.scorecard_settings import SETTINGS
from callmon.timeline import sentences

Row = Mapping[str, Any]
"""A report, or one act, moment, turn, overlap or utterance of it."""

SIDES = ("agent", "customer")

TELLING = 4
"""Words from which a quote can be understood by itself."""


class Heard:
    """A report of any version, read with care: what it lacks is not known.

    Args:
        report: its values.

    Attributes:
        sides: the speakers of whom there is an utterance.
        both: whether both sides were heard; else nobody knows who said what, as where both share a channel.
        timing: whether who spoke when can be trusted.
        words: whether the words of both sides were judged.
        meaning: whether what sentences mean was read; without it paraphrases are missed.
        enough: whether so much was said that a share or a rate says something.
        dead_air_s, long_turn_s, monologue_s: thresholds of the report, the defaults where it names none.
    """

    def __init__(self, report: Row) -> None:
        self.report = report
        call = report["call"]
        self.sides = frozenset(utterance["speaker"] for utterance in report["utterances"])
        self.both = len(self.sides) == len(SIDES)
        self.timing = self.both and bool(call["timing_reliable"])
        self.words = self.both and all(self.measure(side, "questions") is not None for side in SIDES)
        self.meaning = bool(call.get("meaning", True))
        speech = sum(self.measure(side, "talk_time") or 0.0 for side in SIDES)
        self.enough = speech >= SETTINGS.least_speech_s
        self.dead_air_s = self._threshold("cue_dead_air_s", 5.0)
        self.long_turn_s = self._threshold("long_turn_s", 20.0)
        self.monologue_s = self._threshold("cue_monologue_s", 60.0)

    def measure(self, owner: str, name: str) -> float | None:
        """A measure of `agent`, `customer` or `call`; None where the report has no value for it."""
        value = self.report["measures"].get(owner, {}).get(name)
        return None if value is None else float(value)

    def by_timing(self, name: str, owner: str = "agent") -> float | None:
        """A measure that rests on who spoke when; None where that cannot be trusted."""
        return self.measure(owner, name) if self.timing else None

    def by_words(self, name: str, owner: str = "agent") -> float | None:
        """A measure that rests on what was said; None where that was not judged."""
        return self.measure(owner, name) if self.words else None

    def acts(self, kind: str, form: str = "") -> list[Row]:
        """The agent's acts of a kind, and of a form where one is given; none where words were not judged."""
        return [
            act
            for act in self.rows("acts")
            if act["speaker"] == "agent" and act["kind"] == kind and form in ("", act["form"])
        ]

    def moments(self, *outcomes: str) -> list[Row]:
        """The customer's moments in words with one of these outcomes.

        A raised voice alone is counted among the measures and never quoted.
        """
        return [
            moment
            for moment in self.rows("moments")
            if moment["outcome"] in outcomes and moment["kind"] != "raised_voice"
        ]

    def overlaps(self, by: str, kind: str) -> list[Row]:
        """Overlaps of a kind that `by` began; none where timing cannot be trusted."""
        return [lap for lap in self.stretches("overlaps") if lap["by"] == by and lap["kind"] == kind]

    def long_turns(self, speaker: str, least: float) -> list[Row]:
        """Turns of a speaker of at least `least` seconds; none where timing cannot be trusted."""
        return [
            turn
            for turn in self.stretches("turns")
            if turn["speaker"] == speaker and turn["end"] - turn["start"] >= least
        ]

    def silences(self) -> list[Row]:
        """Dead air: silences that are no hold, longer than a cue waits; none where timing is in doubt."""
        return [
            each
            for each in self.stretches("non_talk")
            if not each["hold"] and each["end"] - each["start"] > self.dead_air_s
        ]

    def answered_in_time(self) -> int | None:
        """Moments whose answer has a time; None where there is no telling."""
        if not (self.words and self.timing):
            return None
        answered = ("acknowledged", "paraphrased", "solved")
        return sum(each["outcome"] in answered and each["after"] is not None for each in self.rows("moments"))

    def rows(self, name: str) -> Sequence[Row]:
        """A list of the report that rests on words; empty where they were not judged."""
        return self.report.get(name, ()) if self.words else ()

    def beside(self, act: Row, kinds: Collection[str], least: float = 0.0) -> bool:
        """Whether one of `kinds` was found in the same sentence, with a confidence of at least `least`."""
        return any(
            (each["start"], each["end"]) == (act["start"], act["end"]) and each["confidence"] >= least
            for kind in kinds
            for each in self.acts(kind)
        )

    def stretches(self, name: str) -> Sequence[Row]:
        """A list of the report that rests on timing; empty where it cannot be trusted."""
        return self.report[name] if self.timing else ()

    def first(self, speaker: str) -> float:
        """When a speaker is first heard, in seconds; the end of the call where never."""
        starts = (float(each["start"]) for each in self.report["utterances"] if each["speaker"] == speaker)
        return min(starts, default=float(self.report["call"]["duration"]))

    def utterance(self, number: int | None) -> Row | None:
        """The utterance with this id."""
        return next((each for each in self.report["utterances"] if each["id"] == number), None)

    def _speaking(self, speaker: str, at: float) -> Row | None:
        """The utterance of a speaker that covers `at`."""
        found = (
            each
            for each in self.report["utterances"]
            if each["speaker"] == speaker and each["start"] <= at < each["end"]
        )
        return next(found, None)

    def sentence(self, number: int | None, said: str) -> str:
        """The sentence of an utterance that holds `said`: a phrase alone is hard to read.

        One of a word or two has those around it, first those behind it. `said` itself where the utterance
        does not hold it, as where it goes over two.
        """
        texts = [word["text"] for word in _words(self.utterance(number))]
        spoken = sentences(texts)
        for place, (first, end) in enumerate(spoken):
            if said and said in " ".join(texts[first:end]):
                for _, later in spoken[place + 1 :]:
                    end = later if end - first < TELLING else end
                for earlier, _ in reversed(spoken[:place]):
                    first = earlier if end - first < TELLING else first
                return " ".join(texts[first:end])
        return said

    def passage(self, act: Row) -> str:
        """What is quoted of an act: its sentence; of one that goes over several utterances how it begins."""
        pieces = [
            [
                word["text"]
                for word in _words(each)
                if word["start"] < act["end"] and word["end"] > act["start"]
            ]
            for each in self.report["utterances"]
            if each["speaker"] == act["speaker"]
        ]
        spoken = [texts for texts in pieces if texts]
        if len(spoken) < 2:
            return self.sentence(act["utterance"], act["said"])
        return opening((text for texts in spoken for text in texts), 2 * SETTINGS.quoted_words)

    def is_whole(self, number: int, said: str) -> bool:
        """Whether `said` is all of a sentence of an utterance, or goes over more than it: no part shows it.

        False where the words of the utterance are not known.
        """
        texts = [word["text"] for word in _words(self.utterance(number))]
        spoken = [" ".join(texts[first:end]) for first, end in sentences(texts)]
        return any(texts) and not any(said in sentence and said != sentence for sentence in spoken)

    def words_of(self, turn: Row) -> list[str]:
        """The words of a turn."""
        return [word["text"] for number in turn["utterances"] for word in _words(self.utterance(number))]

    def words_before(self, speaker: str, at: float) -> list[str]:
        """The words of what a speaker last began to say before `at`."""
        begun = [
            each for each in self.report["utterances"] if each["speaker"] == speaker and each["start"] < at
        ]
        return [word["text"] for word in _words(max(begun, key=_start, default=None))]

    def words_at(self, speaker: str, at: float) -> list[Row]:
        """The words of what a speaker was saying at `at`, with their times."""
        return _words(self._speaking(speaker, at))

    def _threshold(self, name: str, usual: float) -> float:
        return float(self.report["definitions"].get(name, usual))


def _start(row: Row) -> float:
    return float(row["start"])


def _words(utterance: Row | None) -> list[Row]:
    return utterance["words"] if utterance else []


def opening(texts: Iterable[str], most: int = SETTINGS.quoted_words) -> str:
    """The first `most` words."""
    words = [text for text in texts if text]
    return " ".join(words[:most]) + ("…" if len(words) > most else "")


def ending(texts: Iterable[str]) -> str:
    """The last words, as many as are quoted."""
    words = [text for text in texts if text]
    most = SETTINGS.quoted_words
    return ("…" if len(words) > most else "") + " ".join(words[-most:])
