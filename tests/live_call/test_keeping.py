"""What stays on the disk of a running call, and what becomes of the call where the disk is full."""

import shutil
import stat
import subprocess
import sys
from datetime import datetime

import numpy as np
import pytest
from live_call.played import SAID, Played

from callmon import app, paths
from callmon.audio.recording import StereoRecording
from callmon.errors import RecordingError, SettingsError, StoreError
from callmon.live import keeping
from callmon.live.keeping import Keeping, new_folder
from callmon.live.options import Play
from callmon.settings import Settings
from callmon.store.calls import find_journal
from callmon.timeline import Ended, NoticeGiven, Tick, Utterance, Words, samples

MODES = {
    "cues": ["journal.jsonl"],
    "transcript": ["journal.jsonl"],
    "recording": ["call.flac", "journal.jsonl"],
}


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_keeps_what_it_says_for_its_owner_alone(mode, recording, faked_words):
    played = Played(recording, words=True, mode=mode, notice_given=True).run()
    kept = files(paths.user_data() / "calls")
    assert [path.name for path in kept] == MODES[mode]
    assert {path.parent for path in kept} == {played.call.folder}
    assert stat.S_IMODE(played.call.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    said = [path.name for path in kept if SAID.encode() in path.read_bytes()]
    assert said == ([] if mode == "cues" else ["journal.jsonl"])
    assert played.told == []


def test_a_cue_only_call_keeps_numbers_of_its_words(recording, faked_words):
    bare = Played(recording, words=True).run()
    whole = Played(recording, words=True, mode="transcript").run()
    assert bare.observations == whole.observations
    numbers = [
        [(word.segment, word.probability) for word in words.words]
        for words in bare.kept()
        if isinstance(words, Words)
    ]
    assert numbers == [
        [(word.segment, word.probability) for word in words.words]
        for words in whole.kept()
        if isinstance(words, Words)
    ]
    one, two = (app.replay(played.journal) for played in (bare, whole))
    assert one["measures"]["agent"]["pace"] == two["measures"]["agent"]["pace"]
    assert "No words of this call were kept." in one["call"]["notes"]


def test_a_recording_is_what_was_heard_and_can_be_analysed_again(recording):
    played = Played(recording, mode="recording", notice_given=True).run()

    def audio(path):
        return np.concatenate(list(StereoRecording(path, "left").blocks(4096)), axis=1)

    heard, kept = audio(recording), audio(played.call.folder / "call.flac")
    assert kept.shape == heard.shape
    assert np.abs(kept - heard).max() <= 1 / 32_000
    again = app.reanalyse(played.journal, app.Options(words=False), Settings())
    report = app.replay(played.journal)
    assert again["overlaps"] == report["overlaps"]


@pytest.mark.parametrize("mode", ["cues", "transcript"])
def test_what_was_not_recorded_cannot_be_analysed_again(mode, recording):
    played = Played(recording, mode=mode).run()
    with pytest.raises(StoreError, match=r"No recording of this call was kept.*callmon replay"):
        app.reanalyse(played.journal, app.Options(words=False), Settings())


def test_nothing_is_recorded_before_both_sides_were_told(recording):
    played = Played(recording, mode="recording").run()
    assert not list(played.journal.parent.glob("*.flac"))
    with pytest.raises(RecordingError, match="does not exist"):
        app.reanalyse(played.journal, app.Options(words=False), Settings())


def test_what_was_said_before_the_notice_is_silence_in_the_recording(tmp_path):
    told = []
    keeping = Keeping(tmp_path / "call", "recording", {}, told.append)
    loud = np.full((2, 16_000), 0.5, np.float32)
    keeping.hear(loud)
    keeping.hear(loud[:, :7_000])
    assert not keeping.recording
    keeping.add(NoticeGiven(23_000))
    assert keeping.recording
    keeping.hear(loud)
    # A second notice begins nothing anew.
    keeping.add(NoticeGiven(39_000))
    keeping.close()
    audio = np.concatenate(list(StereoRecording(tmp_path / "call" / "call.flac").blocks(16_000)), axis=1)
    assert audio.shape == (2, 39_000)
    assert not audio[:, :23_000].any()
    assert audio[:, 23_000:].min() > 0.49
    assert told == []


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
def test_a_speed_that_is_none_is_refused(speed, recording):
    with pytest.raises(SettingsError, match="--speed"):
        Play(app.Source((recording,)), speed)


def test_two_calls_of_one_second_have_two_folders():
    now = datetime(2026, 3, 4, 5, 6, 7)
    one = new_folder(now)
    assert one == paths.calls() / "live-20260304-050607"
    one.mkdir(parents=True)
    assert new_folder(now).name == "live-20260304-050607-2"


def test_the_recording_holds_silence_over_a_pause(recording):
    played = Played(recording, speed=8.0, mode="recording", notice_given=True).begin()
    played.reach(3)
    played.call.pause()
    played.reach(9)
    played.call.resume()
    played.reach(12)
    played.call.stop()
    played.end()
    kept = np.concatenate(
        list(StereoRecording(played.call.folder / "call.flac", "left").blocks(4096)), axis=1
    )
    assert np.any(kept[:, : samples(3)])
    assert not np.any(kept[:, samples(5) : samples(9)])


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """Makes a disk of so many bytes that holds the calls."""
    mounted = []

    def make(size):
        disk = tmp_path / "disk"
        disk.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
        if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a small disk can be mounted by root alone, and not everywhere")
        mounted.append(disk)
        monkeypatch.setattr(paths, "calls", lambda: disk / "calls")
        return disk

    yield make
    for disk in mounted:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_recording_ends_before_the_journal_has_no_room_left(small_disk, recording, monkeypatch):
    small_disk(512 << 10)
    monkeypatch.setattr(keeping, "ROOM", 256 << 10)
    played = Played(recording, mode="recording", notice_given=True).run()
    assert len(played.told) == 1
    assert played.told[0].startswith("The recording ends here: less than")
    assert played.kept() == played.observations
    assert isinstance(played.kept()[-1], Ended)
    kept = StereoRecording(played.call.folder / "call.flac", "left")
    assert samples(2) < sum(block.shape[1] for block in kept.blocks(4096)) < samples(24)


def test_a_disk_that_is_full_ends_the_recording_and_the_journal_but_not_the_call(
    small_disk, recording, monkeypatch
):
    small_disk(400 << 10)
    monkeypatch.setattr(keeping, "ROOM", 0)
    played = Played(recording, mode="recording", notice_given=True).run()
    assert isinstance(played.observations[-1], Ended)
    assert "No space left" in played.told[0]
    assert all(sentence.endswith(".") for sentence in played.told)
    # What could still be written can be read.
    kept = played.kept()
    assert kept == played.observations[: len(kept)]
    assert app.replay(played.journal)["call"]["notes"]


def test_a_disk_without_any_room_keeps_nothing_but_the_call_is_heard(small_disk, recording):
    disk = small_disk(64 << 10)
    (disk / "calls").mkdir()
    (disk / "ballast").write_bytes(b"0" * (shutil.disk_usage(disk).free))
    played = Played(recording).run()
    assert isinstance(played.observations[-1], Ended)
    assert len(played.told) == 1
    assert "No space left" in played.told[0]
    assert not [path for path in files(disk) if path.name != "ballast"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no folder with open files")
def test_a_folder_that_goes_away_is_told_once(recording, monkeypatch):
    def gone(played, step):
        if isinstance(step.observation, Tick) and step.observation.at == samples(3):
            played.call.folder.rename(played.call.folder.with_name("elsewhere"))

    monkeypatch.setattr(keeping, "_LOOKS_EVERY_S", 1.0)
    played = Played(recording, mode="recording", notice_given=True, on_step=gone).run()
    assert isinstance(played.observations[-1], Ended)
    assert len(played.told) == 1
    assert "cannot be written" in played.told[0]


def test_every_call_that_is_kept_can_be_found_by_its_name(recording):
    played = Played(recording).run()
    assert find_journal(played.call.folder.name) == played.journal
    assert [each for each in played.kept() if isinstance(each, Utterance)]
