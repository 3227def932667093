import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import PySide6
import pytest
from plausible import LISTENING, PAST, cue
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from callmon import paths
from callmon.errors import CallmonError
from callmon.ui.look import Look
from callmon.ui.replay.window import register
from callmon.ui.stage import Stage

FOLDER = paths.data_files("ui") / "Callmon"
FILES = sorted(FOLDER.glob("*.qml"))
STATES = {
    "listening": LISTENING,
    "first minute": replace(
        LISTENING,
        share=None,
        pace_now=None,
        pace_usual=None,
        cues=(),
        lines=(),
        words="loading",
        bleed="unknown",
    ),
    "cue": replace(LISTENING, cue=cue()),
    "long why": replace(LISTENING, cue=cue("let_them_finish")),
    "notice": replace(LISTENING, message="The disk is full; recording has stopped and cues go on."),
    "starting": replace(LISTENING, state="starting"),
    "paused": replace(LISTENING, state="paused"),
    "stopped": replace(LISTENING, state="stopped"),
    "failed": replace(
        LISTENING, state="failed", message="The microphone is gone; plug it in and press Start."
    ),
    "recording": replace(LISTENING, recording=True, mode="recording", snoozed=480, seconds=4000),
    "crowded": replace(
        LISTENING,
        recording=True,
        mode="recording",
        snoozed=480,
        seconds=40000,
        words="smaller_model",
        bleed="bleed",
    ),
    "bleed": replace(LISTENING, bleed="bleed", words="smaller_model", unheard=12),
    "one line": replace(LISTENING, bleed="one_line"),
    "one line, agent not known": replace(LISTENING, bleed="one_line_unnamed"),
    **{
        f"agent {state}": replace(LISTENING, agent=state) for state in ("no_frames", "muted", "moved", "lost")
    },
    **{
        f"customer {state}": replace(LISTENING, customer=state)
        for state in ("no_frames", "flat", "moved", "lost")
    },
    **{f"words {state}": replace(LISTENING, words=state) for state in ("no_partials", "timing_only")},
}


def items(parent):
    """Every item below `parent` that can be seen."""
    for child in parent.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from items(child)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_compiles_without_a_warning(qapp, file):
    register()
    engine = QQmlEngine()
    engine.addImportPath(str(FOLDER.parent))
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(file)))
    assert [error.toString() for error in component.errors()] == []
    assert component.isReady() or "pragma Singleton" in file.read_text("utf-8")
    engine.deleteLater()


def test_the_linter_of_qt_finds_nothing():
    linter = Path(PySide6.__file__).parent / ("qmllint.exe" if sys.platform == "win32" else "qmllint")
    if not linter.exists():
        pytest.skip("this PySide6 comes without qmllint")
    done = subprocess.run([linter, "-I", FOLDER.parent, *FILES], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_module_names_every_file():
    named = set(re.findall(r"(\w+\.qml)", (FOLDER / "qmldir").read_text("utf-8")))
    assert named == {file.name for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_that_a_person_reads_can_be_translated(file):
    source = re.sub(r"//.*", "", file.read_text("utf-8"))
    bare = re.findall(r'^\s*(?:text|title|hint|name|value|caption|beside|note): "([^"]*)"', source, re.M)
    assert [text for text in bare if " " in text or text[:1].isupper()] == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("state", STATES)
def test_no_text_is_cut_at_any_scale(call, overlay, state, scale):
    stage = Stage(call, overlay, Look("light", text_scale=scale, still=True))
    window = stage.window
    window.setGeometry(0, 0, window.property("fullWidth"), window.property("fullHeight"))
    call.show(STATES[state])
    overlay.toggleExpanded()
    window.show()
    QTest.qWait(1)
    cut = [item.property("text") for item in items(window.contentItem()) if item.property("truncated")]
    stage.close()
    assert cut == []


def overlaps(texts):
    """Pairs of texts whose boxes meet by more than a pixel or two."""
    boxes = [(item.property("text"), item.mapRectToScene(item.boundingRect())) for item in texts]
    return [
        (one, other)
        for n, (one, box) in enumerate(boxes)
        for other, against in boxes[n + 1 :]
        if (both := box.intersected(against)).width() > 1 and both.height() > 3
    ]


@pytest.mark.parametrize("state", STATES)
def test_no_text_of_the_bar_stands_on_another(call, stage, state):
    stage.window.setGeometry(0, 0, stage.window.property("fullWidth"), stage.window.property("barHeight"))
    call.show(STATES[state])
    stage.window.show()
    QTest.qWait(1)
    texts = [
        item
        for item in items(stage.window.contentItem())
        if item.property("contentWidth") and item.property("text")
    ]
    assert len(texts) > 1
    assert overlaps(texts) == []


def said(window):
    return {item.property("text") for item in items(window.contentItem()) if item.property("text")}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "listening",
            {"Listening", "You 58 %", "Customer 42 %", "164", "usual 152", "they tried 1×", "Headset"},
        ),
        ("cue", {"They tried to speak", "Not helpful", "Listening"}),
        ("starting", {"Starting…"}),
        ("paused", {"Paused", "Resume", "Nothing is heard, and nothing is kept, until you resume."}),
        ("failed", {"Stopped by a problem", "The microphone is gone; plug it in and press Start.", "Start"}),
        ("recording", {"Recording", "No cues 8 min", "1:06:40"}),
        ("crowded", {"Recording", "11:06:40"}),
        ("bleed", {"Speaker in mic", "Talk lately · not reliable", "not reliable"}),
        ("one line", {"One line", "less sure"}),
        ("customer no_frames", {"No sound from the customer"}),
        ("agent muted", {"Your microphone is muted"}),
        ("words timing_only", {"No words"}),
        ("notice", {"Listening", "The disk is full; recording has stopped and cues go on."}),
        ("stopped", {"Not listening", "No call is being listened to.", "Start"}),
    ],
)
def test_the_bar_says_in_words_how_it_is(call, stage, state, words):
    call.show(STATES[state])
    stage.window.show()
    QTest.qWait(1)
    assert words - said(stage.window) == set()


def test_unfolded_it_shows_cues_with_what_became_of_them_and_the_transcript(call, overlay, stage):
    overlay.toggleExpanded()
    stage.window.setGeometry(0, 0, stage.window.property("fullWidth"), stage.window.property("fullHeight"))
    stage.window.show()
    QTest.qWait(1)
    expected = {PAST[0].cue.why, f"Instead: {PAST[0].cue.avoid}", "dismissed", "it was fine", "not helpful"}
    expected |= {"It’s Dana Whitfield, the blue estate.", "All right. And if it isn’t ready, could I have…"}
    assert expected - said(stage.window) == set()
    stage.window.findChild(QQuickItem, "expanded").setProperty("showsDetails", True)
    assert "0.18 s, at most 0.26 s in 95 of 100" in said(stage.window)


def test_a_missing_interface_is_told_in_a_sentence(call, overlay, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "data_files", lambda name: tmp_path)
    with pytest.raises(CallmonError, match="The overlay cannot be shown"):
        Stage(call, overlay, Look())


def test_a_damaged_interface_is_told_in_a_sentence(call, overlay, tmp_path, monkeypatch):
    module = tmp_path / "Callmon"
    module.mkdir()
    for file in FOLDER.iterdir():
        (module / file.name).write_bytes(file.read_bytes())
    (module / "Bar.qml").write_text("import QtQuick\nItem { nonsense: 1 }\n")
    monkeypatch.setattr(paths, "data_files", lambda name: tmp_path)
    with pytest.raises(CallmonError, match=r"Bar\.qml:2.*install callmon again"):
        Stage(call, overlay, Look())
