from dataclasses import replace
from itertools import groupby
from math import inf, nan
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene import A, C, span

from callmon.conversation.tone import Tone
from callmon.conversation.tone_settings import ToneSettings
from callmon.timeline import (
    Ended,
    Prosody,
    SignalWord,
    SpeechStarted,
    Tick,
    Usual,
    Utterance,
    other,
    samples,
)

CALM = Prosody(0, samples(2), 5.0, 7.0, -20.0, 5.0, 0.6, 0.0, -10.0)
"""A usual utterance: 5 st, spread 7 st, -20 dB, 5 syllables a second."""
CHANGES = {
    "high": {"pitch_st": 9.0},
    "low": {"pitch_st": 1.0},
    "lively": {"spread_st": 12.0},
    "flat": {"spread_st": 2.0},
    "loud": {"loudness_db": -14.0},
    "quiet": {"loudness_db": -26.0},
    "fast": {"rate": 6.5},
    "slow": {"rate": 3.5},
}
FEATURES = {
    "high": ("pitch", "st"),
    "low": ("pitch", "st"),
    "lively": ("spread", "st"),
    "flat": ("spread", "st"),
    "loud": ("loudness", "dB"),
    "quiet": ("loudness", "dB"),
    "fast": ("rate", "syllables/s"),
    "slow": ("rate", "syllables/s"),
}


class Call:
    """Utterances of 3 s, one every 4 s, and what they sound like."""

    def __init__(self, settings=None, speaker=C):
        self.tone = Tone(settings)
        self.speaker = speaker
        self.count = 0

    def say(self, times=1, seconds=3.0, gap=1.0, speaker=None, **how):
        """Shifts while `times` utterances are said that are calm but for `how`."""
        found = []
        for _ in range(times):
            self.count += 1
            start = getattr(self, "at", 0.0)
            self.at = start + seconds + gap
            self.tone.observe(Utterance(self.count, speaker or self.speaker, span(start, start + seconds)))
            found += self.tone.observe(replace(CALM, utterance=self.count, **how))
        return found

    def words(self, times=1, **how):
        return [shift.word for shift in self.say(times, **how)]


def known(settings=None, speaker=C):
    """A call in which the speaker's usual is known."""
    call = Call(settings, speaker)
    assert call.say(25) == []
    return call


def test_only_the_closed_list_of_words_is_ever_used():
    assert set(CHANGES) | {"steady"} == set(get_args(SignalWord))


@pytest.mark.parametrize("speaker", [A, C])
@pytest.mark.parametrize("word", CHANGES)
def test_a_voice_that_changes_is_told_once_and_again_when_it_is_back(word, speaker):
    call = known(speaker=speaker)
    shifts = call.say(8, **CHANGES[word])
    assert [shift.word for shift in shifts] == [word]
    (shift,) = shifts
    feature, unit = FEATURES[word]
    assert (shift.speaker, shift.feature, shift.unit) == (speaker, feature, unit)
    assert {"high": 5, "low": 5, "lively": 7, "flat": 7, "fast": 5, "slow": 5}.get(word, -20) == shift.usual
    assert (shift.value > shift.usual) == (word in ("high", "lively", "loud", "fast"))
    back = call.say(8)
    assert [shift.word for shift in back] == ["steady"]
    assert (back[0].feature, back[0].unit) == (feature, unit)


def test_a_shift_is_told_of_the_utterance_that_completes_it_once_that_was_heard():
    call = known()
    call.tone.observe(SpeechStarted(samples(150.0), C, 99))
    call.tone.observe(Tick(samples(160.5)))
    call.tone.observe(Tick(samples(160.0)))
    (shift,) = call.say(8, **CHANGES["loud"])
    assert 26 < shift.utterance < 34
    assert shift.at == samples(160.5)
    assert shift.segment == span((shift.utterance - 1) * 4, (shift.utterance - 1) * 4 + 3)
    call.tone.observe(Ended(samples(300)))
    (back,) = call.say(8)
    assert back.at == samples(300)


def test_nothing_is_told_before_a_minute_of_speech():
    call = Call()
    assert call.say(10) == []
    assert call.say(10, **CHANGES["loud"]) == []


def test_one_shout_is_no_shift():
    call = known()
    assert call.say(1, loudness_db=-2.0, pitch_st=20.0) == []
    assert call.say(10) == []


