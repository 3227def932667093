"""Tone against the usual: where words and bars stand."""

from itertools import combinations

import pytest
import sample_report
import sample_words

from callmon.export import tone


def shift(start, word, feature="rate", speaker="agent", **more):
    values = {"at": start + 2.0, "end": start + 1.5, "utterance": 1, "value": 5.94, "usual": 4.7}
    return {"start": start, "word": word, "feature": feature, "speaker": speaker, "unit": "syllables/s"} | (
        values | more
    )


def report_with(*shifts, duration=100.0, arousal=()):
    report = sample_report.sample()
    report["call"]["duration"] = duration
    report["tone"] = {"shifts": list(shifts), "utterances": [], "arousal": list(arousal)}
    return report


def bars(row, speaker="agent"):
    (lane,) = [lane for lane in row.lanes if lane.speaker == speaker]
    return list(lane.bars)


def place(at, duration=100.0):
    return round(tone.GUTTER + at / duration * (tone.RIGHT - tone.GUTTER), 2)


def test_a_word_stands_where_it_was_heard_for_as_long_as_it_holds():
    (row,) = tone.rows(report_with(shift(20.0, "fast"), shift(60.0, "steady")))
    (bar,) = bars(row)
    assert (bar.word, bar.x, bar.width) == ("fast", place(20), pytest.approx(place(60) - place(20)))
    assert bar.title == "Agent fast: pace 5.9 syllables/s, usual 4.7, 0:20.0–1:00.0"
    assert row.description == f"{bar.title}."
    assert bars(row, "customer") == []


def test_what_does_not_come_back_holds_to_the_end():
    (row,) = tone.rows(report_with(shift(20.0, "fast"), shift(50.0, "slow")))
    fast, slow = bars(row)
    assert (fast.word, slow.word) == ("fast", "slow")
    assert fast.x + fast.width == pytest.approx(slow.x)
    assert slow.x + slow.width == pytest.approx(tone.RIGHT)


def test_other_features_and_other_voices_end_nothing():
    (row,) = tone.rows(
        report_with(
            shift(20.0, "fast"),
            shift(30.0, "steady", "pitch"),
            shift(40.0, "steady", speaker="customer"),
        )
    )
    (bar,) = bars(row)
    assert bar.x + bar.width == pytest.approx(tone.RIGHT)


def test_nothing_covers_anything_else():
    report = report_with(
        *(shift(at, "lively", feature) for at, feature in zip((10, 11, 12, 13), tone.FEATURES, strict=True)),
        *(
            shift(at, word, "rate")
            for at, word in ((30, "slow"), (30.5, "fast"), (31, "slow"), (99.9, "fast"))
        ),
    )
    (row,) = tone.rows(report)
    found = bars(row)
    assert len(found) == 8
    for one, other in combinations(found, 2):
        if one.track == other.track:
            left, right = sorted((one, other), key=lambda bar: bar.x)
            assert left.x + max(left.width, tone.LETTER * len(left.word)) <= right.x
    for bar in found:
        assert bar.x >= tone.GUTTER
        assert bar.x + bar.width <= tone.RIGHT + 0.01
        assert bar.x + tone.LETTER * len(bar.word) <= tone.RIGHT + 0.01
    lane = row.lanes[0]
    assert lane.height >= tone.TRACK * (1 + max(bar.track for bar in found))
    assert row.lanes[1].y >= lane.y + lane.height


def test_a_long_call_has_rows_of_equal_length_and_a_word_goes_on_in_the_next():
    rows = tone.rows(report_with(shift(800.0, "loud", "loudness"), duration=2000.0))
    assert len(rows) == 3
    assert [len(bars(row)) for row in rows] == [0, 1, 1]
    assert bars(rows[2])[0].x == tone.GUTTER
    assert rows[0].description == "No voice differs from its usual."
    assert rows[0].title == "Tone against the usual, 0:00 to 11:07"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (shift(1.0, "steady"), "Agent steady again: pace 5.9 syllables/s, usual 4.7"),
        (
            shift(1.0, "high", "pitch", "customer", value=9.0, usual=6.51, unit="st"),
            "Customer high: pitch 9 semitones, usual 6.5",
        ),
        (
            shift(1.0, "flat", "spread", value=2.0, usual=5.0, unit="st"),
            "Agent flat: melody 2 semitones, usual 5",
        ),
        (shift(1.0, "hoarse", "rough_edge", unit="%"), "Agent hoarse: rough edge 5.9 %, usual 4.7"),
    ],
)
def test_a_shift_in_words(found, text):
    assert tone.told(found) == text


def test_where_no_voice_was_measured_there_is_nothing():
    assert tone.rows(report_with()) == []
    assert tone.rows(report_with(shift(1.0, "fast"), duration=0.0)) == []
    assert tone.rows({**report_with(), "tone": {**sample_words.tone(), "shifts": []}})[0].lanes


def test_arousal_is_a_line_of_the_customer_and_has_room_only_where_there_is_any():
    (without,) = tone.rows(report_with(shift(1.0, "fast")))
    assert (list(without.curve), without.axis_y) == ([], without.curve_y)
    # Utterance 2 and 5 are the customer's, 1 the agent's, 99 nobody's.
    told = [
        {"utterance": number, "value": value} for number, value in ((1, 0.9), (2, 0.0), (5, 1.0), (99, 0.5))
    ]
    (row,) = tone.rows(report_with(arousal=told))
    calm, tense = row.curve
    assert (calm, tense) == (
        (place((4.7 + 13.2) / 2), pytest.approx(row.curve_y + tone.CURVE)),
        (place((20.1 + 24.8) / 2), row.curve_y),
    )
    assert row.axis_y > row.curve_y + tone.CURVE
