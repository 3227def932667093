import subprocess
import sys
from pathlib import Path

import pytest
from test_report import Page

from callmon.app import Source, call_id
from callmon.store.library import open_library
from callmon.timeline import Segment, findings, samples

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"
CALLMON = Path(sys.executable).with_name("callmon")


def run(*words):
    """Output and notices of a command that ends well."""
    done = subprocess.run([CALLMON, *map(str, words)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@pytest.fixture
def call():
    run("import", DEMO, "--agent-name", "Kim", "--no-words", "--no-tone")
    return call_id(Source((DEMO,)))


def test_a_coach_hands_over_what_they_marked_in_a_call_of_the_library(call, tmp_path):
    with open_library() as library:
        found = next(each for each in findings(library.report(call)) if each.key.startswith("overlap/"))
        marking = library.marking(call, "Robin")
        marking.add("disagree", found.segment, label=found.label, target=found.key, text="A nod.")
        marking.add("note", Segment(samples(40), samples(44)), text="A clear promise.")
    out = tmp_path / "kim.html"
    told, notices = run("report", call, "--coach", "Robin", "--message", "Hello Kim", "--audio", "--out", out)
    assert told == f"The report is in {out}\n"
    assert notices == ""
    page = Page(out.read_text("utf-8"))
    text = " ".join("".join(page.text).split())
    for said in ("For Kim", "Hello Kim", "the coach sees this differently", "A nod.", "A clear promise."):
        assert said in text
    assert sum(tag == "audio" for tag, _ in page.elements) >= 2


def test_a_coach_who_marked_nothing_learns_who_did(call, tmp_path):
    with open_library() as library:
        library.marking(call, "Robin").add("note", Segment(0, 16_000), text="Hello.")
    _, notices = run("report", call, "--coach", "Robbin", "--out", tmp_path / "a.html")
    assert notices == "Robbin has marked nothing in this call; --coach takes the marks of Robin.\n"
    _, notices = run("report", call, "--coach", "Robin", "--out", tmp_path / "a.html")
    assert notices == ""


def test_what_is_printed_says_that_it_has_no_sound(call, tmp_path):
    _, notices = run("report", call, "--audio", "--out", tmp_path / "a.pdf")
    assert "There is no sound in what is printed; write it as .html to hear the marks." in notices
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
