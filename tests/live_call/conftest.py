import made_audio as made
import pytest
from live_call.played import fake_words


@pytest.fixture(scope="session")
def recording(tmp_path_factory):
    """The first 25 s of the demo call: an interruption at 18.7 s."""
    return made.riff(tmp_path_factory.mktemp("played") / "call.wav", made.demo_start(25))


@pytest.fixture(scope="session")
def with_cues(tmp_path_factory):
    """The first 42 s of the demo call, which have two cues."""
    return made.riff(tmp_path_factory.mktemp("cues") / "call.wav", made.demo_start(42))


@pytest.fixture
def faked_words(monkeypatch):
    """Every utterance has the same word, without a model."""
    monkeypatch.setattr("callmon.live.hearing.recogniser_for", fake_words)
