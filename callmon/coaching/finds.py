"""Finds: places of the call that a scorecard may point to, each under its theme."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from callmon.coaching.heard import TELLING, Heard, Row, ending, opening

Quote = dict[str, Any]
"""`start`, `end` (seconds), `speaker`, `said`, `answered`, as the report has them."""

_ANSWERING = ("validation", "empathy", "acknowledgement")
"""Acts that always answer what the customer has just said."""


@dataclass(frozen=True, slots=True)
class Find:
    """One place.

    Attributes:
        theme: name of its theme.
        order: sort key among the finds of the theme, the best first.
        at: seconds; None where it is the whole call.
        quote: what was said there; None where nothing can be quoted.
        values: what fills in the sentences of the theme.
    """

    theme: str
    order: tuple[float, ...]
    at: float | None
    quote: Quote | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def quote(place: Row, speaker: str, said: str, answered: str = "") -> Quote:
    """What was said at a place that has `start` and `end`."""
    return {
        "start": place["start"],
        "end": place["end"],
        "speaker": speaker,
        "said": said,
        "answered": answered,
    }


def of_acts(theme: str, acts: Iterable[Row], least: float, heard: Heard) -> Iterator[Find]:
    """Finds of acts that are sure enough: the surest first, then the earliest.

    Of questions those come first of which it can be quoted what they follow up.
    """
    for act in acts:
        if act["confidence"] >= least:
            answered = _answered(act, heard)
            said = quote(act, act["speaker"], heard.passage(act), answered)
            bare = act["kind"] == "question" and not answered
            yield Find(theme, (bare, -act["confidence"], act["start"], act["id"]), act["start"], said)


def _answered(act: Row, heard: Heard) -> str:
    """What an act answers, where that is known and says something: “thank you” beside it says nothing."""
    words = str(act["answered"])
    if not words and act["kind"] in _ANSWERING:
        words = ending(heard.words_before("customer", act["start"]))
    return words if len(words.split()) >= TELLING else ""


def of_overlaps(theme: str, laps: Iterable[Row], heard: Heard) -> Iterator[Find]:
    """Finds of overlaps: the longest first. What is quoted is who began, and whom they spoke over."""
    for lap in laps:
        length = lap["end"] - lap["start"]
        begun, spoken = (heard.words_at(lap[side], lap["start"]) for side in ("by", "of"))
        over = ending(word["text"] for word in spoken if word["start"] < lap["end"])
        said = quote(lap, lap["by"], opening(word["text"] for word in begun), over)
        yield Find(theme, (-length, lap["start"], lap["id"]), lap["start"], said, {"length": length})


def of_turn(theme: str, turn: Row, heard: Heard) -> Find:
    """The find of a turn: the longest first. What is quoted is how it begins."""
    length = turn["end"] - turn["start"]
    said = quote(turn, turn["speaker"], opening(heard.words_of(turn)))
    return Find(theme, (-length, turn["start"]), turn["start"], said, {"length": length})
