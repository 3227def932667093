"""pyannote.audio itself, on real audio; runs where it is installed, as by `scripts/test-pyannote`."""

import json
import os
import socket
import time
import wave
from importlib.util import find_spec

import made_audio as made
import numpy as np
import pytest

from callmon import app
from callmon.audio.recording import StereoRecording
from callmon.engines import Options
from callmon.settings import Settings
from callmon.speech.diarization.load import load_diarizer


def installed():
    try:
        return find_spec("pyannote.audio") is not None and find_spec("torch") is not None
    except ModuleNotFoundError:
        return False


pytestmark = [
    pytest.mark.skipif(not installed(), reason="pyannote.audio is not installed; see scripts/test-pyannote"),
    pytest.mark.slow,
]

CALLS = made.SHARED / "A_calls" / "aws-lca"
SECONDS = 60


@pytest.fixture(scope="module")
def connections():
    """Every connection that is tried from the import on; none gets through."""
    tried = []

    def refuse(*asked, **_options):
        tried.append(asked)
        raise ConnectionRefusedError(asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        # Without a network it would end here, before it connects.
        patch.setattr(socket, "getaddrinfo", refuse)
        patch.setenv("PYANNOTE_METRICS_ENABLED", "1")
        patch.setenv("OTEL_SDK_DISABLED", "false")
        yield tried


@pytest.fixture(scope="module")
def make(connections):
    from callmon.speech.diarization.pyannote_pipeline import load_pyannote

    make, engine, _remark = load_pyannote()
    assert engine.startswith("pyannote")
    return make


def heard(make, samples, speakers=2):
    diarizer = make()
    for first in range(0, len(samples), 16_384):
        diarizer.push(samples[first : first + 16_384])
    return diarizer.finish(speakers)


@pytest.fixture(scope="module")
def real():
    """The first minute of a real call, both sides on one channel."""
    import soxr

    sides = []
    for side in ("agent", "caller"):
        path = CALLS / f"Auto_Repairs_40_UTC_{side}.wav"
        if not path.is_file():
            pytest.skip(f"{path} is not here: the shared data are not laid beside the project")
        with wave.open(str(path)) as file:
            sides.append(np.frombuffer(file.readframes(SECONDS * file.getframerate()), "<i2") / 32768)
            rate = file.getframerate()
    return soxr.resample(sum(sides), rate, 16_000).astype(np.float32)


@pytest.fixture(scope="module")
def found(make, real):
    return heard(make, real)


def test_a_real_call_comes_out_as_callmons_engine_tells_it(found, real):
    ours = heard(load_diarizer(), real)
    assert found.main == ours.main == 2
    assert (found.speaks != ours.speaks).mean() < 0.04
    both = found.exclusive, ours.exclusive
    assert (both[0] == both[1]).mean() > 0.95
    # Voices are comparable between the engines, which a folder of calls relies on.
    assert (np.diag(found.voices @ ours.voices.T) > 0.9).all()
    assert (found.apart > 0.7).all()


def test_each_frame_of_speech_has_one_speaker(found):
    np.testing.assert_array_equal(found.exclusive >= 0, found.speaks.any(axis=1))
    assert found.activity.dtype == np.float32
    assert found.exclusive.dtype == np.int8


@pytest.mark.parametrize("seconds", [0.001, 0.3, 3.0])
def test_short_calls_and_silence_are_heard(make, real, seconds):
    length = round(seconds * 16_000)
    assert heard(make, np.zeros(length, np.float32)).main == 0
    assert len(heard(make, real[160_000 : 160_000 + length]).exclusive) == -(-length // 160)


@pytest.mark.parametrize("speakers", [None, 1, 10])
def test_any_number_of_speakers_may_be_asked_for(make, real, speakers):
    found = heard(make, real[:320_000], speakers)
    assert found.main == found.speaks.shape[1] == len(found.voices) == len(found.apart)
    if speakers == 1:
        assert found.main == 1


def test_a_call_is_analysed_with_it(make, tmp_path):
    audio = np.concatenate(list(StereoRecording(made.DEMO).blocks(16_000)), axis=1)
    mono = made.riff(tmp_path / "mono.wav", audio.mean(axis=0, keepdims=True)[:, : 60 * 16_000])
    options = Options(words=False, tone=False, journal=False, diarizer="pyannote")
    report = app.analyze(app.Source((mono,)), options, Settings())
    known = report["call"]["one_channel"]
    assert known["engine"].startswith("pyannote")
    assert known["voices"] == 2
    json.dumps(report)


def test_nothing_is_reported_to_anybody(found, connections):
    from pyannote.audio.telemetry import metrics

    assert not metrics.is_metrics_enabled()
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "false"
    metrics.track_model_init(object())
    time.sleep(1.5)  # reports go out every half second
    assert connections == []