@pytest.mark.parametrize(
    "little",
    [{"pitch_st": 6.8}, {"spread_st": 9.8}, {"loudness_db": -17.2}, {"rate": 5.7}],
    ids=["pitch", "spread", "loudness", "rate"],
)
def test_what_is_hardly_heard_is_no_shift_of_an_even_voice(little):
    assert known().say(20, **little) == []


@pytest.mark.parametrize(("off", "told"), [(5.0, []), (10.0, ["loud"])])
def test_a_voice_that_varies_needs_more_than_an_even_one(off, told):
    def varied(off):
        return [call.words(loudness_db=-20.0 + off + 3 * (number % 3 - 1)) for number in range(15)]

    call = Call()
    assert [*varied(0.0), *varied(0.0)] == [[]] * 30
    assert [word for words in varied(off) for word in words][:1] == told


def test_a_voice_goes_from_one_side_to_the_other_by_way_of_steady():
    call = known()
    assert call.words(6, rate=6.5) == ["fast"]
    assert call.words(10, rate=3.5) == ["steady", "slow"]


def test_several_features_shift_on_their_own():
    call = known()
    told = call.words(6, loudness_db=-14.0, pitch_st=9.0, rate=6.5, tilt_db=-6.0)
    assert sorted(told) == ["fast", "high", "loud"]
    assert call.words(8, loudness_db=-14.0, tilt_db=-6.0) == ["steady", "steady"]


def test_another_volume_of_the_headset_is_loud_once_and_soon_usual():
    call = known()
    told = call.words(40, loudness_db=-8.0)
    assert told == ["loud", "steady"]
    assert call.words(40, loudness_db=-8.0) == []


@pytest.mark.parametrize("effort", [{"tilt_db": -6.0}, {"pitch_st": 9.0}], ids=["tilt", "pitch"])
def test_a_voice_that_is_raised_with_effort_stays_loud_for_longer(effort):
    call = known()
    told = call.words(40, loudness_db=-8.0, **effort)
    assert "loud" in told
    assert call.tone.observe(Ended(0)) == []
    assert [word for word in told if word == "steady"] == []


def test_a_voice_that_stays_different_is_usual_in_the_end():
    call = known()
    assert call.words(300, rate=6.5) == ["fast", "steady"]


def test_pauses_change_nothing_and_what_is_long_ago_is_not_lately():
    call = known()
    assert call.say(1, **CHANGES["loud"]) == []
    call.at += 90.0
    # The first loud utterance is forgotten: three more are one reading too few.
    told = [call.words(**CHANGES["loud"]) for _ in range(3)]
    assert told == [[], [], ["loud"]]


def test_a_reading_needs_some_speech():
    call = known()
    call.at += 90.0
    short = {**CHANGES["loud"], "seconds": 1.2}
    told = [call.words(**short) for _ in range(5)]
    # Four of 1.2 s are the first reading of more than 4 s.
    assert told == [[], [], [], [], ["loud"]]


@pytest.mark.parametrize(
    "uncounted",
    [{"seconds": 0.9}, {"pause_share": 0.7}, {"voiced": samples(0.2)}],
    ids=["short", "mostly pauses", "hardly voiced"],
)
def test_utterances_with_little_speech_are_not_counted(uncounted):
    assert known().say(20, **CHANGES["loud"], **uncounted) == []


@pytest.mark.parametrize("value", [None, nan, inf])
def test_what_could_not_be_measured_is_left_out(value):
    call = known()
    assert call.say(20, pitch_st=value, spread_st=value, rate=value) == []
    assert call.words(6, **CHANGES["high"]) == ["high"]


def test_a_level_that_is_no_number_is_left_out():
    call = known()
    assert call.say(20, loudness_db=-inf, tilt_db=nan) == []
    assert call.words(8, **CHANGES["loud"]) == ["loud"]


def test_prosody_counts_once_and_only_of_a_known_utterance():
    tone = Tone()
    assert tone.observe(replace(CALM, utterance=7)) == []
    call = known()
    loud = replace(CALM, utterance=call.count, loudness_db=-8.0)
    assert [shift for _ in range(20) for shift in call.tone.observe(loud)] == []


def test_prosody_that_comes_after_very_many_utterances_is_left_out():
    call = known()
    late = Utterance(1000, C, span(200, 210))
    call.tone.observe(late)
    for number in range(64):
        call.tone.observe(Utterance(2000 + number, C, span(300 + number, 300.5 + number)))
    call.tone.observe(replace(CALM, utterance=1000, loudness_db=0.0))
    assert call.words(2, **CHANGES["loud"]) == []


