"""The agent's usual way of speaking, from call to call."""

import json
import stat
from pathlib import Path

import pytest

from callmon import paths
from callmon.errors import OutputError, StoreError
from callmon.store.usual import CallUsual, recall_usual, remember_usual, usual_file
from callmon.timeline import Prosody, Segment, Usual, Utterance, samples


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


def said(call, number, rate, spread, speaker="agent", length=6.0):
    call.observe(Utterance(number, speaker, Segment(0, samples(length))))
    call.observe(Prosody(number, 100, 5.0, spread, -20.0, rate, 0.8, 0.1, -5.0))


def features(rate=4.0, spread=5.0):
    return {"rate": (rate, 0.5), "spread": (spread, 1.0)}


def test_a_call_gives_the_median_of_the_agent_and_its_spread():
    call = CallUsual()
    for number in range(1, 12):
        said(call, number, 4.0 + number / 10, 6.0)
        said(call, 100 + number, 9.0, 1.0, speaker="customer")
    assert call.features == {"rate": (4.6, pytest.approx(0.3 * 1.4826)), "spread": (6.0, 0.0)}


@pytest.mark.parametrize(("count", "length"), [(9, 6.0), (400, 0.9)])
def test_too_little_speech_is_no_usual(count, length):
    call = CallUsual()
    for number in range(count):
        said(call, number, 4.0, 6.0, length=length)
    assert call.features is None


def test_what_cannot_be_measured_is_no_usual():
    call = CallUsual()
    for number in range(20):
        said(call, number, None, 6.0)
    assert call.features is None


def test_three_calls_are_a_habit():
    assert recall_usual() is None
    for rate in (4.0, 5.0):
        remember_usual(features(rate))
    assert recall_usual() is None
    remember_usual(features(4.4, 7.0))
    assert recall_usual() == Usual("agent", 3, (("rate", 4.4, 0.5), ("spread", 5.0, 1.0)))


def test_the_last_twenty_calls_count():
    for number in range(30):
        remember_usual(features(rate=float(number)))
    assert recall_usual() == Usual("agent", 20, (("rate", 19.5, 0.5), ("spread", 5.0, 1.0)))


def test_nobody_else_can_read_it():
    remember_usual(features())
    assert stat.S_IMODE(usual_file().stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"calls": [{}]}',
        '{"calls": [{"rate": [1, 2], "spread": [1]}]}',
        '{"calls": [{"rate": [1, NaN], "spread": [1, 2]}]}',
    ],
)
def test_a_damaged_file_is_named_and_left_alone(text):
    usual_file().parent.mkdir(parents=True)
    usual_file().write_text(text)
    for use in (recall_usual, lambda: remember_usual(features())):
        with pytest.raises(StoreError, match=r"usual\.json is damaged; delete it"):
            use()
    assert usual_file().read_text() == text


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises((OutputError, StoreError), match=r"usual\.json cannot be"):
        remember_usual(features())


def test_what_could_not_be_written_leaves_what_was_there_and_nothing_else(monkeypatch):
    remember_usual(features())
    before = usual_file().read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"usual\.json cannot be written \(No space left on device\)"):
        remember_usual(features())
    assert usual_file().read_bytes() == before
    assert list(usual_file().parent.iterdir()) == [usual_file()]


def test_the_file_holds_numbers_alone():
    remember_usual(features())
    assert json.loads(usual_file().read_text()) == {
        "version": 1,
        "calls": [{"rate": [4.0, 0.5], "spread": [5.0, 1.0]}],
    }
