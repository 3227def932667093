import io

import pytest
import sample_report
from rich.cells import cell_len
from rich.console import Console

from callmon.export import words
from callmon.export.report import render_html
from callmon.export.terminal import print_report


def printed(report, width=80, color=None):
    out = io.StringIO()
    console = Console(
        file=out, width=width, color_system=color, force_terminal=color is not None, legacy_windows=False
    )
    print_report(report, console)
    return out.getvalue()


@pytest.mark.parametrize("make", ["sample", "live", "hostile", "long_call", "no_words", "unkept", "empty"])
@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_it_fits_the_terminal_and_eighty_columns(make, width):
    lines = printed(getattr(sample_report, make)(), width).splitlines()
    assert max(cell_len(line) for line in lines) <= min(80, width)


def test_it_says_what_a_coach_asks_first():
    text = printed(sample_report.sample())
    for part in (
        "2026-11-03 billing call.flac",
        "2:12.4",
        "Agent 58 %",
        "42 % Customer",
        "agent: 1 minor, 1 clear",
        "0.41 s",
        "for 9.8 s in 2 stretches over 3 s",
        "hold 14.0 s",
        "Let them finish",
        "You spoke over the customer.",
        "2 held back",
        "Definitions version 3",
    ):
        assert part in text
    assert "another cue" not in text


def scored(report, width=80):
    text = printed(report, width)
    return text[text.index("Scorecard") : text.index("Talk share")]


def test_the_scorecard_reads_well_aloud():
    lines = [line.strip() for line in scored(sample_report.sample()).splitlines()]
    assert lines[1:9] == [
        "Open mind         Open questions: 1 of 3 questions",
        "Follow-up questions: 33 % (1 follow-up of 3 questions)",
        "Assumptions: 0",
        "Care              Interruptions by the agent: 2 (1 minor, 1 clear)",
        "The customer tried to speak: 2",
        "Rebuttals: 1",
        "Active listening  Moments that needed listening: 4 (1 acknowledged, 1 said back,",
        "2 passed over)",
    ]
    text = " ".join(" ".join(lines).split())
    assert "To keep Keep saying back what you heard, as at 1:14." in text
    assert "To try Next time, try a word on what it has cost" in text
    assert "Not measured How the customer’s voice" in text


def test_a_narrow_terminal_has_the_pillars_one_below_the_other():
    lines = scored(sample_report.sample(), 50).splitlines()
    assert [line.rstrip() for line in lines[1:3]] == ["Open mind", "  Open questions: 1 of 3 questions"]


def test_a_scorecard_without_advice_has_no_empty_lines_of_it():
    report = sample_report.sample()
    report["scorecard"].update({"keep": None, "try": None, "not_measured": []})
    text = scored(report)
    assert "Open questions" in text
    assert not [part for part in ("Keep", "keep", "Try", "try", "Not measured") if part in text]


def test_a_report_without_a_scorecard_has_none_of_it():
    report = sample_report.sample()
    del report["scorecard"]
    assert "Scorecard" not in printed(report)


def test_praise_is_called_praise():
    text = " ".join(printed(sample_report.sample()).split())
    assert "In your own words. Active listening · praise" in text
    assert text.count("praise") == 1


def test_what_was_not_heard_and_what_became_of_cues_is_told():
    text = " ".join(printed(sample_report.live()).split())
    assert "Not heard 2.1 s 12.1 s neither speech nor silence" in text
    assert "Care · on screen 0.2 s later · marked as not helpful" in text
    assert "replaced by a more urgent cue after 4.2 s" in text
    plain = printed(sample_report.sample())
    assert not [part for part in ("ot heard", "on screen", "replaced") if part in plain]


def test_the_bar_of_talk_share_reads_without_colour():
    bar = next(line for line in printed(sample_report.sample()).splitlines() if "█" in line)
    assert bar.count("█") / (bar.count("█") + bar.count("░")) == pytest.approx(0.583, abs=0.02)
    assert len(bar) == 80


def test_the_most_telling_overlap_comes_first_and_the_list_ends_after_twelve():
    text = printed(sample_report.long_call())
    listed = text[text.index("Where both speak") :].splitlines()[1:]
    assert "I Interruption" in listed[0]
    assert sum("over customer" in line or "over agent" in line for line in listed) == 12
    assert "… and 1987 more" in text
    ordered = printed(sample_report.sample())
    ordered = ordered[ordered.index("Where both speak") :]
    assert ordered.index("clear") < ordered.index("minor") < ordered.index("Tried to speak")
    assert ordered.index("Tried to speak") < ordered.index("Normal turn overlap")


def test_text_from_outside_moves_no_cursor_and_sets_no_style():
    report = sample_report.hostile()
    report["call"]["file"] = "[bold]\x1b[2J\x07call[/]\r\n.flac"
    text = printed(report)
    assert "\x1b" not in text
    assert "[bold] [2J call[/]  .flac" in text


def test_without_words_and_without_speech_it_says_so():
    text = printed(sample_report.no_words())
    assert "words were not recognised" in text
    assert "Timing is not reliable" in text
    text = printed(sample_report.empty())
    assert "Nobody speaks in this recording." in text
    assert "nowhere" in text


def test_a_terminal_that_knows_only_plain_letters_gets_a_plain_bar():
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    print_report(sample_report.sample(), Console(file=out, width=80, color_system=None))
    out.flush()
    assert "####" in out.buffer.getvalue().decode()


def test_colour_adds_nothing_but_colour():
    coloured = printed(sample_report.sample(), color="truecolor")
    assert "\x1b[34m" in coloured


def test_a_narrow_terminal_cuts_no_word():
    text = printed(sample_report.sample(), 50)
    assert "…" not in text
    assert "T Tried to speak" in text
    assert "Interruptions by the agent: 1 minor, 1 clear" in text


def test_where_little_was_said_no_share_stands_beside_the_scorecard_that_gives_none():
    report = sample_report.sample()
    assert "Talk share of all speech" in printed(report)
    (share,) = (
        each
        for pillar in report["scorecard"]["pillars"]
        for each in pillar["measures"]
        if each["name"] == "talk_share_of_speech"
    )
    share["value"] = None
    text = printed(report)
    assert "Talk time in minutes, too little for a share" in text
    assert f"{words.share(report['measures']['agent']['talk_share_of_speech'])} " not in text
    page = render_html(report)
    assert "too little for a share" in page
    assert "of all speech;" not in page
