import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from callmon import paths
from callmon.app import Source, analyze, call_id
from callmon.desk.importing import Import, ImportDesk, Wanted
from callmon.desk.shelving import refresh, shelve
from callmon.engines import Options
from callmon.errors import StoreError
from callmon.settings import Settings
from callmon.store.library import open_library
from callmon.timeline import Filter, Segment, Sort

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"
TIMING = Options(words=False, tone=False)
ALL, NEWEST = Filter(), Sort()


@pytest.fixture
def library():
    with open_library() as made:
        yield made


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    shutil.copy(DEMO, folder / "a.flac")
    return folder


def an_import(library):
    return Import(library, TIMING, Settings())


def wait():
    for thread in threading.enumerate():
        if thread.name == "import":
            thread.join()


def calls(library):
    return library.page(ALL, NEWEST, 0, 10)


def test_an_imported_call_is_on_the_shelf_with_its_report(library, archive):
    seen = []
    importing = an_import(library)
    importing.run(Wanted((archive,), "Kim"), seen.append)
    (call,) = calls(library)
    assert (call.title, call.agent, call.state) == ("a.flac", "Kim", "ready")
    assert call.files == (str(archive / "a.flac"),)
    assert call.duration == library.report(call.id)["call"]["duration"] > 100
    done = importing.progress()
    assert (done.running, done.total, done.done, done.added, done.known, done.problems) == (
        False,
        1,
        1,
        1,
        0,
        (),
    )
    shares = [at.share for at in seen if at.current == "a.flac"]
    assert shares == sorted(shares)
    assert len(set(shares)) > 5


def test_the_day_of_a_call_is_that_of_its_recording(library, archive):
    os.utime(archive / "a.flac", (1_700_000_000, 1_700_000_000))
    an_import(library).run(Wanted((archive,)))
    assert calls(library)[0].held.startswith("2023-11-14T")


def test_the_day_in_a_recordings_name_comes_first_and_a_person_can_put_it_right(library, archive):
    named = (archive / "a.flac").rename(archive / "20260610-133722_0171555017_ext204_in.flac")
    an_import(library).run(Wanted((archive,)))
    (call,) = calls(library)
    assert (call.held[:19], call.dated) == ("2026-06-10T13:37:22", "name")
    an_import(library).run(Wanted((named,), held="2026-06-09T08:00:00+02:00"))
    journal = paths.calls() / call.id / "journal.jsonl"
    os.utime(journal)
    refresh(library)
    (call,) = calls(library)
    assert (call.held, call.dated) == ("2026-06-09T08:00:00+02:00", "said")


def test_a_copy_is_not_listened_to_twice(library, archive, monkeypatch):
    an_import(library).run(Wanted((archive,)))
    shutil.copy(archive / "a.flac", archive / "copy.flac")
    monkeypatch.setattr("callmon.desk.importing.analyze", lambda *_: pytest.fail("listened to again"))
    again = an_import(library)
    again.run(Wanted((archive,)))
    assert (again.progress().known, again.progress().added, library.count(ALL)) == (2, 0, 1)


def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(library, archive):
    (archive / "0-broken.wav").write_bytes(b"no sound")
    (archive / "1-empty.wav").touch()
    importing = an_import(library)
    importing.run(Wanted((archive, archive / "nothing.wav")))
    problems = importing.progress().problems
    assert (importing.progress().added, len(problems)) == (1, 3)
    assert "nothing.wav does not exist" in problems[0]
    assert "0-broken.wav is not a recording that callmon can read" in problems[1]
    assert "is empty" in problems[2]


def test_a_cancelled_import_leaves_nothing_half_and_goes_on_later(library, archive):
    importing = an_import(library)

    def stop_in_the_middle(at):
        if at.share > 0.3:
            importing.cancel()

    importing.run(Wanted((archive,)), stop_in_the_middle)
    assert (importing.progress().running, importing.progress().done, library.count(ALL)) == (False, 0, 0)
    assert not list(paths.calls().glob("*/*")) if paths.calls().exists() else True
    an_import(library).run(Wanted((archive,)))
    assert library.count(ALL) == 1


def test_an_import_that_was_cancelled_before_it_ran_takes_nothing(library, archive):
    importing = an_import(library)
    importing.cancel()
    importing.run(Wanted((archive,)))
    assert (importing.progress().running, library.count(ALL)) == (False, 0)


