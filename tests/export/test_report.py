import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import sample_report

from callmon.export import timeline_svg, transcript, words
from callmon.export.report import render_html

VOID = {"meta", "link", "br", "hr", "img", "input", "source", "wbr", "col", "base"}
REPORTS = ["sample", "live", "hostile", "long_call", "no_words", "unkept", "empty"]


class Page(HTMLParser):
    """Elements of the page; fails on a tag that does not match."""

    def __init__(self, html):
        super().__init__()
        self.open, self.elements, self.text = [], [], []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


@pytest.fixture(scope="module")
def pages():
    return {name: render_html(getattr(sample_report, name)()) for name in REPORTS}


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_is_well_formed_and_its_links_lead_somewhere(pages, name):
    page = Page(pages[name])
    ids = page.ids()
    assert len(ids) == len(set(ids))
    links = {attrs["href"] for _, attrs in page.elements if "href" in attrs}
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(ids)
    assert not re.search(r"\b(None|Undefined|nan|inf)\b", "".join(page.text))


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_fetches_nothing_and_runs_nothing(pages, name):
    page = Page(pages[name])
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
    for _, attrs in page.elements:
        assert not {"src", "srcset", "action", "onload", "onerror", "onclick"} & set(attrs)
    assert "http://" not in pages[name]
    assert "https://" not in pages[name]
    assert "@import" not in pages[name]
    assert re.findall(r"url\(([^)]*)\)", pages[name]) == ["#hatch", "#hatch-unheard"]
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "script-src" not in policy


def test_text_from_outside_stays_text(pages):
    html = pages["hostile"]
    assert "<script" not in html
    assert "<img" not in html
    assert "\x1b" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7 * 7 }}" in html


@pytest.mark.parametrize("name", REPORTS)
def test_every_overlap_has_its_mark_its_row_and_its_place_in_the_transcript(pages, name):
    report = getattr(sample_report, name)()
    page = Page(pages[name])
    ids = set(page.ids())
    said = [a["href"] for t, a in page.elements if t == "a" and a.get("class", "").startswith("said")]
    assert sorted(said) == sorted(f"#overlap-{o['id']}" for o in report["overlaps"])
    for overlap in report["overlaps"]:
        assert {f"mark-{overlap['id']}", f"overlap-{overlap['id']}"} <= ids
    for index in range(len(report["cues"])):
        assert {f"cue-mark-{index}", f"cue-{index}"} <= ids
    for utterance in report["utterances"]:
        assert f"speech-{utterance['id']}" in ids


def test_a_mark_is_told_by_shape_and_letter_too(pages):
    for name, kind in words.KINDS.items():
        symbol = re.search(rf'<symbol id="k-{name}".*?</symbol>', pages["sample"])
        assert symbol
        assert f">{kind.letter}</text>" in symbol[0]
    assert len({kind.letter for kind in words.KINDS.values()}) == len(words.KINDS)


def test_both_themes_and_paper(pages):
    html = pages["sample"]
    assert "@media screen and (prefers-color-scheme: dark)" in html
    assert "@media print" in html
    assert "size: A4" in html
    assert "break-inside: avoid" in html


def test_those_who_see_no_picture_get_its_words(pages):
    page = Page(pages["sample"])
    drawings = [a for tag, a in page.elements if tag == "svg" and a.get("class") == "timeline"]
    assert len(drawings) == 4
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert set(drawing["aria-labelledby"].split()) <= set(page.ids())
    assert page.elements[0] == ("html", {"lang": "en"})
    assert ("a", {"class": "skip", "href": "#main"}) in page.elements
    assert "Interruption: 1" in pages["sample"]


def test_numbers_stand_beside_their_definitions(pages):
    text = " ".join(" ".join(Page(pages["sample"]).text).split())
    for part in (
        "Listening report",
        "2:12.4 long",
        "Definitions, version 3",
        "End of a turn in which to start is normal terminal_overlap_s 0.5 s",
        "never an interruption. end of a turn in which to start is normal 0.5 s",
        "1 minor, 1 clear",
        "58 %",
        "Cues held back (2)",
        "Not shown: another cue 5 s ago.",
        "measured 1.70 s · threshold 1 s",
    ):
        assert part in text


def test_without_words_it_says_so(pages):
    text = "".join(Page(pages["no_words"]).text)
    assert "words were not recognised" in text
    assert "Timing is not reliable" in text
    assert "speaks for 3.8 s" in text
    assert "words were not recognised" not in "".join(Page(pages["sample"]).text)


def test_words_that_were_not_kept_are_no_words_that_were_not_recognised(pages):
    text = "".join(Page(pages["unkept"]).text)
    assert "words were not recognised" not in text
    assert "recognised with doubt" not in text
    assert "speaks for 3.8 s" in text


def test_a_stretch_that_was_not_heard_is_hatched_in_its_lane_and_explained(pages):
    page, text = Page(pages["live"]), " ".join(" ".join(Page(pages["live"]).text).split())
    drawn = [attrs for tag, attrs in page.elements if tag == "rect" and attrs.get("class") == "unheard"]
    # Three in the overview, four in the rows, of which one goes on in the next, and one in the legend.
    assert len(drawn) == 3 + 5 + 1
    assert "Not heard: counts neither as speech nor as silence" in text
    assert "Customer not heard, 0:58.2–1:10.0 (11.8 s)" in text
    assert "Customer not heard: 1" in text
    assert "Not heard 2.1 s 12.1 s" in text


