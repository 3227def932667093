"""Scorecards of made calls, each checked for what holds for every one."""

from typing import Any

from card_checks import check
from made_call import made

from callmon.coaching import scorecard

TALK = [
    (side, 10.0 * turn, 10.0 * turn + 8.0, f"words of the turn {turn}")
    for turn, side in enumerate(["agent", "customer"] * 10)
]
"""Twenty turns of 8 s: the even ones of the agent, the odd ones of the customer."""


def checked(report: dict[str, Any]) -> dict[str, Any]:
    """The scorecard of a report."""
    card = scorecard(report)
    check(card, report)
    return card


def card_of(acts=(), moments=(), lines=TALK, **more):
    """The scorecard of a call that has these acts and moments, and what else `made` takes."""
    return checked(made(lines, acts=list(acts), moments=list(moments), **more))


def quoted(card, name):
    """Where each pillar has its `best` or its `missed` moment."""
    return {pillar["pillar"]: pillar[name]["start"] for pillar in card["pillars"] if pillar[name] is not None}
