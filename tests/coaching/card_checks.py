"""What holds for every scorecard, whatever the call."""

import json
import re
from collections.abc import Iterator
from typing import Any

EMOTIONS = (
    "angr|anger|annoy|anxi|asham|bored|bother|calm|cheer|confiden|delight|depress|desper|disappoint|disgust|"
    "distress|embarrass|emotion|emotional|enthusias|excite|fear|feel|friendly|frustrat|furious|glad|guilt|happ[iy]|"
    "hate|hostil|impatien|insecur|irritat|joy|lonely|love|mad\\b|mood|nervous|offend|panic|proud|relax|resent|rude|"
    "sad\\b|sadn|scare|sentiment|shame|shock|stress|tense\\b|tension|temper|tired|unhapp|unfriendly|upset|warm|worr"
)
"""Beginnings of words for what somebody feels; nothing that a scorecard says itself may hold one."""
_EMOTION = re.compile(rf"\b({EMOTIONS})", re.IGNORECASE)


def figures(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every measure by its name."""
    return {each["name"]: each for pillar in card["pillars"] for each in pillar["measures"]}


def quotes(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Every quote."""
    return [
        pillar[name] for pillar in card["pillars"] for name in ("best", "missed") if pillar[name] is not None
    ]


def own_texts(card: dict[str, Any]) -> Iterator[str]:
    """Every text that is the scorecard's own, and not what somebody said."""
    yield from card["not_measured"]
    for advice in (card["keep"], card["try"]):
        if advice is not None:
            yield from (advice["text"], advice["why"])
    for figure in figures(card).values():
        yield from (figure["label"], figure["definition"], figure["unit"])
        yield from (count["label"] for count in figure["counts"])
    for quote in quotes(card):
        yield quote["why"]


def check(card: dict[str, Any], report: dict[str, Any]) -> None:
    """Assert all that holds for every scorecard."""
    assert json.loads(json.dumps(card, allow_nan=False)) == card
    assert [pillar["pillar"] for pillar in card["pillars"]] == ["open_mind", "care", "active_listening"]
    for figure in figures(card).values():
        check_counts(figure)
    for quote in quotes(card):
        check_quote(quote, report)
    for advice in (card["keep"], card["try"]):
        assert advice is None or advice["at"] is None or 0 <= advice["at"] <= report["call"]["duration"]
    for text in own_texts(card):
        assert not _EMOTION.search(text), text
        assert "{" not in text
        assert "  " not in text


def check_counts(figure: dict[str, Any]) -> None:
    """A value is what its counts say, and none stands without them."""
    value, counts = figure["value"], [each["count"] for each in figure["counts"]]
    assert all(isinstance(count, int) and count >= 0 for count in counts)
    if value is None:
        return
    match figure["unit"]:
        case "count":
            assert value == sum(counts)
        case "of":
            assert value == counts[0] <= counts[1]
        case "share":
            # Seconds are rounded to whole ones; the share is not made of them.
            assert abs(value - counts[0] / counts[1]) <= 1 / counts[1] + 0.001
        case "per ten minutes":
            assert abs(value - counts[0] / counts[1] * 600) <= 0.05
        case unit:
            assert unit in ("s", "wpm")
            assert counts[0] > 0


def check_quote(quote: dict[str, Any], report: dict[str, Any]) -> None:
    """What is quoted is in the report, at that place."""
    lists = ("utterances", "acts", "moments", "overlaps", "turns")
    assert any(
        (row["start"], row["end"]) == (quote["start"], quote["end"])
        and row.get("speaker", row.get("by", "customer")) == quote["speaker"]
        for name in lists
        for row in report[name]
    )
    texts = {each["id"]: each["text"] for each in report["utterances"]}
    passages = [*texts.values()]
    passages += [" ".join(filter(None, map(texts.get, turn["utterances"]))) for turn in report["turns"]]
    for part in (quote["said"], quote["answered"]):
        assert any(part.strip("…") in passage for passage in passages), part
    assert quote["why"]
