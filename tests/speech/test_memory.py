import platform
import subprocess
import sys

import pytest

from callmon.speech.memory import give_back, use_one_heap

HEAPS = """
import ctypes, os, re, sys, threading
if sys.argv[1] == "one":
    from callmon.speech.memory import use_one_heap
    assert use_one_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
threads = [threading.Thread(target=libc.malloc, args=(1000,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc.fopen.restype, libc.fclose.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
file = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has a heap a thread")
def test_threads_share_one_heap(tmp_path):
    def heaps(how):
        info = tmp_path / how
        subprocess.run([sys.executable, "-c", HEAPS, how, str(info)], check=True)
        return info.read_text().count("<heap nr=")

    assert heaps("many") > 1
    assert heaps("one") == 1


def test_elsewhere_nothing_is_done(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert use_one_heap() is False


GIVEN_BACK = """
import ctypes
from callmon.speech.memory import give_back

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
pieces = [libc.malloc(100_000) for _ in range(400)]
for piece in pieces:
    libc.memset(piece, 1, 100_000)
last = libc.malloc(100_000)
for piece in pieces:
    libc.free(piece)
before = held()
assert give_back()
assert before - held() > 20_000_000, before - held()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free")
def test_what_is_free_is_given_back():
    subprocess.run([sys.executable, "-c", GIVEN_BACK], check=True)


def test_elsewhere_nothing_is_given_back(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert give_back() is False
