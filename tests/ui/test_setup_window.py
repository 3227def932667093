import re
from pathlib import Path

import pytest
from pretended import ALL, CAMERA, Room
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem

from callmon import paths
from callmon.errors import CallmonError
from callmon.preferences import NOTICE_OF_RECORDING, NOTICE_TO_CALLER, Chosen, Preferences
from callmon.ui.look import Look
from callmon.ui.setup import PAGES
from callmon.ui.setup_bench import Bench
from callmon.ui.setup_window import SetupWindow, run_setup

FOLDER = paths.data_files("ui") / "Callmon"
NOTICE = (Path(__file__).parents[2] / "docs" / "notice.md").read_text("utf-8")
LOOKS = [
    *(Look(scheme) for scheme in ("light", "dark", "contrast")),
    *(Look("light", text_scale=scale) for scale in (1.25, 1.5, 2.0)),
]


@pytest.fixture
def bench():
    room = Room()
    made = Bench(room.known, room.source, room.play)
    yield made
    made.close()


@pytest.fixture
def window(qapp, bench):
    made = SetupWindow(Preferences(), bench, Look("light"))
    made.show()
    yield made
    made.close()


def items(parent):
    """Every item below `parent` that can be seen."""
    for child in parent.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from items(child)


def texts(window):
    return [
        item
        for item in items(window.window.contentItem())
        if item.property("contentWidth") and item.property("text")
    ]


def press(window, key, *more):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(
            window.window, QKeyEvent(kind, key, *(more or (Qt.KeyboardModifier.NoModifier,)))
        )


def focused(window):
    item = window.window.activeFocusItem()
    return item.property("text") if item is not None else None


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.scheme} {look.text_scale}")
def test_every_page_shows_its_texts_whole_and_beside_each_other(qapp, qtbot, bench, look):
    window = SetupWindow(
        Preferences(microphone=Chosen("old", "Old Headset with a very long name " * 3)), bench, look
    )
    window.show()
    qtbot.waitUntil(lambda: window.model.property("listed"))
    for page in range(len(PAGES)):
        window.model.turn(page)
        qtbot.wait(20)
        shown = texts(window)
        assert shown
        assert [item.property("text") for item in shown if item.property("truncated")] == []
        for item in shown:
            box = item.mapRectToScene(item.boundingRect())
            assert box.left() >= 0
            assert box.right() <= window.window.width() + 0.5, item.property("text")
        boxes = [(item, item.mapRectToScene(item.boundingRect())) for item in shown]
        for n, (one, box) in enumerate(boxes):
            for other, against in boxes[n + 1 :]:
                both = box.intersected(against)
                in_page = [
                    window.window.findChild(QQuickItem, "page").isAncestorOf(each) for each in (one, other)
                ]
                if in_page[0] == in_page[1]:
                    assert both.width() < 1 or both.height() < 4, (
                        one.property("text"),
                        other.property("text"),
                    )
    window.close()


def test_the_keyboard_alone_leads_through_it(window, qtbot):
    qtbot.waitUntil(lambda: window.model.property("listed"))
    assert focused(window) == "Next"
    press(window, Qt.Key.Key_Return)
    assert window.model.property("page") == "microphone"
    for _ in range(20):
        press(window, Qt.Key.Key_Tab)
        if focused(window) == CAMERA.name:
            break
    press(window, Qt.Key.Key_Space)
    assert window.model.preferences.microphone == Chosen(CAMERA.id, CAMERA.name)
    for _ in range(3):
        window.model.next()
    assert window.model.property("page") == "notice"
    for _ in range(20):
        press(window, Qt.Key.Key_Tab)
        if focused(window) == "I have read this":
            break
    press(window, Qt.Key.Key_Space)
    assert window.model.property("noticeRead")
    for _ in range(20):
        press(window, Qt.Key.Key_Tab)
        if focused(window) == "Next":
            break
    for _ in range(3):
        press(window, Qt.Key.Key_Return)
    assert window.model.finished
    assert not window.window.isVisible()


def test_everything_that_can_be_pressed_has_a_name_for_screen_readers(window, qtbot):
    from PySide6.QtGui import QAccessible

    qtbot.waitUntil(lambda: window.model.property("listed"))
    for page in range(len(PAGES)):
        window.model.turn(page)
        qtbot.wait(10)
        for item in items(window.window.contentItem()):
            if item.activeFocusOnTab() and isinstance(item.property("down"), bool):
                seen = QAccessible.queryAccessibleInterface(item)
                assert seen is not None
                assert seen.text(QAccessible.Text.Name)
                assert seen.role() in (
                    QAccessible.Role.Button,
                    QAccessible.Role.RadioButton,
                    QAccessible.Role.CheckBox,
                )


def test_the_notice_has_the_words_of_its_page_and_of_the_preferences():
    plain = re.sub(r"\s+", " ", re.sub(r"^> ?", "", NOTICE, flags=re.M))
    for words in (NOTICE_TO_CALLER, NOTICE_OF_RECORDING):
        assert words in plain
    page = (FOLDER / "SetupNotice.qml").read_text("utf-8")
    told = [
        text for text in re.findall(r'qsTr\("([^"]*)"\)', page) if text.startswith(("callmon", "It keeps"))
    ]
    assert len(told) == 2
    for words in told:
        assert words in plain


@pytest.mark.parametrize(
    ("leave", "wanted"),
    [
        ("skip", Preferences(cues=False, set_up=True)),
        ("close", None),
    ],
)
def test_it_gives_what_was_chosen_or_nothing_where_it_was_closed(qapp, monkeypatch, leave, wanted):
    room = Room(ALL)

    def act(window):
        window.model.setCues(False)
        (window.model.skip if leave == "skip" else window.window.close)()

    show = SetupWindow.show

    def shown(window):
        show(window)
        QTimer.singleShot(0, window.window, lambda: act(window))

    monkeypatch.setattr(SetupWindow, "show", shown)
    found = run_setup(Preferences(), Look("light"), Bench(room.known, room.source, room.play))
    assert found == wanted
    assert room.open == set()


def test_damaged_files_are_one_sentence(qapp, bench, tmp_path, monkeypatch):
    (tmp_path / "Callmon").mkdir()
    for file in FOLDER.iterdir():
        (tmp_path / "Callmon" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "Callmon" / "Setup.qml").write_text("import QtQuick\nItem {", "utf-8")
    monkeypatch.setattr(paths, "data_files", lambda name: tmp_path)
    with pytest.raises(CallmonError, match=r"The set-up cannot be shown .*install callmon again"):
        SetupWindow(Preferences(), bench, Look("light"))
