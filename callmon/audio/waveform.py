"""Waveform: the peaks of a stored call, from its file or, where that is missing, from the recording."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from callmon.audio.close_up import CloseUp, Samples
from callmon.audio.passages import Passages
from callmon.audio.peaks import Column, PeakBuilder, Peaks, load, save
from callmon.audio.recording import Recording
from callmon.errors import CallmonError, OutputError
from callmon.timeline import SAMPLE_RATE, Speaker

_BLOCK = 1 << 16
_SHOWN_EVERY = 8 * SAMPLE_RATE * 60
"""Samples after which what is known so far is shown: often enough to see it grow."""
_FINE_S = 8.0
"""From this much or less on, the samples themselves are shown: peaks of 16 ms would be seen as steps."""
_NEAR_S = 32.0
"""From this much or less on, they are read in case somebody looks closer still."""
_ALMOST = 0.99
_ROWS: dict[Speaker, int] = {"agent": 0, "customer": 1}


class CallWaveform:
    """The waveforms of both sides of a stored call.

    Args:
        file: where its peaks are kept.
        open_recording: opens the recording; called on a thread of its own where there are no peaks.
        passages: gives the samples themselves where little is shown, None where there are none; closed with
            this.
        duration: of the call, in seconds.
    """

    def __init__(
        self,
        file: Path,
        open_recording: Callable[[], Recording],
        passages: Passages | None,
        duration: float,
    ) -> None:
        self._file = file
        self._open = open_recording
        self._expected = max(1, round(duration * SAMPLE_RATE))
        self._close_up = None if passages is None else CloseUp(passages, self._expected)
        self._closed = threading.Event()
        self._trouble = ""
        self._peaks: Peaks | None = load(file)
        self._ready = 0.0 if self._peaks is None else 1.0
        self._thread: threading.Thread | None = None
        if self._peaks is None:
            self._thread = threading.Thread(target=self._build, name="peaks", daemon=True)
            self._thread.start()

    @property
    def ready(self) -> float:
        """Share of the call whose peaks are known, 0..1; below 1 while what is looked at is read yet."""
        reads = self._close_up is not None and not self._close_up.complete
        return min(self._ready, _ALMOST) if reads else self._ready

    @property
    def trouble(self) -> str:
        """Why there are none, in one sentence; empty while all is well."""
        return self._trouble

    def columns(self, side: Speaker, start: float, end: float, width: int) -> list[Column]:
        """Lowest and highest sample (-1..1) in each of `width` equal parts of `start`..`end` seconds."""
        close_up, shown = self._close_up, end - start
        if close_up is not None and 0 < shown <= _FINE_S:
            close_up.look(start, end)
            first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
            samples = close_up.samples(first, max(1, last - first))
            if samples is not None:
                return _fine(samples[_ROWS[side]], width)
        elif close_up is not None and 0 < shown <= _NEAR_S:
            close_up.expect(start, end)
        peaks = self._peaks
        return [(0.0, 0.0)] * width if peaks is None else peaks.columns(side, start, end, width)

    def close(self) -> None:
        """Nothing follows."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()
        if self._close_up is not None:
            self._close_up.close()

    def _build(self) -> None:
        builder, heard, shown = PeakBuilder(self._expected), 0, 0
        try:
            for block in self._open().blocks(_BLOCK):
                if self._closed.is_set():
                    return
                builder.add(block)
                heard += block.shape[1]
                if heard - shown >= _SHOWN_EVERY:
                    shown = heard
                    self._peaks = builder.so_far()
                    self._ready = min(_ALMOST, heard / self._expected)
            self._peaks = builder.finish()
            self._ready = 1.0
            with suppress(OutputError):
                # They are made again the next time.
                save(self._peaks, self._file)
        except CallmonError as error:
            self._trouble = str(error)


def _fine(samples: Samples, width: int) -> list[Column]:
    """Lowest and highest sample in each of `width` equal parts; the nearest where none lies."""
    edges = np.linspace(0, len(samples), width, endpoint=False).astype(np.int64)
    lows, highs = np.minimum.reduceat(samples, edges), np.maximum.reduceat(samples, edges)
    return list(zip(lows.tolist(), highs.tolist(), strict=True))
