import csv
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_marks import DURATION, HERE, REPORT, again, by_id, some_marks

from callmon.errors import OutputError, StoreError
from callmon.export.exchange import read_marks, unclaimed, write_findings, write_marks
from callmon.export.exchange.cells import harmless, plain, seconds_of
from callmon.timeline import Mark, Segment, findings

FOLDER = Path(__file__).parents[1] / "data" / "exchange"
NOTE = Mark("m1", "Robin", "note", HERE, text="Grüße")


def table(folder, text):
    (folder / "a.csv").write_text(text, "utf-8")
    return folder / "a.csv"


@given(some_marks)
@settings(max_examples=150, deadline=None)
def test_any_mark_comes_back_the_same(tmp_path_factory, marks):
    file = tmp_path_factory.mktemp("table") / "marks.csv"
    write_marks(file, REPORT, marks)
    read = again(file)
    assert by_id(read.marks) == by_id(marks)
    assert read.notes == ()


def test_a_table_is_as_spreadsheets_expect_it(tmp_path):
    write_marks(tmp_path / "marks.csv", REPORT, [replace(NOTE, text='a, "b"\nc')])
    data = (tmp_path / "marks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,coder,kind,start,end,start_sample,end_sample,")
    assert data.endswith(b'm1,Robin,note,10.000,12.500,160001,199999,,,,"a, ""b""\nc"\r\n')


@given(st.text(max_size=6))
def test_no_cell_begins_a_formula_and_each_comes_back(value):
    cell = harmless(value)
    assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert plain(cell) == value


def test_a_table_that_a_spreadsheet_saved_comes_back():
    read = again(FOLDER / "by-excel.csv")
    assert read.marks == (
        NOTE,
        Mark("new1", "Robin", "missed", Segment(324_000, 336_000), "act/empathy", "", "agent", "neu"),
    )
    assert read.notes == ("Rows that are no marks were left out: 4.",)


def test_a_table_in_utf_16_comes_back(tmp_path):
    write_marks(tmp_path / "marks.csv", REPORT, [NOTE])
    text = (tmp_path / "marks.csv").read_text("utf-8-sig")
    (tmp_path / "marks.csv").write_text(text.replace(",", "\t"), "utf-16")
    assert again(tmp_path / "marks.csv").marks == (NOTE,)


def test_seconds_that_a_person_changed_count_more_than_samples(tmp_path):
    write_marks(tmp_path / "marks.csv", REPORT, [NOTE])
    text = (tmp_path / "marks.csv").read_text("utf-8-sig")
    assert again(table(tmp_path, text.replace("12.500", "13.25"))).marks == (
        replace(NOTE, segment=Segment(HERE.start, 212_000)),
    )
    assert again(table(tmp_path, text.replace("12.500", ""))).marks == (NOTE,)
    assert "Rows that are no marks" in again(table(tmp_path, text.replace("12.500", "soon"))).notes[0]


def test_a_table_by_hand_needs_little(tmp_path):
    file = table(tmp_path, "Kind\tStart\tEnd\tLabel\nAgree\t0:01:02.5\t1:3,5\tact/question\n")
    assert again(file, duration=90.0, coder="Kim").marks == (
        Mark("new1", "Kim", "agree", Segment(1_000_000, 1_016_000), "act/question"),
    )


def test_milliseconds_are_seen_and_told():
    read = again(FOLDER / "by-whisper-cpp.csv", duration=61.0)
    assert [(mark.kind, mark.text, mark.segment) for mark in read.marks] == [
        ("note", "Thank you for calling.", Segment(0, 39_680)),
        ("note", "It's \"late\", I'm afraid.", Segment(39_680, 976_000)),
    ]
    assert read.notes == ("The times in by-whisper-cpp.csv are taken for milliseconds.",)


def test_what_another_program_has_beside_the_times_is_kept(tmp_path):
    file = table(tmp_path, "word,start,end,coder\nhello,1.5,2,Kim\n\nbye,2,1,\n")
    assert [(mark.coder, mark.text, mark.segment) for mark in again(file).marks] == [
        ("Kim", "hello, Kim", Segment(24_000, 32_000)),
        ("File", "bye", Segment(32_000, 32_000)),
    ]


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("2", 2.0), (" 2,5 ", 2.5), ("-1.5", -1.5), ("1:02", 62.0), ("01:00:00.25", 3600.25)],
)
def test_times_are_read_as_people_write_them(cell, seconds):
    assert seconds_of(cell) == seconds


