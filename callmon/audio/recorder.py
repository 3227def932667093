"""Recorder: blocks of one or two rows in, a FLAC file out that can be read even if the program is killed."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError

from callmon.audio.source import Samples
from callmon.errors import OutputError
from callmon.timeline import SAMPLE_RATE

_FRAME = 4096


class Recorder:
    """Writes a running call as it is heard, the agent left and the customer right, 16 kHz and 16 bit.

    Args:
        path: a FLAC file that does not exist yet; only its owner can read it.
        channels: two, or one that both sides are on.

    Raises:
        OutputError: it cannot be written or the disk is full.
    """

    def __init__(self, path: Path, channels: int = 2) -> None:
        self._path = path
        self._layout = "stereo" if channels == 2 else "mono"
        self._waiting: list[Samples] = []
        self._count = 0
        self._pts = 0
        self._whole = 0
        """Bytes of the file that hold whole frames."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise self._fault(error) from error
        try:
            self._container = av.open(
                str(path.absolute()), "w", format="flac", options={"flush_packets": "1"}
            )
            self._stream = self._container.add_stream("flac", rate=SAMPLE_RATE, layout=self._layout)
        except (OSError, FFmpegError) as error:
            raise self._fault(error) from error

    def write(self, block: Samples) -> None:
        """Take a block of shape (channels, n).

        Raises:
            OutputError: the disk is full, or the folder is gone.
        """
        self._waiting.append(block)
        self._count += block.shape[1]
        if self._count >= _FRAME:
            joined = np.concatenate(self._waiting, axis=1)
            whole = joined.shape[1] - joined.shape[1] % _FRAME
            self._encode(joined[:, :whole])
            self._waiting = [joined[:, whole:]]
            self._count -= whole

    def close(self) -> None:
        """Write what is left and end the file.

        Raises:
            OutputError: the disk is full, or the folder is gone.
        """
        try:
            if self._count:
                self._encode(np.concatenate(self._waiting, axis=1))
            self._mux(None)
            self._close()
        except OutputError:
            self.give_up()
            raise

    def give_up(self) -> None:
        """End the file after a fault, with what it holds whole."""
        with suppress(OutputError):  # the fault that led here is told already
            self._close()
        with suppress(OSError):
            # Of what was written last, a full disk keeps a part, which no reader takes.
            os.truncate(self._path, self._whole)

    def _close(self) -> None:
        try:
            self._container.close()
        except (OSError, FFmpegError) as error:
            raise self._fault(error) from error

    def _encode(self, audio: Samples) -> None:
        # The scale with which recordings are read: 16-bit audio comes back as it was.
        whole = np.clip(np.rint(audio * 32768), -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole.T.reshape(1, -1)), "s16", self._layout)
        frame.sample_rate = SAMPLE_RATE
        frame.pts = self._pts
        self._pts += audio.shape[1]
        self._mux(frame)

    def _mux(self, frame: "av.AudioFrame | None") -> None:
        try:
            self._container.mux(self._stream.encode(frame))
            self._whole = self._path.stat().st_size
        except (OSError, FFmpegError) as error:
            raise self._fault(error) from error

    def _fault(self, error: OSError | FFmpegError) -> OutputError:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "free some space" if full else "check that the folder is there and yours to write to"
        return OutputError(f"The recording {self._path} cannot be written ({error.strerror}); {remedy}.")
