import sqlite3
import stat
import subprocess
import sys
import threading

import pytest
from shelved import entry

from callmon.errors import NewerError, StoreError
from callmon.store.library import library_file, open_library
from callmon.store.library.database import REVISIONS
from callmon.timeline import Filter, Segment, Sort

ALL, NEWEST = Filter(), Sort()


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "shelf" / "library.sqlite") as made:
        yield made


def child(program, file, **more):
    """A program of its own that opens the library in `file` as sys.argv[1]."""
    whole = "import sys\nfrom pathlib import Path\nfrom callmon.store.library import open_library\n" + program
    return subprocess.Popen([sys.executable, "-c", whole, file], text=True, **more)


def test_nobody_else_may_read_it(library, tmp_path):
    file = tmp_path / "shelf" / "library.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_lies_with_the_users_data_by_default():
    with open_library():
        assert library_file().is_file()


def test_a_newer_library_is_left_as_it_is(tmp_path):
    file = tmp_path / "library.sqlite"
    with open_library(file) as made:
        made.add(entry("a1"))
    with sqlite3.connect(file) as changed:
        changed.execute("UPDATE alembic_version SET version_num = 'from the future'")
    changed.close()
    with pytest.raises(NewerError, match="was written by a newer callmon; update callmon"):
        open_library(file)
    with sqlite3.connect(file) as changed:
        changed.execute("UPDATE alembic_version SET version_num = ?", REVISIONS[-1:])
    changed.close()
    with open_library(file) as made:
        assert made.count(ALL) == 1


def test_what_is_no_library_is_told_and_left_as_it_is(tmp_path):
    file = tmp_path / "library.sqlite"
    file.write_bytes(b"no database at all, but a text that is long enough to look like one" * 30)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="is damaged; move it away"):
        open_library(file)
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_library(tmp_path / "taken" / "library.sqlite")


def test_a_library_that_another_program_writes_is_told(library, tmp_path, monkeypatch):
    monkeypatch.setattr("callmon.store.library.database._PATIENCE_S", 0.05)
    file = tmp_path / "shelf" / "library.sqlite"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        open_library(file) as waiting,
        pytest.raises(StoreError, match="another window of callmon; try again"),
    ):
        waiting.add(entry("a1"))
    other.execute("ROLLBACK")
    other.close()
    library.add(entry("a1"))
    assert library.ids(ALL, NEWEST) == ["a1"]


