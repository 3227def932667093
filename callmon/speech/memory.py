"""Memory: how many heaps the C library keeps, and what it gives back."""

import ctypes
import sys

_M_ARENA_MAX = -8


def use_one_heap() -> bool:
    """Lets the threads that glibc has not met yet share one heap; elsewhere does nothing.

    The recogniser's thread makes large buffers of changing size. In a heap of its own they leave gaps that
    the other threads cannot fill: 40 MB more on a call of four minutes, and more on longer ones.

    Returns:
        Whether it was done.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_M_ARENA_MAX, 1))


def give_back() -> bool:
    """Gives memory that is free, but kept by glibc, back to the system; elsewhere does nothing.

    Loading a model leaves much of it: the encoder of meaning alone 65 MB.

    Returns:
        Whether something was given back.
    """
    if not sys.platform.startswith("linux"):
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim is not None and bool(trim(0))
