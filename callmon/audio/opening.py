"""An opening: a device being opened on another thread."""

import threading
from collections.abc import Callable

from callmon.audio.source import Source
from callmon.errors import DeviceError


class Opening:
    """Opens one source. `run` and `undo` are jobs of a worker, the rest belongs to the thread that waits.

    Args:
        make: gives the source.
    """

    def __init__(self, make: Callable[[], Source]) -> None:
        self._make = make
        self._over = threading.Event()
        self._source: Source | None = None
        self._error: DeviceError | None = None

    def run(self) -> None:
        """Open it."""
        try:
            source = self._make()
            source.open()
            self._source = source
        except DeviceError as error:
            self._error = error
        finally:
            self._over.set()

    def undo(self) -> None:
        """Close what was opened for nothing."""
        if self._source is not None:
            self._source.close()

    @property
    def over(self) -> bool:
        """Whether it is open or has failed."""
        return self._over.is_set()

    def wait(self, patience: float) -> bool:
        """Wait until it is over, for `patience` seconds at most; whether it is."""
        return self._over.wait(patience)

    def result(self) -> Source:
        """The open source, once it is over.

        Raises:
            DeviceError: the device is not there or cannot be opened.
        """
        if self._error is not None:
            raise self._error
        if self._source is None:
            raise RuntimeError("a device was not opened over a defect, told by its thread")
        return self._source