def test_the_tables_are_those_that_the_migrations_leave(library, tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from callmon.store.library.tables import metadata

    engine = create_engine(f"sqlite:///{tmp_path / 'shelf' / 'library.sqlite'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = [
            change
            for change in compare_metadata(context, metadata)
            if not (change[0] == "remove_table" and change[1].name.startswith("transcripts"))
        ]
    engine.dispose()
    assert found == []


def test_calls_of_the_first_library_keep_their_dates(tmp_path):
    file = tmp_path / "library.sqlite"
    with open_library(file) as made:
        made.add(entry("a1", analysed="2026-11-21T10:00:00+01:00"))
        made.add(entry("b2"))
        made.add(entry("live-20261120-100000", analysed="2026-11-21T10:00:00+01:00"))
    with sqlite3.connect(file) as changed:
        changed.execute("ALTER TABLE calls DROP COLUMN dated")
        changed.execute("UPDATE alembic_version SET version_num = '1'")
    changed.close()
    with open_library(file) as made:
        found = {call.id: (call.held, call.dated) for call in made.page(ALL, NEWEST, 0, 9)}
        made.add(entry("a1", held="2026-06-10T13:37:22+02:00", dated="name"))
        assert made.find("a1").dated == "file"
    held = "2026-11-20T10:00:00+01:00"
    assert found == {"a1": (held, "file"), "b2": (held, ""), "live-20261120-100000": (held, "call")}


def test_every_migration_is_known_by_its_revision():
    from pathlib import Path

    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from callmon.store import migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    known = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS


def test_what_lies_beside_it_is_as_private(library, tmp_path):
    library.add(entry("a1"))
    beside = [file for file in (tmp_path / "shelf").iterdir() if file.name != "library.sqlite"]
    assert {file.name for file in beside} == {"library.sqlite-wal", "library.sqlite-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in beside} == {0o600}


def test_nothing_lies_beside_it_once_it_is_closed(tmp_path):
    with open_library(tmp_path / "library.sqlite") as made:
        made.add(entry("a1"))
    assert [file.name for file in tmp_path.iterdir()] == ["library.sqlite"]


def test_threads_that_make_libraries_at_once_do_not_mix_them_up(tmp_path):
    faults = []

    def make(name):
        try:
            with open_library(tmp_path / name) as made:
                made.add(entry(name))
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [threading.Thread(target=make, args=(name,)) for name in ("one", "one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    for name in ("one", "two", "three"):
        with open_library(tmp_path / name) as made:
            assert made.ids(ALL, NEWEST) == [name]


def test_programs_that_make_the_same_library_at_once_all_open_it(tmp_path):
    program = "sys.stdin.read()\nopen_library(Path(sys.argv[1])).set_agent(['a1'], 'Kim')\n"
    file = tmp_path / "library.sqlite"
    children = [child(program, file, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for each in children:
        each.stdin.close()
        each.stdin = None
    assert [each.communicate()[1] for each in children] == ["", "", ""]
    with open_library(file) as made:
        assert made.count(ALL) == 0


def test_a_library_that_was_left_in_the_middle_of_being_made_is_made_whole(tmp_path):
    program = (
        "import os\n"
        "from alembic.operations import Operations\n"
        "Operations.execute = lambda *_, **__: os._exit(9)\n"
        "open_library(Path(sys.argv[1]))\n"
    )
    file = tmp_path / "library.sqlite"
    with child(program, file) as killed:
        assert killed.wait() == 9
    with open_library(file) as made:
        made.add(entry("a1"))
        assert made.count(Filter(text="parcel")) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_disk_that_takes_no_more_is_told_and_what_was_marked_is_there(tmp_path):
    program = (
        "import resource\n"
        "from callmon.errors import StoreError\n"
        "from callmon.timeline import Segment\n"
        "marks = open_library(Path(sys.argv[1])).marking('a1', 'Coach')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "try:\n"
        "    for n in range(10_000):\n"
        "        marks.add('note', Segment(n, n + 1), text='x' * 900)\n"
        "except StoreError as error:\n"
        "    print(n, error)\n"
    )
    file = tmp_path / "library.sqlite"
    with child(program, file, stdout=subprocess.PIPE) as full:
        said = full.communicate()[0]
    number, _, told = said.partition(" ")
    assert (
        "library.sqlite cannot be read or written (disk I/O error); check its disk and the space there."
        in told
    )
    with open_library(file) as made:
        marks = made.marking("a1", "Coach")
        assert len(marks.marks()) == int(number) > 0
        assert marks.undo() == "note"


def test_a_library_that_may_only_be_read_is_told(tmp_path):
    file = tmp_path / "library.sqlite"
    open_library(file).close()
    file.chmod(0o400)
    try:
        with file.open("ab"):
            pytest.skip("this user may write everything")
    except PermissionError:
        with pytest.raises(StoreError, match="cannot be opened"):
            open_library(file)


def test_a_report_that_the_disk_spoilt_is_told(library, tmp_path):
    library.add(entry("a1"))
    spoilt = sqlite3.connect(tmp_path / "shelf" / "library.sqlite")
    with spoilt:
        spoilt.execute("UPDATE calls SET report = CAST(substr(report, 1, 20) AS BLOB)")
    spoilt.close()
    with pytest.raises(StoreError, match="damaged report of this call; analyse"):
        library.report("a1")
    assert library.ids(ALL, NEWEST) == ["a1"]


def test_text_that_is_none_is_told(library):
    library.add(entry("a1"))
    for refused in (
        lambda: library.set_agent(["a1"], "Kim\udce9"),
        lambda: library.marking("a1", "Coach").add("note", Segment(0, 1), text="\ud800"),
    ):
        with pytest.raises(StoreError, match="broken character"):
            refused()
    assert (library.find("a1").agent, library.all_marks()) == ("", [])
