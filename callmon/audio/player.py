"""Player: plays a call from any place, and says at any moment what of it is heard."""

import threading
from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from callmon.audio.closing import PATIENCE_S
from callmon.audio.cursor import Cursor
from callmon.audio.mixing import Mixer, Side
from callmon.audio.output import Output, SilentOutput, SoundOutput
from callmon.audio.passages import Passages
from callmon.audio.stretch import HOP, Sounding, Stretcher
from callmon.errors import DeviceError, RecordingError
from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]

_AHEAD = 5
"""Pieces of 20 ms that wait for the device: a decoder that is late by less is not heard."""
_IDLE_S = 0.02
_KEPT_S = 10.0
"""How long a device stays open after a pause: opening it takes longer than anybody likes to wait."""


class Player:
    """Plays a call; every method but `close` returns at once, on any thread.

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
        self._cursor = Cursor()
        self._mixer = Mixer()
        self._solo: Side = ""
        self._speed, self._volume = 1.0, 1.0
        self._loop: tuple[int, int] | None = None
        self._next = 0
        """Where what is decoded next begins."""
        self._stretcher: Stretcher | None = None
        self._ahead: deque[Sounding] = deque()
        self._leaving: Samples | None = None
        """What fades away of what was left, of shape (n, 2)."""
        self._course = 0
        """Rises whenever what is being decoded is no longer wanted."""
        self._output: Output | None = None
        self._replaced = self._tries = False
        """Whether silence stands in for a device, and whether that is tried again."""
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
            return self._cursor.position / SAMPLE_RATE

    def play(self) -> None:
        """Play on from the cursor; from the beginning where it stands at the end."""
        with self._lock:
            self._look()
            if self._playing:
                return
            at = self._cursor.position
            self._go_to(0 if at >= self._end else at)
            self._playing, self._tries = True, self._replaced
            self._mixer.enter()
        self._wake.set()

    def pause(self) -> None:
        """Stop; the cursor stays."""
        with self._lock:
            self._look()
            self._go_to(self._cursor.position)
            self._playing = False
        self._wake.set()

    def seek(self, to: float) -> None:
        """Put the cursor there; goes on playing if it plays."""
        with self._lock:
            self._go_to(self._sample(to))
        self._wake.set()

    def loop(self, span: tuple[float, float] | None) -> None:
        """Play this span over and over, from its start on; None: no longer."""
        with self._lock:
            self._loop = None
            if span is not None:
                first, last = (self._sample(each) for each in span)
                self._loop = (first, max(last, first + 1))
                self._go_to(first)
        self._wake.set()

    def set_speed(self, speed: float) -> None:
        """Play at 0.5 to 2 times the speed, with the pitch kept."""
        with self._lock:
            speed = min(2.0, max(0.5, speed))
            if speed != self._speed:
                # What waits still sounds as it is, so that nothing is heard twice and nothing is missing.
                self._speed = speed
                self._stretcher = None
                self._course += 1

    def set_solo(self, side: Side) -> None:
        """Hear one side alone, or both."""
        with self._lock:
            self._solo = side

    def set_volume(self, volume: float) -> None:
        """0 is silence, 1 as recorded."""
        with self._lock:
            self._volume = min(1.0, max(0.0, volume))

    def close(self) -> None:
        """Nothing follows; waits until the device is let go, but not for one that hangs."""
        with self._lock:
            self._closed = True
        self._wake.set()
        self._thread.join(PATIENCE_S)

    def fill(self, out: Samples, heard_at: float) -> None:
        """Give the device its next block, of shape (n, 2), which sounds at `heard_at`."""
        with self._lock:
            self._mixer.want(self._solo, self._volume)
            done = 0
            while self._playing and self._ahead and done < len(out):
                piece, rest = self._ahead.popleft().split(len(out) - done)
                if rest is not None:
                    self._ahead.appendleft(rest)
                until = done + piece.samples.shape[1]
                out[done:until] = self._mixer.mixed(piece.samples)
                self._cursor.give(piece, heard_at + done / SAMPLE_RATE)
                done = until
            out[done:] = 0
            if self._leaving is not None:
                count = min(len(out), len(self._leaving))
                out[:count] += self._leaving[:count]
                self._leaving = self._leaving[count:] if count < len(self._leaving) else None
            wanting = self._playing and len(self._ahead) < _AHEAD
        if wanting:
            self._wake.set()

    def _sample(self, seconds: float) -> int:
        return min(self._end, max(0, round(seconds * SAMPLE_RATE)))

    def _go_to(self, position: int) -> None:
        """Forget what waits; what comes next begins at `position`."""
        if self._playing and self._ahead:
            self._leaving = self._mixer.left(np.concatenate([each.samples for each in self._ahead], axis=1))
            self._mixer.enter()
        self._course += 1
        self._next = position
        self._stretcher = None
        self._ahead.clear()
        self._cursor.put(position)

    def _look(self) -> None:
        """Put the cursor where the call is heard at this moment."""
        if not self._playing or self._output is None:
            return
        now = self._output.now()
        self._cursor.follow(now)
        last = self._loop is None and self._next >= self._end and not self._ahead
        if last and self._cursor.silent(now):
            self._cursor.put(self._end)
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
                while self._decode():
                    pass
            elif not asked:
                self._drop_output()
        self._drop_output()
        if self._passages is not None:
            self._passages.close()

    def _keep_output(self) -> None:
        with self._lock:
            tries, self._tries = self._tries, False
            if self._output is not None and self._output.alive and not tries:
                return
            # Another device has another clock: what was given to the last one says nothing any more.
            self._look()
            self._go_to(self._cursor.position)
        self._drop_output()
        output, replaced = self._started()
        with self._lock:
            self._output, self._replaced = output, replaced

    def _started(self) -> tuple[Output, bool]:
        """What asks for sound from now on, and whether it only stands in for a device."""
        silence = self._make_silence()
        if self._passages is not None:
            device = self._make_output()
            try:
                device.start(self.fill)
            except DeviceError as error:
                self._trouble = str(error)
            else:
                self._trouble = ""
                return device, False
        silence.start(self.fill)
        return silence, self._passages is not None

    def _drop_output(self) -> None:
        with self._lock:
            output, self._output = self._output, None
        if output is not None:
            output.stop()

    def _decode(self) -> bool:
        """Decode a piece more; False where none is wanted."""
        with self._lock:
            if not self._playing or self._closed or len(self._ahead) >= _AHEAD:
                return False
            loop, until = self._loop, self._end
            if loop is not None:
                until = loop[1]
                if self._next >= until:
                    self._next, self._stretcher = loop[0], None
            if self._next >= until:
                return False
            course, start, speed, stretcher = self._course, self._next, self._speed, self._stretcher
        if speed == 1.0:
            piece = Sounding(self._read(start, min(HOP, until - start)), start, 1.0)
        else:
            stretcher = stretcher or Stretcher(self._read, start, speed)
            piece = stretcher.next()
        reached = round(piece.end)
        if reached > until:
            piece, _ = piece.split(max(1, round((until - piece.position) / piece.speed)))
            reached = until
        with self._lock:
            # Somebody may have gone elsewhere while this was decoded.
            if course == self._course:
                self._ahead.append(piece)
                self._next, self._stretcher = reached, stretcher
        return True

    def _read(self, start: int, count: int) -> Samples:
        if self._passages is not None:
            try:
                return self._passages.read(start, count)
            except RecordingError as error:
                self._trouble = str(error)
                self._passages.close()
                self._passages = None
        return np.zeros((2, count), np.float32)
