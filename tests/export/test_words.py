import pytest

from callmon.export import words
from callmon.export.evidence import evidence
from callmon.export.fates import fates
from callmon.export.measure_labels import CALL, SIDES
from callmon.export.measures import shown
from callmon.export.thresholds import LABELS, as_set, groups, threshold
from callmon.settings import Settings, from_table
from callmon.speech.listener import ListenerSettings

KNOWN = {**Settings().definitions(), **ListenerSettings().thresholds()}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0 s"),
        (0.5, "0.5 s"),
        (0.57, "0.6 s"),
        (9.8, "9.8 s"),
        (59.94, "59.9 s"),
        (59.95, "1:00.0 min"),
        (62.41, "1:02.4 min"),
        (3599.94, "59:59.9 min"),
        (3599.95, "1:00:00.0 h"),
        (None, "–"),
    ],
)
def test_a_length_has_tenths(value, text):
    assert words.seconds(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.50 s"),
        (0.57, "0.57 s"),
        (12.0, "12.00 s"),
        (-0.3, "-0.30 s"),
        (-0.001, "0.00 s"),
        (75.2, "75.20 s"),
        (None, "–"),
    ],
)
def test_an_overlap_and_an_answer_have_hundredths(value, text):
    assert words.brief(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (6.8, "rate", "6.8"),
        (7.0, "rate", "7.0"),
        (161.53, "wpm", "162"),
        (0.583, "share", "58 %"),
        (3, "n", "3"),
        (None, "rate", "–"),
    ],
)
def test_a_measure_is_shown_in_the_format_of_its_unit(value, unit, text):
    assert shown(value, unit) == text


# Thresholds


@pytest.mark.parametrize(("item", "text"), [(-100.0, "never"), (12.0, "12 dB"), ("?", "?")])
def test_what_never_holds_says_so_in_place_of_a_number(item, text):
    assert threshold("endpoint_heard_below_median_db", item).value == text


def test_every_threshold_has_words_a_coach_can_read():
    labelled = {name for labels in LABELS.values() for name in labels}
    assert labelled == set(KNOWN) - {"version"}
    rows = [row for group in groups(KNOWN) for row in group.rows]
    assert {row.name for row in rows} == labelled
    assert not [row.label for row in rows if "_" in row.label]


def test_no_two_thresholds_of_a_group_are_called_the_same():
    for group in groups(KNOWN):
        assert len({row.label for row in group.rows}) == len(group.rows)


@pytest.mark.parametrize(
    ("item", "unit", "text"),
    [
        (3.0, "s", "3 s"),
        (0.15, "s", "0.15 s"),
        (0.0625, "s", "0.0625 s"),
        (0.5, "share", "50 %"),
        (0.335, "share", "33.5 %"),
        (190.0, "wpm", "190 words per minute"),
        (1.2, "usual", "1.2 times the usual"),
        (12.0, "db", "12 dB"),
        (0.35, "n", "0.35"),
        (7, "n", "7"),
        ([3.0, 5.0, 10.5], "s", "3, 5, 10.5 s"),
        (2.0, "st", "2 semitones"),
        (0.35, "syllables", "0.35 syllables/s"),
        ("eu", "region", "European Union"),
        ("mars", "region", "mars"),
        ([], "names", "none"),
        (["let_them_finish", "slower"], "names", "Let them finish, Slower"),
        ("as it is", "n", "as it is"),
        (True, "n", "yes"),
    ],
)
def test_a_threshold_reads_as_it_was_set(item, unit, text):
    assert as_set(item, unit) == text


def test_a_threshold_of_another_version_stands_last_under_its_own_name():
    *_, last = groups({**KNOWN, "patience_s": 1.5, "word_list": "plain"})
    assert last.label == "Others"
    assert [(row.name, row.label, row.value) for row in last.rows] == [
        ("patience_s", "Patience s", "1.5 s"),
        ("word_list", "Word list", "plain"),
    ]


def test_what_is_switched_off_is_named():
    settings = from_table({"cues": {"off": ["slower"]}})
    assert threshold("cue_off", settings.definitions()["cue_off"]).value == "Slower"


def test_every_measure_names_thresholds_that_there_are():
    assert {name for measure in SIDES + CALL for name in measure.about} <= set(KNOWN)


# Cues


def test_the_evidence_of_a_cue_is_one_line():
    found = {
        "start": 60.0,
        "end": 62.0,
        "value": 1.5,
        "threshold": 0.7,
        "unit": "s",
        "count": 2,
        "baseline": None,
    }
    assert evidence(found) == "measured 1.50 s · threshold 0.7 s · count 2 · at 1:00.0–1:02.0"
    pace = {"value": 193.4, "threshold": 180.6, "unit": "wpm", "count": 1, "baseline": 150.5}
    assert evidence(pace) == (
        "measured 193 words per minute · threshold 181 words per minute · usual 150 words per minute"
    )
    assert evidence({"value": 1.0, "unit": "s", "words_heard": ["so", "what"]}) == (
        "measured 1.00 s · words heard so, what"
    )
    assert evidence({"value": 0.81, "threshold": 0.75, "unit": "share"}) == "measured 81 % · threshold 75 %"
    assert evidence({"value": 3, "threshold": 2.5, "unit": "laughs"}) == (
        "measured 3 laughs · threshold 2.5 laughs"
    )
    assert evidence({}) == ""


def cue(at, *, shown=True, painted=None, feedback=None):
    return {"at": at, "shown": shown, "painted": painted, "feedback": feedback}


def fates_of(*cues, **definitions):
    return fates({"cues": cues, "definitions": definitions})


def test_a_cue_of_a_recording_has_no_fate():
    assert fates_of(cue(10.0), cue(12.0, shown=False), cue_shown_s=8.0) == ["", ""]


def test_a_cue_that_is_followed_while_it_is_shown_was_replaced():
    found = fates_of(cue(10.0), cue(12.0, shown=False), cue(17.9), cue(25.9), cue_shown_s=8.0)
    assert found == ["replaced by a more urgent cue after 7.9 s", "", "", ""]
    assert fates_of(cue(10.0), cue(12.0)) == ["", ""]


def test_a_cue_is_seen_a_little_after_it_is_true():
    assert fates_of(cue(10.0, painted=10.25)) == ["on screen 0.2 s later"]
    # A position may be rounded past the one at which it was painted.
    assert fates_of(cue(10.0, painted=9.999)) == ["on screen 0.0 s later"]


def test_a_verdict_of_another_version_is_shown_rather_than_lost():
    assert fates_of(cue(10.0, feedback="liked")) == ["liked"]
