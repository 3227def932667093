import threading

import made_audio as made
import numpy as np
import pytest

from callmon.audio.close_up import CloseUp
from callmon.audio.passages import RecordedPassages
from callmon.audio.peaks import load
from callmon.audio.recording import StereoRecording
from callmon.audio.waveform import CallWaveform
from callmon.errors import RecordingError

RATE = 16_000
SECONDS = 40.0
PATIENCE_S = 20.0


class GatedPassages:
    """Passages of a call that are read only once the test lets them."""

    def __init__(self, call):
        self.call = call
        self.open = threading.Event()
        self.broken = self.closed = False
        self.read_at = []

    def read(self, start, count):
        assert self.open.wait(PATIENCE_S)
        if self.broken:
            raise RecordingError("It is gone.")
        self.read_at.append(start // RATE)
        part = self.call[:, start : start + count]
        return np.pad(part, ((0, 0), (0, count - part.shape[1])))

    def close(self):
        self.closed = True


@pytest.fixture(scope="module")
def call():
    return made.speechlike(SECONDS).astype(np.float32)


@pytest.fixture
def file(tmp_path, call):
    return made.riff(tmp_path / "call.wav", call)


@pytest.fixture
def waveform(tmp_path, file):
    """Makes waveforms of the call and closes them."""
    opened = []

    def made_waveform(passages=None, open_recording=lambda: StereoRecording(file)):
        opened.append(CallWaveform(tmp_path / "peaks", open_recording, passages, SECONDS))
        return opened[-1]

    yield made_waveform
    for each in opened:
        each.close()


def until(met):
    for _ in range(round(PATIENCE_S * 200)):
        if met():
            return True
        threading.Event().wait(0.005)
    return False


def built(waveform):
    assert until(lambda: waveform.ready == 1.0)
    return waveform


def never():
    raise AssertionError("the recording is not needed")


def near(columns, others, tolerance):
    return np.abs(np.array(columns) - np.array(others)).max() <= tolerance


def test_the_first_look_builds_the_peaks_and_the_second_reads_them(tmp_path, waveform):
    first = built(waveform())
    drawn = first.columns("agent", 0, SECONDS, 100)
    first.close()
    again = waveform(open_recording=never)
    assert (again.ready, again.trouble) == (1.0, "")
    assert again.columns("agent", 0, SECONDS, 100) == drawn
    assert max(high for _, high in drawn) > 0.1


def test_damaged_peaks_are_built_anew(tmp_path, waveform):
    first = built(waveform())
    first.close()
    drawn = first.columns("customer", 0, SECONDS, 100)
    whole = (tmp_path / "peaks").read_bytes()
    (tmp_path / "peaks").write_bytes(whole[:-5])
    again = built(waveform())
    again.close()
    assert again.columns("customer", 0, SECONDS, 100) == drawn
    assert (tmp_path / "peaks").read_bytes() == whole


def test_a_call_closed_before_it_was_read_leaves_no_peaks(tmp_path, waveform, call):
    class Endless:
        asked = threading.Event()

        def blocks(self, size):
            while True:
                self.asked.set()
                yield call[:, :size]

    unread = waveform(open_recording=Endless)
    assert Endless.asked.wait(PATIENCE_S)
    unread.close()
    assert unread.ready < 1
    assert load(tmp_path / "peaks") is None


def test_a_recording_that_is_gone_is_told_and_draws_nothing(waveform):
    def gone():
        raise RecordingError("The recording is not where it was.")

    lost = waveform(open_recording=gone)
    assert until(lambda: lost.trouble)
    assert lost.trouble == "The recording is not where it was."
    assert lost.columns("agent", 0, SECONDS, 3) == [(0.0, 0.0)] * 3


def test_a_recording_that_breaks_off_is_drawn_as_far_as_it_goes(waveform, call):
    class Broken:
        def blocks(self, size):
            for _ in range(9 * 60 * RATE // call.shape[1]):
                yield call
            raise RecordingError("It breaks off.")

    broken = waveform(open_recording=Broken)
    assert until(lambda: broken.trouble)
    assert max(high for _, high in broken.columns("agent", 0, SECONDS, 9)) > 0.1


def test_from_near_the_samples_themselves_are_drawn(waveform, call, file):
    close = built(waveform(RecordedPassages((file,))))
    close.columns("customer", 10.0, 12.0, 800)
    assert until(lambda: close.ready == 1.0)
    parts = call[1, 10 * RATE : 12 * RATE].reshape(800, -1)
    expected = np.stack((parts.min(axis=1), parts.max(axis=1)), axis=1)
    assert near(close.columns("customer", 10.0, 12.0, 800), expected, 1e-3)


def test_until_the_samples_are_read_the_peaks_are_drawn_at_once(waveform, call):
    passages = GatedPassages(call)
    close = built(waveform(passages))
    coarse = close.columns("customer", 10.0, 12.0, 200)
    assert close.ready < 1
    assert coarse == close._peaks.columns("customer", 10.0, 12.0, 200)
    passages.open.set()
    assert until(lambda: close.ready == 1.0)
    assert close.columns("customer", 10.0, 12.0, 200) != coarse


def test_what_is_looked_at_is_read_first_and_its_surroundings_next(waveform, call):
    passages = GatedPassages(call)
    close = built(waveform(passages))
    close.columns("agent", 10.2, 13.0, 200)
    passages.open.set()
    assert until(lambda: len(passages.read_at) == 9)
    assert passages.read_at[:3] == [10, 11, 12]
    assert sorted(passages.read_at[3:]) == [7, 8, 9, 13, 14, 15]


def test_a_wider_look_has_the_middle_read_in_case_one_looks_closer(waveform, call):
    passages = GatedPassages(call)
    wide = built(waveform(passages))
    wide.columns("agent", 5.0, 25.0, 200)
    assert wide.ready == 1.0
    passages.open.set()
    assert until(lambda: len(passages.read_at) == 20)
    assert set(passages.read_at[:3]) <= {13, 14, 15, 16}
    wide.columns("agent", 14.0, 16.0, 200)
    assert wide.ready == 1.0


def test_beyond_the_end_nothing_is_read(waveform, call):
    passages = GatedPassages(call)
    passages.open.set()
    close = built(waveform(passages))
    close.columns("agent", SECONDS - 1, SECONDS + 3, 400)
    assert until(lambda: close.ready == 1.0)
    columns = close.columns("agent", SECONDS - 1, SECONDS + 3, 400)
    assert set(columns[100:]) == {(0.0, 0.0)}
    assert until(lambda: len(passages.read_at) == 5)
    assert max(passages.read_at) == SECONDS - 1


def test_samples_that_are_gone_leave_the_peaks(waveform, call):
    passages = GatedPassages(call)
    passages.broken = True
    passages.open.set()
    close = built(waveform(passages))
    close.columns("agent", 10.0, 12.0, 200)
    assert until(lambda: close.ready == 1.0)
    assert close.columns("agent", 10.0, 12.0, 200) == close._peaks.columns("agent", 10.0, 12.0, 200)
    close.close()
    assert passages.closed


def test_what_was_seen_long_ago_is_forgotten_and_read_again(call):
    passages = GatedPassages(np.tile(call, 5))
    passages.open.set()
    close_up = CloseUp(passages, passages.call.shape[1])
    for start in (0, 40, 80, 120, 160, 0):
        close_up.look(start, start + 8)
        assert until(lambda: close_up.complete)
        assert np.array_equal(
            close_up.samples(start * RATE + 7, 100), passages.call[:, start * RATE + 7 :][:, :100]
        )
    close_up.close()
    assert passages.read_at.count(0) == 2
