"""Probe: one device heard for a meter and a check, on a thread of its own: nobody waits for a device."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from callmon.audio.check import (
    Headset,
    Level,
    Meter,
    Voice,
    find_sound,
    judge_headset,
    judge_voice,
)
from callmon.audio.devices import source_for
from callmon.audio.source import Chunk, Device, Samples, Source
from callmon.errors import DeviceError
from callmon.timeline import SAMPLE_RATE

_LOOK_S = 0.04
"""Between two looks at the device: shorter than a frame of a meter at 20 Hz."""
_AGAIN_S = 1.0
"""Until a device that could not be opened, or was lost, is tried again."""
_KEPT_S = 30.0
"""What is kept for a check; older sound is forgotten."""
_JOINED_S = 0.07
"""A block this close to the end of the one before follows it without a gap, as live (docs/definitions.md)."""
_PATIENCE_S = 3.0
"""How long closing may take."""

State = Literal["opening", "hearing", "muted", "trouble"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a probe knows now: its level, its state, and one sentence where there is trouble."""

    level: Level = field(default_factory=Level)
    state: State = "opening"
    trouble: str = ""


class Probe:
    """Hears `device` from now until it is closed. `reading` is the latest, for any thread.

    Args:
        device: what to hear.
        make: gives the source behind it.
    """

    def __init__(self, device: Device, make: Callable[[Device], Source] = source_for) -> None:
        self.device = device
        self.reading = Reading()
        self.sounded = False
        """Whether anything but digital silence ever came."""
        self._make = make
        self._kept: deque[Chunk] = deque()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"probe {device.name}", daemon=True)
        self._thread.start()

    def since(self, start: float, seconds: float) -> Samples:
        """What was heard from `start` on (seconds of `time.monotonic()`), zeros where nothing was.

        Returns:
            Shape (n,), float32, 16 kHz, `seconds` long.
        """
        heard = np.zeros(round(seconds * SAMPLE_RATE), np.float32)
        with self._lock:
            chunks = list(self._kept)
        end: int | None = None
        for chunk in chunks:
            first = round((chunk.time - start) * SAMPLE_RATE)
            if end is not None and abs(first - end) <= _JOINED_S * SAMPLE_RATE:
                first = end
            end = first + len(chunk.samples)
            low, high = max(first, 0), min(end, len(heard))
            if low < high:
                heard[low:high] = chunk.samples[low - first : high - first]
        return heard

    def end(self) -> None:
        """Hear no more; returns at once, and the device closes by itself."""
        self._stop.set()

    def close(self) -> None:
        """Hear no more, and wait until the device is closed, though not forever."""
        self.end()
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                source = self._make(self.device)
                source.open()
            except DeviceError as error:
                self.reading = Reading(state="trouble", trouble=str(error))
                self._stop.wait(_AGAIN_S)
                continue
            try:
                self._hear(source)
            finally:
                source.close()

    def _hear(self, source: Source) -> None:
        meter, before = Meter(), time.monotonic()
        while not self._stop.wait(_LOOK_S):
            chunks, now = source.read(), time.monotonic()
            for chunk in chunks:
                meter.take(chunk.samples)
                self.sounded = self.sounded or bool(np.any(chunk.samples))
            if not chunks:
                meter.fall(now - before)
            before = now
            self._keep(chunks, now)
            fault = source.fault()
            if fault in ("lost", "moved"):
                told = f"{source.name} is not connected any more; connect it or choose another device."
                self.reading = Reading(state="trouble", trouble=told)
                self._stop.wait(_AGAIN_S)
                return
            trouble = source.trouble
            if trouble is not None:
                self.reading = Reading(meter.level, "trouble", trouble)
            elif chunks or source.silent_when_idle or self.reading.state != "opening":
                self.reading = Reading(meter.level, "muted" if fault == "muted" else "hearing")

    def _keep(self, chunks: list[Chunk], now: float) -> None:
        with self._lock:
            self._kept.extend(chunks)
            while self._kept and self._kept[0].time < now - _KEPT_S:
                self._kept.popleft()


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """Whether the test sound arrived on the speaker's loopback, and whether the microphone heard it too."""

    arrives: bool
    headset: Headset


def voice_since(microphone: Probe, start: float) -> Voice:
    """Whether somebody spoke into the microphone since `start` (seconds of `time.monotonic()`)."""
    return judge_voice(microphone.since(start, time.monotonic() - start))


AFTER_S = 1.0
"""How long to wait after the test sound: a wireless loudspeaker and the buffers of a sound system."""


def sound_since(microphone: Probe | None, speaker: Probe, start: float) -> SoundCheck:
    """What became of a test sound that was played after `start` (seconds of `time.monotonic()`).

    Call it `AFTER_S` after the sound has ended.

    Args:
        microphone: None where only the speaker is to be judged.
        speaker: hears what the speaker plays.
        start: a time before the sound, within the last 30 s.
    """
    seconds = time.monotonic() - start
    played = speaker.since(start, seconds)
    arrives = find_sound(played) is not None
    # A microphone that never gave a sound may be muted; its silence says nothing.
    if microphone is None or not microphone.sounded:
        return SoundCheck(arrives, "unknown")
    return SoundCheck(arrives, judge_headset(microphone.since(start, seconds), played))
