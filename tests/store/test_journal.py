import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.errors import NewerError, OutputError, StoreError
from callmon.store import journal
from callmon.store.journal import JournalWriter, RunningJournal, read_header, read_journal
from callmon.timeline import Ended, Health, Segment, Tick, Utterance, Word, Words, samples

HEARD = [
    Utterance(1, "agent", Segment(0, 16000)),
    Words(1, (Word(Segment(0, 8000), "Grüß\u2028Gott", 0.5),)),
    Tick(16000),
    Ended(16000),
]
HEAD = {"format": "callmon-journal", "version": 1}


def write(path: Path, heard=HEARD, header=None) -> Path:
    with JournalWriter(path, header or {"call": {"file": "a.wav"}}) as writer:
        for observation in heard:
            writer.add(observation)
    return path


def lines(path: Path, *rows: object, end: str = "\n") -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows) + end, "utf-8")
    return path


def everything_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_written_is_read(tmp_path):
    path = write(tmp_path / "calls" / "abc" / "journal.jsonl")
    assert list(read_journal(path)) == HEARD
    assert read_header(path) == {**HEAD, "call": {"file": "a.wav"}}
    assert everything_below(tmp_path) == [path]


@given(count=st.integers(0, 50))
def test_every_line_is_one_observation(tmp_path_factory, count):
    path = write(tmp_path_factory.mktemp("j") / "j.jsonl", [Tick(n) for n in range(count)])
    assert len(path.read_bytes().splitlines()) == count + 1
    assert [tick.at for tick in read_journal(path)] == list(range(count))


def test_nobody_else_may_read_it(tmp_path):
    path = write(tmp_path / "calls" / "journal.jsonl")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_it_is_not_seen_before_it_is_whole(tmp_path):
    path = tmp_path / "journal.jsonl"
    with JournalWriter(path, {}) as writer:
        writer.add(Ended(1))
        assert not path.exists()
    assert path.exists()


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_nothing_is_left_after_an_error_and_an_earlier_journal_stays(tmp_path, fault):
    path = tmp_path / "journal.jsonl"

    def fail() -> None:
        with JournalWriter(path, {}) as writer:
            writer.add(Ended(1))
            raise fault

    with pytest.raises(fault):
        fail()
    assert everything_below(tmp_path) == []
    write(path)
    with pytest.raises(fault):
        fail()
    assert list(read_journal(path)) == HEARD
    assert everything_below(tmp_path) == [path]


def test_a_header_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(TypeError), JournalWriter(tmp_path / "journal.jsonl", {"call": object()}):
        pass
    assert everything_below(tmp_path) == []


def test_a_file_name_that_is_no_text_is_kept(tmp_path):
    header = {"source": [os.fsdecode(b"/calls/caf\xe9.wav")]}
    path = write(tmp_path / "journal.jsonl", header=header)
    assert read_header(path)["source"] == header["source"]
    assert list(read_journal(path)) == HEARD


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("count", [1, 100_000], ids=["at the end", "on the way"])
def test_a_full_disk_is_told_in_one_sentence_and_leaves_nothing(tmp_path, monkeypatch, count):
    path = tmp_path / "journal.jsonl"
    real = os.open

    def full(name: Path, flags: int, mode: int) -> int:
        os.close(real(name, flags, mode))
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(OutputError, match=r"No space left on device.*--no-journal"):
        write(path, [Tick(n) for n in range(count)])
    assert everything_below(tmp_path) == []


def test_a_full_disk_at_the_header_leaves_nothing(tmp_path, monkeypatch):
    def full(*args: object, **more: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal.json, "dumps", full)
    with pytest.raises(OutputError, match="No space left"), JournalWriter(tmp_path / "j.jsonl", {}):
        pass
    assert everything_below(tmp_path) == []


def test_a_place_that_cannot_be_taken_is_told(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="cannot be written"), JournalWriter(tmp_path / "taken" / "j", {}):
        pass
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "folder")
    assert everything_below(tmp_path) == [tmp_path / "taken"]


def test_a_last_line_that_was_cut_is_left_out(tmp_path):
    path = write(tmp_path / "journal.jsonl")
    whole = path.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for end in range(start, len(whole)):
        path.write_bytes(whole[:end])
        assert list(read_journal(path)) == HEARD[:-1]


@pytest.mark.parametrize(
    "bad", ["", "{", '["t",1', '["x",1]', '{"t":1}', "null", '["u",1,"agent",9,5]', '["s",1,"nobody",1]']
)
def test_a_damaged_line_is_refused_with_its_number(tmp_path, bad):
    path = lines(tmp_path / "journal.jsonl", HEAD, ["t", 1, None, None], bad, ["e", 9])
    found = read_journal(path)
    assert next(found) == Tick(1)
    with pytest.raises(StoreError, match=r"Line 3 of the journal .* is damaged; analyse the recording again"):
        next(found)


