from queue import SimpleQueue

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtWidgets import QApplication
from test_screen_share import User32
from test_shortcuts import Backend

from callmon.ui.desk import Desk
from callmon.ui.remembered import Remembered, load, save
from callmon.ui.screen_share import ScreenShare
from callmon.ui.shortcuts import Shortcuts


@pytest.fixture
def pressed():
    return SimpleQueue()


@pytest.fixture
def make(qapp, stage, call, overlay, wishes, pressed, tmp_path):
    made = []

    def make(share=None, tray=False, backend=None):
        shortcuts = Shortcuts(backend or Backend(), pressed)
        file = tmp_path / "overlay.json"
        made.append(
            Desk(qapp, stage, call, overlay, wishes, shortcuts, file, share or ScreenShare(), tray=tray)
        )
        made[0].show()
        return made[0]

    yield make
    for desk in made:
        desk.close()
        desk.deleteLater()


def test_global_keys_do_what_they_say(make, overlay, wishes, pressed):
    desk = make()
    for action in ("pause", "snooze", "expand"):
        pressed.put(action)
    desk.act()
    assert wishes.asked == [("pause",), ("snooze", 600.0), ("show_partials", True)]
    assert overlay.property("expanded")


def test_the_key_that_unfolds_first_ends_click_through(make, overlay, stage, pressed):
    desk = make()
    overlay.toggleClickThrough()
    assert stage.window.flags() & Qt.WindowType.WindowTransparentForInput
    assert stage.window.isVisible()
    pressed.put("expand")
    desk.act()
    assert not stage.window.flags() & Qt.WindowType.WindowTransparentForInput
    assert not overlay.property("expanded")


def test_clicks_go_through_only_where_there_is_a_way_back(make, overlay, stage):
    make(backend=Backend(taken="PSO"))
    assert not overlay.property("mayClickThrough")
    overlay.toggleClickThrough()
    assert not stage.window.flags() & Qt.WindowType.WindowTransparentForInput


def test_a_tray_is_a_way_back(make, overlay):
    make(backend=Backend(taken="PSO"), tray=True)
    assert overlay.property("mayClickThrough")


def test_it_stays_hidden_from_shared_screens_over_a_restart(make, overlay, stage, tmp_path):
    save(tmp_path / "overlay.json", Remembered(hidden_from_sharing=True))
    user32 = User32()
    make(share=ScreenShare(user32))
    assert list(user32.affinity) == [int(stage.window.winId())]
    assert overlay.property("hiddenFromSharing")
    overlay.toggleHiddenFromSharing()
    assert overlay.property("sharing") == "Visible to others"
    assert not load(tmp_path / "overlay.json").hidden_from_sharing


def test_it_stays_hidden_from_shared_screens_when_its_window_changes(make, overlay, stage):
    user32 = User32()
    make(share=ScreenShare(user32))
    overlay.toggleHiddenFromSharing()
    user32.affinity.clear()
    overlay.toggleClickThrough()
    assert len(user32.affinity) == 1
    stage.window.hide()
    user32.affinity.clear()
    stage.window.show()
    assert len(user32.affinity) == 1


def test_quitting_ends_the_call_first(make, overlay, wishes, monkeypatch):
    make()
    order = wishes.asked
    monkeypatch.setattr(QApplication, "quit", lambda *_: order.append(("quit",)))
    overlay.quit()
    assert order == [("stop",), ("quit",)]


def test_the_window_with_the_last_cues_is_one_and_takes_the_keyboard(make, overlay, stage, wishes, qtbot):
    make()
    overlay.openLastCues()
    window = stage._list
    overlay.openLastCues()
    assert stage._list is window
    assert not window.flags() & Qt.WindowType.WindowDoesNotAcceptFocus
    qtbot.waitUntil(lambda: window.isActive())
    assert window.activeFocusItem() is not None
    cues = window.findChild(QQuickItem, "cues")
    assert cues.property("opened") == 0
    qtbot.keyClick(window, Qt.Key.Key_Down)
    assert cues.property("opened") == 1
    # Past both lists comes the button that pauses.
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert wishes.asked == [("pause",)]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())
