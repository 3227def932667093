import re
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_marks import HERE, REPORT, again, by_id
from pympi.Elan import Eaf
from pympi.Praat import TextGrid

from callmon.errors import OutputError, StoreError
from callmon.export.exchange import write_marks
from callmon.timeline import Mark, Segment

FOLDER = Path(__file__).parents[1] / "data" / "exchange"
MARKS = (
    Mark("m1", "Robin", "note", HERE, text="She says “yes”;\n=and waits"),
    Mark("m2", "Robin", "note", Segment(170_000, 170_000), text="@here"),
    Mark("m3", "Robin", "agree", HERE, "act/question", "act/1", text="clear; short"),
    Mark("m4", "Alex: B", "disagree", HERE, "cue/slower", "cue/0"),
    Mark("m5", "Robin", "missed", HERE, "act/empathy", speaker="agent", text="quietly"),
    Mark("m6", "Robin", "speaker", HERE, "utterance", "utterance/1", speaker="customer"),
    Mark("m7", "Robin", "word", HERE, "word", "word/1/3", text="parcel"),
    Mark("m8", "Robin", "word", HERE, "word", "word/1/4"),
)
FILES = ("marks.eaf", "marks.TextGrid", "marks.csv")


@pytest.mark.parametrize("name", FILES)
def test_marks_come_back_the_same(tmp_path, name):
    write_marks(tmp_path / name, REPORT, MARKS)
    read = again(tmp_path / name)
    assert by_id(read.marks) == by_id(MARKS)
    assert read.notes == ()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_elan_shows_what_was_said_and_found_beside_the_marks(tmp_path):
    write_marks(tmp_path / "marks.eaf", REPORT, MARKS, [tmp_path / "call.wav"])
    file = Eaf(str(tmp_path / "marks.eaf"))
    assert set(file.get_tier_names()) == {
        "said: agent",
        "said: customer",
        "found: overlap (customer)",
        "found: act (agent)",
        "cue: held back",
        "Robin: notes",
        "Robin: notes 2",
        "Alex: B: notes",
        "Robin: judgements",
        "Alex: B: judgements",
        "Robin: missed",
        "Robin: speakers",
        "Robin: words",
        "Robin: words 2",
        *(
            f"{coder}: {kind} (list)"
            for coder in ("Robin", "Alex: B")
            for kind in ("judgements", "missed", "speakers")
        ),
    }
    assert file.get_annotation_data_for_tier("said: customer") == [(3500, 9000, "It is “late” & broken.")]
    assert file.media_descriptors[0]["MEDIA_URL"].endswith("/call.wav")


def test_no_interval_of_praat_overlaps_another(tmp_path):
    write_marks(tmp_path / "marks.TextGrid", REPORT, MARKS)
    grid = TextGrid(str(tmp_path / "marks.TextGrid"))
    for tier in grid.tiers:
        edges = [(start, end) for start, end, text in tier.get_all_intervals() if text]
        assert all(one[1] <= two[0] for one, two in pairwise(edges)), tier.name
    assert {"Robin: notes", "Robin: notes 2"} <= {tier.name for tier in grid.tiers}


def test_what_a_person_changed_in_elan_is_taken(tmp_path):
    file = tmp_path / "marks.eaf"
    write_marks(file, REPORT, MARKS[2:3])
    written = file.read_text("utf-8").replace("agree act/question; clear", "disagree act/question; unclear")
    file.write_text(re.sub(r'TIME_VALUE="10000"', 'TIME_VALUE="11000"', written), "utf-8")
    (mark,) = again(file).marks
    assert (mark.id, mark.kind, mark.text) == ("m3", "disagree", "unclear; short")
    assert mark.segment.start == 176_000
    elan = Eaf(str(file))
    elan.add_annotation("Robin: judgements", 20_000, 21_000, "agree act/offer")
    elan.to_file(str(file))
    new = next(mark for mark in again(file).marks if mark.id != "m3")
    assert (new.id, new.coder, new.kind, new.label) == ("new1", "Robin", "agree", "act/offer")
    assert new.segment == Segment(320_000, 336_000)


