import made_audio as made
import numpy as np
import pytest

from callmon.speech.catalogue import find_model
from callmon.speech.listener import HOP, Listener
from callmon.speech.locate import find
from callmon.speech.vad import WINDOW, SileroVad, SteadyVad
from callmon.timeline import Ended, Sound, SpeechStarted, Tick, Utterance


def silero():
    model = find_model("silero-vad-v6")
    found = find(model)
    assert found is not None
    assert found.folder is not None
    return SileroVad(found.folder / model.files[0].name)


def steady():
    return SteadyVad(silero(), silero())


@pytest.fixture(scope="module")
def call():
    return made.demo_start(30).astype(np.float32)


def heard(call, size, vads=None):
    listener = Listener(vads or (steady(), steady()))
    found = []
    for start in range(0, call.shape[1], size):
        found += listener.push(call[:, start : start + size])
    return [*found, *listener.flush()]


@pytest.fixture(scope="module")
def usual(call):
    return heard(call, 16_384)


@pytest.mark.parametrize("size", [160, 1000, 4096, 65_536])
def test_the_size_of_blocks_changes_nothing(size, call, usual):
    assert heard(call, size) == usual


def test_observations_come_in_the_order_of_a_call(call, usual):
    assert usual[-1] == Ended(call.shape[1])
    assert [each.at for each in usual if isinstance(each, Tick)] == list(range(800, call.shape[1] + 1, 800))
    begun, now, number = {}, 0, 0
    for each in usual[:-1]:
        match each:
            case Tick(at=at):
                for side in ("agent", "customer"):
                    until = each.voiced(side)
                    assert (until is not None) == (side in begun)
                    assert until is None or begun[side].at < until <= at
                now = at
            case SpeechStarted():
                number += 1
                assert each.utterance == number
                assert each.speaker not in begun
                assert each.at <= now + 1600
                begun[each.speaker] = each
            case Utterance():
                started = begun.pop(each.speaker)
                assert (each.id, each.segment.start) == (started.utterance, started.at)
                assert each.segment.end <= call.shape[1]
            case Sound():
                assert len(each.segment) >= 16_000
    assert number >= 6


def test_a_call_that_ends_within_speech_ends_its_utterances(call):
    cut = call[:, : 4 * 16_000 + 77]
    found = heard(cut, 5000)
    assert isinstance(found[-2], Utterance)
    assert found[-2].segment.end <= cut.shape[1]
    assert found[-1] == Ended(cut.shape[1])


def test_a_call_of_no_samples_has_an_end():
    assert heard(np.zeros((2, 0), np.float32), 100) == [Ended(0)]


def test_each_side_is_heard_alone(call):
    vads = steady(), steady()
    silent = call * np.array([[0], [1]], np.float32)
    found = heard(silent, 16_384, vads)
    assert {each.speaker for each in found if isinstance(each, Utterance)} == {"customer"}


def test_a_tone_is_a_sound_and_no_speech():
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(5 * 16_000) / 16_000)
    audio = np.zeros((2, 8 * 16_000), np.float32)
    audio[1, 16_000 : 6 * 16_000] = tone
    found = [each for each in heard(audio, 16_384) if not isinstance(each, Tick)]
    assert {type(each) for each in found[:-1]} == {Sound}
    assert len(found) >= 5  # told while it lasts
    assert {each.speaker for each in found[:-1]} == {"customer"}
    assert {each.segment.start for each in found[:-1]} == {found[0].segment.start}
    assert found[-2].segment.start == pytest.approx(16_000, abs=8000)
    assert found[-2].segment.end == pytest.approx(6 * 16_000, abs=1600)


def test_a_hop_divides_into_windows_and_frames():
    assert HOP % WINDOW == HOP % 160 == 0
