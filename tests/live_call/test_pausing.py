"""Pausing and resuming a call from another thread than the one that runs it."""

import threading

import pytest
from live_call.played import Played

from callmon import app
from callmon.live import hearing
from callmon.timeline import Dropout, Ended, Health, SpeechStarted, Unheard, Utterance, Words, samples

FAST = 8.0


def test_nothing_is_heard_while_the_call_is_paused_and_no_silence_is_blamed_on_it(with_cues):
    again = threading.Event()

    def said(played, step):
        if isinstance(step.observation, Utterance) and step.observation.segment.start > samples(17):
            again.set()

    played = Played(with_cues, speed=FAST, on_step=said).begin()
    played.reach(6)
    played.call.pause()
    played.call.pause()
    played.reach(16)
    played.call.resume()
    played.call.resume()
    # The recording has gone on, and somebody is heard again.
    assert again.wait(60)
    played.call.stop()
    played.end()

    told = played.kept()
    paused, resumed = (each.at for each in told if isinstance(each, Health) and each.part == "call")
    assert resumed - paused > samples(8)
    inside = paused + samples(0.3), resumed
    for each in told:
        if isinstance(each, SpeechStarted):
            assert not inside[0] < each.at < inside[1]
        if isinstance(each, Utterance):
            assert each.segment.end <= inside[0] or each.segment.start >= inside[1]
    for side in ("agent", "customer"):
        lost = [each.segment for each in told if isinstance(each, Dropout) and each.speaker == side]
        covered = sum(min(one.end, resumed) - max(one.start, paused) for one in lost)
        assert covered > 0.95 * (resumed - paused)
    held = [each.cue.rule for step in played.steps for each in step.suppressed]
    assert "say_what_you_are_doing" not in [*held, *(cue.rule for cue in played.cues)]
    report = app.replay(played.journal)
    assert report["measures"]["call"]["non_talk_over_5s"] == 0
    assert report["measures"]["agent"]["unheard_time"] == pytest.approx((resumed - paused) / 16_000, abs=1.0)


def test_a_call_that_is_stopped_while_paused_ends(recording):
    played = Played(recording, speed=FAST).begin()
    played.reach(2)
    played.call.pause()
    played.reach(4)
    played.call.stop()
    played.end()
    assert isinstance(played.kept()[-1], Ended)
    lost = [event for step in played.steps for event in step.events if isinstance(event, Unheard)]
    assert {each.speaker for each in lost} == {"agent", "customer"}
    assert max(each.segment.end for each in lost) == played.kept()[-1].at


def test_a_pause_before_the_call_has_begun_is_obeyed(recording):
    played = Played(recording, speed=FAST)
    played.call.pause()
    played.begin()
    played.reach(8)
    played.call.stop()
    played.end()
    assert not [each for each in played.kept() if isinstance(each, SpeechStarted)]


def test_words_that_were_waiting_at_a_pause_never_come(recording, monkeypatch):
    out = threading.Event()

    def held(_options):
        def hears(window):
            assert out.wait(60)
            return [Words(each.id, ()) for each in window.utterances[window.context :]]

        return lambda: hears

    monkeypatch.setattr(hearing, "recogniser_for", held)
    played = Played(recording, speed=FAST, words=True, mode="transcript").begin()
    played.reach(10)
    played.call.pause()
    played.reach(12)
    out.set()
    played.call.resume()
    played.end()
    told = played.kept()
    (paused,) = (each.at for each in told if isinstance(each, Health) and each.state == "paused")
    early = {each.id for each in told if isinstance(each, Utterance) and each.segment.start < paused}
    assert early
    assert not early & {each.utterance for each in told if isinstance(each, Words)}
