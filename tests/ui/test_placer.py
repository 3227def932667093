import pytest
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtTest import QTest

from callmon.ui.placement import EDGE, Place
from callmon.ui.placer import Placer
from callmon.ui.remembered import Remembered


class Screen(QObject):
    availableGeometryChanged = Signal(QRect)  # noqa: N815

    def __init__(self, name, area):
        super().__init__()
        self._name, self._area = name, area

    def name(self):
        return self._name

    def availableGeometry(self):  # noqa: N802
        return self._area

    def resize(self, area):
        self._area = area
        self.availableGeometryChanged.emit(area)


class Desktop(QObject):
    """Screens as QGuiApplication tells of them."""

    screenRemoved = Signal(object)  # noqa: N815
    screenAdded = Signal(object)  # noqa: N815

    def __init__(self):
        super().__init__()
        self.laptop = Screen("eDP-1", QRect(0, 30, 1280, 770))
        self.monitor = Screen("DP-1", QRect(1280, 0, 1920, 1040))
        self.plugged = [self.laptop, self.monitor]

    def screens(self):
        return self.plugged

    def primaryScreen(self):  # noqa: N802
        return self.plugged[0]

    def screenAt(self, point):  # noqa: N802
        return next((each for each in self.plugged if each.availableGeometry().contains(point)), None)

    def mouseButtons(self):  # noqa: N802
        return Qt.MouseButton.NoButton

    def unplug(self, screen):
        self.plugged.remove(screen)
        self.screenRemoved.emit(screen)


@pytest.fixture
def desktop(qapp):
    return Desktop()


@pytest.fixture
def place(stage, overlay, desktop):
    made = []

    def place(**remembered):
        made.append(Placer(stage.window, overlay, Remembered(**remembered), desktop))
        return made[0]

    yield place
    for placer in made:
        placer.deleteLater()


def corner(stage):
    box = stage.window.geometry()
    return box.x() + box.width(), box.y()


def test_it_starts_at_the_top_right_below_the_panel(place, stage):
    place()
    assert corner(stage) == (1280 - EDGE, 30 + EDGE)


def test_it_comes_back_on_the_screen_where_it_was_left(place, stage):
    place(screen="DP-1", places={"DP-1": Place(1.0, 0.0)})
    assert corner(stage) == (3200 - EDGE, EDGE)


def test_when_its_screen_goes_it_comes_to_one_that_is_there(place, stage, desktop, qtbot):
    place(screen="DP-1", places={"DP-1": Place(0.0, 1.0)})
    desktop.unplug(desktop.monitor)
    qtbot.waitUntil(lambda: corner(stage) == (1280 - EDGE, 30 + EDGE))


def test_when_its_screen_comes_back_so_does_it(place, stage, desktop, qtbot):
    desktop.plugged.remove(desktop.monitor)
    place(screen="DP-1", places={"DP-1": Place(1.0, 0.0)})
    assert corner(stage)[0] < 1280
    desktop.plugged.append(desktop.monitor)
    desktop.screenAdded.emit(desktop.monitor)
    assert corner(stage) == (3200 - EDGE, EDGE)


def test_a_smaller_screen_clamps_it(place, stage, desktop):
    place()
    desktop.laptop.resize(QRect(0, 0, 800, 600))
    assert corner(stage) == (800 - EDGE, EDGE)


def test_a_move_is_remembered_once_it_is_over(place, stage, overlay, desktop, qtbot):
    placer = place()
    overlay.drag()
    stage.window.setPosition(1280 + 40, 500)
    qtbot.waitUntil(lambda: placer.remembered.screen == "DP-1")
    assert stage.window.geometry().x() == 1280 + 40
    remembered = placer.remembered.places["DP-1"]
    assert 0 < remembered.x < 0.1
    assert 0.4 < remembered.y < 0.6


def test_a_move_past_the_edge_is_clamped_when_it_ends(place, stage, overlay, qtbot):
    placer = place()
    overlay.drag()
    stage.window.setPosition(-300, 300)
    qtbot.waitUntil(lambda: "eDP-1" in placer.remembered.places)
    assert stage.window.geometry().x() == EDGE


def test_moves_that_nobody_asked_for_are_not_remembered(place, stage):
    placer = place()
    stage.window.setPosition(5, 5)
    QTest.qWait(450)
    assert placer.remembered == Remembered()


def test_unfolding_keeps_the_bar_where_it_is(place, stage, overlay):
    place(screen="eDP-1", places={"eDP-1": Place(0.0, 1.0)})
    bottom = stage.window.geometry().bottom()
    bar = stage.window.geometry().height()
    overlay.toggleExpanded()
    assert overlay.property("growsUp")
    assert stage.window.geometry().bottom() == bottom
    assert stage.window.geometry().height() > 3 * bar
    overlay.toggleExpanded()
    assert stage.window.geometry().height() == bar


def test_larger_text_makes_a_larger_bar(place, stage, qtbot):
    place()
    small = stage.window.height()
    stage._engine.singletonInstance("Callmon", "Theme").setProperty("textScale", 1.5)
    qtbot.waitUntil(lambda: stage.window.height() > 1.4 * small)
    assert corner(stage)[0] == 1280 - EDGE
