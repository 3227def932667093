"""Live words with recognisers that answer only when the test lets them."""

import threading
import time
from concurrent.futures import wait

import numpy as np
import pytest

from callmon.speech.governor import GovernorSettings
from callmon.speech.words_live import LiveWords
from callmon.timeline import Health, Segment, SpeechStarted, Tick, Utterance, Word, Words, samples

BLOCK = 1600
PATIENT = GovernorSettings(behind_s=1e6)
"""Nothing is given up, however late the words are."""


class Recogniser:
    """Hears "u1" for utterance 1; each window waits until it is let out."""

    def __init__(self, name="big", out=0, loads=True):
        self.name, self.windows = name, []
        self.out, self.begun = threading.Semaphore(out), threading.Semaphore(0)
        self.loaded = threading.Event()
        if loads:
            self.loaded.set()

    def load(self):
        assert self.loaded.wait(20)
        return self

    def begins(self):
        """Wait until it has begun with one more window."""
        assert self.begun.acquire(timeout=20)

    def __call__(self, window):
        self.windows.append(window)
        self.begun.release()
        assert self.out.acquire(timeout=20)
        asked = window.utterances[window.context :]
        return [Words(each.id, (Word(each.segment, f"u{each.id} {self.name}", 0.9),)) for each in asked]


class Call:
    """A call of zeros on which people speak when a test says so, in blocks of 0.1 s."""

    def __init__(self, *recognisers, on_partial=None, governing=PATIENT, last_s=20.0):
        loads = [each.load for each in recognisers]
        self.recognisers = recognisers
        self.words = LiveWords(loads, on_partial, governing, last_s)
        self.at, self.told, self.number = 0, [], 0

    def hear(self, seconds=0.1, *observations):
        """Let time pass; `observations` are heard in its first block."""
        for _ in range(round(seconds * 10)):
            self.at += BLOCK
            block = np.full((2, BLOCK), self.at, np.float32)
            self.told += self.words.hear(block, [*observations, Tick(self.at)], self.at)
            observations = ()

    def begin(self, speaker="agent"):
        """Somebody begins to speak now."""
        self.number += 1
        started = SpeechStarted(self.at, speaker, self.number)
        self.hear(0.1, started)
        return started

    def end(self, started):
        """Who began, ends now."""
        self.hear(0.1, Utterance(started.utterance, started.speaker, Segment(started.at, self.at)))

    def say(self, seconds=1.0, speaker="agent"):
        """Somebody speaks for so long."""
        started = self.begin(speaker)
        self.hear(seconds - 0.1)
        self.end(started)
        return started.utterance

    def pause(self):
        """The person at the screen pauses the call."""
        self.told += self.words.tell(Health(self.at, "call", "paused"))

    def settle(self):
        """Wait until what is submitted is answered, then hear one block more."""
        assert not wait([each.words for each in self.words._running], timeout=20).not_done
        self.hear()

    def load(self):
        """Wait until the recogniser is loaded or has failed."""
        for _ in range(2000):
            if self.words._worker.ready:
                break
            time.sleep(0.01)
        self.hear()

    def said(self):
        """Texts of the words that were folded."""
        return [each.words[0].text for each in self.told if isinstance(each, Words)]

    def states(self):
        """What was told about the words."""
        return [each.state for each in self.told if isinstance(each, Health) and each.part == "words"]


@pytest.fixture
def call():
    made = []

    def make(*recognisers, **options):
        made.append(Call(*recognisers, **options))
        return made[-1]

    yield make
    for each in made:
        for recogniser in each.recognisers:
            recogniser.loaded.set()
            recogniser.out.release(10_000)
        each.words.close()


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
    slow.hear(120)
    slow.load()
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
