"""Recognisers that answer only when a test lets them, and a call that is driven block by block."""

import threading
import time
from concurrent.futures import wait

import numpy as np
import pytest

from callmon.speech.governor import GovernorSettings
from callmon.speech.words_live import LiveWords
from callmon.timeline import Health, Segment, SpeechStarted, Tick, Utterance, Word, Words

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
