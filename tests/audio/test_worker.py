import threading

from callmon.audio.worker import Worker


def test_jobs_are_done_in_order_on_one_thread_which_ends_after_the_last() -> None:
    worker, done = Worker("device"), []
    for number in range(3):
        worker.do(lambda number=number: done.append((number, threading.current_thread().name)))
    worker.end()
    assert worker.join(10)
    assert done == [(0, "device"), (1, "device"), (2, "device")]


def test_without_a_job_there_is_no_thread_to_wait_for() -> None:
    worker = Worker("device")
    worker.end()
    assert worker.join(0)


def test_a_job_that_hangs_is_not_waited_for_and_keeps_no_program_alive() -> None:
    worker, hangs = Worker("device"), threading.Event()
    worker.do(hangs.wait)
    worker.end()
    assert not worker.join(0.01)
    (thread,) = (each for each in threading.enumerate() if each.name == "device")
    assert thread.daemon
    hangs.set()
    assert worker.join(10)
