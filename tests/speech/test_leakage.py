"""Leaks are added to a call whose sides are clean: the start of the demo call."""

import made_audio as made
import numpy as np
import pytest

from callmon.speech.catalogue import find_model
from callmon.speech.leakage import LeakageSettings, LeakFinder
from callmon.speech.likeness import Look
from callmon.speech.listener import Listener
from callmon.speech.locate import find
from callmon.speech.vad import SileroVad, SteadyVad
from callmon.timeline import Leakage, Utterance

RATE = 16_000


def listener():
    model = find_model("silero-vad-v6")
    found = find(model)
    path = found.folder / model.files[0].name
    agent, customer = (SteadyVad(SileroVad(path), SileroVad(path)) for _ in range(2))
    return Listener((agent, customer))


def heard(audio, size=16_384):
    ears = listener()
    audio = audio.astype(np.float32)
    found = [each for at in range(0, audio.shape[1], size) for each in ears.push(audio[:, at : at + size])]
    return found + ears.flush()


def later(row, seconds):
    count = round(seconds * RATE)
    return np.concatenate([np.zeros(count), row[: len(row) - count]])


def in_a_room(row, seed=3):
    """The side as a microphone hears it from a loudspeaker: direct sound 10 ms late, a room of 0.4 s."""
    random = np.random.default_rng(seed)
    at = np.arange(RATE // 2) / RATE
    room = random.standard_normal(len(at)) * 10 ** (-3 * at / 0.4)
    room *= 0.5 / np.sqrt(np.square(room).sum())
    room[0] = 1.0
    size = 1 << (len(row) + len(room)).bit_length()
    return later(np.fft.irfft(np.fft.rfft(row, size) * np.fft.rfft(room, size), size)[: len(row)], 0.01)


def leaky(call, to, decibels, through=lambda row: row):
    """`call` with one side audible on the channel of the other, and a faint noise."""
    noise = np.random.default_rng(5).standard_normal(call.shape) * 10 ** (-70 / 20)
    louder = call + noise
    louder[to] += through(call[1 - to]) * 10 ** (decibels / 20)
    return louder


def talk(found, side):
    return sum(len(each.segment) for each in found if isinstance(each, Utterance) and each.speaker == side)


def leaks(found):
    return [each for each in found if isinstance(each, Leakage)]


@pytest.fixture(scope="module")
def call():
    return made.demo_start(60)


@pytest.fixture(scope="module")
def clean(call):
    return heard(call)


def test_a_clean_call_has_no_leakage(clean):
    assert leaks(clean) == []


LEAKS = [
    (0, -6.0, lambda row: row),
    (0, -20.0, lambda row: row),
    (1, -30.0, lambda row: row),
    (1, -15.0, lambda row: later(row, 0.12)),
    (0, -12.0, in_a_room),
    (1, -25.0, in_a_room),
]


@pytest.mark.parametrize(("to", "decibels", "through"), LEAKS)
def test_a_leak_is_found_and_is_no_speech(to, decibels, through, call, clean):
    side, original = ("agent", "customer")[to], ("agent", "customer")[1 - to]
    found = heard(leaky(call, to, decibels, through))
    assert {leak.speaker for leak in leaks(found)} == {side}
    assert leaks(found)[-1].level_db == pytest.approx(decibels, abs=2.0)
    assert sum(len(leak.segment) for leak in leaks(found)) >= 0.5 * talk(clean, original)
    for who in ("agent", "customer"):
        # The first second of a leak cannot be known to be one.
        assert talk(found, who) == pytest.approx(talk(clean, who), rel=0.06, abs=1.2 * RATE)


def test_both_sides_may_leak(call, clean):
    both = leaky(call, 0, -26.0)
    both[1] += call[0] * 0.05
    found = heard(both)
    assert {leak.speaker for leak in leaks(found)} == {"agent", "customer"}
    for who in ("agent", "customer"):
        assert talk(found, who) == pytest.approx(talk(clean, who), rel=0.06, abs=1.2 * RATE)


@pytest.mark.parametrize("size", [160, 4096, 65_536])
def test_the_size_of_blocks_changes_nothing(size, call):
    audio = leaky(call[:, : 20 * RATE], 0, -20.0)
    assert heard(audio, size) == heard(audio)


def test_a_leak_that_goes_on_to_the_end_is_told(call):
    found = heard(leaky(call, 0, -20.0)[:, : 16 * RATE])
    assert isinstance(found[-2], Leakage | Utterance)
    assert leaks(found)


def finder(*looks, settings=None):
    """A finder after hops with these looks, at each of which the original spoke at -20 dB."""
    found = LeakFinder(settings or LeakageSettings())
    for each in looks:
        found.push([-20.0] * 16, [-45.0] * 16, each)
    return found


NONE = Look(0.1, 900, -25.0)


def test_one_look_is_enough_where_it_is_sure():
    assert finder(Look(0.6, 40, -25.0)).lag == 40
    assert finder(Look(0.59, 40, -25.0)).lag is None


def test_three_looks_at_different_audio_must_agree_where_none_is_sure():
    likely = Look(0.4, 40, -25.0)
    gap = [None] * 3
    assert finder(likely, likely, likely, likely).lag is None
    assert finder(likely, *gap, likely, *gap, likely).lag == 40
    assert finder(likely, *gap, Look(0.4, 500, -25.0), *gap, likely).lag is None


def test_a_copy_is_weaker_or_comes_later():
    assert finder(Look(0.9, 0, -2.0)).lag is None
    assert finder(Look(0.9, 0, -4.0)).lag == 0
    assert finder(Look(0.9, 200, 2.0)).lag == 200
    assert finder(Look(0.9, 200, 4.0)).lag is None


def test_what_is_louder_than_the_leak_is_own_speech():
    found = finder(Look(0.9, 0, -25.0))
    assert found.push([-20.0] * 4, [-45.0, -38.0, -36.0, -20.0], None) == [True, True, False, False]


def test_in_a_mix_only_what_is_as_soft_as_the_leak_is_leaked():
    found = finder(Look(0.9, 0, -25.0))
    mixed = Look(0.3, 700, -5.0, held=0.3, latest=0.3)
    assert found.push([-20.0] * 3, [-46.0, -44.0, -38.0], mixed) == [True, False, False]
    louder = Look(0.9, 0, 25.0, held=0.9, latest=0.9)
    assert found.push([-20.0] * 3, [-46.0, -44.0, -38.0], louder) == [True, False, False]
    assert found.level_db == -25.0


def test_own_speech_is_over_as_soon_as_the_latest_audio_is_the_leak_again():
    # The look as a whole still holds what the side said before.
    found = finder(Look(0.9, 0, -25.0))
    still = Look(0.3, 700, -25.0, held=0.3, latest=0.88)
    assert found.push([-20.0] * 2, [-45.0, -38.0], still) == [True, True]
    assert not found.confirmed
    assert found.correlation == 0.9
    assert found.push([-20.0] * 2, [-45.0, -38.0], Look(0.3, 700, -25.0, held=0.3, latest=0.3)) == [
        True,
        False,
    ]


def test_a_room_in_which_the_end_of_a_look_is_unlike_the_leak_makes_no_speech():
    found = finder(Look(0.9, 0, -25.0))
    assert found.push([-20.0] * 2, [-45.0, -38.0], Look(0.8, 0, -25.0, held=0.8, latest=0.3)) == [True, True]
    assert found.confirmed


def test_the_end_of_a_leak_rings_on():
    found = finder(Look(0.9, 0, -25.0))
    assert found.push([-20.0, *[-90.0] * 7], [-45.0] * 8, None) == [True] * 8
    assert found.push([-90.0] * 16, [-45.0] * 16, None) == [True] * 2 + [False] * 14


def test_a_leak_that_is_gone_is_forgotten():
    found = finder(Look(0.9, 0, -25.0), *[NONE] * 9)
    assert found.lag == 0
    found.push([-20.0] * 16, [-45.0] * 16, NONE)
    assert found.lag is None
    assert found.level_db == -100.0
    assert found.correlation == 0.0


def test_a_leak_that_is_heard_again_is_not():
    again = Look(0.9, 0, -25.0, held=0.9, latest=0.9)
    assert finder(again, *[NONE] * 9, again, *[NONE] * 9).lag == 0


def test_the_mirror_of_a_loud_leak_is_none(call):
    # While both speak, the agent's channel holds the customer and so the customer's is like it, too.
    shifted = np.stack([np.pad(call[0], (0, 5 * RATE)), np.pad(call[1], (5 * RATE, 0))])
    assert {leak.speaker for leak in leaks(heard(leaky(shifted, 0, -6.0)))} == {"agent"}
