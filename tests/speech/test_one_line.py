"""One line: rows of two sides, the voices on them, and whose a word is."""

import numpy as np
import pytest

from callmon.speech.diarization.diarization import Diarization
from callmon.speech.one_line import (
    ELSE,
    HEARING,
    NOBODY,
    FoundVoice,
    Lines,
    OneLineListener,
    rows,
    with_own_words,
)
from callmon.speech.packer import Place, Window
from callmon.timeline import Segment, Sound, SpeechStarted, Utterance, Word, Words

FRAMES = 1000


def found(*spoken, main=None, alone=None):
    """A diarization of 10 s: `spoken` are spans of frames, a list a voice; who began last is heard best."""
    speaks = np.zeros((FRAMES, len(spoken)), bool)
    exclusive = np.full(FRAMES, -1, np.int8)
    for voice, spans in enumerate(spoken):
        for start, end in spans:
            speaks[start:end, voice] = True
            exclusive[start:end] = voice
    if alone is not None:
        exclusive[alone[0] : alone[1]] = alone[2]
    return Diarization(
        160,
        speaks.astype(np.float32),
        speaks,
        exclusive,
        np.eye(len(spoken), 192, dtype=np.float32),
        np.ones(len(spoken), np.float32),
        len(spoken) if main is None else main,
    )


def loud(seconds=10):
    return (0.2 * np.random.default_rng(1).standard_normal((1, seconds * 16_000))).astype(np.float32)


TWO = Lines.of(found([(100, 400)], [(300, 700)]))


def test_the_sides_are_the_two_who_speak_most_in_the_order_in_which_they_begin():
    lines = Lines.of(found([(0, 300)], [(300, 320)], [(320, 700)]))
    assert lines.voices == (0, 2)
    assert lines.alone[[100, 310, 500, 900]].tolist() == [0, ELSE, 1, NOBODY]
    assert lines.speaks[[100, 310, 500]].tolist() == [[1, 0], [0, 0], [0, 1]]


def test_who_is_set_apart_is_no_side_however_long():
    lines = Lines.of(found([(500, 600)], [(600, 700)], [(0, 500)], main=2))
    assert lines.voices == (0, 1)
    assert lines.alone[100] == ELSE


def test_one_voice_leaves_the_other_side_silent():
    lines = Lines.of(found([(0, 300)]))
    assert lines.voices == (0,)
    assert lines.speaks[:, 1].max() == 0


@pytest.mark.parametrize("size", [160, 999, 16_000])
def test_a_row_is_silent_where_somebody_else_speaks_alone(size):
    audio = loud()
    blocks = [audio[:, at : at + size] for at in range(0, audio.shape[1], size)]
    both = np.concatenate(list(rows(blocks, TWO)), axis=1)
    heard = np.abs(both).reshape(2, FRAMES, 160).max(axis=2) > 0
    assert heard[0].tolist() == [not 400 <= frame < 700 for frame in range(FRAMES)]
    assert heard[1].tolist() == [not 100 <= frame < 300 for frame in range(FRAMES)]
    np.testing.assert_array_equal(both[0, 350 * 160 : 400 * 160], audio[0, 350 * 160 : 400 * 160])


def test_audio_behind_the_last_frame_is_heard_on_both_rows():
    audio = loud(11)
    (both,) = rows([audio], TWO)
    np.testing.assert_array_equal(both[:, 160_000:], audio[[0, 0], 160_000:])


def test_a_found_voice_answers_step_by_step():
    voice = FoundVoice(TWO.speaks[:, 0])
    said = np.concatenate([voice(np.zeros(5120, np.float32)) for _ in range(40)])
    speaking = np.flatnonzero(said) * 0.016
    assert speaking[0] == pytest.approx(1.0, abs=0.02)
    assert speaking[-1] == pytest.approx(4.0, abs=0.02)


def heard(lines, audio):
    listener = OneLineListener(lines, HEARING)
    (both,) = rows([audio], lines)
    return [*listener.push(both), *listener.flush()]


def test_each_side_has_its_utterances_and_both_speak_where_they_do():
    speaking = np.repeat(TWO.speaks.max(axis=1), 160)
    told = heard(TWO, loud() * (0.001 + speaking).astype(np.float32))
    assert [(each.speaker, each.at) for each in told if isinstance(each, SpeechStarted)] == [
        ("agent", 16_000),
        ("customer", 48_000),
    ]
    spans = {each.speaker: each.segment for each in told if isinstance(each, Utterance)}
    assert spans["agent"].end == pytest.approx(64_000, abs=8_000)
    assert spans["customer"].end == pytest.approx(112_000, abs=8_000)