@pytest.mark.parametrize("speaker", [A, C])
def test_one_side_says_nothing_about_the_other(speaker):
    call = known(speaker=speaker)
    assert call.say(30, speaker=other(speaker), **CHANGES["loud"], rate=9.0) == []
    assert call.words(6, **CHANGES["loud"]) == ["loud"]


USUAL = Usual(
    A, 20, (("rate", 5.0, 0.4), ("spread", 7.0, 1.0), ("loudness", -20.0, 1.0), ("pitch", 5.0, 1.0))
)


def test_earlier_calls_tell_how_fast_and_lively_an_agent_usually_is():
    call = Call(speaker=A)
    call.tone.observe(USUAL)
    shifts = call.say(8, rate=6.5, spread_st=2.0, loudness_db=-8.0, pitch_st=12.0)
    assert sorted(shift.word for shift in shifts) == ["fast", "flat"]
    assert {shift.feature: round(shift.usual, 1) for shift in shifts} == {"rate": 5.0, "spread": 6.9}


def test_fast_for_a_whole_call_is_told_once_where_earlier_calls_were_slower():
    call = Call(speaker=A)
    call.tone.observe(USUAL)
    assert call.words(60, rate=6.5) == ["fast"]


def test_the_customer_has_no_earlier_calls():
    call = Call(speaker=C)
    call.tone.observe(replace(USUAL, speaker=C))
    assert call.say(10, rate=9.0) == []


@pytest.mark.parametrize(
    "usual",
    [
        replace(USUAL, calls=1),
        replace(USUAL, calls=0),
        replace(USUAL, features=(("rate", nan, 0.4), ("spread", 7.0, inf))),
        replace(USUAL, features=()),
    ],
)
def test_few_earlier_calls_or_unknown_figures_say_nothing_yet(usual):
    call = Call(speaker=A)
    call.tone.observe(usual)
    assert call.say(12, rate=9.0) == []


def test_other_thresholds_are_heeded():
    strict = ToneSettings(usual_s=20.0, usual_utterances=4, loudness_least_db=8.0, rate_least_share=0.5)
    call = Call(strict)
    assert call.say(10) == []
    assert call.say(10, loudness_db=-13.0, rate=7.0) == []
    assert call.words(10, pitch_st=9.0) == ["high"]


UTTERANCES = st.lists(
    st.tuples(
        st.sampled_from([A, C]),
        st.floats(0.3, 12),
        st.one_of(st.none(), st.floats(-5, 20)),
        st.floats(-60, -5),
        st.one_of(st.none(), st.floats(1, 10)),
    ),
    max_size=80,
)


def played(utterances, gain=0.0):
    call, found = Call(), []
    for speaker, seconds, pitch, level, rate in utterances:
        found += call.say(
            speaker=speaker,
            seconds=seconds,
            pitch_st=pitch,
            spread_st=pitch,
            loudness_db=level + gain,
            rate=rate,
        )
    return found


@settings(deadline=None, max_examples=30)
@given(UTTERANCES)
def test_shift_and_steady_alternate_for_each_feature_of_each_side(utterances):
    found = sorted(played(utterances), key=lambda shift: (shift.speaker, shift.feature))
    for _, shifts in groupby(found, key=lambda shift: (shift.speaker, shift.feature)):
        words = [shift.word for shift in shifts]
        assert "steady" not in words[::2]
        assert set(words[1::2]) <= {"steady"}


@settings(deadline=None, max_examples=30)
@given(UTTERANCES, st.sampled_from([-12.0, 12.0]))
def test_a_gain_over_the_whole_call_changes_no_word(utterances, gain):
    def told(found):
        return [(shift.utterance, shift.word) for shift in found]

    assert told(played(utterances, gain)) == told(played(utterances))


@settings(deadline=None, max_examples=30)
@given(st.floats(-12, 12), st.integers(1, 30), st.integers(0, 2**16))
def test_a_gain_that_drifts_is_told_at_most_once(gain, over, seed):
    call = known()
    told = []
    for number in range(120):
        share = min(1.0, number / over)
        wobble = ((seed * 31 + number * 17) % 7 - 3) / 5
        told += call.words(loudness_db=-20.0 + gain * share + wobble)
    assert len([word for word in told if word != "steady"]) <= 1
    assert told[-1:] in ([], ["steady"])


@settings(deadline=None, max_examples=10)
@given(UTTERANCES)
def test_the_same_in_gives_the_same_out(utterances):
    assert played(utterances) == played(utterances)
