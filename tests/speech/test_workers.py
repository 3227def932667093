import gc
import subprocess
import sys
import threading
import weakref
from concurrent.futures import CancelledError

import numpy as np
import pytest

from callmon.speech.packer import Place, Window
from callmon.speech.workers import Worker
from callmon.timeline import Segment, Utterance, Words


def window(number=1):
    audio = np.zeros(1600, np.float32)
    return Window((Utterance(number, "agent", Segment(0, 1600)),), (Place(0, 0),), audio)


class Held:
    """A recogniser whose every answer waits until it is let out."""

    def __init__(self):
        self.asked = threading.Semaphore(0)
        self.out = threading.Semaphore(0)
        self.threads = {threading.current_thread().name}

    def __call__(self, window):
        self.threads.add(threading.current_thread().name)
        self.asked.release()
        assert self.out.acquire(timeout=20)
        return [Words(spoken.id, ()) for spoken in window.utterances]


@pytest.fixture
def held():
    made = []

    def load():
        made.append(Held())
        return made[0]

    worker = Worker(load)
    worker.submit(window(0))
    while not made:
        assert worker.busy
    assert made[0].asked.acquire(timeout=20)
    yield worker, made[0]
    made[0].out.release(1000)
    worker.close()


def test_a_recogniser_is_loaded_and_asked_on_one_thread_of_its_own_in_order(held):
    worker, recogniser = held
    asked = [worker.submit(window(number)) for number in range(1, 6)]
    recogniser.out.release(6)
    assert [words.result(timeout=20) for words in asked] == [[Words(number, ())] for number in range(1, 6)]
    assert len(recogniser.threads) == 1
    assert threading.current_thread().name not in recogniser.threads


def test_closing_gives_up_what_waits_and_finishes_what_is_in_work(held):
    worker, recogniser = held
    waiting = worker.submit(window(1))
    recogniser.out.release()
    worker.close()
    assert not worker.busy
    assert waiting.cancelled() or waiting.result(timeout=0) == [Words(1, ())]


def test_what_waits_behind_a_window_in_work_is_never_recognised_after_closing(held):
    worker, recogniser = held
    waiting = [worker.submit(window(number)) for number in (1, 2)]
    worker.close(0)
    assert worker.busy
    recogniser.out.release(1000)
    worker.close()
    for words in waiting:
        with pytest.raises(CancelledError):
            words.result(timeout=0)
    assert not recogniser.asked.acquire(blocking=False)


def test_neither_audio_nor_recogniser_is_held_longer_than_needed():
    class Ready:
        def __call__(self, window):
            return [Words(spoken.id, ()) for spoken in window.utterances]

    made = []

    def load():
        recogniser = Ready()
        made.append(weakref.ref(recogniser))
        return recogniser

    worker, asked = Worker(load), window()
    audio = weakref.ref(asked.audio)
    worker.submit(asked).result(timeout=20)
    del asked
    # The answer to the next one shows that the thread is done with this one.
    worker.submit(window(2)).result(timeout=20)
    gc.collect()
    assert audio() is None
    worker.close()
    gc.collect()
    assert made[0]() is None


def test_a_recogniser_that_cannot_be_loaded_is_told_by_every_window():
    def load():
        raise RuntimeError("no model")

    worker = Worker(load)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no model"):
            worker.submit(window()).result(timeout=20)
    assert worker.ready
    assert str(worker.error) == "no model"
    worker.close()
    assert not worker.busy


def test_an_error_while_recognising_is_kept_and_the_next_window_tried():
    failing = [True, False]

    def recognise(window):
        if failing.pop(0):
            raise RuntimeError("broke")
        return []

    worker = Worker(lambda: recognise)
    with pytest.raises(RuntimeError, match="broke"):
        worker.submit(window()).result(timeout=20)
    assert worker.submit(window()).result(timeout=20) == []
    assert str(worker.error) == "broke"
    worker.close()


HANGING = """
import threading
from callmon.speech import workers
workers._EXIT_S = 0.2
worker = workers.Worker(threading.Event().wait)
worker.close(0)
assert worker.busy
print("over")
"""


def test_a_recogniser_that_hangs_keeps_no_program_from_ending():
    done = subprocess.run(
        [sys.executable, "-c", HANGING], capture_output=True, text=True, timeout=60, check=True
    )
    assert (done.stdout, done.stderr) == ("over\n", "")