def test_a_sound_that_is_no_speech_is_told_once():
    audio = loud() * 0.001
    audio[:, 64_000:] = loud()[:, 64_000:]
    told = heard(Lines.of(found([(0, 100)], [(100, 200)])), audio)
    assert {each.speaker for each in told if isinstance(each, Sound)} == {"customer"}


@pytest.mark.parametrize("under_db", [20, 25, 30, 40])
@pytest.mark.parametrize("gap", [40, 70, 150])
def test_the_noise_of_a_line_is_no_speech_of_whoever_is_silent(under_db, gap):
    """In turns of 3 s, each side is heard where it speaks, however much the line hisses in between."""
    turns = [(start, start + 300) for start in range(100, 4000, 300 + gap)]
    lines = lines_of(4200, turns[::2], turns[1::2])
    hiss = 10 ** (-under_db / 20)
    speaking = np.repeat(lines.speaks.max(axis=1), 160)
    told = heard(lines, loud(42) * np.maximum(speaking, hiss).astype(np.float32))
    # The first turns tell how loud a side and its line are.
    spoken = sorted((each.segment.start, each.segment.end) for each in told if isinstance(each, Utterance))[
        2:
    ]
    for (start, end), (first, last) in zip(spoken, turns[2:], strict=True):
        assert abs(start / 160 - first) <= 5
        assert abs(end / 160 - last) <= 5
    assert not [each for each in told if isinstance(each, Sound)]


@pytest.mark.parametrize("under_db", [-9, 0, 15])
def test_music_in_a_pause_takes_no_speech_away_after_it_and_is_a_sound(under_db):
    turns = [(start, start + 300) for start in range(100, 2200, 340)]
    later = [(start + 5400, end + 5400) for start, end in turns]
    lines = lines_of(8000, [*turns[::2], *later[::2]], [*turns[1::2], *later[1::2]])
    level = np.maximum(np.repeat(lines.speaks.max(axis=1), 160), 0.01)
    level[2600 * 160 : 5400 * 160] = 10 ** (-under_db / 20)
    told = heard(lines, 0.3 * loud(80) * level.astype(np.float32))
    spoken = [each.segment for each in told if isinstance(each, Utterance)]
    after = [each for each in spoken if each.start > 5400 * 160]
    assert sum(len(each) for each in after) / 160 == pytest.approx(300 * len(later), rel=0.03)
    music = [each.segment for each in told if isinstance(each, Sound)][-1]
    assert abs(music.start / 160 - 2600) <= 60
    assert abs(music.end / 160 - 5400) <= 60


def lines_of(frames, agent, customer):
    speaks, alone = np.zeros((frames, 2), np.float32), np.full(frames, NOBODY, np.int8)
    for side, spans in enumerate((agent, customer)):
        for start, end in spans:
            speaks[start:end, side] = 1
            alone[start:end] = side
    return Lines(speaks, alone)


def test_a_voice_that_is_of_neither_side_is_a_sound():
    lines = Lines.of(found([(0, 100)], [(100, 200)], [(300, 800)], main=2))
    quiet = loud() * np.float32(0.001)
    told = [each for each in heard(lines, quiet) if isinstance(each, Sound)]
    assert (told[-1].speaker, told[-1].segment) == ("customer", Segment(48_000, 128_000))


def said(start, end, text):
    return Word(Segment(start * 160, end * 160), text, 0.9)


def recognised(lines, speaker, *words):
    utterance = Utterance(1, speaker, Segment(0, 160_000))
    window = Window((utterance,), (Place(0, 0),), np.zeros(160_000, np.float32))
    recognise = with_own_words(lambda: lambda _window: [Words(1, words)], lines)()
    (own,) = recognise(window)
    return [word.text for word in own.words]


def test_where_two_speak_a_word_is_of_whom_one_hears_best():
    lines = Lines.of(found([(100, 400)], [(300, 700)], alone=(300, 350, 0)))
    words = said(200, 240, "mine"), said(310, 340, "still"), said(360, 390, "yours")
    assert recognised(lines, "agent", *words) == ["mine", "still"]
    assert recognised(lines, "customer", *words) == ["yours"]


def test_a_word_at_the_edge_of_speech_is_kept():
    assert recognised(TWO, "agent", said(80, 102, "so"), said(900, 2000, "late")) == ["so", "late"]
