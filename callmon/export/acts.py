"""Listening acts for a reader: what each is called, which habit it serves, and how it is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callmon.export import words


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of act is called and marked; colour never stands alone.

    Attributes:
        label, many: one of them, and several.
        sign: its mark: `credit`, `ask`, `ask-closed`, `watch` or `plain`.
        pillar: the habit that it serves; empty for what frames a call.
    """

    label: str
    many: str
    sign: str
    pillar: str


KINDS = {
    ("question", "open"): Kind("Open question", "Open questions", "ask", "open_mind"),
    ("question", "closed"): Kind("Closed question", "Closed questions", "ask-closed", "open_mind"),
    ("assumption", ""): Kind("Assumption", "Assumptions", "watch", "open_mind"),
    ("validation", ""): Kind("Validation", "Validations", "credit", "care"),
    ("empathy", ""): Kind("Empathy", "Empathy", "credit", "care"),
    ("apology", ""): Kind("Apology", "Apologies", "credit", "care"),
    ("rebuttal", ""): Kind("Rebuttal", "Rebuttals", "watch", "care"),
    ("offer", "specific"): Kind("Offer", "Specific offers", "credit", "care"),
    ("offer", "stock"): Kind("Stock offer", "Stock offers", "plain", "care"),
    ("hold", ""): Kind("Hold announced", "Holds announced", "credit", "care"),
    ("hold_thanks", ""): Kind("Thanks for waiting", "Thanks for waiting", "credit", "care"),
    ("name", ""): Kind("Name used", "Names used", "plain", "care"),
    ("paraphrase", ""): Kind("Paraphrase", "Paraphrases", "credit", "active_listening"),
    ("acknowledgement", ""): Kind("Acknowledgement", "Acknowledgements", "credit", "active_listening"),
    ("callback", ""): Kind("Callback", "Callbacks", "credit", "active_listening"),
    ("next_step", ""): Kind("Next step", "Next steps", "credit", "active_listening"),
    ("repetition", ""): Kind("Said it before", "Said it before", "watch", "active_listening"),
    ("jargon", ""): Kind("Jargon", "Jargon", "watch", "active_listening"),
    ("greeting", ""): Kind("Greeting", "Greetings", "plain", ""),
    ("closing", ""): Kind("Closing", "Closings", "plain", ""),
}
"""Every kind of act by kind and form, in the order in which a reader finds them."""

_ASKS_FOR_AN_ANSWER = ("question", "repetition")


@dataclass(frozen=True, slots=True)
class Group:
    """The acts of one kind, in order of time."""

    kind: Kind
    acts: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Pillar:
    """The acts that serve one habit, kind by kind; kinds without any are left out."""

    label: str
    groups: Sequence[Group]


def kind_of(act: Mapping[str, Any]) -> Kind:
    """The kind of an act; an unknown one is shown under its own name rather than lost."""
    known = KINDS.get((act["kind"], act["form"]))
    if known is None:
        label = words.sentence_case(act["kind"])
        return Kind(label, label, "plain", "active_listening")
    return known


def label(act: Mapping[str, Any]) -> str:
    """What an act is called where it stands alone."""
    if act["kind"] == "hold" and act["speaker"] == "customer":
        return "Asks to wait"
    follows = ", follow-up" if act["follow_up"] else ""
    return f"{kind_of(act).label}{follows}"


def is_marked(act: Mapping[str, Any]) -> bool:
    """Whether it has a mark in the transcript: of the customer's, only what asks for an answer."""
    return bool(kind_of(act).pillar) and (act["speaker"] == "agent" or act["kind"] in _ASKS_FOR_AN_ANSWER)


def why(act: Mapping[str, Any]) -> str:
    """Why it is one, and how sure that is."""
    reason = words.plain(act["why"])
    sure = f"certainty {words.share(act['confidence'])}".replace(" %", "\N{NO-BREAK SPACE}%")
    return f"{reason[:1].upper()}{reason[1:]}; {sure}" if reason else sure.capitalize()


def pillars(report: Mapping[str, Any], speaker: str) -> list[Pillar]:
    """What a speaker did, by habit; every habit is there, and what frames the call is not."""
    found: dict[Kind, list[Mapping[str, Any]]] = {kind: [] for kind in KINDS.values()}
    for act in report["acts"]:
        if act["speaker"] == speaker:
            found.setdefault(kind_of(act), []).append(act)
    return [
        Pillar(name, [Group(kind, acts) for kind, acts in found.items() if acts and kind.pillar == pillar])
        for pillar, name in words.PILLARS.items()
    ]
