"""The agent's usual around a running call."""

import pytest

from callmon import paths
from callmon.live.habit import Habit
from callmon.store.usual import recall_usual, remember_usual, usual_file
from callmon.timeline import Prosody, Segment, Usual, Utterance, samples

FEATURES = {"rate": (4.0, 0.5), "spread": (5.0, 1.0)}


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


def talk(habit):
    for number in range(20):
        habit.observe(Utterance(number, "agent", Segment(0, samples(6))))
        habit.observe(Prosody(number, 100, 5.0, 6.0, -20.0, 4.5, 0.8, 0.1, -5.0))
    habit.end()


def test_a_call_begins_with_what_is_usual_and_adds_to_it():
    told = []
    for _ in range(3):
        habit = Habit(True, told.append)
        assert habit.begin() == []
        talk(habit)
    assert Habit(True, told.append).begin() == [Usual("agent", 3, (("rate", 4.5, 0.0), ("spread", 6.0, 0.0)))]
    assert told == []


def test_where_policy_does_not_allow_it_nothing_is_kept_or_read():
    for _ in range(3):
        remember_usual(FEATURES)
    before = usual_file().read_bytes()
    habit = Habit(False, pytest.fail)
    assert habit.begin() == []
    talk(habit)
    assert usual_file().read_bytes() == before


def test_a_damaged_file_is_told_and_left_alone():
    usual_file().parent.mkdir(parents=True)
    usual_file().write_text("{")
    told = []
    habit = Habit(True, told.append)
    assert habit.begin() == []
    talk(habit)
    assert len(told) == 1
    assert "usual.json is damaged" in told[0]
    assert usual_file().read_text() == "{"


def test_a_file_that_breaks_during_the_call_is_told():
    told = []
    habit = Habit(True, told.append)
    habit.begin()
    usual_file().parent.mkdir(parents=True)
    usual_file().write_text("{")
    talk(habit)
    assert "usual.json is damaged" in told[0]


def test_a_short_call_is_no_habit():
    habit = Habit(True, pytest.fail)
    habit.end()
    assert recall_usual() is None
    assert not usual_file().exists()
