"""A program such as the agent works in: one large window that prints what reaches it."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QRasterWindow


def tell(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Softphone(QRasterWindow):
    def paintEvent(self, event):  # noqa: N802
        QPainter(self).fillRect(0, 0, self.width(), self.height(), QColor("#335577"))

    def keyPressEvent(self, event):  # noqa: N802
        if event.text():
            tell(f"key {event.text()}")

    def mousePressEvent(self, event):  # noqa: N802
        tell("click")

    def focusInEvent(self, event):  # noqa: N802
        tell("focus")

    def focusOutEvent(self, event):  # noqa: N802
        tell("focus lost")


app = QGuiApplication(sys.argv[:1])
window = Softphone()
window.setTitle("softphone")
window.setGeometry(0, 0, 1280, 800)
window.show()
window.requestActivate()
QTimer.singleShot(0, lambda: tell("ready"))
app.exec()
