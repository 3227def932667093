"""Calls that are played from a recording in place of the devices, as tests drive them."""

import threading

from callmon.app import Source
from callmon.engines import Options
from callmon.live.call import Listeners, LiveCall
from callmon.live.options import LiveOptions, Play
from callmon.settings import Settings
from callmon.store.journal import read_journal
from callmon.timeline import Tick, Word, Words, samples

SAID = "xylophone"
"""What `fake_words` hears in every utterance."""


def fake_words(_options):
    """Stands for the model: hears one word in every utterance."""

    def hears(window):
        asked = window.utterances[window.context :]
        return [Words(each.id, (Word(each.segment, SAID, 0.9),)) for each in asked]

    return lambda: hears


class Played:
    """One call: what it told, and what it kept."""

    def __init__(self, path, *, speed=None, words=False, on_step=None, settings=None, options=None, **live):
        self.steps, self.told = [], []
        self.live = LiveOptions(
            play=Play(Source((path,)), speed), recognition=Options(words=words, **(options or {})), **live
        )
        self._on_step = on_step
        self._waits = []
        self.call = LiveCall(self.live, settings or Settings(), Listeners(self._step, told=self.told.append))

    def run(self):
        self.call.run()
        return self

    def begin(self):
        """Run on a thread of its own; what it raises is raised by `end`."""
        self._error = None
        self._thread = threading.Thread(target=self._guarded)
        self._thread.start()
        return self

    def end(self, timeout=60):
        """Wait for the end of the call."""
        self._thread.join(timeout)
        assert not self._thread.is_alive()
        if self._error is not None:
            raise self._error
        return self

    def reach(self, seconds):
        """Wait until the call has been heard up to there."""
        event = threading.Event()
        self._waits.append((samples(seconds), event))
        assert event.wait(60)

    @property
    def observations(self):
        return [step.observation for step in self.steps]

    @property
    def cues(self):
        return [cue for step in self.steps for cue in step.cues]

    @property
    def journal(self):
        return self.call.folder / "journal.jsonl"

    def kept(self):
        return list(read_journal(self.journal))

    def _step(self, step):
        self.steps.append(step)
        if self._on_step is not None:
            self._on_step(self, step)
        if isinstance(step.observation, Tick):
            for at, event in [*self._waits]:
                if step.observation.at >= at:
                    event.set()

    def _guarded(self):
        try:
            self.call.run()
        except BaseException as error:  # noqa: BLE001 - told by `end`
            self._error = error
