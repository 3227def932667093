"""The overlay itself as QML sees it: unfolded or not, whether clicks go through, what the system allows."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from PySide6.QtCore import Property, QObject, Signal, Slot


class OverlayModel(QObject):
    """State of the overlay. The wishes are signals; whoever can fulfil them sets what came of it.

    For reading: `unfolded`, `up` (it unfolds upwards), `through` (clicks go through), `hidden` (from shared
    screens) and `may_hide`.

    Args:
        parent: the owner.
    """

    expanded_changed = Signal()
    up_changed = Signal()
    through_changed = Signal()
    sharing_changed = Signal()
    shortcuts_changed = Signal()

    measured = Signal()
    drag_wished = Signal()
    list_wished = Signal()
    quit_wished = Signal()
    through_wished = Signal(bool)
    sharing_wished = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unfolded = False
        self.up = False
        self.through = False
        self._may_through = False
        self.hidden = False
        self.may_hide = False
        self._sharing = ""
        self._shortcuts = ""

    def set_up(self, up: bool) -> None:
        """Whether it unfolds upwards, as it does in the lower part of a screen."""
        if up != self.up:
            self.up = up
            self.up_changed.emit()

    def set_through(self, through: bool, allowed: bool) -> None:
        """Whether clicks go through it, and whether they may: only where there is a way back."""
        if (through, allowed) != (self.through, self._may_through):
            self.through, self._may_through = through, allowed
            self.through_changed.emit()

    def set_sharing(self, hidden: bool, allowed: bool, said: str) -> None:
        """Whether a shared screen leaves it out, whether that can be chosen here, and both in words."""
        if (hidden, allowed, said) != (self.hidden, self.may_hide, self._sharing):
            self.hidden, self.may_hide, self._sharing = hidden, allowed, said
            self.sharing_changed.emit()

    def set_shortcuts(self, said: str) -> None:
        """Which global shortcuts work, in words."""
        if said != self._shortcuts:
            self._shortcuts = said
            self.shortcuts_changed.emit()

    @Slot()
    def toggleExpanded(self) -> None:
        """Unfold, or fold."""
        self.unfolded = not self.unfolded
        self.expanded_changed.emit()

    @Slot()
    def toggleClickThrough(self) -> None:
        """Let clicks through, or take them again."""
        if self._may_through or self.through:
            self.through_wished.emit(not self.through)

    @Slot()
    def toggleHiddenFromSharing(self) -> None:
        """Leave it out of shared screens, or show it there."""
        self.sharing_wished.emit(not self.hidden)

    @Slot()
    def openLastCues(self) -> None:
        """Open the window that the keyboard and screen readers reach."""
        self.list_wished.emit()

    @Slot()
    def measure(self) -> None:
        """The bar has another size than before."""
        self.measured.emit()

    @Slot()
    def drag(self) -> None:
        """Move with the pointer, which is down."""
        self.drag_wished.emit()

    @Slot()
    def quit(self) -> None:
        """End everything."""
        self.quit_wished.emit()

    expanded = Property(bool, lambda self: self.unfolded, notify=expanded_changed)
    growsUp = Property(bool, lambda self: self.up, notify=up_changed)
    clickThrough = Property(bool, lambda self: self.through, notify=through_changed)
    mayClickThrough = Property(bool, lambda self: self._may_through, notify=through_changed)
    hiddenFromSharing = Property(bool, lambda self: self.hidden, notify=sharing_changed)
    mayHideFromSharing = Property(bool, lambda self: self.may_hide, notify=sharing_changed)
    sharing = Property(str, lambda self: self._sharing, notify=sharing_changed)
    shortcuts = Property(str, lambda self: self._shortcuts, notify=shortcuts_changed)
