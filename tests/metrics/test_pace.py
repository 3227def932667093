import pytest

from callmon.metrics import MetricSettings
from callmon.metrics.pace import Pace
from callmon.timeline import samples


def pace_of(*said, **settings):
    pace = Pace(MetricSettings(**settings))
    for words, voiced_s in said:
        pace.add(words, samples(voiced_s))
    return pace


def test_nothing_said_has_no_pace():
    pace = pace_of()
    assert (pace.words, pace.overall, pace.current, pace.usual) == (0, None, None, None)


def test_short_utterances_count_as_words_and_not_as_pace():
    pace = pace_of((6, 1))
    assert (pace.words, pace.overall) == (6, None)
    pace = pace_of((6, 1), (7, 3))
    assert pace.words == 13
    assert pace.overall == pytest.approx(140)


def test_words_without_voice_are_no_pace():
    assert pace_of((8, 0)).overall is None


def test_the_pace_now_needs_a_quarter_of_its_window():
    assert pace_of((40, 14.9)).current is None
    assert pace_of((40, 15)).current == pytest.approx(160)


def test_the_pace_now_forgets_what_is_more_than_a_minute_of_own_speech_ago():
    assert pace_of((50, 30), (100, 30)).current == pytest.approx(150)
    assert pace_of((50, 30), (100, 30), (60, 20)).current == pytest.approx(160 / 50 * 60)
    # One utterance longer than the window stands alone.
    assert pace_of((50, 30), (200, 100)).current == pytest.approx(120)


def test_the_usual_pace_is_the_median_of_the_first_minute_and_stays():
    pace = pace_of((40, 20), (60, 20), (48, 19.9))
    assert pace.usual is None
    pace.add(40, samples(12))
    # 120, 180, 144.7 and 200 a minute.
    assert pace.usual == pytest.approx((48 / 19.9 * 60 + 180) / 2)
    assert pace_of((40, 30), (60, 30)).usual == pytest.approx(100)
    settled = pace.usual
    pace.add(100, samples(20))
    assert pace.usual == settled
    assert pace.overall == pytest.approx(288 / 91.9 * 60)


def test_windows_of_zero_mean_at_once():
    pace = pace_of(pace_window_s=0.0, pace_usual_s=0.0)
    assert (pace.current, pace.usual) == (None, None)
    pace.add(10, samples(4))
    assert (pace.current, pace.usual) == (pytest.approx(150), pytest.approx(150))
