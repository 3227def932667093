"""A call on one channel in the library: taken, heard side by side, its sides exchanged."""

import made_audio as made
import numpy as np
import pytest

from callmon.audio.recording import StereoRecording
from callmon.conversation.who import Agent
from callmon.desk.importing import Import, Wanted
from callmon.desk.shelf import WindowShelf
from callmon.desk.sounding import passages_of, waveform_of
from callmon.engines import Options
from callmon.settings import Settings
from callmon.store.calls import journal_path
from callmon.store.library import open_library


@pytest.fixture
def library():
    with open_library() as opened:
        yield opened


@pytest.fixture
def imported(library, tmp_path):
    """The demo call with both sides on one channel, in the library."""
    audio = np.concatenate(list(StereoRecording(made.DEMO).blocks(16_000)), axis=1)
    made.riff(tmp_path / "mono.wav", audio[:, : 40 * 16_000].mean(axis=0, keepdims=True))
    importing = Import(library, Options(words=False, tone=False), Settings())
    importing.run(Wanted((tmp_path / "mono.wav",), "Kim"))
    assert importing.progress().problems == ()
    (call,) = library.known()
    return library.find(call), importing


def test_each_side_is_heard_where_it_speaks(library, imported):
    call, _ = imported
    said = library.report(call.id)["utterances"]
    passages = passages_of(call)
    for line in said[:2]:
        start, length = round(line["start"] * 16_000), round((line["end"] - line["start"]) * 16_000)
        agent, customer = np.abs(passages.read(start, length)).mean(axis=1)
        assert (agent > customer) == (line["speaker"] == "agent")
    passages.close()


def test_its_waveform_is_drawn_side_by_side(imported):
    call, _ = imported
    waveform = waveform_of(call)
    waveform._thread.join()
    assert (waveform.trouble, waveform.ready) == ("", 1.0)
    waveform.close()


def test_the_other_voice_may_be_the_agent(library, imported):
    call, _ = imported
    before = library.report(call.id)
    WindowShelf(library, lambda: None).exchange_sides(call.id)
    after = library.report(call.id)
    assert after["measures"]["agent"]["talk_time"] == before["measures"]["customer"]["talk_time"]
    assert library.find(call.id).agent == "Kim"


def test_calls_of_nobody_in_particular_teach_no_voice(library):
    nobody = Import(library, Options(words=False, tone=False), Settings())
    assert nobody._agents("") is None
    assert nobody._agents("Kim") is nobody._agents("Kim")
    assert nobody._agents("Kim") is not nobody._agents("Sam")


def test_what_other_calls_teach_decides_again(library, imported, monkeypatch):
    call, importing = imported
    sure = Agent(1, 0.97)
    (agents,) = importing._heard.values()
    monkeypatch.setattr(agents, "second_thoughts", lambda: iter([(call.id, sure)]))
    importing.run(Wanted(()))
    found = library.report(call.id)["call"]["one_channel"]
    assert (found["agent"], found["agent_known"], found["agent_certainty"]) == ("second", True, 0.97)


def test_what_a_person_said_meanwhile_stays_and_a_call_that_is_gone_is_passed_over(
    library, imported, monkeypatch
):
    call, importing = imported
    WindowShelf(library, lambda: None).exchange_sides(call.id)
    (agents,) = importing._heard.values()
    thoughts = [("gone", Agent(1, 0.97)), (call.id, Agent(0, 0.97))]
    monkeypatch.setattr(agents, "second_thoughts", lambda: iter(thoughts))
    importing.run(Wanted(()))
    found = library.report(call.id)["call"]["one_channel"]
    assert (found["agent"], found["agent_certainty"]) == ("second", 1.0)
    assert importing.progress().problems == ()


def test_waveforms_of_what_was_decided_again_are_made_anew(library, imported, monkeypatch):
    call, importing = imported
    waveform = waveform_of(call)
    waveform._thread.join()
    waveform.close()
    peaks = journal_path(call.id).with_name("peaks")
    assert peaks.exists()
    (agents,) = importing._heard.values()
    monkeypatch.setattr(agents, "second_thoughts", lambda: iter([(call.id, Agent(1, 0.97))]))
    importing.run(Wanted(()))
    assert not peaks.exists()


def test_a_journal_that_cannot_be_read_then_is_named_and_the_others_are_decided(
    library, imported, monkeypatch
):
    call, importing = imported
    journal_path(call.id).write_text("damaged")
    (agents,) = importing._heard.values()
    monkeypatch.setattr(agents, "second_thoughts", lambda: iter([(call.id, Agent(1, 0.97))]))
    importing.run(Wanted(()))
    (problem,) = importing.progress().problems
    assert "journal.jsonl" in problem
