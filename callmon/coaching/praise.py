"""Praise: the places of a call that are worth keeping."""

from collections.abc import Iterator

from callmon.coaching.finds import Find, of_acts, of_overlaps, quote
from callmon.coaching.heard import Heard, Row
from callmon.coaching.scorecard_settings import SETTINGS

_NEVER = float("inf")


def praise(heard: Heard) -> Iterator[Find]:
    """Everything that can be quoted as good."""
    least = SETTINGS.praised
    open_ones = heard.acts("question", "open")
    yield from of_acts("said_back", heard.acts("paraphrase"), least)
    yield from _answered("answered_moment", heard.moments("acknowledged", "paraphrased"), heard)
    yield from of_acts("validated", [*heard.acts("validation"), *heard.acts("empathy")], least)
    yield from of_acts("open_follow_up", [each for each in open_ones if each["follow_up"]], least)
    yield from of_acts("came_back", heard.acts("callback"), least)
    yield from of_acts("offered", heard.acts("offer", "specific"), least)
    yield from _answered("solved_moment", heard.moments("solved"), heard)
    yield from of_acts("asked_open", open_ones, least)
    yield from of_acts("announced_hold", heard.acts("hold"), least)
    yield from of_acts("acknowledged", heard.acts("acknowledgement"), least)
    yield from of_acts("asked_on", [each for each in heard.acts("question") if each["follow_up"]], least)
    yield from of_acts("agreed_next", heard.acts("next_step"), least)
    yield from of_acts("thanked_hold", heard.acts("hold_thanks"), least)
    yield from of_acts("used_name", heard.acts("name"), least)
    yield from _small_signs(heard)
    yield from _let_finish(heard)


def _answered(theme: str, moments: list[Row], heard: Heard) -> Iterator[Find]:
    """The agent's words that answered a moment: the quickest first."""
    for moment in moments:
        place = heard.utterance(moment["answered_by"])
        if moment["confidence"] < SETTINGS.praised or place is None:
            continue
        after = _NEVER if moment["after"] is None else moment["after"]
        said = quote(place, place["speaker"], moment["answer"], moment["said"])
        yield Find(theme, (after, -moment["confidence"], moment["id"]), place["start"], said)


def _small_signs(heard: Heard) -> Iterator[Find]:
    signs = [lap for lap in heard.overlaps("agent", "backchannel") if lap["credited"]]
    if len(signs) >= SETTINGS.signs:
        for find in of_overlaps("small_signs", signs, heard):
            yield Find(find.theme, find.order, find.at, find.quote, {"count": len(signs)})


def _let_finish(heard: Heard) -> Iterator[Find]:
    cut_short = heard.by_timing("interruptions")
    tried = heard.by_timing("attempted_interruptions", "customer")
    turns = int(heard.by_timing("turns", "customer") or 0)
    if cut_short == tried == 0 and turns >= SETTINGS.let_finish_turns:
        yield Find("let_finish", (), None, values={"count": turns})