def test_a_call_that_was_damaged_is_listened_to_again(library, archive):
    an_import(library).run(Wanted((archive,)))
    (call,) = calls(library)
    journal = paths.calls() / call.id / "journal.jsonl"
    journal.write_text(journal.read_text("utf-8").replace('["u",', '["?",', 1), "utf-8")
    refresh(library)
    again = an_import(library)
    again.run(Wanted((archive,)))
    assert (again.progress().added, again.progress().known) == (1, 0)
    assert [each.state for each in calls(library)] == ["ready"]


def test_the_desk_imports_one_wish_after_the_other(library, archive, tmp_path):
    desk = ImportDesk(library, lambda: an_import(library))
    desk.start([str(archive)], "Kim")
    desk.start([str(tmp_path / "nothing")], "")
    wait()
    assert not desk.progress().running
    assert "nothing does not exist" in desk.progress().problems[0]
    assert library.count(ALL) == 1
    desk.close()


def test_a_wish_after_a_cancellation_is_fulfilled(library, archive):
    desk = ImportDesk(library, lambda: an_import(library))
    desk.start([str(archive)], "")
    desk.cancel()
    desk.start([str(archive)], "")
    wait()
    assert (library.count(ALL), desk.progress().running) == (1, False)


def test_the_desk_tells_why_it_cannot_begin_and_begins_again(library, archive):
    tries = []

    def begin():
        tries.append(1)
        if len(tries) == 1:
            raise StoreError("The library is full.")
        return an_import(library)

    desk = ImportDesk(library, begin)
    desk.start([str(archive)], "")
    wait()
    assert desk.progress().problems == ("The library is full.",)
    desk.start([str(archive)], "")
    wait()
    assert (desk.progress().problems, library.count(ALL)) == ((), 1)


def test_the_desk_looks_for_calls_that_were_analysed_elsewhere(library):
    call = analysed()
    desk = ImportDesk(library, lambda: an_import(library))
    desk.refresh()
    wait()
    assert [each.id for each in calls(library)] == [call]
    assert (desk.progress().added, desk.progress().running) == (1, False)
    desk.close()


def analysed():
    source = Source((DEMO,))
    analyze(source, TIMING, Settings())
    return call_id(source)


def test_what_was_analysed_elsewhere_comes_onto_the_shelf(library):
    call = analysed()
    told = []
    refresh(library, lambda done, of: told.append((done, of)))
    assert [each.id for each in calls(library)] == [call]
    refresh(library, lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]


def test_a_refresh_can_be_stopped(library):
    analysed()
    refresh(library, stopped=lambda: True)
    assert library.count(ALL) == 0


def test_a_call_that_was_damaged_later_keeps_its_report_and_its_marks(library):
    call = analysed()
    refresh(library)
    library.marking(call, "Coach").add("note", Segment(0, 100), text="well done")
    journal = paths.calls() / call / "journal.jsonl"
    journal.write_text(journal.read_text("utf-8").replace('["u",', '["?",', 1), "utf-8")
    refresh(library)
    assert calls(library)[0].state == "damaged"
    assert library.report(call)["call"]["file"] == "call.flac"
    assert len(library.marking(call, "Coach").marks()) == 1


def test_a_call_of_a_newer_callmon_is_named_as_such(library):
    call = analysed()
    journal = paths.calls() / call / "journal.jsonl"
    head, rest = journal.read_text("utf-8").split("\n", 1)
    journal.write_text(json.dumps({**json.loads(head), "version": 99}) + "\n" + rest, "utf-8")
    refresh(library)
    (row,) = calls(library)
    assert (row.state, row.title) == ("newer", call)
    told = []
    refresh(library, lambda done, of: told.append(of))
    assert told == []
    written = journal.stat()
    journal.write_text(head + "\n" + rest, "utf-8")
    os.utime(journal, ns=(written.st_atime_ns, written.st_mtime_ns))
    refresh(library)
    assert (calls(library)[0].state, calls(library)[0].title) == ("ready", "call.flac")


def test_a_call_that_goes_while_it_is_read_is_not_put_on_the_shelf(library, monkeypatch):
    analysed()

    def gone(journal):
        shutil.rmtree(journal.parent)
        raise StoreError("The journal cannot be read.")

    monkeypatch.setattr("callmon.desk.shelving.replay", gone)
    refresh(library)
    assert library.count(ALL) == 0


def test_a_running_calls_folder_says_when_it_was(library):
    call = analysed()
    shutil.copytree(paths.calls() / call, paths.calls() / "live-20260203-140506")
    shelve(library, "live-20260203-140506")
    assert library.find("live").held.startswith("2026-02-03T14:05:06")
