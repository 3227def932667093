import re
import subprocess
from dataclasses import replace

import heard_call
import numpy as np
import pytest
import sample_report
from test_report import Page

from callmon.export.handover import Handover, corrected_lines, corrections, day, paragraphs, quoted_moments
from callmon.export.pdf import find_browser
from callmon.export.report import render_html, render_plain
from callmon.export.snippets import snippets
from callmon.timeline import Mark, Segment, findings, samples


def completed(told):
    """A report of the samples with what people can judge and the samples leave out."""
    silent = {"at": 20.4, "by": "agent", "of": "customer", "pause": 0.4, "last_words": "because"}
    cues = [{**cue, "evidence": {"words": "", **cue["evidence"]}} for cue in told["cues"]]
    return {**told, "silent_interruptions": [silent], "cues": cues}


REPORT = completed(sample_report.sample())
FOUND = {finding.key: finding for finding in findings(REPORT)}
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x1b[31m{{ 7 * 7 }}"


def about(kind, text, prefix):
    finding = next(found for found in FOUND.values() if found.label.startswith(prefix))
    return Mark(f"{kind}-{prefix}", "Robin", kind, finding.segment, finding.label, finding.key, text=text)


MARKS = (
    about("agree", "Here she was in the middle of her story.", "overlap/"),
    about("disagree", "This is <no> advice.\nYou had asked.", "cue/"),
    about("disagree", "", "act/rebuttal"),
    Mark("m3", "Robin", "missed", Segment(16_000, 48_000), "act/empathy", speaker="agent", text="quietly"),
    Mark("m4", "Robin", "note", Segment(16_000, 48_000), text="A clear promise."),
    Mark("m5", "Robin", "word", Segment(0, 9), "word", "word/1/0", text="Hi"),
)
HANDED = Handover("Kim", "Robin", "Hello Kim,\n\nthank you.", MARKS, held="2026-11-03T09:05:00")


def read(start, count):
    return np.zeros((2, count), np.float32)


def put_right(told):
    """A copy of a report in which a word and a speaker are others, as a coach would have it."""
    rows = [dict(row) for row in told["utterances"]]
    rows[0]["text"] = "Good evening"
    rows[1]["speaker"] = "agent" if rows[1]["speaker"] == "customer" else "customer"
    return {**told, "utterances": rows}


def seen(html):
    return " ".join("".join(Page(html).text).split())


def test_without_a_handover_the_page_says_nothing_of_one():
    page = render_html(REPORT)
    for word in ("handover", "media-src", "coach", "verdict"):
        assert word not in page


@pytest.mark.parametrize(
    "name", ["sample", "live", "hostile", "long_call", "no_words", "unkept", "empty", "heard"]
)
def test_any_call_can_be_handed_over_well_formed_with_links_that_lead_somewhere(name):
    told = heard_call.report() if name == "heard" else completed(getattr(sample_report, name)())
    marks = [
        Mark(found.key, "Robin", "agree", found.segment, found.label, found.key) for found in findings(told)
    ]
    page = Page(render_html(told, Handover("Kim", "Robin", "Hello", marks)))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in page.elements if "href" in attrs} <= set(ids)
    assert not re.search(r"\b(None|Undefined|nan|inf)\b", "".join(page.text))
    entries = [attrs for _, attrs in page.elements if attrs.get("class", "").startswith("entry ")]
    assert len(entries) == len(marks)


def test_text_from_a_coach_stays_text():
    marks = [Mark("m", SCRIPT, "note", Segment(0, 16_000), text=SCRIPT)]
    html = render_html(REPORT, Handover(SCRIPT, SCRIPT, SCRIPT, marks, {}, SCRIPT, SCRIPT))
    for page in (html, render_plain(REPORT, Handover(SCRIPT, SCRIPT, SCRIPT, marks))):
        assert "<script" not in page
        assert "<img" not in page
        assert "\x1b" not in page
        assert page.count("{{ 7 * 7 }}") >= 4


