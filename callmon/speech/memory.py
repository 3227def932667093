"""Memory: how the C library hands freed memory back while models work."""

import ctypes
import sys

_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
_LARGE = 256 * 1024
_SPARE = 1024 * 1024


def give_memory_back() -> bool:
    """Lets glibc return large blocks to the system as soon as they are freed; elsewhere does nothing.

    Windows of many lengths make buffers of many sizes. Left alone, glibc raises the size from which a block
    has pages of its own to 32 MB, and the gaps between them grow by 100 MB in an hour of speech.

    Returns:
        Whether it was done.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return bool(mallopt(_M_MMAP_THRESHOLD, _LARGE)) and bool(mallopt(_M_TRIM_THRESHOLD, _SPARE))
