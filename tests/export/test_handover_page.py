import re
import subprocess

import numpy as np
import pytest
from heard_call import report
from test_report import Page

from callmon.export.handover import Handover, chapters, corrections, paragraphs
from callmon.export.pdf import find_browser
from callmon.export.report import render_html, render_plain
from callmon.export.snippets import snippets
from callmon.timeline import Mark, Segment, findings, samples

REPORT = report()
FOUND = {finding.key: finding for finding in findings(REPORT)}


def about(kind, text, prefix):
    finding = next(found for key, found in FOUND.items() if key.startswith(prefix))
    return Mark(f"{kind}-{prefix}", "Robin", kind, finding.segment, finding.label, finding.key, text=text)


MARKS = (
    about("agree", "Here she was in the middle of her story.", "overlap/"),
    about("disagree", "This is <no> advice.", "cue/"),
    Mark("m3", "Robin", "missed", Segment(16_000, 48_000), "act/empathy", speaker="agent", text="quietly"),
    Mark("m4", "Robin", "note", Segment(16_000, 48_000), text="A clear promise."),
    Mark("m5", "Robin", "word", Segment(0, 9), "word", "word/1/0", text="Hi"),
)
HANDED = Handover("Kim", "Robin", "Hello Kim,\n\nthank you.", MARKS)


def read(start, count):
    return np.zeros((2, count), np.float32)


def test_without_a_handover_the_page_says_nothing_of_one():
    page = render_html(REPORT)
    assert "handover" not in page
    assert "media-src" not in page


def test_the_coachs_words_come_first_and_what_was_marked_stands_by_habit():
    page = Page(render_html(REPORT, HANDED))
    text = " ".join("".join(page.text).split())
    assert text.index("For Kim") < text.index("Who spoke when")
    for said in (
        "Hello Kim,",
        "thank you.",
        "Here she was in the middle",
        "This is <no> advice.",
        "A clear promise.",
    ):
        assert said in text, said
    assert "the coach sees this differently" in text
    assert "In the transcript 1 word" in text
    ids = page.ids()
    assert len(ids) == len(set(ids))


def test_marks_lie_in_the_chapter_of_their_habit_and_notes_come_last():
    found = chapters(REPORT, HANDED)
    labels = [chapter.label for chapter in found]
    assert labels[-1] == "Notes"
    assert set(labels[:-1]) <= {"Open mind", "Care", "Active listening"}
    entries = [entry for chapter in found for entry in chapter.entries]
    assert sorted(entry.verdict for entry in entries) == ["agree", "disagree", "missed", "note"]
    assert all(entry.found for entry in entries if entry.verdict in ("agree", "disagree"))


def test_a_message_is_told_in_its_paragraphs():
    assert paragraphs("a\r\n\r\nb\n\n\n\nc  ") == ["a", "b", "c"]
    assert corrections([]) == ""


def test_every_mark_can_be_heard_in_the_page():
    found, _ = snippets(MARKS, read, samples(120))
    page = render_html(REPORT, Handover("Kim", "Robin", "", MARKS, found))
    assert page.count("<audio controls") == 4
    assert 'src="data:audio/mpeg;base64,' in page
    assert "media-src data:" in page


def test_the_plain_page_has_no_styles_and_says_the_same():
    plain = render_plain(REPORT, HANDED)
    assert "style" not in plain
    for said in ("For Kim", "Here she was in the middle", "A clear promise.", "Transcript"):
        assert said in plain


@pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge is installed")
def test_nothing_leaves_the_page_and_its_sounds_are_allowed(tmp_path):
    found, _ = snippets(MARKS, read, samples(120))
    page = tmp_path / "report.html"
    page.write_text(render_html(REPORT, Handover("Kim", "Robin", "", MARKS, found)), "utf-8")
    log = tmp_path / "net.json"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"]
    options += ["--disable-background-networking", "--disable-component-update", f"--log-net-log={log}"]
    subprocess.run(
        [find_browser(), *options, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        timeout=60,
        check=True,
    )
    asked = re.findall(r'"url":"(https?://[^"]*)"', log.read_text("utf-8", "replace"))
    assert [url for url in asked if not re.search("google|gstatic|gvt1", url)] == []