def test_the_coachs_words_come_first_then_what_to_keep_and_to_try_then_the_pillars():
    text = seen(render_html(REPORT, HANDED))
    order = [
        "recorded on 3 November 2026",
        "For Kim",
        "Hello Kim,",
        "thank you.",
        "Your coach: Robin",
        "One thing to keep",
        "One thing to try",
        "What your coach marked",
        "A clear promise.",
        "Asking rather than assuming.",
        "Letting the customer finish",
        "Leaving room",
        "Who spoke when",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_every_mark_is_listed_first_and_leads_to_where_it_stands():
    html = render_html(REPORT, HANDED)
    (listed,) = re.findall(r'<ul class="brief marked">.*?</ul>', html, re.DOTALL)
    assert re.findall(r'href="#(entry-\d+)"', listed) == [f"entry-{place}" for place in range(1, 6)]
    assert "What your coach marked" not in render_html(REPORT, Handover("Kim", "Robin", "Hello"))


def test_it_is_told_that_the_call_was_judged_whole():
    judged = Handover("Kim", "Robin", marks=MARKS, finished=True)
    for render in (render_html, render_plain):
        assert "Your coach has judged the whole call" in render(REPORT, judged)
        assert "Your coach has judged the whole call" not in render(REPORT, HANDED)


def test_thresholds_are_not_printed_for_an_agent():
    rule = ".all-thresholds { display: none !important; }"
    assert rule in render_html(REPORT, HANDED)
    assert rule not in render_html(REPORT)


def test_the_day_of_a_file_is_not_said_to_be_that_of_the_call():
    of_file = replace(HANDED, of_file=True)
    for page in (render_html(REPORT, of_file), render_plain(REPORT, of_file)):
        assert "the file is of 3 November 2026" in page
        assert "recorded on" not in page
    assert "recorded on 3 November 2026, " in render_plain(REPORT, HANDED)
    assert "recorded on" not in render_html(REPORT, replace(HANDED, held=""))


def test_a_judgement_stands_beside_what_callmon_found_wherever_that_is_shown():
    html = render_html(REPORT, HANDED)
    text = seen(html)
    for said in ("Here she was in the middle", "This is <no> advice.", "callmon’s reason: "):
        assert said in text, said
    rows = re.findall(r'<a class="verdict (\w+)" href="#(entry-\d+)">([^<]*)</a>', html)
    assert sorted(kind for kind, _, _ in rows) == ["agree", "disagree", "disagree"]
    assert {told for kind, _, told in rows if kind == "disagree"} == {"the coach sees this differently"}
    assert {told for kind, _, told in rows if kind == "agree"} == {"the coach agrees"}


def test_a_cue_that_the_coach_speaks_of_is_not_listed_twice():
    told = REPORT
    shown = [place for place, cue in enumerate(told["cues"]) if cue["shown"]]
    finding = FOUND[f"cue/{shown[0]}"]
    mark = Mark("m", "Robin", "agree", finding.segment, finding.label, finding.key)

    def listed(marks):
        found = re.findall(r'<ul class="brief">.*?</ul>', render_html(told, Handover(marks=marks)), re.DOTALL)
        return sorted(int(place) for part in found for place in re.findall(r'href="#cue-(\d+)"', part))

    assert listed(()) == shown
    assert listed((mark,)) == shown[1:]


def test_words_and_speakers_that_were_put_right_are_shown_as_such():
    told = put_right(REPORT)
    html = render_html(told, Handover(marks=MARKS, before=REPORT))
    text = seen(html)
    assert "Good evening" in text
    assert f"Put right by the coach; callmon heard “{REPORT['utterances'][0]['text']}”" in text
    assert "Put right by the coach; callmon took the customer for the speaker" in text
    assert "In the transcript 1 word was put right by the coach" in text
    before = REPORT["utterances"][1]
    assert before["speaker"] == "customer"
    line = re.search(r'<li class="line (\w+)[^>]*>(?:(?!</li>).)*My bill has', html, re.DOTALL)
    assert line[1] == "agent"
    assert "Put right by the coach; callmon took" in seen(
        render_plain(told, Handover(before=REPORT)).replace("<br>", " ")
    )


def test_what_was_put_right_is_told_by_what_it_was_before():
    assert corrected_lines(REPORT, None) == {}
    assert corrected_lines(REPORT, REPORT) == {}
    first, second = (row["id"] for row in REPORT["utterances"][:2])
    told = corrected_lines(put_right(REPORT), REPORT)
    assert set(told) == {first, second}
    silent = {**REPORT, "utterances": [{**row, "text": ""} for row in REPORT["utterances"]]}
    assert corrected_lines(put_right(REPORT), silent)[first] == "heard no words"


def test_a_message_is_told_in_its_paragraphs_and_lines():
    assert paragraphs("a\r\nb\n \n\n\nc  \n") == [["a", "b"], ["c"]]
    assert paragraphs(" \n\n ") == []


@pytest.mark.parametrize(
    ("held", "told"),
    [("2026-01-31T23:59:00", "31 January 2026"), ("2026-12-01", "1 December 2026"), ("", "")],
)
def test_a_day_is_told_in_words(held, told):
    assert day(held) == told


def test_corrections_are_counted():
    def made(*kinds):
        return [Mark(str(place), "Robin", kind, Segment(0, 9)) for place, kind in enumerate(kinds)]

    assert corrections(made("note", "agree")) == ""
    assert corrections(made("speaker")).startswith("In the transcript 1 speaker was put right")
    assert corrections(made("word", "note", "word", "speaker")).startswith(
        "In the transcript 2 words and 1 speaker were put right"
    )


def test_every_mark_and_every_quoted_moment_can_be_heard_in_the_page():
    moments = quoted_moments(REPORT)
    assert moments
    found, _ = snippets(MARKS, read, samples(REPORT["call"]["duration"]), moments)
    html = render_html(REPORT, Handover("Kim", "Robin", "", MARKS, found))
    heard = [attrs for tag, attrs in Page(html).elements if tag == "audio"]
    assert len(heard) == 5 + len(moments)
    assert all(attrs["src"].startswith("data:audio/mpeg;base64,") for attrs in heard)
    assert all(re.search(r" at \d+:\d\d\.\d$", attrs["aria-label"]) for attrs in heard)
    assert "media-src data:" in html


def test_a_quoted_moment_is_heard_from_the_line_on_that_it_answers():
    told = {**REPORT, "scorecard": {"pillars": []}}
    said, answer = (
        REPORT["utterances"][1],
        next(
            each for each in REPORT["utterances"][2:] if each["speaker"] != REPORT["utterances"][1]["speaker"]
        ),
    )
    quote = {"start": answer["start"], "end": answer["end"], "speaker": answer["speaker"]}
    for answered in (said["text"], f"…{said['text'][10:]}"):
        card = {"pillar": "care", "best": {**quote, "answered": answered}, "missed": None}
        heard = quoted_moments({**told, "scorecard": {"pillars": [card]}})["best/care"]
        assert heard == Segment(samples(said["start"]), samples(max(said["end"], answer["end"])))
    card["best"]["answered"] = None
    heard = quoted_moments({**told, "scorecard": {"pillars": [card]}})["best/care"]
    assert heard.start == samples(answer["start"])


def test_the_plain_page_has_no_styles_and_says_the_same():
    plain = render_plain(REPORT, HANDED)
    assert "style" not in plain
    text = seen(plain)
    for said in (
        "For Kim",
        "Your coach: Robin",
        "Here she was in the middle",
        "(the coach sees this differently)",
        "A clear promise.",
        "One thing to keep:",
        "Best moment",
        "Transcript",
    ):
        assert said in text, said


@pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge is installed")
def test_nothing_leaves_the_page_and_its_sounds_are_allowed(tmp_path):
    found, _ = snippets(MARKS, read, samples(120))
    page = tmp_path / "report.html"
    page.write_text(render_html(REPORT, Handover("Kim", "Robin", "", MARKS, found)), "utf-8")
    log = tmp_path / "net.json"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"]
    options += ["--disable-background-networking", "--disable-component-update", f"--log-net-log={log}"]
    options += ["--enable-logging=stderr", "--autoplay-policy=no-user-gesture-required"]
    done = subprocess.run(
        [find_browser(), *options, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    asked = re.findall(r'"url":"(https?://[^"]*)"', log.read_text("utf-8", "replace"))
    assert [url for url in asked if not re.search("google|gstatic|gvt1", url)] == []
    assert "CONSOLE" not in done.stderr
