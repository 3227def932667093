from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_marks import HERE, REPORT, again, by_id, some_marks
from pympi.Elan import Eaf

from callmon.errors import StoreError
from callmon.export.exchange import write_marks
from callmon.export.exchange.elan import read_elan
from callmon.timeline import Mark, Segment

FOLDER = Path(__file__).parents[1] / "data" / "exchange"
BY_ELAN = (FOLDER / "by-elan-6.8.eaf").read_text("utf-8")
NOTE = Mark("m1", "Robin", "note", HERE, text="She waits")


def written(folder, *marks, **more):
    write_marks(folder / "marks.eaf", REPORT, marks, **more)
    return folder / "marks.eaf"


def changed(folder, before, after):
    (folder / "changed.eaf").write_text(BY_ELAN.replace(before, after), "utf-8")
    assert before in BY_ELAN
    return folder / "changed.eaf"


@given(some_marks)
@settings(max_examples=150, deadline=None)
def test_any_mark_comes_back_the_same(tmp_path_factory, marks):
    read = again(written(tmp_path_factory.mktemp("elan"), *marks))
    assert by_id(read.marks) == by_id(marks)
    assert read.notes == ()


@given(some_marks)
@settings(max_examples=60, deadline=None)
def test_the_library_of_others_reads_the_same_annotations(tmp_path_factory, marks):
    file = written(tmp_path_factory.mktemp("elan"), *marks)
    theirs = Eaf(str(file))
    assert [
        (tier, start, end, text)
        for tier in theirs.get_tier_names()
        for start, end, text in theirs.get_annotation_data_for_tier(tier)
    ] == [
        (each.tier, round(1000 * each.start), round(1000 * each.end), each.text)
        for each in read_elan(file.read_bytes(), "marks.eaf")
    ]


@given(some_marks)
@settings(max_examples=60, deadline=None)
def test_no_annotation_overlaps_another_on_its_tier(tmp_path_factory, marks):
    theirs = Eaf(str(written(tmp_path_factory.mktemp("elan"), *marks)))
    for tier in theirs.get_tier_names():
        edges = [each[:2] for each in theirs.get_annotation_data_for_tier(tier)]
        assert all(one[1] <= two[0] for one, two in pairwise(edges)), tier


def test_a_coder_chooses_from_lists(tmp_path):
    file = written(tmp_path, NOTE, coders=["Kim"])
    theirs = Eaf(str(file))
    assert {"Kim: notes", "Robin: notes"} <= set(theirs.get_tier_names())
    for kind in ("judgements", "missed", "speakers"):
        tier = theirs.get_parameters_for_tier(f"Kim: {kind} (list)")
        of_type = theirs.get_parameters_for_linguistic_type(tier["LINGUISTIC_TYPE_REF"])
        assert of_type["CONTROLLED_VOCABULARY_REF"] == kind
    offered = {entry for values, _ in theirs.get_cv_entries("judgements").values() for entry, *_ in values}
    assert offered == {
        f"{kind} {label}"
        for kind in ("agree", "disagree")
        for label in ("act/question", "overlap/interruption", "cue/slower")
    }


@pytest.mark.parametrize("kind", ["judgements", "missed", "speakers"])
def test_whatever_is_chosen_from_a_list_is_a_mark(tmp_path, kind):
    file = written(tmp_path, coders=["Kim"])
    theirs = Eaf(str(file))
    entries = [values[0][0] for values, _ in theirs.get_cv_entries(kind).values()]
    assert entries
    for place, entry in enumerate(entries):
        theirs.add_annotation(f"Kim: {kind} (list)", 100 * place, 100 * place + 100, entry)
    theirs.to_file(str(file))
    read = again(file)
    assert len(read.marks) == len(entries)
    assert read.notes == ()
    assert {mark.coder for mark in read.marks} == {"Kim"}
    assert all(mark.label for mark in read.marks)


