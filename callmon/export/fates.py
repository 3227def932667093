"""What became of each cue on the screen, in words: when it was seen, and what was thought of it."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from callmon.export import words

_VERDICTS = {"dismissed": "dismissed", "not_helpful": "marked as not helpful"}


def fates(report: Mapping[str, Any]) -> list[str]:
    """One line for each cue of the report, in the report's order; empty where nothing is known."""
    cues = report["cues"]
    replaced = _replaced(report)
    return [
        " · ".join([*_seen(cue), *replaced.get(index, ()), *_thought(cue)]) for index, cue in enumerate(cues)
    ]


def _seen(cue: Mapping[str, Any]) -> list[str]:
    if cue["painted"] is None:
        return []
    return [f"on screen {words.seconds(max(0.0, cue['painted'] - cue['at']))} later"]


def _thought(cue: Mapping[str, Any]) -> list[str]:
    verdict = cue["feedback"]
    return [] if verdict is None else [_VERDICTS.get(verdict, words.plain(verdict))]


def _replaced(report: Mapping[str, Any]) -> dict[int, list[str]]:
    """A cue that is shown while another still stands is the more urgent one, and takes its place."""
    stays = report["definitions"].get("cue_shown_s") or 0.0
    shown = sorted((cue["at"], index) for index, cue in enumerate(report["cues"]) if cue["shown"])
    return {
        index: [f"replaced by a more urgent cue after {words.seconds(later - at)}"]
        for (at, index), (later, _) in pairwise(shown)
        if later - at < stays
    }