@pytest.mark.parametrize("name", ["sample", "hostile", "long_call", "no_words", "unkept", "empty"])
def test_a_call_that_was_heard_throughout_shows_none_of_it(pages, name):
    page = Page(pages[name])
    assert "unheard" not in {attrs.get("class") for _, attrs in page.elements}
    assert "ot heard" not in "".join(page.text)
    assert "on screen" not in "".join(page.text)


def test_a_cue_says_what_became_of_it(pages):
    text = " ".join(" ".join(Page(pages["live"]).text).split())
    assert "on screen 0.2 s later · marked as not helpful" in text
    assert "on screen 0.2 s later · replaced by a more urgent cue after 4.2 s" in text
    assert "on screen 0.1 s later · dismissed" in text


def test_each_kind_of_number_has_one_format(pages):
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', pages["live"])
    cells = {label: re.findall(r'<td class="num">([^<]*)</td>', rest) for label, rest in rows}
    lengths = r"\d+\.\d s|\d+:\d\d(:\d\d)?\.\d (min|h)"
    for label in ("Talk time", "Longest turn", "Leaked time", "Not heard", "Both speak", "Non-talk time"):
        assert all(re.fullmatch(lengths, cell) for cell in cells[label]), label
    for label in ("Response time, median", "Response time, 90th percentile"):
        assert all(re.fullmatch(r"-?\d+\.\d\d s", cell) for cell in cells[label]), label
    overlaps = re.findall(r'<tr id="overlap-\d+">.*?<td class="num">([^<]*)</td>', pages["live"])
    assert len(overlaps) == 11
    assert all(re.fullmatch(r"\d+\.\d\d s", length) for length in overlaps)


def test_the_same_report_gives_the_same_bytes(pages):
    assert render_html(sample_report.sample()) == pages["sample"]


def test_doubtful_words_are_dotted_and_overlaps_stand_before_their_word():
    report = sample_report.sample()
    lines = transcript.lines(report)
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    doubtful = [p.text for line in lines for p in line.pieces if p.unsure]
    assert doubtful[:5] == ["from", "gone", "it", "pull", "please?"]
    texts = ["".join(p.text for p in line.pieces) for line in lines]
    assert sorted(texts) == sorted(u["text"] for u in report["utterances"])
    (tried,) = [line for line in lines if line.start == 42.0]
    assert tried.aside
    assert tried.pieces[0].overlap["kind"] == "attempted_interruption"


def test_rows_cover_the_call_without_a_gap():
    for duration, count in ((0.0, 1), (9.0, 1), (60.0, 1), (60.01, 2), (132.4, 3), (7200.0, 60)):
        report = sample_report.empty()
        report["call"]["duration"] = duration
        rows = timeline_svg.rows(report)
        assert len(rows) == count
        assert rows[-1].end == duration
        assert all(a.end == b.start for a, b in pairwise(rows))
        assert timeline_svg.row_of(duration, duration, count) == count - 1


@pytest.mark.parametrize("places", [[], [5.0], [1.0, 1.0, 1.0], [0.0, 99.0, 99.5, 100.0], [50.0] * 40])
def test_spread_keeps_marks_apart_in_order_and_inside(places):
    moved = timeline_svg.spread(places, 10.0, 0.0, 100.0)
    gap = min(10.0, 100.0 / max(1, len(places) - 1))
    assert moved == sorted(moved)
    assert all(0.0 <= x <= 100.0 for x in moved)
    assert all(b - a >= gap - 0.02 for a, b in pairwise(moved))


def test_everything_drawn_lies_inside_its_row():
    for row in timeline_svg.rows(sample_report.long_call()):
        boxes = [*row.silences, *row.spans, *(box for bars in row.bars.values() for box in bars)]
        assert all(b.x >= timeline_svg.GUTTER and b.x + b.width <= row.width for b in boxes)
        assert all(timeline_svg.GUTTER <= mark.x <= row.width for mark in row.marks)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00.0"), (59.96, "1:00.0"), (3599.95, "1:00:00.0"), (7384.25, "2:03:04.3"), (-0.01, "0:00.0")],
)
def test_clock(seconds, text):
    assert words.clock(seconds) == text


def test_an_unknown_kind_and_an_unknown_measure_are_shown_rather_than_lost():
    report = sample_report.sample()
    report["overlaps"][0]["kind"] = "chorus_line"
    report["measures"]["agent"]["laughter"] = 3
    report["measures"]["call"]["echo"] = None
    html = render_html(report)
    assert "Chorus line" in html
    assert "Laughter" in html
    assert "Echo" in html


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not on PATH")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_it_from_a_file(pages, tmp_path, scheme):
    page, shot = tmp_path / "report.html", tmp_path / "shot.png"
    page.write_text(pages["sample"], encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += [f"--blink-settings=preferredColorScheme={int(scheme == 'light')}", "--enable-logging=stderr"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={shot}", "--window-size=1280,2000"]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=120)
    assert shot.read_bytes().startswith(b"\x89PNG")
    assert "CONSOLE" not in done.stderr
