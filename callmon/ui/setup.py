"""The set-up as QML sees it: its pages, the devices with their meters, and what was chosen so far."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import get_args

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from callmon.audio.check import on_scale
from callmon.audio.probe import Reading
from callmon.audio.source import Device, Kind
from callmon.preferences import NOTICE_TO_CALLER, Chosen, Mode, Preferences
from callmon.ui.lists import RowsModel
from callmon.ui.setup_bench import Bench, Sight

PAGES = ("welcome", "microphone", "speaker", "headset", "notice", "cues", "done")
"""The steps, in their order."""

_PERIOD_MS = 50
"""Between two frames of the meters: 20 a second."""

_HEARD: dict[str, tuple[Kind, ...]] = {
    "microphone": ("microphone",),
    "speaker": ("speaker",),
    "headset": ("microphone", "speaker"),
}
"""Which devices are heard on a page; on no other is any open."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device to choose. An empty `id` is the system's own choice, whatever that is at the time.

    Attributes:
        id: of the device.
        name: of the device; of the one that is the system's own choice now.
        chosen: whether it is the choice.
        there: whether it is connected.
    """

    id: str
    name: str
    chosen: bool
    there: bool = True


def device_rows(kind: Kind, known: tuple[Device, ...], choice: Chosen | None) -> tuple[DeviceRow, ...]:
    """What can be chosen: the system's own choice, every device, and the choice itself even if it is gone."""
    listed = [device for device in known if device.kind == kind]
    default = next((device.name for device in listed if device.default), "")
    rows = [DeviceRow("", default, choice is None, default != "")]
    rows += [DeviceRow(each.id, each.name, choice is not None and each.id == choice.id) for each in listed]
    if choice is not None and not any(row.chosen for row in rows):
        rows.append(DeviceRow(choice.id, choice.name, True, there=False))
    return tuple(rows)


