"""How both sides sound, in words."""

from callmon.timeline import Arousal, Segment, ToneShift
from callmon.ui.tone_words import ToneWords


def shift(word, feature, speaker="agent"):
    return ToneShift(9, speaker, 1, Segment(0, 9), word, feature, 5.0, 1.0, "dB")


def test_words_hold_until_the_voice_is_steady_again():
    words = ToneWords()
    assert words.of("agent") == ()
    words.add(shift("loud", "loudness"))
    words.add(shift("fast", "rate"))
    words.add(shift("high", "pitch", "customer"))
    assert words.of("agent") == ("loud", "fast")
    words.add(shift("steady", "loudness"))
    assert words.of("agent") == ("fast",)
    assert words.of("customer") == ("high",)


def test_a_voice_that_shifts_the_other_way_has_one_word():
    words = ToneWords()
    words.add(shift("loud", "loudness"))
    words.add(shift("fast", "rate"))
    words.add(shift("quiet", "loudness"))
    assert words.of("agent") == ("fast", "quiet")


def test_a_voice_that_was_steady_all_along_has_none():
    words = ToneWords()
    words.add(shift("steady", "loudness"))
    assert words.of("agent") == ()


def test_an_estimate_is_of_the_customer_and_there_only_where_it_was_made():
    words = ToneWords()
    assert words.tense is None
    words.estimate(Arousal(1, 0.756))
    assert words.tense == 76
