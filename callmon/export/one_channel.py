"""One channel: how far to trust what is measured where both sides lie together, and what to know first.

The levels follow `bench/one_channel.py`: who spoke when is found nearly as with a channel a side; edges, from
which response times are counted, within some tenths of a second; where both speak, a part of it.
"""

from collections.abc import Mapping
from typing import Any, Literal

from callmon.export import words

Trust = Literal["good", "fair", "low"]

CLEARLY_APART = 0.5
"""How well the sides are told from each other, 0..1, from which who spoke when is told without reserve."""

_LEVELS: tuple[Trust, ...] = ("good", "fair", "low")
_LOW = frozenset(
    [
        "interruptions",
        "interruptions_minor",
        "interruptions_clear",
        "interruptions_long",
        "attempted_interruptions",
        "attempts_to_speak",
        "silent_interruptions",
        "backchannels",
        "supportive_overlaps",
        "terminal_overlaps",
        "overlap_time",
        "overlaps_discounted",
    ]
)
_GOOD = frozenset(
    [
        "talk_time",
        "talk_share_of_speech",
        "talk_share_of_call",
        "turns",
        "longest_turn",
        "words",
        "pace",
        "non_talk_time",
        "non_talk_over_3s",
        "non_talk_over_5s",
        "non_talk_over_10s",
        "hold_time",
        "unheard_time",
        "turn_switches_per_minute",
        "long_customer_turns",
    ]
)
_ENGINES = {
    "pyannote": "pyannote.audio, on callmon’s weights",
    "pyannote-community-1": "pyannote.audio’s community-1",
}
_TELLS = {
    "good": "as sure as with a channel a side",
    "fair": "a little less sure than with a channel a side",
    "low": "a hint, for where both speak is found in part only",
}


def trust(name: str, call: Mapping[str, Any]) -> Trust | None:
    """How far to trust the measure `name`; None where each side has a channel of its own.

    Args:
        name: of the measure.
        call: what the report says about the call.
    """
    known = call.get("one_channel")
    if known is None:
        return None
    if name == "duration":
        return "good"
    level = 2 if name in _LOW else 0 if name in _GOOD else 1
    # How well the sides of a running call are told apart is known at its end at the earliest.
    alike = bool(known["apart"] < CLEARLY_APART) or bool(known.get("live"))
    return _LEVELS[min(2, level + alike)]


def trust_text(level: Trust | None) -> str:
    """The same for a reader; empty where each side has a channel of its own."""
    return "" if level is None else f"One channel: {_TELLS[level]}."


def notes(known: Mapping[str, Any]) -> tuple[str, ...]:
    """What must be known before trusting a report on one channel, from what it says about that."""
    if known.get("live"):
        held = "cues about overlaps under 1 s and about quick answers were held back."
        if known.get("cues_held"):
            held = "no cue was shown, for nobody had said who of the two the agent is."
        return (
            "Both sides came on one line and were told apart by voice while the call went on. Interruptions, "
            f"backchannels and overlaps are hints, for where both speak is found in part only; {held}",
            _live_agent(known),
        )
    if not known["voices"]:
        return ("Both sides lie on one channel, and no voice was found on it.",)
    if known["voices"] < 2:
        side = "agent" if known["agent"] == "first" else "customer"
        return (
            "Both sides lie on one channel, and only one voice was found on it; what counts as the "
            f"{side}’s below may be of both.",
        )
    if known["apart"] >= CLEARLY_APART:
        apart = (
            "Both sides lie on one channel and were told apart by voice, clearly. Who spoke when can be "
            "trusted; interruptions, backchannels and overlaps are hints, for where both speak is found in "
            "part only."
        )
    else:
        apart = (
            "Both sides lie on one channel and were not told apart clearly, for their voices sound alike; "
            "take everything about one side with care."
        )
    found = [apart, _agent(known)]
    if (engine := known.get("engine", "builtin")) != "builtin":
        found.append(f"The voices were told apart by {_ENGINES[engine]}.")
    if others := known["others"]:
        voices, count = ("One more voice or sound was", "counts")
        if others > 1:
            voices, count = (f"{others} more voices or sounds were", "count")
        found.append(f"{voices} set apart, such as an announcement or music, and {count} for neither side.")
    return tuple(found)


def _live_agent(known: Mapping[str, Any]) -> str:
    if any(each["voice"] == known["agent"] for each in known["agent_because"]):
        return "Who of the two the agent is was told by the sample of their voice."
    first = f"The {known['agent']} voice to be heard"
    if known["agent_known"]:
        return f"{first} is the agent’s, as was said."
    return (
        f"Nobody said who of the two the agent is. {first} counts as the agent’s; if it is not, `callmon "
        "exchange` exchanges the sides."
    )


def _agent(known: Mapping[str, Any]) -> str:
    first = f"The {known['agent']} voice to be heard"
    if known["agent_certainty"] == 1.0:
        return f"{first} is the agent’s, as was said."
    sure = words.share(known["agent_certainty"])
    if not known["agent_known"]:
        other = "first" if known["agent"] == "second" else "second"
        return (
            f"Who of the two the agent is could not be told. {first} counts as the agent’s (certainty "
            f"{sure}); if it is not, exchange the sides: `callmon exchange`, or --agent-speaker {other}."
        )
    because = [each for each in known["agent_because"] if each["voice"] == known["agent"] and each["said"]]
    said = f": “{words.plain(because[0]['said'])}”" if because else ""
    return f"{first} is taken for the agent’s (certainty {sure}){said}" + ("" if said else ".")
