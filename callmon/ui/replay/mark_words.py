"""Marks in words a coach reads: kinds, labels of findings, and what can be said to have been missed."""

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
}
OVERLAPS = {
    "interruption": "Interruption",
    "attempted_interruption": "Tried to speak",
    "backchannel": "Backchannel",
    "supportive": "Supportive overlap",
    "terminal": "Normal turn overlap",
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

GROUPS = (("act", "Listening act", ACTS), ("overlap", "Both speak", OVERLAPS), ("moment", "Moment", MOMENTS))
"""What may have been missed, as a menu shows it: what a label begins with, its heading, and what there is."""

_ALL = {f"{group}/{kind}": name for group, _, kinds in GROUPS for kind, name in kinds.items()}


def label_words(label: str) -> str:
    """What a label says, such as “Validation” for `act/validation`."""
    known = _ALL.get(label)
    if known is not None:
        return known
    words = label.partition("/")[2].replace("_", " ")
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
