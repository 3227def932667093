"""Sessions with a scripted listener and a recogniser whose every answer waits until the test lets it out.

What words in order and live words promise apart from a session is in `speech/`.
"""

import threading
from concurrent.futures import wait
from itertools import pairwise

import numpy as np
import pytest

from callmon.pipeline import Pipeline
from callmon.session import Session
from callmon.speech.governor import GovernorSettings
from callmon.speech.packer import PackerSettings
from callmon.speech.words_in_order import WordsInOrder
from callmon.speech.words_live import LiveWords
from callmon.store.journal import JournalWriter, read_journal
from callmon.texts import load_texts
from callmon.timeline import Ended, Health, Segment, SpeechStarted, Tick, Utterance, Word, Words

BLOCK = 1600
SCENE = [  # side, start and end in blocks of 0.1 s
    ("agent", 5, 30),
    ("customer", 33, 60),
    ("agent", 50, 54),
    ("agent", 62, 80),
    ("customer", 75, 110),
    ("agent", 130, 145),
    ("customer", 150, 170),
    ("customer", 185, 189),
    ("agent", 191, 240),
    ("customer", 225, 260),
]
LENGTH = 280
SMALL = PackerSettings(longest_s=1.0, wait_s=0.1)
"""Windows of one utterance, as soon as it is there: many for the recogniser to be late with."""
PATIENT = GovernorSettings(behind_s=1e6)
"""Nothing is given up, however late the words are."""


class Script:
    """Tells the scene as a listener would: starts 0.2 s late, ends 0.3 s late, a tick a block."""

    def __init__(self):
        self.position = 0
        self._told = [(LENGTH + 1, Ended(LENGTH * BLOCK))]
        for number, (side, start, end) in enumerate(SCENE, 1):
            segment = Segment(start * BLOCK, end * BLOCK)
            self._told.append((start + 2, SpeechStarted(segment.start, side, number)))
            self._told.append((end + 3, Utterance(number, side, segment)))
        self._told.sort(key=lambda each: each[0])

    def push(self, block):
        self.position += block.shape[1]
        now = self.position // BLOCK
        found = []
        while self._told[0][0] <= now:
            found.append(self._told.pop(0)[1])
        return [*found, Tick(self.position)]

    def flush(self):
        return [observation for _, observation in self._told]


class Recogniser:
    """Hears "u1 u1" for utterance 1; each window waits for a permit."""

    def __init__(self, permits=0, fails_at=None):
        self.permits = threading.Semaphore(permits)
        self.threads = set()
        self.windows = 0
        self._fails_at = fails_at

    def __call__(self, window):
        assert self.permits.acquire(timeout=20)
        self.threads.add(threading.current_thread().name)
        self.windows += 1
        if self.windows == self._fails_at:
            raise RuntimeError("the recogniser broke")
        assert len(window.audio)
        return [
            Words(spoken.id, (Word(spoken.segment, f"u{spoken.id}", 0.9),))
            for spoken in window.utterances[window.context :]
        ]


def in_order(load):
    return WordsInOrder(load, SMALL)


def live(load):
    return LiveWords([load], governing=PATIENT)


def blocks(length=LENGTH):
    for _ in range(length):
        yield np.zeros((2, BLOCK), np.float32)


def alone():
    """What the listener tells by itself."""
    script = Script()
    return [each for block in blocks() for each in script.push(block)] + script.flush()


def run(let_out, kind):
    """What a session told when the recogniser answers after the blocks in `let_out`, and at the end."""
    told = []
    recogniser = Recogniser()
    words = kind(lambda: recogniser)

    def feed():
        for number, block in enumerate(blocks()):
            for _ in range(let_out.count(number)):
                if words._running:
                    recogniser.permits.release()
                    first = words._running[0]
                    wait({getattr(first, "words", first)}, timeout=20)
            if len(words._running) >= 5:
                recogniser.permits.release()
            yield block
        recogniser.permits.release(1000)

    Session(Script(), words, told.append).run(feed())
    assert len(recogniser.threads) == 1
    return told


def words_alone():
    threads = [thread.name for thread in threading.enumerate()]
    return [name for name in threads if name.startswith("words")]


LATE, EARLY = [], sorted([*range(LENGTH)] * 3)
SOME = [np.sort(np.random.default_rng(seed).integers(LENGTH, size=7)).tolist() for seed in range(6)]
TIMED = [LATE, EARLY, *SOME]
KINDS = pytest.mark.parametrize("kind", [in_order, live])


@pytest.mark.parametrize("let_out", TIMED)
def test_words_in_order_are_folded_right_after_their_utterance(let_out):
    told = run(let_out, in_order)
    assert [each for each in told if not isinstance(each, Words)] == alone()
    for each, following in pairwise(told):
        assert isinstance(each, Utterance) == isinstance(following, Words)
        if isinstance(each, Utterance):
            assert following.utterance == each.id
    assert told == run(EARLY, in_order)


