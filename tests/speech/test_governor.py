"""The governor with a simulated recogniser of any speed: one window after the other, each takes its time."""

from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.governor import Governor, GovernorSettings
from callmon.timeline import samples

LEVELS = ("ok", "no_partials", "smaller_model", "timing_only")
STEP_S = 0.1
HOURS = 2
HOW = GovernorSettings()


class Computer:
    """Utterances of given lengths, and how long the words of a second of them take at each level."""

    def __init__(self, lengths, costs):
        self._lengths, self._costs = lengths, costs
        self._waiting = deque()
        self._next, self._number = 0.0, 0
        self.levels = []
        self.at = []

    def run(self, hours=HOURS):
        governor = Governor(LEVELS)
        left = 0.0
        for step in range(round(hours * 3600 / STEP_S)):
            now = step * STEP_S
            if now >= self._next:
                length = self._lengths[self._number % len(self._lengths)]
                self._number += 1
                self._next = now + length + 1.0
                if governor.level != "timing_only":
                    self._waiting.append((now, length * self._costs[governor.level]))
                    left = left if len(self._waiting) > 1 else self._waiting[0][1]
            if self._waiting:
                left -= STEP_S
                if left <= 0:
                    self._waiting.popleft()
                    left = self._waiting[0][1] if self._waiting else 0.0
            lag = samples(now - self._waiting[0][0]) if self._waiting else 0
            before = governor.level
            if governor.judge(lag, samples(now)) != before:
                self.at.append(now)
                # Another recogniser starts afresh; without partials it is the same one.
                if {before, governor.level} != {"ok", "no_partials"}:
                    self._waiting.clear()
            self.levels.append(governor.level)
        return self

    def share(self, level):
        return self.levels.count(level) / len(self.levels)


SPEEDS = st.fixed_dictionaries(
    {
        "ok": st.floats(0.01, 20),
        "no_partials": st.floats(0.01, 20),
        "smaller_model": st.floats(0.01, 20),
        "timing_only": st.just(0.0),
    }
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.3, 12), min_size=1, max_size=6), SPEEDS)
def test_no_computer_makes_recognition_flap(lengths, costs):
    computer = Computer(lengths, costs).run()
    apart = [two - one for one, two in zip(computer.at, computer.at[1:], strict=False)]
    assert all(each >= HOW.settle_s - STEP_S for each in apart)
    # Tries are 45, 90, 180, 360, then 600 s apart, for each of them at most one step up and one down; only a
    # level that has lasted for 600 s may begin anew.
    tries_in_ten_minutes = 4
    assert len(computer.at) <= 2 * (tries_in_ten_minutes * HOURS * 6 + len(LEVELS))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.3, 12), min_size=1, max_size=6), st.floats(0.001, 0.06))
def test_a_fast_computer_gives_nothing_up(lengths, cost):
    computer = Computer(lengths, dict.fromkeys(LEVELS, cost)).run(0.5)
    assert set(computer.levels) == {"ok"}


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(3, 12), min_size=1, max_size=6), st.floats(3, 100))
def test_a_hopeless_computer_is_left_in_peace(lengths, cost):
    computer = Computer(lengths, dict.fromkeys(LEVELS, cost)).run()
    assert computer.share("timing_only") > 0.9
    first = computer.levels.index("timing_only") * STEP_S
    assert first <= 15 + HOW.behind_s + 3 * (HOW.settle_s + HOW.behind_s)


def test_what_a_computer_can_do_it_does_most_of_the_time():
    costs = {"ok": 2.0, "no_partials": 1.8, "smaller_model": 0.05, "timing_only": 0.0}
    computer = Computer([4.0, 6.0], costs).run()
    assert computer.share("smaller_model") > 0.9
    assert computer.share("timing_only") == 0.0


def driven(governor, length, lag):
    """Seconds at which the level changes; `lag` gives seconds from the level and the time."""
    found = []
    for now in range(length):
        before = governor.level
        if governor.judge(samples(lag(before, now)), samples(now)) != before:
            found.append((now, governor.level))
    return found


def waits(changes):
    """Seconds from each step down to timing alone to the next step up."""
    ups = [at for at, level in changes if level == "ok"]
    downs = [at for at, level in changes if level != "ok"]
    return [up - down for down, up in zip(downs, ups, strict=False)]


def test_steps_come_one_by_one_and_each_gets_time_to_show_its_effect():
    assert driven(Governor(LEVELS), 30, lambda level, now: 3.0) == [
        (4, "no_partials"),
        (8, "smaller_model"),
        (12, "timing_only"),
    ]


def test_a_try_that_fails_doubles_the_time_until_the_next():
    changes = driven(Governor(("ok", "timing_only")), 3000, lambda level, now: 3.0 * (level == "ok"))
    assert waits(changes) == [45, 90, 180, 360, 600, 600, 600]


@pytest.mark.parametrize(("lasts", "next_wait"), [(500, 180), (700, 45)])
def test_only_a_level_that_lasted_is_forgiven_its_next_step_down(lasts, next_wait):
    def lag(level, now):
        up_again = 4 + 45 + 4 + 90
        return 3.0 * (level == "ok" and (now <= 53 or now >= up_again + lasts))

    assert waits(driven(Governor(("ok", "timing_only")), 1100, lag))[:3] == [45, 90, next_wait]


@pytest.mark.parametrize("trouble", [{"lag": samples(1.0)}, {"lag": 0, "busy": True}])
def test_nothing_is_tried_before_all_is_well_for_long_enough(trouble):
    governor = Governor(("ok", "timing_only"))
    driven(governor, 5, lambda level, now: 3.0)
    for now in range(5, 500):
        assert governor.judge(at=samples(now), **trouble) == "timing_only"
    for now in range(500, 544):
        assert governor.judge(0, samples(now)) == "timing_only"
    assert governor.judge(0, samples(545)) == "ok"
