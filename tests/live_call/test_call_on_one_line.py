"""Running calls whose two sides come on one line, played from a recording; voices are tones."""

import subprocess
import sys

import made_audio as made
import pytest
from live_call.played import SAID, Played
from speech.diarization.made_calls import embed, said, segment

from callmon import app
from callmon.audio import devices
from callmon.errors import SettingsError
from callmon.live import hearing
from callmon.live.call import LiveCall
from callmon.live.options import LiveOptions
from callmon.settings import Settings
from callmon.speech.diarization.live import LiveLines
from callmon.speech.diarization.two_voices import TwoVoices
from callmon.store.journal import read_header
from callmon.timeline import Dropout, Health, Utterance, Words, samples, seconds

TALK = [(0, 0.5, 6.0), (1, 6.5, 11.0), (0, 9.5, 14.0), (1, 14.5, 17.0)]
"""The first voice interrupts the second for 1.5 s."""


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    """A recording on one channel."""
    return made.riff(tmp_path_factory.mktemp("line") / "call.wav", said(18, TALK)[None])


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Voices are told apart without a model."""

    def made_lines(_models_dir=None, first=None):
        voices = TwoVoices(first)
        return lambda: LiveLines(segment, embed, voices)

    monkeypatch.setattr("callmon.speech.diarization.load.load_live_lines", made_lines)


def spoken(played):
    return [
        (each.speaker, seconds(each.segment.start), seconds(each.segment.end))
        for each in played.observations
        if isinstance(each, Utterance)
    ]


def test_both_sides_of_one_line_are_heard_while_it_runs(line):
    played = Played(line).run()
    assert [speaker for speaker, *_ in spoken(played)] == ["agent", "customer", "agent", "customer"]
    assert played.kept()[0] == Health(0, "bleed", "one_line_unnamed")
    assert Played(line).run().kept() == played.kept()
    call = read_header(played.journal)["call"]
    assert call["channels"] == 1
    assert (call["one_channel"]["agent"], call["one_channel"]["agent_known"]) == ("first", False)
    report = app.replay(played.journal)
    assert [lap["kind"] for lap in report["overlaps"]] == ["interruption"]
    assert report["call"]["one_channel"]["trust"]["interruptions"] == "low"
    assert any("on one line" in note for note in report["call"]["notes"])
    assert any("Nobody said who" in note for note in report["call"]["notes"])


def test_a_person_says_who_the_agent_is(line):
    played = Played(line, options={"agent_speaker": "second"}).run()
    assert [speaker for speaker, *_ in spoken(played)] == ["customer", "agent", "customer", "agent"]
    notes = app.replay(played.journal)["call"]["notes"]
    assert any("The second voice to be heard is the agent’s, as was said." in note for note in notes)
    app.exchange_sides(played.journal)
    assert app.replay(played.journal)["call"]["one_channel"]["agent"] == "first"


def test_words_are_those_of_their_side(line, faked_words):
    played = Played(line, words=True, mode="transcript").run()
    said_by = {each.id: each.speaker for each in played.observations if isinstance(each, Utterance)}
    words = [each for each in played.observations if isinstance(each, Words)]
    assert [said_by[each.utterance] for each in words] == ["agent", "customer", "agent", "customer"]
    assert words[0].words[0].text == SAID


def test_the_recording_has_the_one_channel_that_was_heard(line):
    played = Played(line, mode="recording", notice_given=True).run()
    recording = app.recording_of(app.Source((played.call.folder / "call.flac",)))
    assert recording.channels == 1
    assert sum(block.shape[1] for block in recording.blocks(4096)) == 18 * 16_000


def test_a_pause_is_heard_of_neither_side(line):
    played = Played(line, speed=8.0).begin()
    played.reach(3)
    played.call.pause()
    played.reach(7)
    played.call.resume()
    played.end()
    paused, resumed = (each.at for each in played.kept() if isinstance(each, Health) and each.part == "call")
    lost = [each for each in played.kept() if isinstance(each, Dropout)]
    assert {each.speaker for each in lost} == {"agent", "customer"}
    speaker, start, end = spoken(played)[-1]
    assert speaker == "customer"
    assert (start, end) == pytest.approx((14.5, 17), abs=0.2)
    assert samples(2.9) < paused < resumed


def test_no_echo_is_taken_out_of_one_line(line):
    with pytest.raises(SettingsError, match="leave --aec out"):
        Played(line, echo=True)


def test_the_line_may_be_a_microphone_or_a_speaker(monkeypatch):
    known = [devices.Device("1", "Desk phone", "microphone"), devices.Device("2", "Monitor", "speaker")]
    monkeypatch.setattr(devices, "devices", lambda: known)
    monkeypatch.setattr(devices, "source_for", lambda device: device)
    for wanted, kind in (("desk", "microphone"), ("2", "speaker")):
        made = hearing.hearing_of(LiveOptions(line=wanted, recognition=app.Options(words=False)))
        (maker,) = made.makers
        assert maker().kind == kind
    call = LiveCall(LiveOptions(line="nothing", recognition=app.Options(words=False)), Settings(), None)
    with pytest.raises(devices.DeviceError, match="There is no device named nothing"):
        call._hearing.makers[0]()


def test_what_is_usual_is_learnt_of_an_agent_who_is_known_alone():
    assert LiveOptions().knows_agent
    assert not LiveOptions(line="desk").knows_agent
    assert LiveOptions(line="desk", recognition=app.Options(agent_speaker="first")).knows_agent


def test_two_channels_import_nothing_of_this(recording):
    program = (
        "import sys; from callmon.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "names = ('callmon.speech.diarization', 'callmon.speech.one_line', 'callmon.speech.running_line', "
        "'callmon.one_channel')\n"
        "print([name for name in sys.modules if name.startswith(names)])"
    )
    arguments = ("live", "--no-window", "--play", str(recording), "--speed", "0", "--no-words")
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
