"""Words of utterances that are not over, and what a pause makes forgotten."""

from concurrent.futures import wait

from speech.held_words import Recogniser

from callmon.timeline import samples


def speak_with_partials(call, recogniser, shown):
    """A call on which the agent is speaking and somebody looks at partial words."""
    made = call(recogniser, on_partial=shown.append)
    made.load()
    made.words.partials = True
    return made, made.begin()


def answered(call):
    """Wait for the partial that is asked for, then hear one block more."""
    if call.words._partial is not None:
        wait([call.words._partial[1]], timeout=20)
    call.hear()


def test_words_of_an_open_utterance_are_shown_again_and_again_but_never_folded(call):
    shown = []
    made, started = speak_with_partials(call, Recogniser(out=100), shown)
    for _ in range(30):
        made.hear()
        answered(made)
    assert 2 <= len(shown) <= 4
    assert {(each.utterance, each.speaker, each.text) for each in shown} == {
        (started.utterance, "agent", "u1 big")
    }
    assert made.said() == []
    made.end(started)
    made.settle()
    assert made.said() == ["u1 big"]


def test_nobody_looks_so_no_partial_is_recognised(call):
    shown, recogniser = [], Recogniser(out=100)
    made, _ = speak_with_partials(call, recogniser, shown)
    made.words.partials = False
    made.hear(10)
    assert recogniser.windows == []
    assert shown == []


def test_partial_words_that_come_after_the_end_of_their_utterance_are_not_shown(call):
    shown, recogniser = [], Recogniser()
    made, started = speak_with_partials(call, recogniser, shown)
    made.hear(2)
    assert made.words._partial is not None
    made.end(started)
    recogniser.out.release(2)
    made.settle()
    answered(made)
    assert shown == []
    assert made.said() == ["u1 big"]


def test_of_a_long_open_utterance_the_last_words_are_recognised(call):
    recogniser = Recogniser(out=100)
    made, _ = speak_with_partials(call, recogniser, [])
    for _ in range(400):
        made.hear()
        answered(made)
    assert max(len(window.audio) for window in recogniser.windows) <= samples(12.5)
    last = recogniser.windows[-1]
    assert last.audio[-1] >= made.at - samples(2)


def test_both_sides_get_partials_in_turn(call):
    shown = []
    made, _ = speak_with_partials(call, Recogniser(out=100), shown)
    made.begin("customer")
    for _ in range(60):
        made.hear()
        answered(made)
    speakers = [each.speaker for each in shown]
    assert abs(speakers.count("agent") - speakers.count("customer")) <= 1


def test_a_pause_forgets_audio_windows_and_words_in_work(call):
    recogniser = Recogniser()
    made = call(recogniser)
    made.load()
    for _ in range(3):
        made.say()
    recogniser.begins()
    started = made.begin()
    made.hear(1)
    made.pause()
    paused_at = made.at
    assert made.words._packer.kept == 0
    made.hear(0.3)
    made.end(started)
    made.hear(5)
    recogniser.out.release(1000)
    number = made.say()
    made.settle()
    assert made.said() == [f"u{number} big"]
    # The window that was in work at the pause, and the one that was said after it.
    assert len(recogniser.windows) == 2
    assert min(recogniser.windows[-1].audio) > paused_at


def test_an_utterance_that_is_open_at_a_pause_is_not_asked_for_afterwards(call):
    shown, recogniser = [], Recogniser(out=100)
    made, _ = speak_with_partials(call, recogniser, shown)
    made.hear(0.5)
    made.pause()
    made.hear(5)
    assert recogniser.windows == []
    made.begin("customer")
    for _ in range(20):
        made.hear()
        answered(made)
    assert {each.speaker for each in shown} == {"customer"}


def test_a_partial_in_work_at_a_pause_is_never_shown(call):
    shown, recogniser = [], Recogniser()
    made, _ = speak_with_partials(call, recogniser, shown)
    made.hear(2)
    recogniser.begins()
    made.pause()
    recogniser.out.release(1000)
    made.hear(3)
    assert shown == []