def test_the_recording_is_found_beside_the_file_too(tmp_path):
    (tmp_path / "sound").mkdir()
    file = written(tmp_path, media=[tmp_path / "sound" / "a call.mp3"])
    (media,) = Eaf(str(file)).media_descriptors
    assert media["RELATIVE_MEDIA_URL"] == "./sound/a call.mp3"
    assert media["MEDIA_URL"].endswith("/sound/a%20call.mp3")
    assert media["MIME_TYPE"] == "audio/mpeg"


def test_annotations_that_elan_gave_no_time_share_that_of_their_neighbours(tmp_path):
    read = again(FOLDER / "by-elan-6.8.eaf")
    assert [(mark.text, mark.segment.start, mark.segment.end) for mark in read.marks[:7]] == [
        ("A_utterance: Guten Tag, wie kann ich helfen?", 12_160, 36_160),
        ("A_phases: greeting", 12_160, 20_160),
        ("A_phases: pause", 20_160, 28_160),
        ("A_phases: question", 28_160, 36_160),
        ("A_words: Guten", 12_160, 24_160),
        ("A_words: Tag", 24_160, 36_160),
        ("A_gloss: day", 24_160, 36_160),
    ]


def test_what_a_coder_added_in_elan_is_theirs():
    judged, missed = again(FOLDER / "by-elan-6.8.eaf", coder="File").marks[7:]
    assert judged == Mark("new8", "Kim", "disagree", Segment(65_600, 85_600), "overlap/interruption")
    assert missed == Mark(
        "new9",
        "Kim",
        "missed",
        Segment(96_000, 110_400),
        "act/validation",
        speaker="agent",
        text="“das kann ich verstehen”",
    )


def test_what_became_of_each_strange_tier_is_told():
    assert again(FOLDER / "by-elan-6.8.eaf").notes == (
        "The tier “A_utterance” is not callmon's: 1 annotation became notes of File.",
        "The tier “A_phases” is not callmon's: 3 annotations became notes of File.",
        "The tier “A_words” is not callmon's: 2 annotations became notes of File.",
        "The tier “A_gloss” is not callmon's: 1 annotation became notes of File.",
    )


def test_an_edge_that_stays_keeps_its_sample(tmp_path):
    file = written(tmp_path, NOTE)
    file.write_text(file.read_text("utf-8").replace('"12500"', '"13250"'), "utf-8")
    assert again(file).marks == (replace(NOTE, segment=Segment(160_001, 212_000)),)


def test_a_point_that_is_moved_is_where_it_was_put(tmp_path):
    point = replace(NOTE, segment=Segment(160_000, 160_000))
    file = written(tmp_path, point)
    assert again(file).marks == (point,)
    moved = file.read_text("utf-8").replace('"10000"', '"9000"').replace('"10100"', '"9100"')
    file.write_text(moved, "utf-8")
    assert again(file).marks == (replace(point, segment=Segment(144_000, 145_600)),)


def test_a_copy_is_a_mark_of_its_own(tmp_path):
    file = written(tmp_path, NOTE)
    theirs = Eaf(str(file))
    text = theirs.get_annotation_data_for_tier("Robin: notes")[0][2]
    theirs.add_annotation("Robin: notes", 20_000, 21_000, text)
    theirs.to_file(str(file))
    read = again(file)
    assert read.marks == (NOTE, replace(NOTE, id="new1", segment=Segment(320_000, 336_000)))
    assert read.notes == ("1 copy of a mark taken as new.",)


def test_what_kept_a_mark_whole_gives_way_to_what_a_person_types(tmp_path):
    file = written(tmp_path, replace(NOTE, text="two  \x01 spaces "))
    file.write_text(file.read_text("utf-8").replace("two", "2", 1), "utf-8")
    (mark,) = again(file).marks
    assert (mark.id, mark.text) == ("m1", "2    spaces")


