"""The chapters of a report that is handed over: report and entries in; one chapter for each pillar out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callmon.export import scorecard, words
from callmon.export.entries import NOTES, Entry


@dataclass(frozen=True, slots=True)
class Chapter:
    """One pillar of a call.

    Attributes:
        name: of the pillar, or `entries.NOTES`.
        label: its name for a reader.
        card: its measures, its best and its missed moment; None where nothing was measured.
        cues: that were shown and that the coach says nothing of, each with its place in the report's list.
        entries: what the coach says, by time.
    """

    name: str
    label: str
    card: scorecard.Card | None
    cues: Sequence[tuple[int, Mapping[str, Any]]]
    entries: Sequence[Entry]


def chapters(report: Mapping[str, Any], told: Sequence[Entry]) -> list[Chapter]:
    """The pillars of a call, and the notes that belong to none last; what is empty is left out."""
    cards = {card.name: card for card in scorecard.cards(report)}
    judged = {entry.key for entry in told}
    cues = [
        (place, cue)
        for place, cue in enumerate(report["cues"])
        if cue["shown"] and f"cue/{place}" not in judged
    ]
    names = dict.fromkeys([*words.PILLARS, *cards, *(cue["pillar"] for _, cue in cues)])
    found = [
        Chapter(
            name,
            words.pillar_label(name),
            cards.get(name),
            [(place, cue) for place, cue in cues if cue["pillar"] == name],
            [entry for entry in told if entry.pillar == name],
        )
        for name in names
    ]
    found.append(Chapter(NOTES, "Notes", None, (), [entry for entry in told if entry.pillar == NOTES]))
    return [chapter for chapter in found if chapter.card or chapter.cues or chapter.entries]
