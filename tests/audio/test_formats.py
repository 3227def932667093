import made_audio as made
import numpy as np
import pytest
import soxr

from callmon.audio.recording import PairRecording, StereoRecording

LOSSLESS = ["s16", "s24", "s32", "f32", "f64"]
CODED = [
    ("flac", "flac", [8_000, 22_050, 96_000]),
    ("mp3", "libmp3lame", [16_000, 44_100]),
    ("opus", "libopus", [16_000, 48_000]),
    ("ogg", "vorbis", [16_000, 44_100]),
    ("m4a", "aac", [16_000, 44_100, 48_000]),
]


@pytest.fixture(scope="module")
def call():
    return made.demo_start(8)


def at_rate(call, rate):
    return soxr.resample(call.T, 16_000, rate).T if rate != 16_000 else call


def whole(recording, size=16_384):
    return np.concatenate(list(recording.blocks(size)), axis=1)


def alike(heard, call, level=0.98, seconds=0.03):
    assert heard.dtype == np.float32
    assert abs(heard.shape[1] - call.shape[1]) <= seconds * 16_000
    length = min(heard.shape[1], call.shape[1])
    for one, two, foreign in zip(heard, call, call[::-1], strict=True):
        assert _likeness(one[:length], two[:length]) > level
        assert _likeness(one[:length], foreign[:length]) < 0.2


def _likeness(one, two):
    """Correlation at the best shift within 5 ms: codecs may delay a little, never much."""
    shifts = range(-80, 81, 1)
    centre = slice(80, len(one) - 80)
    return max(np.corrcoef(one[centre], np.roll(two, shift)[centre])[0, 1] for shift in shifts[::4])


@pytest.mark.parametrize("form", ["u8", *LOSSLESS, "mulaw", "alaw"])
def test_every_kind_of_wav(form, call, tmp_path):
    rate = {"mulaw": 8_000, "alaw": 8_000, "u8": 11_025}.get(form, 16_000)
    path = made.riff(tmp_path / "a.wav", at_rate(call, rate), rate, form)
    heard = whole(StereoRecording(path))
    alike(heard, call, 0.9 if rate < 16_000 else 0.9999)


@pytest.mark.parametrize("form", LOSSLESS[:4])
def test_every_kind_of_extensible_wav(form, call, tmp_path):
    alike(whole(StereoRecording(made.riff(tmp_path / "a.wav", call, 16_000, form, extensible=True))), call)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_every_rate_is_heard_at_sixteen_kilohertz(rate, call, tmp_path):
    recording = StereoRecording(made.riff(tmp_path / "a.wav", at_rate(call, rate), rate))
    assert recording.sample_rate == rate
    assert recording.expected_seconds == pytest.approx(8, abs=0.01)
    heard = whole(recording)
    alike(heard, call, 0.9 if rate < 16_000 else 0.999, seconds=0.002)


@pytest.mark.parametrize(
    ("ending", "codec", "rate"), [(e, c, rate) for e, c, rates in CODED for rate in rates]
)
def test_every_codec(ending, codec, rate, call, tmp_path):
    path = made.coded(tmp_path / f"a.{ending}", at_rate(call, rate), codec, rate)
    alike(whole(StereoRecording(path)), call, 0.9 if rate == 8_000 else 0.95)


def test_the_agent_may_be_on_the_right(call, tmp_path):
    path = made.riff(tmp_path / "a.wav", call)
    left, right = whole(StereoRecording(path)), whole(StereoRecording(path, "right"))
    assert np.array_equal(left, right[::-1])
    alike(right, call[::-1])


@pytest.mark.parametrize("rate", [16_000, 44_100])
@pytest.mark.parametrize("size", [160, 1000, 4096, 65_536])
def test_blocks_have_the_size_that_was_asked_for_and_the_same_samples(size, rate, call, tmp_path):
    recording = StereoRecording(made.riff(tmp_path / "a.wav", at_rate(call, rate)[:, : rate * 2], rate))
    blocks = list(recording.blocks(size))
    assert {block.shape for block in blocks[:-1]} <= {(2, size)}
    assert 0 < blocks[-1].shape[1] <= size
    assert np.array_equal(np.concatenate(blocks, axis=1), whole(recording, 777))


def test_a_pair_is_heard_as_two_rows_and_the_shorter_is_padded(call, tmp_path):
    agent = made.riff(tmp_path / "agent.wav", call[:1])
    customer = made.riff(tmp_path / "customer.wav", at_rate(call[1:, :96_000], 44_100), 44_100)
    recording = PairRecording(agent, customer)
    assert (recording.name, recording.channels) == ("agent.wav + customer.wav", 2)
    assert recording.expected_seconds == pytest.approx(8)
    heard = whole(recording, 1000)
    assert not heard[1, 96_100:].any()
    alike(heard[:, :96_000], call[:, :96_000], 0.97)
    assert np.array_equal(heard, whole(recording, 65_536))


def test_a_wav_that_was_streamed_may_leave_its_length_open(call, tmp_path):
    path = made.riff(tmp_path / "a.wav", call, announce=0xFFFFFFFF)
    alike(whole(StereoRecording(path)), call)


def test_a_flac_without_a_declared_length_is_heard_to_its_end(call, tmp_path):
    path = made.coded(tmp_path / "a.flac", call, "flac")
    data = bytearray(path.read_bytes())
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    path.write_bytes(data)
    recording = StereoRecording(path)
    alike(whole(recording), call)
