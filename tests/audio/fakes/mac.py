"""catap over one Mac: which processes play, and what becomes of its taps."""

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np


@dataclass(frozen=True)
class AudioStreamFormat:
    sample_rate: float = 48_000.0
    num_channels: int = 1
    bits_per_sample: int = 32
    sample_type: str = "float"
    format_id: str = "lpcm"


@dataclass(frozen=True)
class AudioBuffer:
    data: bytes
    frame_count: int
    format: AudioStreamFormat
    input_sample_time: float | None = None


@dataclass
class AudioProcess:
    audio_object_id: int
    pid: int
    bundle_id: str | None
    name: str
    is_outputting: bool


@dataclass
class Mac:
    """What catap sees.

    Attributes:
        refuses: what Core Audio answers to a wish for a tap.
    """

    processes: list[AudioProcess] = field(default_factory=list)
    form: AudioStreamFormat = field(default_factory=AudioStreamFormat)
    refuses: Exception | None = None
    sessions: list["RecordingSession"] = field(default_factory=list)
    watches: list["AudioPropertyWatch"] = field(default_factory=list)
    asked: int = 0

    def modules(self) -> dict[str, ModuleType]:
        """What `sys.modules` holds where catap is installed."""
        catap, events = ModuleType("catap"), ModuleType("catap.events")
        vars(events).update(watch_default_output_device=lambda callback: AudioPropertyWatch(self, callback))
        vars(catap).update(
            events=events,
            list_audio_processes=self._list,
            record_system_audio=lambda **wanted: RecordingSession(self, "system", **wanted),
            record_processes=lambda processes, **wanted: RecordingSession(self, processes, **wanted),
        )
        return {"catap": catap, "catap.events": events}

    def change_output(self) -> None:
        for watch in self.watches:
            if not watch.closed:
                watch.callback(object())

    def _list(self) -> list[AudioProcess]:
        self.asked += 1
        return list(self.processes)


class AudioPropertyWatch:
    def __init__(self, mac: Mac, callback: Any) -> None:
        self.callback, self.closed = callback, False
        mac.watches.append(self)

    def close(self) -> None:
        self.closed = True


class RecordingSession:
    """A session; closing one whose capture has failed raises once it has cleaned up."""

    def __init__(self, mac: Mac, target: Any, *, mono: bool, on_buffer: Any) -> None:
        self.target, self.mono, self._mac, self._on_buffer = target, mono, mac, on_buffer
        self.is_recording = self.capture_failed = self.needs_cleanup = False
        self.refuses_to_close = 0
        self.stream_format: AudioStreamFormat | None = None
        mac.sessions.append(self)

    def start(self) -> None:
        if self._mac.refuses is not None:
            raise self._mac.refuses
        self.is_recording, self.stream_format = True, self._mac.form

    def close(self) -> None:
        self.is_recording = False
        if self.refuses_to_close:
            self.refuses_to_close -= 1
            self.needs_cleanup = True
            raise OSError("AudioHardwareDestroyProcessTap failed with status 560947818")
        self.needs_cleanup = False
        if self.capture_failed:
            self.capture_failed = False
            raise RuntimeError("Tap stream format changed during the capture")

    def play(self, frames: np.ndarray, position: float | None) -> None:
        """Deliver these frames, shape (n, channels) in the tap's own type, as catap's worker does."""
        self._on_buffer(AudioBuffer(frames.tobytes(), len(frames), self._mac.form, position))
