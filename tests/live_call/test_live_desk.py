"""The desk: calls one after the other, started and ended by whoever sits at the screen."""

import threading

import pytest
from live_call.played import fake_words

from callmon.app import Source
from callmon.engines import Options
from callmon.live.desk import LiveDesk
from callmon.live.options import LiveOptions, Play
from callmon.settings import Settings
from callmon.store.calls import stored_calls
from callmon.timeline import Ended, Health, NoticeGiven, Tick, Words, samples


class Screen:
    """Takes down what it is told."""

    def __init__(self):
        self.begun, self.steps, self.partials, self.timings = [], [], [], []
        self.notices, self.failures, self.kept = [], [], []
        self.heard = threading.Event()

    def begin(self, mode="cues"):
        self.begun.append(mode)

    def step(self, step):
        self.steps.append(step)
        if isinstance(step.observation, Tick) and step.observation.at >= samples(1):
            self.heard.set()

    def partial(self, utterance, speaker, text):
        self.partials.append((utterance, speaker, text))

    def timing(self, *delays):
        self.timings.append(delays)

    def keep(self, mode, recording):
        self.kept.append((mode, recording))

    def notice(self, message):
        self.notices.append(message)

    def fail(self, message):
        self.failures.append(message)


@pytest.fixture
def desk():
    made = []

    def make(path, *, speed=8.0, words=False, **options):
        screen = Screen()
        play = Play(Source((path,)), speed)
        live = LiveOptions(play=play, recognition=Options(words=words), **options)
        made.append(LiveDesk(live, Settings(), screen))
        return made[-1], screen

    yield make
    for each in made:
        each.close()


def ended(screen):
    return [step for step in screen.steps if isinstance(step.observation, Ended)]


def test_calls_run_one_after_the_other(desk, recording):
    live, screen = desk(recording, speed=1.0)
    for number in (1, 2):
        screen.heard.clear()
        live.start()
        assert screen.heard.wait(20)
        # A second start is nothing while a call is running.
        live.start()
        live.close()
        assert len(screen.begun) == len(ended(screen)) == number
    assert screen.begun == ["cues"] * 2
    assert screen.failures == screen.notices == []
    assert len(stored_calls()) == 2
    assert screen.timings


def test_what_is_kept_is_told_at_the_start(desk, recording):
    live, screen = desk(recording, mode="recording", notice_given=True)
    live.start()
    live.stop()
    live.close()
    # Only the notice makes it one; the overlay hears of that by a step.
    assert screen.begun == ["recording"]
    assert [step for step in screen.steps if isinstance(step.observation, NoticeGiven)]


def test_pausing_and_resuming_reach_the_call(desk, recording):
    live, screen = desk(recording)
    # Nothing is running yet, so nothing happens.
    live.pause()
    live.resume()
    live.snooze(10)
    live.stop()
    live.start()
    assert screen.heard.wait(20)
    live.pause()
    live.resume()
    live.close()
    calls = [step.observation for step in screen.steps if isinstance(step.observation, Health)]
    assert [each.state for each in calls if each.part == "call"] == ["paused", "ok"]


def test_a_recording_that_is_not_there_is_told_and_the_next_start_is_tried(desk, tmp_path, recording):
    path = tmp_path / "later.wav"
    live, screen = desk(path)
    live.start()
    live.close()
    assert len(screen.failures) == 1
    assert "does not exist" in screen.failures[0]
    path.write_bytes(recording.read_bytes())
    live.start()
    assert screen.heard.wait(20)


def test_a_defect_is_told_without_its_trace_and_shown_with_it(desk, recording, monkeypatch):
    def broken(_options):
        def hears(_window):
            raise ZeroDivisionError("a defect")

        return lambda: hears

    seen = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_type))
    monkeypatch.setattr("callmon.live.hearing.recogniser_for", broken)
    live, screen = desk(recording, words=True)
    live.start()
    live._thread.join(30)
    assert screen.failures == ["callmon has stopped over a defect of its own; start the call again."]
    assert seen == [ZeroDivisionError]


def test_a_start_while_the_last_words_are_waited_for_is_answered(desk, recording, monkeypatch):
    begun, out = threading.Event(), threading.Event()

    def held(options):
        hears = fake_words(options)()

        def slow(window):
            begun.set()
            assert out.wait(30)
            return hears(window)

        return lambda: slow

    monkeypatch.setattr("callmon.live.hearing.recogniser_for", held)
    live, screen = desk(recording, words=True)
    live.start()
    assert begun.wait(30)
    live.stop()
    live.start()
    out.set()
    live.close()
    assert screen.notices == ["The last call is being finished; start again in a moment."]
    assert len(screen.begun) == len(ended(screen)) == 1
    assert [step for step in screen.steps if isinstance(step.observation, Words)]
