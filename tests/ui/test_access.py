"""What a screen reader is told, and what is asked of the desktop about motion."""

import subprocess
import sys
from dataclasses import replace

import pytest
from plausible import LISTENING, cue
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle

from callmon.ui.look import Look
from callmon.ui.stage import Stage


@pytest.fixture(autouse=True)
def reader(qapp):
    """A screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def told(interface):
    """(role, name) of everything that can be seen below `interface`."""
    for n in range(interface.childCount()):
        child = interface.child(n)
        if child is None or child.state().invisible:
            continue
        yield child.role(), child.text(QAccessible.Text.Name)
        yield from told(child)


def read(window):
    window.show()
    QTest.qWait(50)
    return list(told(QAccessible.queryAccessibleInterface(window)))


def test_the_folded_overlay_reads_as_it_looks(stage):
    names = [name for _, name in read(stage.window)]
    assert "Listening" in names
    assert "Call time 4:14" in names
    assert "Talk lately: you 58 percent, customer 42 percent" in names
    assert "Your pace: 164, usual 152" in names
    assert "Interruptions: 2, they tried 1×" in names
    assert "Headset" in names
    assert "Show more" in names


def test_a_cue_reads_as_one_message_with_its_why(call, stage):
    call.show(replace(LISTENING, cue=cue()))
    found = read(stage.window)
    message = f"{cue().text}. {cue().why}"
    assert (QAccessible.Role.AlertMessage, message) in found
    assert {"Dismiss this cue", "Not helpful"} <= {name for _, name in found}


def test_every_button_has_a_name_and_no_symbol_is_read(overlay, stage):
    overlay.toggleExpanded()
    stage.window.setGeometry(0, 0, stage.window.property("fullWidth"), stage.window.property("fullHeight"))
    found = read(stage.window)
    assert [name for role, name in found if role == QAccessible.Role.Button and not name] == []
    assert [role for role, _ in found if role == QAccessible.Role.Graphic] == []
    assert {name for role, name in found if role == QAccessible.Role.Heading} == {"Last cues"}


def test_past_cues_and_lines_read_as_whole_sentences_in_the_window_for_readers(stage):
    found = read(stage.open_list())
    rows = [name for role, name in found if role == QAccessible.Role.ListItem]
    assert rows[0].startswith("4:12. They tried to speak. Care. The customer spoke for 1.2 s")
    assert any(name.startswith("You, 3:36: I’m sorry to hear that.") for name in rows)
    assert {"Last cues", "Transcript"} <= {name for _, name in found}


class Still(QProxyStyle):
    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: N802
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, data)


@pytest.mark.parametrize(
    ("desktop_still", "look", "fades"),
    [
        (False, Look(), True),
        (True, Look(), False),
        (True, Look(still=False), True),
        (False, Look(still=True), False),
    ],
)
def test_nothing_fades_where_the_desktop_or_the_user_wants_no_motion(
    qapp, call, overlay, monkeypatch, desktop_still, look, fades
):
    style = Still() if desktop_still else QApplication.style()
    monkeypatch.setattr(QApplication, "style", lambda *_: style)
    stage = Stage(call, overlay, look)
    theme = stage._engine.singletonInstance("Callmon", "Theme")
    assert (theme.property("fadeOut") > 0) is fades
    stage.close()


def test_what_the_listening_thread_imports_loads_no_qt():
    code = (
        "import sys, callmon.ui.bridge, callmon.ui.controls, callmon.ui.look, callmon.ui.app\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
