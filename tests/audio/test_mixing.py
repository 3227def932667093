import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.audio.mixing import RAMP, Mixer

AGENT, CUSTOMER = 0.25, -0.5


def call(count=1_000):
    return np.stack((np.full(count, AGENT), np.full(count, CUSTOMER))).astype(np.float32)


def test_untouched_the_agent_is_on_the_left_and_the_customer_on_the_right():
    sides = np.random.default_rng(0).standard_normal((2, 1_000)).astype(np.float32)
    assert np.array_equal(Mixer().mixed(sides), sides.T)


@pytest.mark.parametrize(
    ("solo", "volume", "ears"),
    [
        ("agent", 1.0, (AGENT, AGENT)),
        ("customer", 1.0, (CUSTOMER, CUSTOMER)),
        ("", 0.5, (AGENT / 2, CUSTOMER / 2)),
        ("agent", 0.0, (0, 0)),
    ],
)
def test_a_side_alone_is_heard_in_both_ears_at_the_wanted_volume(solo, volume, ears):
    mixer = Mixer()
    mixer.want(solo, volume)
    heard = mixer.mixed(call())
    assert np.allclose(heard[RAMP:], ears)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=20), st.data())
def test_no_change_makes_a_click(sizes, data):
    # The sides are constant, so any step in what is heard comes from a change.
    mixer = Mixer()
    blocks = []
    for size in sizes:
        mixer.want(
            data.draw(st.sampled_from(["", "agent", "customer"])), data.draw(st.sampled_from([0, 0.3, 1]))
        )
        blocks.append(mixer.mixed(call(size)))
    steps = np.abs(np.diff(np.concatenate(blocks), axis=0))
    assert steps.max(initial=0) <= 1.01 * (abs(AGENT) + abs(CUSTOMER)) / RAMP


@given(st.integers(1, 200))
def test_what_is_left_fades_away_and_what_comes_fades_in(count):
    mixer = Mixer()
    leaving = mixer.left(call(count))
    assert len(leaving) == min(count, RAMP)
    assert abs(leaving[-1]).max() == 0
    assert abs(leaving[0, 1]) <= abs(CUSTOMER)
    mixer.enter()
    coming = mixer.mixed(call(RAMP))
    assert abs(coming[0, 1]) == pytest.approx(abs(CUSTOMER) / RAMP)
    assert np.allclose(coming[-1], (AGENT, CUSTOMER))
    assert np.all(np.diff(np.abs(coming[:, 1])) > 0)


def test_a_wish_taken_back_half_way_goes_back_from_where_it_was():
    mixer = Mixer()
    mixer.want("", 0.0)
    half = mixer.mixed(call(RAMP // 2))[-1]
    mixer.want("", 1.0)
    back = mixer.mixed(call(RAMP))
    assert abs(back[0, 1]) == pytest.approx(abs(half[1]), abs=0.02)
    assert np.allclose(back[-1], (AGENT, CUSTOMER))