def test_bytes_that_are_no_text_are_damage(tmp_path):
    path = write(tmp_path / "journal.jsonl")
    path.write_bytes(path.read_bytes().replace("ü".encode(), b"\xff\xfe"))
    with pytest.raises(StoreError, match="Line 3"):
        list(read_journal(path))


def test_a_newer_version_is_refused_as_such(tmp_path):
    path = lines(tmp_path / "journal.jsonl", {**HEAD, "version": 2}, ["e", 9])
    with pytest.raises(NewerError, match="journal version 2, from a newer callmon; update callmon"):
        read_header(path)
    with pytest.raises(NewerError, match="update callmon"):
        list(read_journal(path))


@pytest.mark.parametrize("version", [0, None, "1"])
def test_a_version_that_no_callmon_writes_is_refused(tmp_path, version):
    path = lines(tmp_path / "journal.jsonl", {**HEAD, "version": version}, ["e", 9])
    with pytest.raises(StoreError, match=f"journal version {version}, which no callmon wrote"):
        read_header(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"[]\n",
        b"{}\n",
        b"no json\n",
        b'{"format":"other","version":1}\n',
        b"RIFF\xff\xd8" * 400_000,
    ],
    ids=["empty", "blank", "list", "bare", "text", "other", "recording"],
)
def test_what_is_no_journal_is_refused(tmp_path, content):
    path = tmp_path / "call.wav"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a journal of callmon"):
        read_header(path)
    with pytest.raises(StoreError, match="is not a journal of callmon"):
        list(read_journal(path))


def test_a_journal_that_is_missing_is_told(tmp_path):
    with pytest.raises(StoreError, match="cannot be read \\(No such file or directory\\)"):
        read_header(tmp_path / "none.jsonl")
    with pytest.raises(StoreError, match="cannot be read"):
        list(read_journal(tmp_path))


def test_an_earlier_journal_that_says_something_else_is_kept(tmp_path):
    path = write(tmp_path / "journal.jsonl")
    write(path)
    assert everything_below(tmp_path) == [path]
    write(path, HEARD[2:])
    write(path, HEARD[3:])
    earlier = [tmp_path / f"journal-{number}.jsonl" for number in (1, 2)]
    assert [list(read_journal(each)) for each in (*earlier, path)] == [HEARD, HEARD[2:], HEARD[3:]]


def test_a_run_that_fails_leaves_no_folder(tmp_path):
    with pytest.raises(RuntimeError), JournalWriter(tmp_path / "calls" / "abc" / "journal.jsonl", {}):
        raise RuntimeError
    assert list((tmp_path / "calls").iterdir()) == []


@pytest.fixture
def running(tmp_path):
    journal = RunningJournal(tmp_path / "calls" / "live" / "journal.jsonl", {"call": {"file": "now"}})
    yield journal, tmp_path / "calls" / "live" / "journal.jsonl"
    journal.close()


def test_a_running_journal_can_be_read_at_any_time_and_lacks_at_most_a_second(running):
    journal, path = running
    assert read_header(path) == {**HEAD, "call": {"file": "now"}}
    told = []
    for number in range(1, 120):
        at = samples(number / 20)
        for observation in (Health(at, "agent", "muted"), Tick(at)):
            journal.add(observation)
            told.append(observation)
        found = list(read_journal(path))
        assert found == told[: len(found)]
        assert all(each.at > at - samples(1) for each in told[len(found) :])
    journal.close()
    assert list(read_journal(path)) == told


def test_a_running_journal_is_its_owners_alone_and_replaces_none(running):
    journal, path = running
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    journal.add(Tick(1))
    with pytest.raises(OutputError, match="cannot be written \\(File exists\\)"):
        RunningJournal(path, {})
    journal.close()
    assert list(read_journal(path)) == [Tick(1)]


@pytest.fixture
def full(monkeypatch):
    """Lets files be made on a disk that has no room."""
    real = os.open

    def opened(name: Path, flags: int, mode: int) -> int:
        os.close(real(name, flags, mode))
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", opened)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_running_journal_that_never_had_room_leaves_nothing(tmp_path, full):
    with pytest.raises(OutputError, match=r"No space left on device\); free some space, .* not kept\.$"):
        RunningJournal(tmp_path / "calls" / "live" / "journal.jsonl", {})
    assert everything_below(tmp_path) == []
    assert list((tmp_path / "calls").iterdir()) == []


def _ticks(journal: RunningJournal, count: int) -> None:
    for number in range(count):
        journal.add(Tick(number))


def test_a_disk_that_fills_up_leaves_what_a_running_journal_has_written(running, monkeypatch):
    journal, path = running
    _ticks(journal, 20)
    kept = list(read_journal(path))

    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal._file, "flush", full, raising=False)
    with pytest.raises(OutputError, match="No space left on device"):
        _ticks(journal, 20)
    assert list(read_journal(path))[: len(kept)] == kept