def test_an_annotation_that_says_nothing_clear_is_told(tmp_path):
    file = tmp_path / "marks.eaf"
    write_marks(file, REPORT, MARKS[2:3])
    file.write_text(file.read_text("utf-8").replace("agree act/question", "perhaps"), "utf-8")
    read = again(file)
    assert read.marks == ()
    assert read.notes[0].startswith("1 annotation left out that do not say")


def test_a_file_that_elan_wrote_opens():
    read = again(FOLDER / "by-elan.eaf")
    assert [(mark.coder, mark.kind, mark.text, mark.label) for mark in read.marks] == [
        ("File", "note", "Transcript A: Grüße & hello", ""),
        ("File", "note", "Gloss: greeting", ""),
        ("Robin", "disagree", "she tells", "act/question"),
    ]
    assert read.marks[2].segment == Segment(16_000, 40_000)
    assert len(read.notes) == 2


def test_a_file_that_praat_wrote_opens():
    read = again(FOLDER / "by-praat.TextGrid")
    assert [(mark.coder, mark.text, mark.segment) for mark in read.marks] == [
        ("File", 'Sprecher: sie sagt "nein" – zögernd', Segment(20_000, 56_000)),
        ("Robin", "gut", Segment(120_000, 120_000)),
    ]


def test_a_table_of_another_program_opens():
    read = again(FOLDER / "segments.csv")
    assert [(mark.text, mark.segment.start) for mark in read.marks] == [
        ("SPEAKER_00: Hello there", 8_000),
        ("SPEAKER_01: Yes, hello", 40_000),
    ]


def test_no_spreadsheet_takes_a_mark_for_a_formula(tmp_path):
    evil = replace(MARKS[0], text="=HYPERLINK(1)", coder="+Robin")
    write_marks(tmp_path / "marks.csv", REPORT, [evil])
    text = (tmp_path / "marks.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'+Robin" in text
    assert again(tmp_path / "marks.csv").marks == (evil,)


def test_marks_lie_within_the_call(tmp_path):
    write_marks(tmp_path / "marks.csv", REPORT, MARKS[:1])
    (mark,) = again(tmp_path / "marks.csv", duration=11.0).marks
    assert mark.segment == Segment(160_001, 176_000)


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_one_sentence_or_fewer_marks(tmp_path_factory, name, data):
    folder = tmp_path_factory.mktemp("damaged")
    write_marks(folder / name, REPORT, MARKS)
    whole = (folder / name).read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    changed = bytearray(whole[:cut] if data.draw(st.booleans()) else whole)
    for at in data.draw(st.lists(st.integers(0, max(0, len(changed) - 1)), max_size=4)):
        if changed:
            changed[at] = data.draw(st.integers(0, 255))
    (folder / name).write_bytes(bytes(changed))
    # Anything but one sentence escapes here.
    with suppress(StoreError):
        assert len(again(folder / name).marks) <= len(MARKS) + 4


def test_a_file_that_declares_entities_is_not_read(tmp_path):
    file = tmp_path / "bomb.eaf"
    file.write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf-8")
    with pytest.raises(StoreError, match="declares entities"):
        again(file)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "must end in"),
        ("a.csv", b"a,b\n1,2\n", "no columns “start” and “end”"),
        ("a.eaf", b"<html/>", "is not a file of ELAN"),
        ("a.TextGrid", b"hello", "is not a TextGrid of Praat"),
    ],
)
def test_another_file_is_refused(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError, match=told):
        again(tmp_path / name)
    with pytest.raises(StoreError, match="cannot be read"):
        again(tmp_path / f"missing{Path(name).suffix}" if name != "a.txt" else tmp_path / "missing.csv")


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(OutputError, match="must end in"):
        write_marks(tmp_path / "marks.doc", REPORT, MARKS)
    with pytest.raises(OutputError, match="does not exist"):
        write_marks(tmp_path / "nowhere" / "marks.eaf", REPORT, MARKS)
