import re
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_marks import HERE, REPORT, again, by_id, some_marks
from pympi.Praat import TextGrid

from callmon.errors import StoreError
from callmon.export.exchange import write_marks
from callmon.export.exchange.textgrid import read_textgrid
from callmon.timeline import Mark, Segment

FOLDER = Path(__file__).parents[1] / "data" / "exchange"
NOTE = Mark("m1", "Robin", "note", HERE, text="She says “yes”")
BY_PRAAT = (FOLDER / "by-praat.TextGrid").read_text("utf-16")


def written(folder, *marks):
    write_marks(folder / "marks.TextGrid", REPORT, marks)
    return folder / "marks.TextGrid"


def said(marks):
    return [(mark.coder, mark.text, mark.segment.start, mark.segment.end) for mark in marks]


@given(some_marks)
@settings(max_examples=150, deadline=None)
def test_any_mark_comes_back_the_same(tmp_path_factory, marks):
    read = again(written(tmp_path_factory.mktemp("praat"), *marks))
    assert by_id(read.marks) == by_id(marks)
    assert read.notes == ()


@pytest.mark.parametrize("mode", ["normal", "short"])
@given(some_marks)
@settings(max_examples=60, deadline=None)
def test_the_library_of_others_reads_and_writes_the_same(tmp_path_factory, mode, marks):
    file = written(tmp_path_factory.mktemp("praat"), *marks)
    theirs = TextGrid(str(file))
    intervals = [
        (tier.name, start, end, text) for tier in theirs.tiers for start, end, text in tier.intervals
    ]
    ours = read_textgrid(file.read_bytes(), "marks.TextGrid")
    assert [(each.tier, each.start, each.end, each.text) for each in ours] == intervals
    for tier in theirs.tiers:
        tier.name = tier.name.replace('"', '""')
    theirs.to_file(str(file), mode=mode)
    assert by_id(again(file).marks) == by_id(marks)


@given(some_marks)
@settings(max_examples=60, deadline=None)
def test_intervals_cover_the_call_without_overlap(tmp_path_factory, marks):
    for tier in TextGrid(str(written(tmp_path_factory.mktemp("praat"), *marks))).tiers:
        assert tier.intervals[0][0] == 0.0
        assert tier.intervals[-1][1] == tier.xmax
        assert all(one[1] == two[0] for one, two in pairwise(tier.intervals))


def test_a_call_in_which_nothing_was_said_or_marked_is_a_file_too(tmp_path):
    silent = {**REPORT, "utterances": [], "overlaps": [], "acts": [], "cues": []}
    write_marks(tmp_path / "silent.TextGrid", silent, [])
    assert [tier.name for tier in TextGrid(str(tmp_path / "silent.TextGrid")).tiers] == ["empty"]
    assert again(tmp_path / "silent.TextGrid").marks == ()


def test_the_short_format_is_read_with_what_computers_make_of_zero():
    read = again(FOLDER / "by-praat-short.TextGrid")
    assert said(read.marks) == [
        ("File", 'Agent "Kim": da war – "na ja" –\nein Seufzer', 0, 44_000),
        ("File", "clicks: ! 3 clicks", 114_000, 114_000),
    ]
    assert read.notes == (
        'The tier “Agent "Kim"” is not callmon\'s: 1 annotation became notes of File.',
        "The tier “clicks” is not callmon's: 1 annotation became notes of File.",
    )


def test_a_file_of_an_older_praat_is_read_in_its_encoding():
    assert said(again(FOLDER / "by-old-praat.TextGrid").marks) == [
        ("File", 'Sprecher: sie sagt "nein" - zögernd', 20_000, 56_000),
        ("Robin", "gut", 120_000, 120_000),
    ]


def test_comments_and_an_absent_list_are_as_praat_has_them(tmp_path):
    file = tmp_path / "a.TextGrid"
    file.write_text(BY_PRAAT.replace("size = 2", '! "not" 9 of it\nsize = 2'), "utf-8")
    assert len(again(file).marks) == 2
    file.write_text('"ooTextFile" "TextGrid" 0 1 <absent>', "utf-8")
    assert again(file).marks == ()


def test_a_moved_edge_moves_and_the_other_one_stays(tmp_path):
    file = written(tmp_path, NOTE)
    file.write_text(re.sub(r" 10\.00006\d", " 9.25", file.read_text("utf-8")), "utf-8")
    assert again(file).marks == (replace(NOTE, segment=Segment(148_000, HERE.end)),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"TextGrid"', '"Pitch 1"'),
        ("ooTextFile", "chronological"),
        ("IntervalTier", "StrangeTier"),
        ("size = 3", "size = 4"),
        ("size = 3", "size = 99999999999999999999"),
        ("size = 3", "size = 1e999"),
        ("size = 3", "size = -1"),
        ("zögernd", 'zögernd" "'),
        ('""nein""', '"nein""'),
        ("xmax = 3.5", "xmax = later"),
    ],
)
def test_a_file_that_contradicts_itself_is_one_sentence(tmp_path, before, after):
    assert before in BY_PRAAT
    (tmp_path / "a.TextGrid").write_text(BY_PRAAT.replace(before, after), "utf-8")
    with pytest.raises(StoreError, match="is not a TextGrid of Praat that can be read; open it in Praat"):
        again(tmp_path / "a.TextGrid")


def test_the_binary_format_is_refused_with_the_way_out(tmp_path):
    file = written(tmp_path, NOTE)
    TextGrid(str(file)).to_file(str(file), mode="binary")
    with pytest.raises(StoreError, match="save it in Praat as a text file"):
        again(file)


@pytest.mark.parametrize("name", ["by-praat.TextGrid", "by-praat-short.TextGrid", "by-old-praat.TextGrid"])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_one_sentence_or_marks(tmp_path_factory, name, data):
    whole = bytearray((FOLDER / name).read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("damaged") / name
    file.write_bytes(bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2, 40, 0]))]))
    # Anything but one sentence escapes here.
    with suppress(StoreError):
        assert len(again(file).marks) <= 6
