"""The keys of the replay window: one table for what they do and for the sheet that tells them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what Qt calls it, how a person reads it, what it does, and the name of the deed in QML."""

    sequence: str
    shown: str
    told: str
    deed: str


SHEET: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        "Hear",
        (
            Key("Space", "Space", "Play or pause", "toggle"),
            Key("Return", "Enter", "Play what is selected", "playSelected"),
            Key("Left", "←", "Back 1 s", "back1"),
            Key("Right", "→", "Forward 1 s", "forward1"),
            Key("Shift+Left", "Shift ←", "Back 5 s", "back5"),
            Key("Shift+Right", "Shift →", "Forward 5 s", "forward5"),
            Key("Alt+Left", "Alt ←", "Back 0.1 s", "backTenth"),
            Key("Alt+Right", "Alt →", "Forward 0.1 s", "forwardTenth"),
            Key("Home", "Home", "To the beginning", "home"),
            Key("End", "End", "To the end", "end"),
            Key("L", "L", "Loop the span or the selected", "loop"),
            Key("<", "<", "Slower", "slower"),
            Key(">", ">", "Faster", "faster"),
            Key("1", "1", "The agent alone", "soloAgent"),
            Key("2", "2", "Both sides", "soloNone"),
            Key("3", "3", "The customer alone", "soloCustomer"),
        ),
    ),
    (
        "Find",
        (
            Key("Down", "↓", "Next event", "nextEvent"),
            Key("Up", "↑", "Previous event", "previousEvent"),
            Key("J", "J", "Next event", "nextEvent"),
            Key("K", "K", "Previous event", "previousEvent"),
            Key("Ctrl+F", "Ctrl F", "Search the transcript", "search"),
            Key("+", "+", "Nearer", "nearer"),
            Key("-", "-", "Further away", "further"),
            Key("0", "0", "The whole call", "fit"),
            Key("[", "[", "Span from here", "beginSpan"),
            Key("]", "]", "Span up to here", "endSpan"),
            Key("Escape", "Esc", "No span, no selection", "clear"),
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
            Key("Ctrl+Z", "Ctrl Z", "Undo", "undo"),
            Key("Ctrl+Shift+Z", "Ctrl Shift Z", "Do again", "redo"),
            Key("?", "?", "This sheet", "sheet"),
        ),
    ),
)
