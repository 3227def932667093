import made_audio as made
import numpy as np
import pytest
from test_listener import silero, steady

from callmon.speech.vad import HOP, STEP, WINDOW


@pytest.fixture(scope="module")
def agent():
    return made.demo_start(8)[0, : 240 * WINDOW].astype(np.float32)


@pytest.mark.parametrize("windows", [1, 5, 30, 48])
def test_cutting_the_audio_differently_changes_no_probability(windows, agent):
    at_once, vad = silero()(agent), silero()
    pieces = [vad(piece) for piece in agent.reshape(-1, windows * WINDOW)]
    assert at_once.shape == (240,)
    assert np.concatenate(pieces) == pytest.approx(at_once, abs=2e-5)


def test_speech_is_probable_and_silence_is_not(agent):
    found = silero()(agent)
    assert found.max() > 0.95
    assert ((found >= 0) & (found <= 1)).all()
    assert silero()(np.zeros(100 * WINDOW, np.float32)).max() < 0.1


def test_what_came_before_counts(agent):
    vad = silero()
    first, second = vad(agent), vad(agent)
    assert not np.array_equal(first, second)


@pytest.mark.parametrize("windows", [5, 30])
def test_hops_one_by_one_or_many_at_once_give_the_same(windows, agent):
    at_once, vad = steady()(agent), steady()
    pieces = np.concatenate([vad(piece) for piece in agent.reshape(-1, windows * WINDOW)])
    assert at_once.shape == pieces.shape == (480,)
    assert pieces == pytest.approx(at_once, abs=2e-5)


def test_two_models_together_depend_less_on_where_the_audio_begins(agent):
    later = agent[STEP:]
    later = later[: len(later) // HOP * HOP]
    alone = np.repeat(silero()(agent), 2)[1:], np.repeat(silero()(later), 2)
    together = steady()(agent)[1:], steady()(later)
    apart = [np.abs(one[: len(two)] - two[: len(one)]).mean() for one, two in (alone, together)]
    assert apart[1] < 0.5 * apart[0]
