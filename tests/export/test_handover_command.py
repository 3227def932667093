import os
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


def run(*words, without_browser=False):
    """Output and notices of a command that ends well."""
    environ = os.environ | ({"PATH": ""} if without_browser else {})
    done = subprocess.run(
        [CALLMON, *map(str, words)], capture_output=True, text=True, timeout=120, env=environ
    )
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
    assert notices == (
        "Robbin has marked nothing in this call; --coach takes the marks of Robin, and --as says who signs.\n"
    )
    _, notices = run("report", call, "--coach", "Robin", "--out", tmp_path / "a.html")
    assert notices == ""


def test_what_is_printed_says_that_it_has_no_sound(call, tmp_path):
    _, notices = run("report", call, "--audio", "--out", tmp_path / "a.pdf")
    assert "There is no sound in what is printed; write it as .html to hear the marks." in notices
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_that_is_there_stays_unless_it_is_named(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("report", call, "--message", "Hello Kim") == ("The report is in call.html\n", "")
    first = Path("call.html").read_bytes()
    notice = "call.html is there already and stays.\n"
    assert run("report", call) == ("The report is in call-1.html\n", notice)
    assert run("report", call) == ("The report is in call-2.html\n", notice)
    assert Path("call.html").read_bytes() == first
    assert run("report", call, "--out", "call.html") == ("The report is in call.html\n", "")
    assert Path("call.html").read_bytes() != first


def test_a_coach_signs_with_another_name_than_the_one_they_mark_under(call, tmp_path):
    with open_library() as library:
        library.marking(call, "login7").add("note", Segment(0, 16_000), text="A clear promise.")
    out = tmp_path / "a.html"
    _, notices = run("report", call, "--coach", "login7", "--as", "Anna", "--out", out)
    text = " ".join("".join(Page(out.read_text("utf-8")).text).split())
    assert notices == ""
    assert "A clear promise." in text
    assert "Your coach: Anna" in text
    assert "login7" not in text


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a browser lies where it was installed")
def test_what_is_printed_without_a_browser_says_what_it_lacks(call, tmp_path):
    _, notices = run("report", call, "--out", tmp_path / "a.pdf", without_browser=True)
    assert notices == (
        "Printed without the drawings: they need Chromium, Chrome or Edge, and none was found on "
        "this computer.\n"
    )
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
