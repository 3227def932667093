import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from heard_call import report

from callmon.errors import OutputError
from callmon.export.handover import Handover
from callmon.export.pdf import find_browser, write_pdf
from callmon.export.report import render_html
from callmon.timeline import Mark, Segment

BROWSER = find_browser()
MARKS = (Mark("m1", "Robin", "note", Segment(16_000, 48_000), text="A clear promise."),)

needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium, Chrome or Edge is installed")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are scripts of a shell")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


def nobody(path):
    raise AssertionError(f"{path} is printed by the browser")


def fake_browser(folder, lines):
    """A program that is called like a browser; `$pdf` is where it should print."""
    file = folder / "chromium"
    find = 'for each in "$@"; do case $each in --print-to-pdf=*) pdf=${each#*=};; esac; done'
    file.write_text(f"#!/bin/sh\n{find}\n{lines}\n", "utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The report to hand over, printed by a browser that is installed."""
    file = tmp_path_factory.mktemp("printed") / "Kim’s report.pdf"
    html = render_html(report(), Handover("Kim", "Robin", "Hello Kim,\n\nthank you.", MARKS))
    write_pdf(file, html, nobody, BROWSER)
    return file


@needs_browser
def test_a_browser_prints_on_a4_with_a_title_a_structure_and_nothing_beside(printed):
    data = printed.read_bytes()
    assert data.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert boxes
    assert all((round(float(wide)), round(float(high))) == (595, 842) for wide, high in boxes)
    assert b"/StructTreeRoot" in data
    assert b"/Title" in data
    assert [file.name for file in printed.parent.iterdir()] == [printed.name]


@needs_browser
@needs_poppler
def test_every_printed_page_bears_its_number_and_the_coachs_words_come_first(printed):
    done = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("\f")[:-1]
    assert len(pages) > 2
    for said in ("For Kim", "thank you."):
        assert said in pages[0]
    assert "A clear promise." in done.stdout
    for number, page in enumerate(pages, start=1):
        assert "".join(page.rstrip().splitlines()[-1].split()) == f"{number}/{len(pages)}"


@needs_shell
def test_a_report_of_a_call_is_nobody_elses_to_read(tmp_path):
    write_pdf(tmp_path / "new.pdf", "", nobody, fake_browser(tmp_path, 'echo %PDF > "$pdf"'))
    assert (tmp_path / "new.pdf").stat().st_mode & 0o777 == 0o600


@needs_shell
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("exit 7", r"chromium cannot print \(status 7\); write the report as \.html"),
        ("exit 0", r"cannot be printed; write the report as \.html"),
        (': > "$pdf"', r"cannot be printed; write the report as \.html"),
        ("sleep 60 & sleep 60", "did not print within"),
    ],
)
def test_a_browser_that_fails_leaves_the_former_report_alone(tmp_path, monkeypatch, lines, told):
    monkeypatch.setattr("callmon.export.pdf._PATIENCE_S", 0.5)
    (tmp_path / "report.pdf").write_text("the former one", "utf-8")
    with pytest.raises(OutputError, match=told):
        write_pdf(tmp_path / "report.pdf", "", nobody, fake_browser(tmp_path, lines))
    assert (tmp_path / "report.pdf").read_text("utf-8") == "the former one"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["chromium", "report.pdf"]


def test_what_nobody_prints_is_not_written(tmp_path):
    with pytest.raises(OutputError, match="cannot be printed"):
        write_pdf(tmp_path / "report.pdf", "", lambda path: None)
    with pytest.raises(OutputError, match="cannot be written"):
        write_pdf(tmp_path / "no" / "report.pdf", "", lambda path: None)
    assert list(tmp_path.iterdir()) == []


@needs_shell
def test_a_file_that_is_named_from_the_folder_one_works_in_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = tmp_path / "asked"
    browser = fake_browser(tmp_path, f'printf "%s\\n" "$@" > {asked}; cd /; echo %PDF > "$pdf"')
    write_pdf(Path("report.pdf"), "", nobody, browser)
    assert (tmp_path / "report.pdf").read_text("utf-8") == "%PDF\n"
    *_, profile, pdf, page = asked.read_text("utf-8").splitlines()
    assert profile.startswith(f"--user-data-dir={tmp_path}")
    assert pdf.startswith(f"--print-to-pdf={tmp_path}")
    assert page.startswith(tmp_path.as_uri())


@needs_shell
def test_a_browser_is_asked_for_no_network_and_gets_a_profile_of_its_own(tmp_path):
    asked = tmp_path / "asked"
    browser = fake_browser(tmp_path, f'printf "%s\\n" "$@" > {asked}; echo %PDF > "$pdf"')
    write_pdf(tmp_path / "report.pdf", "", nobody, browser)
    options = asked.read_text("utf-8").splitlines()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in options
    assert any(each.startswith(f"--user-data-dir={tmp_path}") for each in options)


def test_a_browser_is_found_by_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr("callmon.export.pdf.sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() is None
    file = fake_browser(tmp_path, "")
    if sys.platform != "win32":
        assert find_browser() == file


def test_a_browser_of_windows_is_found_where_it_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr("callmon.export.pdf.sys.platform", "win32")
    monkeypatch.setattr("callmon.export.pdf._WINDOWS", ("Edge/msedge.exe",))
    monkeypatch.setattr("callmon.export.pdf.shutil.which", lambda name: None)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "none"))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    (tmp_path / "Edge").mkdir()
    (tmp_path / "Edge" / "msedge.exe").touch()
    assert find_browser() == tmp_path / "Edge" / "msedge.exe"