@pytest.mark.parametrize("let_out", TIMED)
def test_live_words_can_be_replayed_from_the_journal(let_out, tmp_path):
    told = run(let_out, live)
    pipeline = Pipeline(texts=load_texts())
    with JournalWriter(tmp_path / "journal.jsonl", {}) as journal:
        steps = []
        for each in told:
            journal.add(each)
            steps.append(pipeline.fold(each))
    again = Pipeline(texts=load_texts())
    assert [again.fold(each) for each in read_journal(tmp_path / "journal.jsonl")] == steps
    assert isinstance(told[-1], Ended)
    for number in range(1, len(SCENE) + 1):
        at = [each.id == number for each in told if isinstance(each, Utterance)].index(True)
        utterance = [each for each in told if isinstance(each, Utterance)][at]
        (words,) = (each for each in told if isinstance(each, Words) and each.utterance == number)
        assert told.index(words) > told.index(utterance)


@pytest.mark.parametrize("let_out", TIMED)
def test_live_words_hold_back_nothing_that_was_heard(let_out):
    told = run(let_out, live)
    assert [each for each in told if not isinstance(each, Words | Health)] == alone()


def test_when_live_words_come_changes_where_they_are_folded():
    def places(told):
        return [place for place, each in enumerate(told) if isinstance(each, Words)]

    assert places(run(LATE, live)) > places(run(EARLY, live))


def test_without_a_recogniser_the_timing_is_told_at_once():
    told = []
    Session(Script(), WordsInOrder(None), told.append).run(blocks())
    assert told == alone()
    assert not words_alone()


@KINDS
def test_what_was_not_heard_in_the_audio_is_folded_where_it_came(kind):
    recogniser = Recogniser(1000)
    told = []

    def feed():
        for number, block in enumerate(blocks()):
            yield block
            if number == 99:
                yield Health(100 * BLOCK, "agent", "muted")

    Session(Script(), kind(lambda: recogniser), told.append).run(feed())
    rest = [each for each in told if not isinstance(each, Words) and each.__class__ is not Health]
    assert rest == alone()
    at = told.index(Health(100 * BLOCK, "agent", "muted"))
    assert [each.at for each in told[:at] if isinstance(each, Tick)][-1] == 100 * BLOCK
    assert next(each.at for each in told[at:] if isinstance(each, Tick)) == 101 * BLOCK


def test_progress_is_told_after_each_block():
    seen = []
    Session(Script(), WordsInOrder(None), lambda each: None).run(blocks(20), seen.append)
    assert seen == [BLOCK * number for number in range(1, 21)]


@KINDS
@pytest.mark.parametrize("fails_at", [1, 3, 8])
def test_a_broken_recogniser_stops_the_run(fails_at, kind):
    told = []
    recogniser = Recogniser(1000, fails_at)
    with pytest.raises(RuntimeError, match="the recogniser broke"):
        Session(Script(), kind(lambda: recogniser), told.append).run(blocks())
    assert not any(isinstance(each, Ended) for each in told)
    assert not words_alone()


@KINDS
def test_a_recogniser_that_cannot_be_made_stops_the_run(kind):
    def load():
        raise RuntimeError("no model")

    with pytest.raises(RuntimeError, match="no model"):
        Session(Script(), kind(load), lambda each: None).run(blocks())
    assert not words_alone()


@KINDS
@pytest.mark.parametrize("fault", [RuntimeError("the source broke"), KeyboardInterrupt()])
def test_a_broken_source_stops_the_run(fault, kind):
    recogniser = Recogniser()
    told = []

    def feed():
        yield from blocks(100)
        recogniser.permits.release(1000)
        raise fault

    with pytest.raises(type(fault)):
        Session(Script(), kind(lambda: recogniser), told.append).run(feed())
    assert not any(isinstance(each, Ended) for each in told)
    assert not words_alone()


@KINDS
def test_a_broken_sink_stops_the_run(kind):
    def sink(observation):
        if isinstance(observation, Utterance):
            raise OSError("disk full")

    recogniser = Recogniser(1000)
    with pytest.raises(OSError, match="disk full"):
        Session(Script(), kind(lambda: recogniser), sink).run(blocks())
    assert not words_alone()


def test_listening_to_a_recording_waits_for_a_slow_recogniser():
    recogniser, most = Recogniser(), []
    words = in_order(lambda: recogniser)

    def feed():
        for block in blocks():
            most.append(len(words._running))
            if len(words._running) >= 6:
                recogniser.permits.release()
            yield block
        recogniser.permits.release(1000)

    Session(Script(), words, lambda each: None).run(feed())
    assert max(most) == 6
