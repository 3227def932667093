import threading
from collections import deque

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from callmon.audio.ring import Ring

RATE = 1000


def numbered(start: int, size: int, channels: int = 1) -> np.ndarray:
    return np.repeat(np.arange(start, start + size, dtype=np.float32)[:, None], channels, axis=1)


@given(
    st.lists(st.one_of(st.integers(0, 40), st.sampled_from(["read", "clear"])), max_size=60),
    st.integers(1, 3),
    st.integers(1, 60),
)
def test_what_is_read_is_what_a_plain_queue_of_the_same_room_would_hold(
    steps: list[int | str], channels: int, room: int
) -> None:
    ring = Ring(room / RATE, RATE, channels)
    queue: deque[tuple[float, np.ndarray]] = deque()
    given_frames = kept_frames = 0
    for number, step in enumerate(steps):
        if step == "clear":
            ring.clear()
            queue.clear()
        elif step == "read":
            got = ring.read()
            assert [time for time, _ in got] == [time for time, _ in queue]
            for (_, heard), (_, wanted) in zip(got, queue, strict=True):
                np.testing.assert_array_equal(heard, wanted)
            queue.clear()
        else:
            size = int(step)
            block = numbered(given_frames, size, channels)
            fitting = min(size, room - sum(len(frames) for _, frames in queue))
            ring.write(block, float(number))
            if fitting:
                queue.append((float(number), block[:fitting]))
            given_frames += size
            kept_frames += fitting
        assert ring.written == kept_frames
        assert ring.lost == given_frames - kept_frames


def test_what_was_read_is_not_overwritten_by_later_blocks() -> None:
    ring = Ring(0.01, RATE, 1)
    ring.write(numbered(0, 10), 0.0)
    [(_, heard)] = ring.read()
    ring.write(numbered(500, 10), 1.0)
    np.testing.assert_array_equal(heard, numbered(0, 10))


def test_a_producer_may_reuse_its_buffer_at_once() -> None:
    ring = Ring(0.01, RATE, 2)
    block = numbered(0, 5, 2)
    ring.write(block, 0.0)
    block[:] = -1
    np.testing.assert_array_equal(ring.read()[0][1], numbered(0, 5, 2))


def test_more_tiny_blocks_than_a_host_can_deliver_are_counted_as_lost() -> None:
    ring = Ring(0.01, 48_000, 1)
    for _ in range(25):
        ring.write(numbered(0, 1), 0.0)
    assert (len(ring.read()), ring.written, ring.lost) == (10, 10, 15)


def test_a_producer_thread_and_a_slow_reader_agree_on_every_frame_that_was_not_lost() -> None:
    total, ring = 40_000, Ring(0.5, RATE, 1)
    sizes = np.random.default_rng(3).integers(1, 90, total)
    done = threading.Event()

    def produce() -> None:
        at = 0
        for size in sizes:
            if at >= total:
                break
            ring.write(numbered(at, int(size)), float(at))
            at += int(size)
        done.set()

    thread = threading.Thread(target=produce)
    thread.start()
    heard = 0
    while True:
        last = done.is_set()
        for time, frames in ring.read():
            np.testing.assert_array_equal(frames, numbered(int(time), len(frames)))
            heard += len(frames)
        if last:
            break
    thread.join()
    assert heard == ring.written
    assert heard + ring.lost >= total
