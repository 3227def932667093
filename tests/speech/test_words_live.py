"""Live words: late, given up and tried again, at the end of a call, broken and hanging."""

import threading
from concurrent.futures import wait

import pytest
from speech.held_words import BLOCK, Recogniser

from callmon.speech.governor import GovernorSettings
from callmon.timeline import Tick, Words, samples


def test_timing_never_waits_for_words_which_are_folded_when_they_come(call):
    slow = call(recogniser := Recogniser())
    one = slow.say()
    two = slow.say(speaker="customer")
    assert len([each for each in slow.told if isinstance(each, Tick)]) == slow.at // BLOCK
    assert slow.said() == []
    recogniser.out.release(2)
    slow.settle()
    assert slow.said() == [f"u{one} big", f"u{two} big"]


def test_loading_is_told_and_what_is_said_meanwhile_is_caught_up_with(call):
    loading = call(recogniser := Recogniser(out=100, loads=False), governing=GovernorSettings())
    numbers = [loading.say() for _ in range(10)]
    assert loading.states() == ["loading"]
    assert loading.said() == []
    recogniser.loaded.set()
    loading.load()
    loading.settle()
    assert loading.states() == ["loading", "ok"]
    assert loading.said() == [f"u{number} big" for number in numbers]


def test_catching_up_after_loading_is_not_being_late(call):
    loading = call(recogniser := Recogniser(loads=False), governing=GovernorSettings())
    for _ in range(6):
        loading.say()
    recogniser.loaded.set()
    loading.load()
    for done in range(1, 7):
        loading.hear(2.0)
        recogniser.out.release()
        assert not wait([loading.words._running[0].words], timeout=20).not_done
        loading.hear()
        assert len(loading.said()) == done
    assert loading.states() == ["loading", "ok"]
    loading.say()
    loading.hear(2.7)
    assert loading.states() == ["loading", "ok", "timing_only"]


def test_recognition_gives_up_partials_then_the_model_then_itself_and_tries_again(call):
    big, small = Recogniser(), Recogniser("small")
    slow = call(big, small, on_partial=print, governing=GovernorSettings())
    slow.load()
    slow.say()
    big.begins()
    slow.hear(3.0)
    assert slow.states()[-1] == "no_partials"
    slow.hear(4.1)
    slow.load()
    assert slow.states()[-1] == "smaller_model"
    slow.say()
    small.begins()
    slow.hear(6.0)
    assert slow.states()[-1] == "timing_only"
    slow.say()
    assert slow.said() == []
    # As long as a window that was given up is still in work, nothing is tried.
    slow.hear(60)
    assert slow.states()[-1] == "timing_only"
    for recogniser in (big, small):
        recogniser.out.release(1000)
    for worker in slow.words._given_up:
        worker.close()
    slow.hear(46)
    slow.load()
    number = slow.say()
    slow.settle()
    assert slow.states()[-1] == "smaller_model"
    assert slow.said() == [f"u{number} small"]
    for level in ("no_partials", "ok"):
        slow.hear(60)
        slow.load()
        assert slow.states()[-1] == level
    number = slow.say()
    slow.settle()
    assert slow.states()[-1] == "ok"
    assert slow.said()[-1] == f"u{number} big"


def test_an_utterance_that_is_open_when_the_model_changes_gets_its_words_from_the_next(call):
    big, small = Recogniser(), Recogniser("small", out=100)
    slow = call(big, small, governing=GovernorSettings())
    slow.load()
    slow.say()
    started = slow.begin("customer")
    slow.hear(4.0)
    slow.end(started)
    slow.load()
    slow.settle()
    assert slow.said() == [f"u{started.utterance} small"]


def test_the_last_words_of_a_call_are_waited_for(call):
    made = call(recogniser := Recogniser())
    number = made.say()
    threading.Timer(0.1, recogniser.out.release).start()
    last = Tick(made.at + 1)
    assert [type(each) for each in made.words.flush([last])] == [Tick, Words]
    assert made.words.flush([]) == []
    assert number == 1


@pytest.mark.parametrize("loads", [True, False], ids=["a window", "a model"])
def test_the_last_words_are_not_waited_for_for_ever(call, loads):
    made = call(Recogniser(loads=loads), last_s=0.05)
    made.say()
    made.say()
    assert made.words.flush([Tick(made.at)]) == [Tick(made.at)]


class Broken(Recogniser):
    def __call__(self, window):
        super().__call__(window)
        raise RuntimeError("the recogniser broke")


def failing():
    def load():
        raise RuntimeError("no model")

    recogniser = Recogniser()
    recogniser.load = load
    return recogniser


def test_a_model_that_cannot_be_loaded_ends_the_call_even_where_nobody_speaks(call):
    made = call(failing())
    with pytest.raises(RuntimeError, match="no model"):
        made.load()


def test_a_smaller_model_that_cannot_be_loaded_ends_the_call(call):
    made = call(Recogniser(), failing(), governing=GovernorSettings())
    made.load()
    made.say()

    def fall_behind():
        made.hear(3)
        made.load()

    with pytest.raises(RuntimeError, match="no model"):
        fall_behind()


def test_a_recogniser_that_breaks_ends_the_call(call):
    made = call(Broken(out=1))
    made.say()
    with pytest.raises(RuntimeError, match="the recogniser broke"):
        made.settle()


def test_a_recogniser_that_was_given_up_and_breaks_ends_the_call_too(call):
    made = call(recogniser := Broken(), governing=GovernorSettings())
    made.load()
    made.say()
    recogniser.begins()
    made.hear(8)
    assert made.states()[-1] == "timing_only"
    (given_up,) = made.words._given_up
    recogniser.out.release()
    given_up.close()
    with pytest.raises(RuntimeError, match="the recogniser broke"):
        made.hear()


def test_a_recogniser_that_breaks_on_the_last_words_is_told(call):
    made = call(Broken(out=1))
    made.say()
    with pytest.raises(RuntimeError, match="the recogniser broke"):
        made.words.flush([])


@pytest.mark.parametrize("hangs", ["loading", "recognising"])
def test_a_recogniser_that_hangs_costs_neither_memory_nor_threads_for_hours(call, hangs):
    before = threading.active_count()
    recognisers = [Recogniser(name, loads=hangs != "loading") for name in ("big", "small")]
    made = call(*recognisers, on_partial=print, governing=GovernorSettings())
    if hangs == "recognising":
        made.load()
    most = 0
    for _ in range(120):
        made.say(4)
        made.hear(26)
        most = max(most, made.words._packer.kept)
        made.told.clear()
    assert threading.active_count() - before <= 2
    assert most <= samples(25)
    assert len(made.words._running) <= 40
    assert sum(len(window.audio) for window in recognisers[0].windows) <= samples(20)
