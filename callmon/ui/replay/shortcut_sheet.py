"""The keys of the replay window: one table for what they do and for the sheet that tells them."""

from dataclasses import dataclass
from typing import Literal

Yields = Literal["", "press", "move", "close"]
"""To what has the focus: a button that it would press, a slider or list that it would move, a list that it
would close."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the window; none of them does anything while one types.

    Attributes:
        sequence: what Qt calls it.
        shown: how a person reads it.
        told: what it does.
        deed: the name of that in QML.
        repeats: whether it goes on while it is held.
        yields: to what has the focus.
        also: other sequences that do the same.
    """

    sequence: str
    shown: str
    told: str
    deed: str
    repeats: bool = False
    yields: Yields = ""
    also: tuple[str, ...] = ()


SHEET: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        "Hear",
        (
            Key("Space", "Space", "Play or pause", "toggle", yields="press"),
            Key("Return", "Enter", "Play what is selected", "playSelected", yields="press", also=("Enter",)),
            Key("Left", "←", "Back 1 s", "back1", repeats=True, yields="move"),
            Key("Right", "→", "Forward 1 s", "forward1", repeats=True, yields="move"),
            Key("Shift+Left", "Shift ←", "Back 5 s", "back5", repeats=True, yields="move"),
            Key("Shift+Right", "Shift →", "Forward 5 s", "forward5", repeats=True, yields="move"),
            Key("Alt+Left", "Alt ←", "Back 0.1 s", "backTenth", repeats=True),
            Key("Alt+Right", "Alt →", "Forward 0.1 s", "forwardTenth", repeats=True),
            Key("Home", "Home", "To the beginning", "home", yields="move"),
            Key("End", "End", "To the end", "end", yields="move"),
            Key("L", "L", "Loop the span or the selected", "loop"),
            Key("<", "<", "Slower", "slower", repeats=True),
            Key(">", ">", "Faster", "faster", repeats=True),
            Key("1", "1", "The agent alone", "soloAgent"),
            Key("2", "2", "Both sides", "soloNone"),
            Key("3", "3", "The customer alone", "soloCustomer"),
        ),
    ),
    (
        "Find",
        (
            Key("Down", "↓", "Next event", "nextEvent", repeats=True, yields="move"),
            Key("Up", "↑", "Previous event", "previousEvent", repeats=True, yields="move"),
            Key("J", "J", "Next event", "nextEvent", repeats=True),
            Key("K", "K", "Previous event", "previousEvent", repeats=True),
            Key("Ctrl+F", "Ctrl F", "Search the transcript", "search"),
            Key("+", "+", "Nearer", "nearer", repeats=True, also=("=",)),
            Key("-", "-", "Further away", "further", repeats=True),
            Key("0", "0", "The whole call", "fit"),
            Key("[", "[", "Span from here", "beginSpan"),
            Key("]", "]", "Span up to here", "endSpan"),
            Key("Escape", "Esc", "No span, no selection", "clear", yields="close"),
        ),
    ),
    (
        "Mark",
        (
            Key("A", "A", "Agree with the selected", "agree"),
            Key("D", "D", "Disagree with the selected", "disagree"),
            Key("M", "M", "Something was missed here", "addMissed"),
            Key("N", "N", "Note", "addNote"),
            Key("W", "W", "Correct the words of the line", "correctWord"),
            Key("S", "S", "The other side said this line", "fixSpeaker"),
            Key("F", "F", "The whole call is judged", "toggleFinished"),
            Key("Ctrl+Z", "Ctrl Z", "Undo", "undo", repeats=True),
            Key("Ctrl+Shift+Z", "Ctrl Shift Z", "Redo", "redo", repeats=True),
            Key("?", "?", "This sheet", "sheet"),
        ),
    ),
)
