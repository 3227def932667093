"""Player: plays a call from any place, and says at any moment what of it is heard."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callmon.audio.output import Output, SilentOutput, SoundOutput
from callmon.audio.passages import Passages
from callmon.audio.stretch import HOP, Sounding, Stretcher
from callmon.errors import DeviceError, RecordingError
from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]
Side = Literal["", "agent", "customer"]

_AHEAD = 5
"""Pieces of 20 ms that wait for the device: a decoder that is late by less is not heard."""
_REMEMBERED = 128
"""Blocks whose time is remembered: those that were given and do not sound yet are some ten."""
_IDLE_S = 0.02
_KEPT_S = 10.0
"""How long a device stays open after a pause: opening it takes longer than anybody likes to wait."""
_WOBBLE = SAMPLE_RATE // 50
"""Samples by which a cursor at another speed could step back: it stands still for as long instead."""
_MIX: dict[Side, tuple[tuple[float, float], tuple[float, float]]] = {
    "": ((1.0, 0.0), (0.0, 1.0)),
    "agent": ((1.0, 0.0), (1.0, 0.0)),
    "customer": ((0.0, 1.0), (0.0, 1.0)),
}
"""For the left and the right ear, how much of the agent and of the customer: one side alone is in both."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """From `time` on sounds what lies at `position` (samples), `speed` times as fast, for `seconds`."""

    time: float
    position: float
    speed: float
    seconds: float


class Player:
    """Plays a call; every method returns at once, on any thread.

    Args:
        passages: the call's sound; used and closed by the player's own thread.
        duration: of the call, in seconds.
        make_output: makes what it is heard with.
        make_silence: makes what takes its place where there is no device.
        trouble: why there are no passages, in one sentence.
    """

    def __init__(
        self,
        passages: Passages | None,
        duration: float,
        make_output: Callable[[], Output] = SoundOutput,
        make_silence: Callable[[], Output] = SilentOutput,
        trouble: str = "",
    ) -> None:
        self._passages = passages
        self._end = round(duration * SAMPLE_RATE)
        self._make_output, self._make_silence = make_output, make_silence
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._trouble = trouble
        self._playing = self._closed = False
        self._cursor = 0
        self._next = 0
        self._speed, self._volume = 1.0, 1.0
        self._solo: Side = ""
        self._loop: tuple[int, int] | None = None
        self._stretcher: Stretcher | None = None
        self._ahead: deque[Sounding] = deque()
        self._rest: Sounding | None = None
        self._told: deque[_Heard] = deque(maxlen=_REMEMBERED)
        self._course = 0
        """Rises whenever what was decoded ahead is no longer wanted."""
        self._mix = np.zeros((2, 2), np.float32)
        self._output: Output | None = None
        self._thread = threading.Thread(target=self._work, name="player", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why nothing can be heard, in one sentence with the way out; empty while all is well."""
        return self._trouble

    @property
    def lost(self) -> bool:
        """Whether there is no recording, or it is not where it was."""
        return self._passages is None

    @property
    def playing(self) -> bool:
        """Whether it plays; False again once the end was heard."""
        with self._lock:
            self._look()
            return self._playing

    @property
    def position(self) -> float:
        """What is heard at this moment, in seconds of the call."""
        with self._lock:
            self._look()
            return self._cursor / SAMPLE_RATE

    def play(self) -> None:
        """Play on from the cursor; from the beginning where it stands at the end."""
        with self._lock:
            self._look()
            if self._playing:
                return
            if self._cursor >= self._end:
                self._cursor = 0
            self._go_to(self._cursor)
            self._playing = True
        self._wake.set()

    def pause(self) -> None:
        """Stop; the cursor stays."""
        with self._lock:
            self._look()
            self._playing = False
            self._go_to(self._cursor)
        self._wake.set()

    def seek(self, to: float) -> None:
        """Put the cursor there; goes on playing if it plays."""
        with self._lock:
            self._cursor = min(self._end, max(0, round(to * SAMPLE_RATE)))
            self._go_to(self._cursor)
        self._wake.set()

    def loop(self, span: tuple[float, float] | None) -> None:
        """Play this span over and over, from its start on; None: no longer."""
        with self._lock:
            self._look()
            if span is None:
                self._loop = None
                self._go_to(self._cursor)
            else:
                first, last = (min(self._end, max(0, round(each * SAMPLE_RATE))) for each in span)
                self._loop = (first, max(last, first + 1))
                self._cursor = first
                self._go_to(first)
        self._wake.set()

    def set_speed(self, speed: float) -> None:
        """Play at 0.5 to 2 times the speed, with the pitch kept."""
        with self._lock:
            self._look()
            self._speed = min(2.0, max(0.5, speed))
            self._go_to(self._cursor)
        self._wake.set()

    def set_solo(self, side: Side) -> None:
        """Hear one side alone, or both."""
        with self._lock:
            self._solo = side

    def set_volume(self, volume: float) -> None:
        """0 is silence, 1 as recorded."""
        with self._lock:
            self._volume = min(1.0, max(0.0, volume))

    def close(self) -> None:
        """Nothing follows."""
        with self._lock:
            self._closed = True
        self._wake.set()
        self._thread.join()

    def fill(self, out: Samples, heard_at: float) -> None:
        """Give the device its next block, of shape (n, 2), which sounds at `heard_at`."""
        with self._lock:
            done = 0
            while done < len(out):
                piece = self._rest or (self._ahead.popleft() if self._ahead else None)
                if piece is None or not self._playing:
                    break
                count = min(len(out) - done, piece.samples.shape[1])
                out[done : done + count] = self._mixed(piece.samples[:, :count])
                self._told.append(
                    _Heard(heard_at + done / SAMPLE_RATE, piece.position, piece.speed, count / SAMPLE_RATE)
                )
                self._rest = _after(piece, count)
                done += count
            out[done:] = 0
        if len(self._ahead) < _AHEAD:
            self._wake.set()

    def _mixed(self, samples: Samples) -> Samples:
        """Both ears of shape (n, 2); a change of what is heard fades in over the block, so nothing clicks."""
        wanted = np.array(_MIX[self._solo], np.float32) * np.float32(self._volume)
        if np.array_equal(wanted, self._mix):
            return (self._mix @ samples).T
        fade = np.linspace(0, 1, samples.shape[1], endpoint=False, dtype=np.float32)
        mixed = (self._mix @ samples) * (1 - fade) + (wanted @ samples) * fade
        self._mix = wanted
        return mixed.T.astype(np.float32)

    def _go_to(self, position: int) -> None:
        """Forget what waits; what comes next begins at `position`."""
        self._course += 1
        self._next = position
        self._stretcher = None
        self._rest = None
        self._ahead.clear()
        self._told.clear()

    def _look(self) -> None:
        """Put the cursor where the call is heard at this moment."""
        output = self._output
        if not self._playing or output is None or not self._told:
            return
        now = output.now()
        last = None
        for heard in self._told:
            if heard.time > now:
                break
            last = heard
        if last is None:
            return
        past = min(now - last.time, last.seconds)
        cursor = min(self._end, int(last.position + past * last.speed * SAMPLE_RATE))
        if not 0 < self._cursor - cursor < _WOBBLE:
            self._cursor = cursor
        at_end = self._next >= self._end and not self._ahead and self._rest is None and self._loop is None
        if at_end and now >= self._told[-1].time + self._told[-1].seconds:
            self._cursor = self._end
            self._playing = False

    def _work(self) -> None:
        """The player's own thread: opens the device, decodes ahead, closes all."""
        while True:
            patience = _IDLE_S if self._playing else _KEPT_S if self._output is not None else None
            asked = self._wake.wait(patience)
            self._wake.clear()
            if self._closed:
                break
            if self._playing:
                self._keep_output()
                self._decode_ahead()
            elif not asked:
                self._drop_output()
        self._drop_output()
        if self._passages is not None:
            self._passages.close()

    def _keep_output(self) -> None:
        if self._output is not None and self._output.alive:
            return
        self._drop_output()
        output = self._make_output() if self._passages is not None else self._make_silence()
        try:
            output.start(self.fill)
            if self._passages is not None:
                self._trouble = ""
        except DeviceError as error:
            self._trouble = str(error)
            output = self._make_silence()
            output.start(self.fill)
        self._output = output

    def _drop_output(self) -> None:
        output, self._output = self._output, None
        if output is not None:
            output.stop()

    def _decode_ahead(self) -> None:
        while True:
            with self._lock:
                if not self._playing or len(self._ahead) >= _AHEAD or self._closed:
                    return
                course, start, stretcher = self._course, self._next, self._stretcher
                loop, speed = self._loop, self._speed
            if loop is not None and start >= loop[1]:
                start, stretcher = loop[0], None
            if start >= self._end:
                return
            if speed != 1.0 and stretcher is None:
                stretcher = Stretcher(self._read, start, speed)
            until = loop[1] if loop is not None and start < loop[1] else self._end
            piece = self._piece(start, until, stretcher)
            with self._lock:
                # Somebody may have gone elsewhere while this was decoded.
                if course == self._course:
                    self._ahead.append(piece)
                    self._stretcher = stretcher
                    self._next = start + piece.samples.shape[1] if stretcher is None else stretcher.at

    def _piece(self, start: int, until: int, stretcher: Stretcher | None) -> Sounding:
        if stretcher is not None:
            return stretcher.next()
        return Sounding(self._read(start, min(HOP, until - start)), start, 1.0)

    def _read(self, start: int, count: int) -> Samples:
        if self._passages is not None:
            try:
                return self._passages.read(start, count)
            except RecordingError as error:
                self._trouble = str(error)
                self._passages = None
        return np.zeros((2, count), np.float32)


def _after(piece: Sounding, count: int) -> Sounding | None:
    if count >= piece.samples.shape[1]:
        return None
    return Sounding(piece.samples[:, count:], piece.position + round(count * piece.speed), piece.speed)
