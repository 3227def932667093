"""Praise: the places of a call that are worth keeping."""

from collections.abc import Iterator

from callmon.coaching.finds import Find, of_acts, of_overlaps, quote
from callmon.coaching.heard import Heard, Row
from callmon.coaching.scorecard_settings import SETTINGS

_NEVER = float("inf")
_AGAINST = ("rebuttal", "assumption")
"""Acts that turn on what the customer has said."""
_TELLING = ("paraphrase", "validation", "empathy")
"""Acts that say what was heard, and not just that it was."""


def praise(heard: Heard) -> Iterator[Find]:
    """Everything that can be quoted as good.

    What is asked before the customer has spoken is a greeting, and what contradicts or guesses is no praise.
    """
    least = SETTINGS.praised
    spoke = heard.first("customer")
    open_ones = [each for each in heard.acts("question", "open") if each["start"] > spoke]
    yield from of_acts("said_back", _kind(heard, "paraphrase"), least, heard)
    yield from _answered("answered_moment", heard.moments("acknowledged", "paraphrased"), heard)
    yield from of_acts("validated", _kind(heard, "validation"), least, heard)
    yield from of_acts("named_hardship", _kind(heard, "empathy"), least, heard)
    yield from of_acts("open_follow_up", [each for each in open_ones if each["follow_up"]], least, heard)
    yield from of_acts("came_back", heard.acts("callback"), least, heard)
    yield from of_acts("offered", heard.acts("offer", "specific"), least, heard)
    yield from _answered("solved_moment", heard.moments("solved"), heard)
    yield from of_acts("asked_open", open_ones, least, heard)
    yield from of_acts("announced_hold", heard.acts("hold"), least, heard)
    yield from of_acts("acknowledged", heard.acts("acknowledgement"), least, heard)
    yield from of_acts("agreed_next", heard.acts("next_step"), least, heard)
    yield from of_acts("thanked_hold", heard.acts("hold_thanks"), least, heard)
    yield from of_acts("used_name", heard.acts("name"), least, heard)
    yield from _small_signs(heard)
    yield from _let_finish(heard)


def _kind(heard: Heard, kind: str) -> list[Row]:
    """Acts of a kind, but those in a sentence that contradicts or guesses."""
    return [act for act in heard.acts(kind) if not heard.beside(act, _AGAINST)]


def _answered(theme: str, moments: list[Row], heard: Heard) -> Iterator[Find]:
    """The agent's words that answered a moment: those that say what was heard first, then the quickest."""
    telling = {act["utterance"] for kind in _TELLING for act in heard.acts(kind)}
    against = {act["utterance"] for kind in _AGAINST for act in heard.acts(kind)}
    for moment in moments:
        place = heard.utterance(moment["answered_by"])
        if moment["confidence"] < SETTINGS.praised or place is None or place["id"] in against:
            continue
        after = _NEVER if moment["after"] is None else moment["after"]
        answer = heard.sentence(moment["answered_by"], moment["answer"])
        order = (place["id"] not in telling, after, -moment["confidence"], moment["id"])
        yield Find(theme, order, place["start"], quote(place, place["speaker"], answer, moment["said"]))


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
