from callmon.speech.sounds import SoundFinder
from callmon.timeline import Segment


def heard(*runs, noise=-70.0):
    """Sounds of runs of (frames, probability, level, speaking), in frames."""
    finder, found = SoundFinder(), []
    for length, probability, level, speaking in runs:
        found += [finder.push(probability, level, noise, speaking) for _ in range(length)]
    found.append(finder.flush())
    told = [(sound.start // 160, sound.end // 160) for sound in found if sound is not None]
    # What is told while a sound lasts begins where it began, and the last of it counts.
    return list({start: (start, end) for start, end in told}.values())


QUIET, MUSIC, TALK = (0.01, -70.0, False), (0.1, -25.0, False), (0.9, -20.0, True)


def test_music_is_one_sound_with_its_rests():
    assert heard((50, *QUIET), (120, *MUSIC), (40, *QUIET), (120, *MUSIC), (99, *QUIET)) == [(50, 330)]


def test_a_sound_is_told_each_second_while_it_lasts():
    finder = SoundFinder()
    told = [finder.push(*frame[:2], -70.0, frame[2]) for frame in [QUIET] * 50 + [MUSIC] * 330]
    assert [(at, found.start // 160, found.end // 160) for at, found in enumerate(told) if found] == [
        (149, 50, 150),
        (249, 50, 250),
        (349, 50, 350),
    ]
    assert finder.flush() == Segment(50 * 160, 380 * 160)


def test_what_is_shorter_than_a_second_is_no_sound():
    assert heard((50, *QUIET), (99, *MUSIC), (99, *QUIET)) == []
    assert heard((50, *QUIET), (100, *MUSIC), (99, *QUIET)) == [(50, 150)]


def test_clicks_far_apart_are_no_sound():
    assert heard(*[(1, *MUSIC), (50, *QUIET)] * 20) == []


def test_a_long_rest_parts_two_sounds():
    assert heard((150, *MUSIC), (70, *QUIET), (150, *MUSIC)) == [(0, 150), (220, 370)]


def test_speech_ends_a_sound():
    assert heard((150, *MUSIC), (50, *TALK), (50, *MUSIC)) == [(0, 150)]


def test_a_sound_stands_out_of_the_noise():
    faint = (0.1, -58.0, False)
    assert heard((200, *faint), noise=-90.0) == [(0, 200)]
    assert heard((200, *faint), noise=-70.0) == []


def test_a_loud_channel_does_not_hide_music():
    # What is taken for noise may be the music itself.
    assert heard((200, *MUSIC), noise=-25.0) == [(0, 200)]


def test_a_sound_has_samples():
    finder = SoundFinder()
    told = [finder.push(0.0, -20.0, -70.0, False) for _ in range(100)]
    assert told[-1] == Segment(0, 16_000)
    assert finder.flush() is None