class SetupModel(QObject):
    """Leads through the set-up.

    Args:
        preferences: what was chosen before.
        bench: has the devices.
        now: the time, for when the notice was read.
        parent: the owner.
    """

    page_changed = Signal()
    devices_changed = Signal()
    meters_changed = Signal()
    result_changed = Signal()
    choice_changed = Signal()
    closed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        bench: Bench,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.finished = False
        """Whether the set-up was gone through or skipped, rather than closed."""
        self._bench, self._now = bench, now
        self._page = 0
        self._sight = Sight()
        self._voice_heard = False
        self._headset = ""
        self._read = preferences.notice_read is not None
        self._rows = {"microphone": _rows_model(self), "speaker": _rows_model(self)}
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Take over what the bench sees."""
        before, self._sight = self._sight, self._bench.sight()
        if self._sight.voice in ("heard", "too_loud"):
            self._voice_heard = True
        if self._sight.headset is not None:
            self._headset = self._sight.headset
        if (before.devices, before.trouble) != (self._sight.devices, self._sight.trouble):
            self._show_devices()
        if (before.microphone, before.speaker) != (self._sight.microphone, self._sight.speaker):
            self.meters_changed.emit()
        if replace(before, microphone=Reading(), speaker=Reading(), devices=None) != replace(
            self._sight, microphone=Reading(), speaker=Reading(), devices=None
        ):
            self.result_changed.emit()

    def stop(self) -> None:
        """Look at the bench no more."""
        self._timer.stop()

    def _show_devices(self) -> None:
        for kind in get_args(Kind):
            self._rows[kind].update(device_rows(kind, self._sight.devices or (), self._choice(kind)))
        self._listen()
        self.devices_changed.emit()

    def _choice(self, kind: Kind) -> Chosen | None:
        return self.preferences.microphone if kind == "microphone" else self.preferences.speaker

    def _device(self, kind: Kind) -> Device | None:
        """The device that the choice means now."""
        choice = self._choice(kind)
        for device in self._sight.devices or ():
            if device.kind == kind and (device.default if choice is None else device.id == choice.id):
                return device
        return None

    def _listen(self) -> None:
        heard = _HEARD.get(PAGES[self._page], ())
        self._bench.watch(bool(heard))
        for kind in get_args(Kind):
            self._bench.listen(kind, self._device(kind) if kind in heard else None)

    def turn(self, page: int) -> None:
        """Show the page with this index, or the nearest that there is."""
        self._page = min(len(PAGES) - 1, max(0, page))
        self._listen()
        self.page_changed.emit()

    def _choose(self, kind: Kind, wanted: str) -> None:
        device = next(
            (each for each in self._sight.devices or () if each.kind == kind and each.id == wanted), None
        )
        if device is None and wanted:
            return
        choice = None if device is None else Chosen(device.id, device.name)
        if kind == "microphone":
            self.preferences = replace(self.preferences, microphone=choice)
            self._voice_heard = False
        else:
            self.preferences = replace(self.preferences, speaker=choice)
        self._headset = ""
        self._show_devices()
        self.choice_changed.emit()

    @Slot()
    def next(self) -> None:
        """Go to the next page; from the last one, finish."""
        if not self._may_go_on():
            return
        if self._page == len(PAGES) - 1:
            self.skip()
        else:
            self.turn(self._page + 1)

    @Slot()
    def back(self) -> None:
        """Go to the page before."""
        self.turn(self._page - 1)

    @Slot()
    def skip(self) -> None:
        """Finish with what was chosen so far."""
        self.preferences = replace(self.preferences, set_up=True)
        self.finished = True
        self.closed.emit()

    @Slot(str)
    def chooseMicrophone(self, wanted: str) -> None:
        """Choose the microphone with this id, or the system's own choice by an empty one."""
        self._choose("microphone", wanted)

    @Slot(str)
    def chooseSpeaker(self, wanted: str) -> None:
        """Choose the speaker with this id, or the system's own choice by an empty one."""
        self._choose("speaker", wanted)

    @Slot()
    def playSound(self) -> None:
        """Play the test sound and say what became of it."""
        self._bench.test_sound()

    @Slot(bool)
    def setNoticeRead(self, read: bool) -> None:
        """Whether the person says to have read the notice; when that was first so is kept."""
        self._read = read
        was = self.preferences.notice_read
        told = (was or self._now().isoformat(timespec="seconds")) if read else None
        self.preferences = replace(self.preferences, notice_read=told)
        self.choice_changed.emit()
        self.page_changed.emit()

    @Slot(bool)
    def setCues(self, cues: bool) -> None:
        """Whether cues are shown."""
        self.preferences = replace(self.preferences, cues=cues)
        self.choice_changed.emit()

    @Slot(str)
    def setMode(self, mode: str) -> None:
        """What is kept of a call."""
        found: Mode = next(each for each in get_args(Mode) if each == mode)
        self.preferences = replace(self.preferences, mode=found)
        self.choice_changed.emit()

    def _may_go_on(self) -> bool:
        return PAGES[self._page] != "notice" or self._read

    def _name(self, kind: Kind) -> str:
        choice, device = self._choice(kind), self._device(kind)
        if device is not None:
            return device.name
        return choice.name if choice is not None else ""

    page = Property(str, lambda self: PAGES[self._page], notify=page_changed)
    step = Property(int, lambda self: self._page + 1, notify=page_changed)
    steps = Property(int, lambda _: len(PAGES), constant=True)
    mayGoOn = Property(bool, lambda self: self._may_go_on(), notify=page_changed)
    microphones = Property(QObject, lambda self: self._rows["microphone"], constant=True)
    speakers = Property(QObject, lambda self: self._rows["speaker"], constant=True)
    listed = Property(bool, lambda self: self._sight.devices is not None, notify=devices_changed)
    trouble = Property(str, lambda self: self._sight.trouble, notify=devices_changed)
    microphoneLevel = Property(
        float, lambda self: on_scale(self._sight.microphone.level.db), notify=meters_changed
    )
    microphonePeak = Property(
        float, lambda self: on_scale(self._sight.microphone.level.peak_db), notify=meters_changed
    )
    microphoneState = Property(str, lambda self: self._sight.microphone.state, notify=meters_changed)
    microphoneTrouble = Property(str, lambda self: self._sight.microphone.trouble, notify=meters_changed)
    speakerLevel = Property(float, lambda self: on_scale(self._sight.speaker.level.db), notify=meters_changed)
    speakerPeak = Property(
        float, lambda self: on_scale(self._sight.speaker.level.peak_db), notify=meters_changed
    )
    speakerState = Property(str, lambda self: self._sight.speaker.state, notify=meters_changed)
    speakerTrouble = Property(str, lambda self: self._sight.speaker.trouble, notify=meters_changed)
    voice = Property(str, lambda self: self._sight.voice or "", notify=result_changed)
    voiceHeard = Property(bool, lambda self: self._voice_heard, notify=result_changed)
    sound = Property(str, lambda self: self._sight.sound, notify=result_changed)
    failure = Property(str, lambda self: self._sight.failure, notify=result_changed)
    headset = Property(str, lambda self: self._headset, notify=result_changed)
    microphoneName = Property(str, lambda self: self._name("microphone"), notify=devices_changed)
    speakerName = Property(str, lambda self: self._name("speaker"), notify=devices_changed)
    noticeToCaller = Property(str, lambda _: NOTICE_TO_CALLER, constant=True)
    noticeOfRecording = Property(str, lambda self: self.preferences.notice, constant=True)
    noticeRead = Property(bool, lambda self: self._read, notify=choice_changed)
    cues = Property(bool, lambda self: self.preferences.cues, notify=choice_changed)
    mode = Property(str, lambda self: self.preferences.mode, notify=choice_changed)


def _rows_model(parent: QObject) -> RowsModel:
    """Devices: `device` (its id), `name`, `chosenNow`, `there`."""
    return RowsModel(
        {
            "device": lambda row: row.id,
            "name": lambda row: row.name,
            "chosenNow": lambda row: row.chosen,
            "there": lambda row: row.there,
        },
        lambda row: (row.id,),
        parent,
    )