@pytest.mark.parametrize("cell", ["", "inf", "nan", "1e9", "1:2:3:4", "one", "٣", "9" * 5000])
def test_what_is_no_time_leaves_its_row_out(tmp_path, cell):
    read = again(table(tmp_path, f"start,end,text\n{cell},2,x\n1,2,y\n"))
    assert [mark.text for mark in read.marks] == ["y"]
    assert read.notes == ("Rows that are no marks were left out: 2.",)


def test_many_rows_that_are_no_marks_are_told_shortly(tmp_path):
    read = again(table(tmp_path, "start,end\n" + "x,y\n" * 13))
    assert read.notes == ("Rows that are no marks were left out: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more.",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no columns"),
        ("a,b\n1,2\n", "has no columns"),
        ('start,end\n"1"2,3\n', "is not a table that can be read"),
        ("key,label,start,end,shown,said\n", "is a table of what callmon found"),
    ],
)
def test_another_table_is_refused_in_one_sentence(tmp_path, text, told):
    with pytest.raises(StoreError, match=told):
        again(table(tmp_path, text))


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(StoreError, match="larger than 64 MB"):
        again(tmp_path / "a.csv")


def test_findings_are_a_table_with_what_each_coder_says(tmp_path):
    marks = [
        Mark("1", "Zoë", "agree", HERE, "act/question", "act/1"),
        Mark("2", "robin", "disagree", HERE, "act/question", "act/1"),
        Mark("3", "robin", "agree", HERE, "cue/another", "cue/0"),
        Mark("4", "Alex", "note", HERE, text="nothing about findings"),
    ]
    write_findings(tmp_path / "found.csv", REPORT, marks)
    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["key"] for row in rows] == [each.key for each in findings(REPORT)]
    assert rows[0] == {
        "key": "act/1",
        "label": "act/question",
        "start": "1.000",
        "end": "4.000",
        "start_sample": "16000",
        "end_sample": "64000",
        "speaker": "agent",
        "confidence": "0.900",
        "shown": "yes",
        "said": "How",
        "judged by robin": "disagree",
        "judged by Zoë": "agree",
    }
    cue = next(row for row in rows if row["label"] == "cue/slower")
    assert (cue["shown"], cue["judged by robin"]) == ("no", "")
    with pytest.raises(OutputError, match=r"must end in \.csv"):
        write_findings(tmp_path / "found.eaf", REPORT, marks)


def test_a_disk_that_is_full_leaves_the_older_file_whole(tmp_path):
    resource = pytest.importorskip("resource")
    write_marks(tmp_path / "marks.eaf", REPORT, [NOTE])
    before = (tmp_path / "marks.eaf").read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OutputError, match="free some space"):
            write_marks(tmp_path / "marks.eaf", REPORT, [replace(NOTE, text="new")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [each.name for each in tmp_path.iterdir()] == ["marks.eaf"]
    assert (tmp_path / "marks.eaf").read_bytes() == before


@pytest.mark.parametrize("name", ["marks.eaf", "marks.TextGrid", "marks.csv"])
def test_new_marks_in_a_file_that_is_taken_twice_come_once(tmp_path, name):
    write_marks(tmp_path / name, REPORT, [NOTE])
    text = (tmp_path / name).read_text("utf-8").replace(" ⟦m1 160001-199999⟧", "").replace("\nm1,", "\n,")
    (tmp_path / name).write_text(text, "utf-8")
    numbers = count(1)
    known = {}

    def new_id(mark):
        return known.setdefault(mark, f"new{next(numbers)}")

    first, second = (
        read_marks(tmp_path / name, duration=DURATION, coder="File", new_id=new_id) for _ in range(2)
    )
    assert first == second
    assert [mark.id for mark in first.marks] == ["new1"]


def test_what_belongs_to_another_coder_or_call_is_taken_as_new():
    owners = {"m1": ("this", "Robin"), "m2": ("this", "Alex"), "m3": ("that", "Robin")}
    marks = [replace(NOTE, id=name) for name in ("m1", "m2", "m3", "m4")]
    taken = unclaimed(marks, owners, "this", lambda mark: f"new of {mark.id}")
    assert [mark.id for mark in taken] == ["m1", "new of m2", "new of m3", "m4"]
