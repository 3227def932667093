import pytest
import sample_report

from callmon.export.entries import NOTES, entries, heard_with
from callmon.export.handover import Handover
from callmon.export.handover_chapters import chapters
from callmon.timeline import Mark, Segment, findings, samples


@pytest.fixture
def report():
    told = sample_report.sample()
    silent = {"at": 20.4, "by": "agent", "of": "customer", "pause": 0.4, "last_words": "I rang because"}
    cues = [{**cue, "evidence": {"words": "", **cue["evidence"]}} for cue in told["cues"]]
    return {**told, "silent_interruptions": [silent], "cues": cues}


def mark(kind, start, end, label="", target="", text="", name="m"):
    return Mark(name, "Robin", kind, Segment(samples(start), samples(end)), label, target, text=text)


def judgement(report, label, kind="agree"):
    """A judgement of the first finding of a label."""
    found = next(each for each in findings(report) if each.label == label)
    return Mark(label, "Robin", kind, found.segment, found.label, found.key)


def entry(report, *marks):
    (made,) = entries(report, Handover(marks=marks))
    return made


@pytest.mark.parametrize(
    ("label", "pillar", "title"),
    [
        ("overlap/interruption", "care", "Interruption"),
        ("overlap/backchannel", "active_listening", "Backchannel (credited)"),
        ("act/rebuttal", "care", "Rebuttal"),
        ("act/paraphrase", "active_listening", "Paraphrase"),
        ("moment/repetition", "active_listening", "Had to say it again"),
        ("silent/interruption", "care", "Silent interruption"),
        ("cue/let_them_finish", "care", "Cue “Let them finish”"),
    ],
)
def test_a_judgement_stands_in_its_pillar_under_a_name_for_people(report, label, pillar, title):
    made = entry(report, judgement(report, label))
    assert (made.pillar, made.title) == (pillar, title)
    assert made.found
    assert made.key.startswith(label.partition("/")[0])
    assert made.verdict == "the coach agrees"


def test_an_act_is_called_what_the_list_of_acts_calls_it(report):
    asked = [found for found in findings(report) if found.label == "act/question"]
    titles = {
        entry(report, Mark("m", "Robin", "agree", found.segment, found.label, found.key)).title.split(",")[0]
        for found in asked
    }
    assert titles == {"Open question", "Closed question"}


def test_a_shift_of_a_voice_says_whose_and_against_what(report):
    shift = next(found for found in findings(report) if found.key.startswith("shift/"))
    made = entry(report, judgement(report, shift.label, "disagree"))
    assert made.title.split()[0] in ("Agent", "Customer")
    assert "usual" in made.found
    assert made.verdict == "the coach sees this differently"


def test_a_cue_that_was_held_back_says_so(report):
    place, cue = next((place, cue) for place, cue in enumerate(report["cues"]) if not cue["shown"])
    found = next(each for each in findings(report) if each.key == f"cue/{place}")
    made = entry(report, Mark("m", "Robin", "agree", found.segment, found.label, found.key))
    assert made.found == f"{cue['why']} It was held back."


@pytest.mark.parametrize(
    ("label", "pillar", "title"),
    [
        ("act/empathy", "care", "Empathy"),
        ("act/question", "open_mind", "Question"),
        ("act/greeting", NOTES, "Greeting"),
        ("act/yodel", "active_listening", "Yodel"),
        ("overlap/chorus_line", "care", "Chorus line"),
        ("moment/worry", "active_listening", "Worry"),
        ("shift/loud", "active_listening", "Voice loud"),
        ("silent/interruption", "care", "Silent interruption"),
        ("cue/let_them_finish", "care", "Cue “Let them finish”"),
        ("cue/of_a_team", NOTES, "Cue “Of a team”"),
        ("something_else", NOTES, "Something else"),
    ],
)
def test_what_callmon_missed_stands_in_its_pillar_and_has_no_reason_of_callmons(report, label, pillar, title):
    made = entry(report, mark("missed", 20, 23, label))
    assert (made.pillar, made.title, made.found, made.key) == (pillar, title, "", "")
    assert made.verdict == "missed"
    assert made.explained.startswith(
        "Your coach would have given" if label.startswith("cue") else "Your coach heard"
    )


def test_a_missed_cue_that_the_call_never_had_stands_in_its_pillar_under_its_name(report):
    missed = mark("missed", 20, 23, "cue/say_back_what_you_heard")
    handover = Handover(marks=[missed], cues={"say_back_what_you_heard": ("Say it back", "active_listening")})
    (made,) = entries(report, handover)
    assert (made.pillar, made.title, made.verdict) == ("active_listening", "Cue “Say it back”", "missed")


