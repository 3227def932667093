"""Marks in words a coach reads: kinds, labels of findings, and what can be said to have been missed."""

from functools import cache

from callmon.texts import load_texts
from callmon.timeline import Mark

ACTS = {
    "question": "Question",
    "paraphrase": "Paraphrase",
    "validation": "Validation",
    "empathy": "Empathy",
    "apology": "Apology",
    "acknowledgement": "Acknowledgement",
    "rebuttal": "Rebuttal",
    "assumption": "Assumption",
    "jargon": "Jargon",
    "offer": "Offer",
    "hold": "Hold announced",
    "hold_thanks": "Thanks for waiting",
    "name": "Name used",
    "callback": "Callback",
    "next_step": "Next step",
    "repetition": "Said it before",
    "greeting": "Greeting",
    "closing": "Closing",
}
OVERLAPS = {
    "interruption": "Interruption",
    "attempted_interruption": "Tried to speak",
    "backchannel": "Backchannel",
    "supportive": "Supportive overlap",
    "terminal": "Normal turn overlap",
    "crosstalk": "Crosstalk",
}
MOMENTS = {
    "worry": "Worry",
    "loss": "Loss",
    "delay": "Delay",
    "repetition": "Had to say it again",
    "negative": "Negative words",
    "raised_voice": "Raised voice",
    "upset": "Upset",
}

Group = tuple[str, str, dict[str, str]]


@cache
def groups() -> tuple[Group, ...]:
    """What may have been missed: what a label begins with, its heading, and what there is, by its name.

    Raises:
        SettingsError: the texts of the cues are missing.
    """
    cues = {name: texts.text for name, texts in load_texts().rules.items()}
    return (
        ("act", "Listening acts", ACTS),
        ("overlap", "Both speak", OVERLAPS),
        ("moment", "Moments of the customer", MOMENTS),
        ("cue", "Cues that should have come", cues),
    )


def label_words(label: str) -> str:
    """What a label says, such as “Validation” for `act/validation`."""
    kind, _, what = label.partition("/")
    known = next((names.get(what) for group, _, names in groups() if group == kind), None)
    if known is not None:
        return known
    words = what.replace("_", " ")
    return words[:1].upper() + words[1:]


def mark_words(mark: Mark) -> str:
    """One line that says what a mark is."""
    match mark.kind:
        case "agree":
            return f"Agree: {label_words(mark.label)}"
        case "disagree":
            return f"Disagree: {label_words(mark.label)}"
        case "missed":
            return f"Missed: {label_words(mark.label)}"
        case "speaker":
            return f"It was the {mark.speaker}"
        case "word":
            return f"Said “{mark.text}”" if mark.text else "Nothing was said"
    return "Note"
