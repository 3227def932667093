import io

import av
import numpy as np
import pytest

from callmon.export.snippets import encoded, snippets
from callmon.timeline import Mark, Segment, samples

LAST = samples(120)


def note(name, start, end):
    return Mark(name, "Robin", "note", Segment(samples(start), samples(end)))


def silence(start, count):
    assert start >= 0
    assert start + count <= LAST
    return np.zeros((2, count), np.float32)


def decoded(data):
    with av.open(io.BytesIO(data)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


def test_a_snippet_sounds_like_the_call_on_the_side_where_it_was_said():
    time = np.arange(32_000) / 16_000
    tone = np.stack([0.5 * np.sin(2 * np.pi * 440 * time), np.zeros(32_000)]).astype(np.float32)
    heard = decoded(encoded(tone, Segment(0, 32_000)).data)
    assert heard.shape[1] == pytest.approx(32_000, abs=3_000)
    agent, customer = np.abs(heard).max(axis=1)
    assert agent == pytest.approx(0.5, abs=0.1)
    assert customer < 0.05
    spectrum = np.abs(np.fft.rfft(heard[0, 4_000:20_000]))
    assert np.argmax(spectrum) == pytest.approx(440, abs=2)


def test_a_snippet_begins_and_ends_without_a_click_and_leaves_what_it_was_given():
    given = np.full((2, 16_000), 0.5, np.float32)
    heard = decoded(encoded(given, Segment(0, 16_000)).data)
    assert np.all(given == 0.5)
    assert np.abs(np.diff(heard[0])).max() < 0.02


def test_a_snippet_is_small():
    noise = np.random.default_rng(1).normal(0, 0.1, (2, 160_000)).astype(np.float32)
    assert len(encoded(noise, Segment(0, 160_000)).data) == pytest.approx(10 * 48_000 / 8, rel=0.1)


@pytest.mark.parametrize("count", [1, 2, 100, 1151, 1152, 1153])
def test_very_short_stretches_are_snippets_too(count):
    assert encoded(np.zeros((2, count), np.float32), Segment(0, count)).address.startswith("data:audio/mpeg")


def test_a_mark_is_heard_with_a_second_before_and_after_within_the_call():
    marks = [note("first", 0.5, 2), note("inside", 10, 12), note("last", 118, 119.5), note("none", 130, 131)]
    found, missing = snippets(marks, silence, LAST)
    heard = {key: (made.start / 16_000, made.end / 16_000) for key, made in found.items()}
    assert heard == {"first": (0, 3), "inside": (9, 13), "last": (117, 120)}
    assert missing == ""


def test_corrections_make_no_sound_and_moments_are_heard_by_their_key():
    marks = [
        Mark("word", "Robin", "word", Segment(0, 9), "word", "word/1/0", text="Hi"),
        Mark("speaker", "Robin", "speaker", Segment(0, 9), "utterance", "utterance/1", "agent"),
        note("note", 10, 12),
    ]
    found, _ = snippets(marks, silence, LAST, {"best/care": Segment(samples(30), samples(33))})
    assert list(found) == ["note", "best/care"]


def test_what_is_longer_than_a_minute_is_cut_and_says_so():
    found, missing = snippets([note("long", 10, 100)], silence, LAST)
    assert found["long"].end - found["long"].start == samples(60)
    assert missing == "One sound ends after a minute, for what was marked is longer."
    _, missing = snippets([note("a", 10, 100), note("b", 12, 110)], silence, LAST)
    assert missing.startswith("2 sounds end")


def test_a_page_stays_small_enough_to_send_and_says_what_is_left_out(monkeypatch):
    marks = [note(name, 10, 12) for name in "abc"]
    size = len(snippets(marks[:1], silence, LAST)[0]["a"].data)
    monkeypatch.setattr("callmon.export.snippets._MOST_BYTES", 2 * size)
    found, missing = snippets(marks, silence, LAST)
    assert list(found) == ["a", "b"]
    assert missing == "The sound of one moment is left out, for the page would be too large to send."
    monkeypatch.setattr("callmon.export.snippets._MOST_BYTES", size)
    found, missing = snippets(marks, silence, LAST)
    assert list(found) == ["a"]
    assert missing.startswith("The sounds of 2 moments are left out")
