"""The running call as QML sees it: what to show, and the wishes that lead back to it."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.timeline import Cue, Verdict
from callmon.ui.controls import Controls
from callmon.ui.glance import Glance
from callmon.ui.lists import cues_model, lines_model

UNKNOWN = -1
"""Stands for a number that is not known, since a property has one type."""

SNOOZE_S = 600.0
"""How long cues are snoozed at a time."""

_TOLD: dict[str, tuple[str, ...]] = {
    "call_changed": ("state", "mode", "recording", "notice_given", "message"),
    "clock_changed": ("seconds",),
    "measures_changed": ("share", "pace_now", "pace_usual", "interruptions", "tries"),
    "speaking_changed": ("agent_speaks", "customer_speaks"),
    "tone_changed": ("agent_tone", "customer_tone", "tense"),
    "health_changed": ("agent", "customer", "bleed", "words", "unheard"),
    "snooze_changed": ("snoozed",),
    "timing_changed": ("timing",),
}
"""Which fields of a glance each signal tells of."""


class CallModel(QObject):
    """Shows the latest glance; nothing is told of what is as before.

    Args:
        controls: takes the wishes of the person at the screen.
        parent: the owner.
    """

    call_changed = Signal()
    clock_changed = Signal()
    measures_changed = Signal()
    speaking_changed = Signal()
    tone_changed = Signal()
    health_changed = Signal()
    snooze_changed = Signal()
    timing_changed = Signal()
    cue_changed = Signal()

    def __init__(self, controls: Controls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controls = controls
        self._cue: Cue | None = None
        self._dismissed: Cue | None = None
        self._read = ""
        self._postponed = False
        self._cues = cues_model(self)
        self._lines = lines_model(self)
        self.glance = Glance(state="stopped")

    def show(self, glance: Glance) -> None:
        """Bring every property up to date."""
        before, self.glance = self.glance, glance
        if glance.state == "starting":
            self._postponed = False
        for signal, fields in _TOLD.items():
            if any(getattr(before, field) != getattr(glance, field) for field in fields):
                getattr(self, signal).emit()
        if before.cues != glance.cues:
            self._cues.update(glance.cues)
        if before.lines != glance.lines:
            self._lines.update(glance.lines)
        if glance.cue is None:
            self._dismissed = None
        self._show_cue(None if glance.cue == self._dismissed else glance.cue)

    @property
    def cue(self) -> Cue | None:
        """The cue that is to be on the screen."""
        return self._cue

    def _show_cue(self, cue: Cue | None) -> None:
        if cue != self._cue:
            self._cue = cue
            self.cue_changed.emit()

    def _answer(self, verdict: Verdict) -> None:
        """Take the cue away at once; the call's own answer to the feedback comes later."""
        if (cue := self._cue) is not None:
            self._dismissed = cue
            self._show_cue(None)
            self._controls.feedback(cue, verdict)

    @Slot()
    def start(self) -> None:
        """Begin to listen."""
        self._controls.start()

    @Slot()
    def stop(self) -> None:
        """End the call."""
        self._controls.stop()

    @Slot()
    def confirmNotice(self) -> None:
        """Both sides were told that the call is recorded."""
        self._controls.confirm_notice()

    @Slot()
    def postponeNotice(self) -> None:
        """Nothing is recorded yet, and that is known."""
        self._postponed = True
        self.call_changed.emit()

    @property
    def _asks_notice(self) -> bool:
        glance = self.glance
        unrecorded = glance.mode == "recording" and glance.state == "listening" and not glance.notice_given
        return unrecorded and not self._postponed

    @Slot()
    def togglePause(self) -> None:
        """Pause, or listen again."""
        if self.glance.state == "paused":
            self._controls.resume()
        elif self.glance.state in ("starting", "listening"):
            self._controls.pause()

    @Slot()
    def toggleSnooze(self) -> None:
        """Show no cue for ten minutes, or show them again."""
        self._controls.snooze(0.0 if self.glance.snoozed else SNOOZE_S)

    @Slot()
    def dismiss(self) -> None:
        """The cue has been seen."""
        self._answer("dismissed")

    @Slot()
    def acknowledge(self) -> None:
        """The sentence that the call has told has been read."""
        self._read = self.glance.message
        self.call_changed.emit()

    @property
    def _unread(self) -> str:
        message = self.glance.message
        return "" if self.glance.state == "failed" or message == self._read else message

    @Slot()
    def notHelpful(self) -> None:
        """The cue does not help; its rule rests for this call."""
        self._answer("not_helpful")

    state = Property(str, lambda self: self.glance.state, notify=call_changed)
    mode = Property(str, lambda self: self.glance.mode, notify=call_changed)
    recording = Property(bool, lambda self: self.glance.recording, notify=call_changed)
    noticeGiven = Property(bool, lambda self: self.glance.notice_given, notify=call_changed)
    asksNotice = Property(bool, lambda self: self._asks_notice, notify=call_changed)
    message = Property(str, lambda self: self.glance.message, notify=call_changed)
    notice = Property(str, lambda self: self._unread, notify=call_changed)
    seconds = Property(int, lambda self: self.glance.seconds, notify=clock_changed)
    share = Property(int, lambda self: _known(self.glance.share), notify=measures_changed)
    pace = Property(int, lambda self: _known(self.glance.pace_now), notify=measures_changed)
    usualPace = Property(int, lambda self: _known(self.glance.pace_usual), notify=measures_changed)
    interruptions = Property(int, lambda self: self.glance.interruptions, notify=measures_changed)
    tries = Property(int, lambda self: self.glance.tries, notify=measures_changed)
    agentSpeaks = Property(bool, lambda self: self.glance.agent_speaks, notify=speaking_changed)
    customerSpeaks = Property(bool, lambda self: self.glance.customer_speaks, notify=speaking_changed)
    agentChannel = Property(str, lambda self: self.glance.agent, notify=health_changed)
    customerChannel = Property(str, lambda self: self.glance.customer, notify=health_changed)
    bleed = Property(str, lambda self: self.glance.bleed, notify=health_changed)
    words = Property(str, lambda self: self.glance.words, notify=health_changed)
    unheard = Property(int, lambda self: self.glance.unheard, notify=health_changed)
    snoozedMinutes = Property(int, lambda self: -(-self.glance.snoozed // 60), notify=snooze_changed)
    cueDelay = Property(int, lambda self: _known(self.glance.timing.cue_p50), notify=timing_changed)
    cueDelaySlow = Property(int, lambda self: _known(self.glance.timing.cue_p95), notify=timing_changed)
    wordsDelay = Property(int, lambda self: _known(self.glance.timing.words_p50), notify=timing_changed)
    wordsDelaySlow = Property(int, lambda self: _known(self.glance.timing.words_p95), notify=timing_changed)
    agentTone = Property(list, lambda self: [*self.glance.agent_tone], notify=tone_changed)
    customerTone = Property(list, lambda self: [*self.glance.customer_tone], notify=tone_changed)
    tense = Property(int, lambda self: _known(self.glance.tense), notify=tone_changed)
    cueText = Property(str, lambda self: self._cue.text if self._cue else "", notify=cue_changed)
    cueWhy = Property(str, lambda self: self._cue.why if self._cue else "", notify=cue_changed)
    cuePillar = Property(str, lambda self: self._cue.pillar if self._cue else "", notify=cue_changed)
    cuePraises = Property(bool, lambda self: self._cue is not None and self._cue.positive, notify=cue_changed)
    cues = Property(QObject, lambda self: self._cues, constant=True)
    lines = Property(QObject, lambda self: self._lines, constant=True)


def _known(value: float | None) -> int:
    return UNKNOWN if value is None else round(value)
