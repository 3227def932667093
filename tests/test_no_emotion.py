"""Nothing that can be shown names an emotion of the agent, anywhere, in any language that callmon speaks.

Every text that the program holds is searched: the literals of the rooms that speak, the texts of cues, the
overlay, the report. What names a feeling at all is the customer's, and each such place is listed here.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEARING = ("audio", "speech")
"""Rooms that show nothing."""

FEELINGS = re.compile(
    r"\b(emotion\w*|emotional\w*|mood\w*|feel\w*|angry|anger\w*|annoy\w*|irritat\w*|stress\w*|calm\w*|tens(e|ion|ed)\b|"
    r"upset\w*|nervous\w*|anxi\w*|bored\w*|sad(ness|ly)?|happ(y|i\w+)|joy\w*|afraid|fear\w*|frustrat\w*|"
    r"impatien\w*|rude\w*|(un)?friendl\w*|empathetic\w*|sympath\w*|aggress\w*|hostil\w*|sentiment\w*|attitude\w*|"
    r"gefühl\w*|stimmung\w*|wut|wütend\w*|ärger\w*|genervt\w*|gestresst\w*|ruhig\w*|angespannt\w*|nervös\w*|"
    r"ängst\w*|traurig\w*|glücklich\w*|freundlich\w*|unfreundlich\w*|gelangweilt\w*|gereizt\w*)\b",
    re.IGNORECASE,
)

THE_CUSTOMERS = {
    ("callmon/coaching/tried_themes.py", "upset"),
    ("callmon/conversation/moments.py", "upset"),
    ("callmon/conversation/moments.py", "tense"),
    ("callmon/cues/builtin/feeling.py", "upset"),
    ("callmon/engines.py", "tense"),
    ("callmon/one_channel.py", "tense"),
    ("callmon/export/moments.py", "upset"),
    ("callmon/export/threshold_labels.py", "tension"),
    ("callmon/export/threshold_labels.py", "upset"),
    ("callmon/timeline/acts.py", "upset"),
    ("callmon/ui/call_model.py", "tense"),
    ("callmon/ui/replay/mark_words.py", "upset"),
    ("ui/Callmon/Details.qml", "tense"),
    ("ui/Callmon/Details.qml", "calm"),
    # “It guesses no feelings.”
    ("ui/Callmon/SetupNotice.qml", "feelings"),
    ("ui/report/listening.html.j2", "calm"),
    ("ui/report/listening.html.j2", "tense"),
    ("ui/report/tone.html.j2", "calm"),
    ("ui/report/tone.html.j2", "tense"),
    # The customer's feeling, which the agent acknowledges or names.
    ("ui/texts/cues.en.toml", "feeling"),
    ("ui/texts/cues.de.toml", "gefühl"),
}


def literals(file):
    """Every text in a module but its docstrings and the strings that explain."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def shown():
    """File and text of everything that can be shown."""
    for file in sorted((ROOT / "callmon").rglob("*.py")):
        if file.relative_to(ROOT).parts[1] not in HEARING:
            for text in literals(file):
                yield file.relative_to(ROOT).as_posix(), text
    for ending in ("qml", "j2", "toml"):
        for file in sorted((ROOT / "ui").rglob(f"*.{ending}")):
            for line in file.read_text(encoding="utf-8").splitlines():
                if not line.strip().startswith(("#", "//", "{#")):
                    yield file.relative_to(ROOT).as_posix(), line


def found_in(texts):
    return {(file, hit.group().lower()) for file, text in texts for hit in FEELINGS.finditer(text)}


def test_whatever_names_a_feeling_is_the_customers():
    assert found_in(shown()) == THE_CUSTOMERS


@pytest.mark.parametrize(
    "text",
    ["You sound angry.", "Your mood is low", "an empathetic tone", "Du klingst gestresst", "you feel rushed"],
)
def test_the_search_would_find_one(text):
    assert found_in([("a file", text)])


@pytest.mark.parametrize("text", ["Softer", "You are 6 dB louder than usual", "Schneller als sonst"])
def test_signal_words_are_none(text):
    assert not found_in([("a file", text)])
