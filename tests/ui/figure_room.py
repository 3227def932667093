"""What tests see of windows of figures."""

from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest


def shown(window, top=None):
    """Every item of a window that can be seen, or of those below one of them."""

    def below(parent):
        for child in parent.childItems():
            if child.isVisible():
                yield child
                yield from below(child)

    return list(below(top or window.window.contentItem()))


def texts(window, top=None):
    """Every text that can be seen in a window, or in one of its items."""
    found = [each.property("text") for each in shown(window, top)]
    return [text for text in found if isinstance(text, str) and text]


def cut(window):
    """Texts that are cut off, or reach beyond the window's edge."""
    found = []
    for each in shown(window):
        if each.property("text") and each.property("contentWidth"):
            box = each.mapRectToScene(each.boundingRect())
            beyond = box.left() < -1 or box.right() > window.window.width() + 1
            if beyond or each.property("truncated"):
                found.append(each.property("text"))
    return found


def item(window, name):
    """The item of that name."""
    # What a Repeater made is no child of the window's.
    found = window.window.findChild(QQuickItem, name) or next(
        (each for each in shown(window) if each.objectName() == name), None
    )
    assert found is not None, name
    return found


def opened(window, width=0):
    """The window, on the screen."""
    window.show()
    if width:
        window.window.setWidth(width)
    QTest.qWait(40)
    return window


def read_aloud(window):
    """Role and name of everything that a screen reader meets; it must be active."""

    def below(interface):
        for n in range(interface.childCount()):
            child = interface.child(n)
            if child is not None and not child.state().invisible:
                yield child.role(), child.text(QAccessible.Text.Name)
                yield from below(child)

    return list(below(QAccessible.queryAccessibleInterface(window.window)))
