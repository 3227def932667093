"""Levels of speech-like loudness: each side rises and falls a few times a second, unlike the other."""

import made_audio as made
import numpy as np
import pytest

from callmon.speech.bleed import BleedDetector, BleedSettings
from callmon.speech.catalogue import find_model
from callmon.speech.listener import Listener, ListenerSettings
from callmon.speech.locate import find
from callmon.speech.vad import SileroVad, SteadyVad
from callmon.timeline import Health

RATE = 16_000


def voice(seconds, seed, level_db=-20.0):
    """Levels in dB, a frame of 10 ms each: syllables of random loudness and length."""
    random = np.random.default_rng(seed)
    count = round(seconds * 100)
    syllables = np.repeat(random.uniform(-25, 0, count), random.integers(8, 25, count))[:count]
    return level_db + np.convolve(syllables, np.ones(5) / 5, "same")


def later(levels, frames):
    return np.concatenate([np.full(frames, -100.0), levels[: len(levels) - frames]])


def together(*levels):
    return 10 * np.log10(sum(10 ** (each / 10) for each in levels))


def verdicts(agent, customer, speaks=None, settings=None, confirmed=False):
    """Verdicts and the second at which each came."""
    detector, found = BleedDetector(settings), []
    speaks = np.ones(len(agent), bool) if speaks is None else speaks
    for at in range(0, len(agent), 16):
        cut = slice(at, at + 16)
        heard = agent[cut].tolist(), customer[cut].tolist(), speaks[cut].tolist()
        if detector.push(*heard, confirmed=confirmed):
            found.append((detector.verdict, min(at + 16, len(agent)) // 100))
    return found


NOISE = -75.0


@pytest.mark.parametrize("lag", [0, 1, 20, 40])
@pytest.mark.parametrize("level_db", [-3.0, -30.0])
def test_sound_that_follows_the_customer_is_bleed(lag, level_db):
    customer = voice(30, 1)
    agent = together(later(customer, lag) + level_db, np.full(3000, NOISE))
    assert verdicts(agent, customer) == [("bleed", 15)]


def test_an_agent_with_a_headset_is_none_whether_silent_or_speaking():
    customer = voice(60, 1)
    assert verdicts(voice(60, 2), customer) == [("ok", 15)]
    noise = NOISE + np.random.default_rng(3).standard_normal(6000)
    assert verdicts(noise, customer) == [("ok", 15)]


def test_what_was_not_measured_is_not_clean():
    customer = voice(60, 1)
    barely = np.arange(6000) % 1000 < 250
    assert verdicts(voice(60, 2), customer, barely) == []
    muted = np.full(6000, -100.0)
    assert verdicts(muted, customer) == []


def test_an_echo_later_than_any_loudspeaker_is_none():
    customer = voice(60, 1)
    assert verdicts(later(customer, 60) - 10, customer) == [("ok", 15)]


def test_own_speech_while_the_customer_is_silent_hides_no_bleed():
    turn = np.arange(6000) // 400 % 2 == 0
    customer = np.where(turn, voice(60, 1), NOISE)
    agent = together(later(customer, 6) - 12, np.where(turn, NOISE, voice(60, 2)))
    assert [state for state, _ in verdicts(agent, customer, turn)] == ["bleed"]


def test_levels_that_agree_at_another_lag_each_time_are_chance():
    # The lag jumps in the middle of each window, as it does between unrelated voices.
    customer = voice(60, 1)
    jumping = np.concatenate(
        [later(customer, 5 + 30 * (part % 2))[part * 500 : part * 500 + 500] for part in range(12)]
    )
    low = BleedSettings(correlation=0.2)
    assert [state for state, _ in verdicts(jumping, customer, settings=low)] == ["ok"]


def test_the_verdict_waits_for_several_windows_before_it_changes():
    customer = voice(100, 1)
    echo = later(customer, 6) - 12
    agent = np.concatenate([echo[:5000], voice(50, 2)])
    told = verdicts(agent, customer)
    assert [state for state, _ in told] == ["bleed", "ok"]
    assert told[1][1] >= 50 + 4 * 5
    # One window of chance is no bleed: 7 s of echo are most of one window alone.
    once = np.concatenate([voice(40, 2), echo[4000:4700], voice(53, 3)])
    assert [state for state, _ in verdicts(once, customer)] == ["ok"]


def test_a_leak_whose_waveform_is_known_is_bleed_whatever_the_levels_say():
    assert verdicts(voice(20, 2), voice(20, 1), confirmed=True) == [("bleed", 10)]


def heard(call, settings, size=4096):
    model = find_model("silero-vad-v6")
    path = find(model).folder / model.files[0].name
    ears = Listener(tuple(SteadyVad(SileroVad(path), SileroVad(path)) for _ in range(2)), settings)
    found = [each for at in range(0, call.shape[1], size) for each in ears.push(call[:, at : at + size])]
    return [each for each in [*found, *ears.flush()] if isinstance(each, Health)]


@pytest.fixture(scope="module")
def call():
    demo = made.demo_start(45)
    return demo + np.random.default_rng(5).standard_normal(demo.shape) * 10 ** (-70 / 20)


@pytest.fixture(scope="module")
def bleeding(call):
    mixed = call.copy()
    mixed[0, 960:] += mixed[1, :-960] * 10 ** (-12 / 20)
    return mixed.astype(np.float32)


def test_a_running_call_is_told_of_bleed_and_a_recording_is_not(call, bleeding):
    live = ListenerSettings(hops_at_once=1, tells_bleed=True)
    assert [each.state for each in heard(bleeding, live)] == ["bleed"]
    assert [each.state for each in heard(call.astype(np.float32), live)] == ["ok"]
    assert heard(bleeding, ListenerSettings(hops_at_once=1)) == []


def test_the_size_of_blocks_does_not_change_when_bleed_is_known(bleeding):
    live = ListenerSettings(hops_at_once=1, tells_bleed=True)
    assert heard(bleeding, live, 777) == heard(bleeding, live)