def test_what_keeps_a_mark_whole_may_be_damaged(tmp_path):
    file = written(tmp_path, replace(NOTE, text="lines\r\n"))
    for damage in ("?kind=%FF", "?kind=strange"):
        whole = file.read_text("utf-8")
        file.write_text(whole.replace("?kind=note", damage), "utf-8")
        assert again(file).marks[0].text == "lines"
        file.write_text(whole, "utf-8")


def test_annotations_behind_the_end_are_those_of_another_call():
    read = again(FOLDER / "by-elan-6.8.eaf", duration=3.0)
    assert all(mark.segment.end <= 48_000 for mark in read.marks)
    assert read.notes[-1].startswith("2 annotations left out that lie behind the call's end")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (' xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd"', ""),
        ('"ts1"', '"first"'),
        ('"a1"', '"first"'),
        ("<ANNOTATION_VALUE>greeting</ANNOTATION_VALUE>", ""),
        ('TIME_VALUE="760"', 'TIME_VALUE="-760"'),
        ('TIME_VALUE="6900"', 'TIME_VALUE="1"'),
    ],
)
def test_files_that_other_programs_write_loosely_open(tmp_path, before, after):
    marks = again(changed(tmp_path, before, after)).marks
    assert {mark.coder for mark in marks} == {"Kim", "File"}
    assert len(marks) >= 8


def test_slots_before_the_first_and_behind_the_last_time_lie_there(tmp_path):
    file = changed(tmp_path, ' TIME_VALUE="6900"', "")
    assert again(file).marks[-1].segment == Segment(96_000, 96_000)
    file = changed(tmp_path, ' TIME_VALUE="760"', "")
    assert 0 < again(file).marks[0].segment.start < 36_160


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('ANNOTATION_REF="a1"', 'ANNOTATION_REF="a7"'),
        ('ANNOTATION_REF="a1"', 'ANNOTATION_REF="gone"'),
        ('TIME_SLOT_REF1="ts1"', 'TIME_SLOT_REF1="gone"'),
        ('TIME_VALUE="760"', 'TIME_VALUE="soon"'),
        ('TIME_VALUE="760"', f'TIME_VALUE="{"9" * 4000}"'),
        ('TIER_ID="A_gloss"', ""),
        ("ANNOTATION_DOCUMENT", "DOCUMENT"),
        ("</TIER>", ""),
        ("UTF-8", "no-such-encoding"),
    ],
)
def test_a_file_that_contradicts_itself_is_one_sentence(tmp_path, before, after):
    file = changed(tmp_path, before, after)
    with pytest.raises(StoreError, match="is not a file of ELAN that can be read; open it in ELAN"):
        again(file)


@pytest.mark.parametrize("content", ["<a>" * 100 + "</a>" * 100, "<a/>" * 1_000_000], ids=["deep", "long"])
def test_a_document_of_a_size_that_none_of_elan_has_is_refused(tmp_path, content):
    (tmp_path / "a.eaf").write_text(f"<ANNOTATION_DOCUMENT>{content}</ANNOTATION_DOCUMENT>", "utf-8")
    with pytest.raises(StoreError, match="is not a file of ELAN"):
        again(tmp_path / "a.eaf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_entities_are_refused_in_any_encoding(tmp_path, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>'
    body = BY_ELAN.partition("?>")[2].replace("greeting", "&b;").encode("ascii", "replace").decode()
    (tmp_path / "bomb.eaf").write_bytes((head + body).encode(encoding))
    with pytest.raises(StoreError, match="declares entities"):
        again(tmp_path / "bomb.eaf")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_one_sentence_or_marks(tmp_path_factory, data):
    whole = bytearray(BY_ELAN.encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("damaged") / "a.eaf"
    file.write_bytes(bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2, 40]))]))
    # Anything but one sentence escapes here.
    with suppress(StoreError):
        assert len(again(file).marks) <= 11
