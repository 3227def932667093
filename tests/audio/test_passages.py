import made_audio as made
import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.passages import RecordedPassages
from callmon.audio.recording import PairRecording, StereoRecording
from callmon.errors import RecordingError

RATE = 16_000
SECONDS = 12.5
EXACT = 1e-5
"""Of full scale: what is left where the resampler begins elsewhere, far below the least step of 16 bits."""
WAVES = [(rate, "s16") for rate in (8_000, 11_025, 16_000, 22_050, 44_100, 48_000)] + [
    (8_000, "mulaw"),
    (8_000, "alaw"),
    (16_000, "f32"),
]
CODED = [
    ("flac", "flac", 8_000),
    ("flac", "flac", 44_100),
    ("mp3", "libmp3lame", 16_000),
    ("mp3", "libmp3lame", 44_100),
    ("opus", "libopus", 48_000),
    ("ogg", "vorbis", 16_000),
    ("ogg", "vorbis", 44_100),
]
AAC = [16_000, 44_100]


def at_rate(rate):
    call = made.demo_start(SECONDS)
    return soxr.resample(call.T, RATE, rate).T if rate != RATE else call


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """Recordings by name: passages of each, and all of it as it was analysed."""
    folder = tmp_path_factory.mktemp("recorded")
    files = {f"{form} {rate}": (folder / f"{form}{rate}.wav", rate, form) for rate, form in WAVES}
    for file, rate, form in files.values():
        made.riff(file, at_rate(rate), rate, form)
    paths = {name: file for name, (file, _, _) in files.items()}
    for ending, codec, rate in [*CODED, *(("m4a", "aac", rate) for rate in AAC)]:
        paths[f"{ending} {rate}"] = made.coded(folder / f"{rate}.{ending}", at_rate(rate), codec, rate)
    made_passages = {name: (RecordedPassages((path,)), whole(path)) for name, path in paths.items()}
    yield made_passages
    for passages, _ in made_passages.values():
        passages.close()


def whole(path):
    return np.concatenate(list(StereoRecording(path).blocks(16_384)), axis=1)


def cut(call, start, count):
    """The part of a call, with silence outside of it."""
    padded = np.pad(call, ((0, 0), (max(0, -start), max(0, start + count - call.shape[1]))))
    first = max(0, start)
    return padded[:, first : first + count] if start >= 0 else padded[:, :count]


@pytest.mark.parametrize(
    "name", [f"{form} {rate}" for rate, form in WAVES] + [f"{ending} {rate}" for ending, _, rate in CODED]
)
@settings(max_examples=25, deadline=None)
@given(start=st.integers(-2 * RATE, round((SECONDS + 2) * RATE)), count=st.integers(1, 3 * RATE))
def test_a_passage_is_what_the_analysis_heard_at_its_place(recorded, name, start, count):
    passages, call = recorded[name]
    assert np.abs(passages.read(start, count) - cut(call, start, count)).max() < EXACT


@pytest.mark.parametrize("rate", AAC)
def test_a_passage_of_aac_lies_where_the_analysis_heard_it(recorded, rate):
    # AAC replaces some noise by noise of its own, which is another wherever decoding begins.
    passages, call = recorded[f"m4a {rate}"]
    for second in (0, 1, 5, 9, 11):
        heard, analysed = passages.read(second * RATE, RATE), cut(call, second * RATE, RATE)
        loud = np.abs(analysed).max(axis=1) > 0.02
        for one, two in zip(heard[loud], analysed[loud], strict=True):
            shifts = [np.dot(np.roll(one, shift), two) for shift in range(-40, 41)]
            assert np.argmax(shifts) == 40
            assert np.corrcoef(one, two)[0, 1] > 0.99


@pytest.mark.parametrize("name", ["s16 16000", "flac 44100", "mp3 44100", "opus 48000", "ogg 44100"])
def test_all_of_it_in_order_is_all_of_the_recording(recorded, name):
    passages, call = recorded[name]
    read = np.concatenate([passages.read(at, 4_000) for at in range(0, call.shape[1], 4_000)], axis=1)
    assert not read[:, call.shape[1] :].any()
    assert np.abs(read[:, : call.shape[1]] - call).max() < EXACT


def test_the_agent_may_be_on_the_right_of_a_passage(tmp_path):
    path = made.riff(tmp_path / "a.wav", made.speechlike())
    left, right = RecordedPassages((path,)), RecordedPassages((path,), "right")
    assert np.array_equal(left.read(9_000, 20_000), right.read(9_000, 20_000)[::-1])
    left.close()
    right.close()


def test_two_files_are_one_call_and_the_shorter_one_ends_in_silence(tmp_path):
    agent = made.riff(tmp_path / "agent.wav", made.speechlike(4.0)[:1])
    customer = made.riff(tmp_path / "customer.wav", made.speechlike(2.5, 8_000)[1:], 8_000)
    call = np.concatenate(list(PairRecording(agent, customer).blocks(16_384)), axis=1)
    passages = RecordedPassages((agent, customer))
    assert np.abs(passages.read(0, 4 * RATE) - call).max() < EXACT
    assert np.abs(passages.read(37_000, 9_000) - call[:, 37_000:46_000]).max() < EXACT
    assert not passages.read(3 * RATE, RATE)[1].any()
    passages.close()


def test_what_was_read_stays_at_hand_when_the_file_breaks(tmp_path):
    path = made.coded(tmp_path / "a.flac", made.demo_start(SECONDS), "flac")
    passages, call = RecordedPassages((path,)), whole(path)
    passages.read(0, 2 * RATE)
    data = path.read_bytes()
    path.write_bytes(data[:400] + bytes(len(data) - 400))
    assert np.array_equal(passages.read(100, RATE), call[:, 100 : RATE + 100])
    passages.close()


def test_a_file_that_is_no_recording_gives_no_passages(tmp_path):
    (tmp_path / "a.wav").write_text("no sound")
    with pytest.raises(RecordingError, match="is not a recording"):
        RecordedPassages((tmp_path / "a.wav",))
    with pytest.raises(RecordingError, match="does not exist"):
        RecordedPassages((tmp_path / "b.wav",))


def test_a_recording_that_breaks_down_while_it_is_read_says_so(tmp_path):
    path = made.coded(tmp_path / "a.m4a", made.demo_start(SECONDS), "aac")
    passages = RecordedPassages((path,))
    data = path.read_bytes()
    path.write_bytes(data[:4_000] + b"\xff" * (len(data) - 8_000) + data[-4_000:])
    with pytest.raises(RecordingError, match="cannot be read any more"):
        passages.read(6 * RATE, RATE)
    passages.close()
