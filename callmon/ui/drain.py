"""The drain: brings what the bridge holds onto the screen, and tells when a cue is really there."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtQuick import QQuickItem, QQuickWindow

from callmon.timeline import Cue
from callmon.ui.bridge import Bridge
from callmon.ui.call_model import CallModel
from callmon.ui.controls import Controls

PERIOD_MS = 33
"""Between two looks at the bridge: twice the period of a screen, a tenth of what a cue may take."""


class Drain(QObject):
    """Looks at the bridge in the thread of Qt, so that no signal ever crosses threads.

    Args:
        bridge: where the call puts what is to be shown.
        call: shows it.
        also: is called at each look.
        parent: the owner.
    """

    def __init__(
        self,
        bridge: Bridge,
        call: CallModel,
        also: Callable[[], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._also = also
        self._bridge = bridge
        self._call = call
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.drain)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def drain(self) -> None:
        """Show the latest glance, if there is a new one."""
        if (glance := self._bridge.take()) is not None:
            self._call.show(glance)
        if self._also is not None:
            self._also()


class PaintWatch(QObject):
    """Tells the call when a cue was first on the screen: after the frame that shows it whole.

    Args:
        window: the window that shows cues.
        card: the item in it that shows the cue; opaque while it does.
        call: knows which cue is shown.
        controls: is told, once a cue.
        clock: the time that it is told, in seconds.
        parent: the owner.
    """

    def __init__(
        self,
        window: QQuickWindow,
        card: QQuickItem,
        call: CallModel,
        controls: Controls,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._card = card
        self._call = call
        self._controls = controls
        self._clock = clock
        self._told: Cue | None = None
        window.frameSwapped.connect(self.swapped)
        call.cue_changed.connect(self.forget)

    @Slot()
    def forget(self) -> None:
        """Where no cue is shown, the next one is a new one even if it equals the last."""
        if self._call.cue is None:
            self._told = None

    @Slot()
    def swapped(self) -> None:
        """A frame is on the screen."""
        cue = self._call.cue
        if cue is not None and cue != self._told and self._card.opacity() >= 1.0:
            self._told = cue
            self._controls.painted(cue, self._clock())
