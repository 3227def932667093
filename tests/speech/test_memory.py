import platform
import resource
import subprocess
import sys

import pytest

from callmon.speech.memory import give_memory_back

# A large block, once freed, raises the size from which glibc gives a block pages of its own; smaller blocks
# then lie in the heap, where whatever lies behind them keeps their pages.
GAPS = """
import ctypes, sys
if sys.argv[1] == "back":
    from callmon.speech.memory import give_memory_back
    assert give_memory_back()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
libc.free(libc.malloc(30_000_000))
blocks = []
for _ in range(50):
    blocks.append(libc.malloc(1_000_000))
    ctypes.memset(blocks[-1], 1, 1_000_000)
    libc.malloc(1_000)
for block in blocks:
    libc.free(block)
with open("/proc/self/statm") as file:
    print(int(file.read().split()[1]))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is freed")
def test_what_is_freed_is_given_back():
    def pages(how):
        done = subprocess.run([sys.executable, "-c", GAPS, how], capture_output=True, text=True, check=True)
        return int(done.stdout)

    assert (pages("kept") - pages("back")) * resource.getpagesize() > 10_000_000


def test_elsewhere_nothing_is_done(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert give_memory_back() is False