def test_what_is_quoted_lies_in_what_is_heard(report):
    for at in (3, 20, 21.5, 40):
        heard = heard_with(report, mark("note", at, at + 0.5).segment)
        made = entry(report, mark("note", at, at + 0.5))
        assert made.lines
        inside = [
            each["text"]
            for each in report["utterances"]
            if samples(each["start"]) >= heard.start and samples(each["end"]) <= heard.end
        ]
        assert [line.text for line in made.lines] == inside


def test_a_judgement_of_a_report_that_numbers_anew_finds_what_lay_there(report):
    judged = judgement(report, "act/rebuttal", "disagree")
    for act in report["acts"]:
        act["id"] += 100
    made = entry(report, judged)
    number = int(judged.target.partition("/")[2])
    assert made.key == f"act/{number + 100}"
    assert made.found


def test_a_judgement_of_something_that_is_gone_is_told_without_a_reason(report):
    judged = judgement(report, "act/rebuttal", "disagree")
    report["acts"] = [{**act, "start": act["start"] + 60, "end": act["end"] + 60} for act in report["acts"]]
    made = entry(report, judged)
    assert (made.title, made.key, made.found) == ("Rebuttal", "", "")
    assert made.verdict == "the coach sees this differently"


def test_a_note_has_its_words_in_paragraphs_and_what_was_said_around_it(report):
    # Three lines lie in it, among them one that begins just before its end.
    told = report["utterances"][:5]
    made = entry(report, mark("note", told[0]["end"] + 0.05, told[1]["end"], text="One.\nTwo.\n\nThree."))
    assert made.text == [["One.", "Two."], ["Three."]]
    assert [line.text for line in made.lines] == [each["text"] for each in told]
    assert (made.title, made.verdict) == ("Note", "")


def test_a_long_mark_quotes_its_beginning_alone(report):
    made = entry(report, mark("note", 0, 120))
    assert len(made.lines) == 4
    assert made.more == 16
    assert made.lines[0].text == report["utterances"][0]["text"]


def test_without_words_nothing_is_quoted():
    report = {**sample_report.no_words(), "silent_interruptions": [], "cues": []}
    assert entry(report, mark("note", 0, 20)).lines == []


def test_entries_come_by_time_each_under_an_anchor_of_its_own(report):
    marks = [mark("note", 40, 41, name="b"), mark("note", 20, 21, name="c"), mark("note", 20, 21, name="a")]
    made = entries(report, Handover(marks=marks))
    assert [each.start for each in made] == [20, 20, 40]
    assert len({each.anchor for each in made}) == 3


def test_words_and_speakers_that_were_put_right_are_no_entries(report):
    marks = [mark("word", 1, 2, "word", "word/1/0"), mark("speaker", 1, 2, "utterance", "utterance/1")]
    assert entries(report, Handover(marks=marks)) == []


def test_chapters_are_the_pillars_and_notes_come_last(report):
    told = entries(report, Handover(marks=[mark("note", 20, 21), judgement(report, "act/rebuttal")]))
    made = chapters(report, told)
    assert [each.label for each in made] == ["Open mind", "Care", "Active listening", "Notes"]
    assert [len(each.entries) for each in made] == [0, 1, 0, 1]
    assert all(each.card for each in made[:3])


def test_what_is_empty_has_no_chapter(report):
    report.update(scorecard=None, cues=[])
    assert chapters(report, []) == []


def test_a_pillar_that_this_version_does_not_know_is_shown_rather_than_lost(report):
    report["cues"][0].update(pillar="third_ear", shown=True)
    assert "Third ear" in [each.label for each in chapters(report, [])]
    found = next(each for each in findings(report) if each.key == "cue/0")
    told = entries(report, Handover(marks=[Mark("m", "R", "agree", found.segment, found.label, found.key)]))
    assert [each.entries for each in chapters(report, told) if each.label == "Notes"] == [told]


def test_a_judgement_of_a_cue_stands_where_the_cue_came(report):
    place = next(place for place, cue in enumerate(report["cues"]) if cue["shown"])
    found = next(each for each in findings(report) if each.key == f"cue/{place}")
    made = entry(report, Mark("m", "Robin", "agree", found.segment, found.label, found.key))
    assert made.start == pytest.approx(report["cues"][place]["at"], abs=1e-3)
    assert made.start > found.segment.start / 16_000
    between = mark("note", made.start - 0.5, made.start - 0.2)
    judged = Mark("m", "Robin", "agree", found.segment, found.label, found.key)
    told = entries(report, Handover(marks=[judged, between]))
    assert [(each.anchor, each.kind) for each in told] == [("entry-1", "note"), ("entry-2", "agree")]
