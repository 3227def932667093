"""The page: scorecard, moments, listening acts, tone and praise."""

import re
import shutil
import subprocess

import pytest
import sample_report
import sample_words
from test_report import Page

from callmon.export import acts
from callmon.export.report import render_html


def with_arousal():
    report = sample_report.sample()
    report["tone"] = sample_words.tone(arousal=True)
    return report


@pytest.fixture(scope="module")
def html():
    return render_html(with_arousal())


def text_of(html):
    return " ".join(" ".join(Page(html).text).split())


def section(html, anchor):
    """The markup of the chapter whose title has this id."""
    found = re.search(rf'<section[^>]*aria-labelledby="{anchor}">(.*?)\n</section>', html, re.DOTALL)
    assert found
    return found[1]


def test_the_chapters_stand_in_the_order_of_their_links(html):
    links = re.findall(r'<a href="#([\w-]+)">', re.search(r"<nav.*?</nav>", html, re.DOTALL)[0])
    titles = re.findall(r'<h2 id="([\w-]+)">', html)
    assert links == titles
    assert links[:2] == ["scorecard-title", "moments-title"]


def test_the_scorecard_comes_first_with_what_to_keep_and_what_to_try(html):
    card = section(html, "scorecard-title")
    assert [re.sub(r"<.*?>", "", title).strip() for title in re.findall(r"<h3>(.*?)</h3>", card)] == [
        "One thing to keep",
        "One thing to try",
        "Open mind",
        "Care",
        "Active listening",
        "What could not be measured",
    ]
    text = " ".join(re.sub(r"<.*?>", " ", card).split())
    for part in (
        "There is no grade",
        "Keep saying back what you heard, as at 1:14. It shows that it has arrived",
        "Open questions 1 of 3 questions",
        "Follow-up questions 33 % 1 follow-up of 3 questions",
        "Interruptions by the agent 2 1 minor · 1 clear",
        "Missed moment Nothing was sure enough to point out.",
        "Missed moment 0:36.9 Customer last week they said it would be put Agent Actually, that is our",
        "How the customer’s voice sounded before 0:20 was not measured.",
    ):
        assert part in text


def test_what_the_scorecard_points_to_leads_to_its_line_of_the_transcript(html):
    card, lines = section(html, "scorecard-title"), {}
    for anchor, line in re.findall(r'<li class="line [^"]*" id="([\w-]+)">(.*?)</li>', html, re.DOTALL):
        lines[anchor] = " ".join(re.sub(r"<.*?>", " ", line).split())
    places = re.findall(r'<a (?:class="time" )?href="#((?:turn|aside)-\d+)"', card)
    assert len(places) == 2 + 5
    for place, words in zip(
        places,
        ("old address", "gone up by", "Good morning", "May I put", "Actually", "old address", "gone up by"),
        strict=True,
    ):
        assert words in lines[place]


def test_a_habit_without_a_find_says_so_in_place_of_a_quote():
    report = sample_report.sample()
    report["scorecard"].update({"keep": None, "try": None, "not_measured": []})
    for pillar in report["scorecard"]["pillars"]:
        pillar.update(best=None, missed=None)
    card = section(render_html(report), "scorecard-title")
    assert card.count("Nothing was sure enough to quote.") == 3
    assert card.count("Nothing was sure enough to single it out.") == 2
    assert "What could not be measured" not in card


def test_quotes_without_words_keep_their_place_and_reason():
    report = sample_report.sample()
    for pillar in report["scorecard"]["pillars"]:
        for quote in (pillar["best"], pillar["missed"]):
            if quote:
                quote.update(said="", answered="")
    card = section(render_html(report), "scorecard-title")
    assert "<q" not in card
    assert "Says that there will be a wait." in card


def test_every_marked_act_says_in_the_transcript_what_it_is_and_why(html):
    report = sample_report.sample()
    page = Page(html)
    chips = {a["href"]: a for tag, a in page.elements if tag == "a" and a.get("class") == "chip"}
    marked = [act for act in report["acts"] if acts.is_marked(act) and act["kind"] != "repetition"]
    assert set(chips) == {f"#act-{act['id']}" for act in marked}
    assert len(marked) > 8
    for act in marked:
        found = re.search(rf'<a class="chip" href="#act-{act["id"]}".*?</a>(<span.*?</span>)', html)
        assert found
        assert acts.label(act) in re.sub(r"<.*?>", "", found[0])
        assert 'role="tooltip"' in found[1]
        assert act["why"][1:] in found[1]
        assert f"certainty {act['confidence'] * 100:.0f}" in found[1]
        assert chips[f"#act-{act['id']}"]["aria-describedby"] == f"tip-act-{act['id']}"
    assert {attrs["id"] for _, attrs in page.elements if attrs.get("role") == "tooltip"} == {
        attrs["aria-describedby"] for _, attrs in page.elements if "aria-describedby" in attrs
    }


def test_a_reason_shows_for_those_who_point_and_for_those_who_tab(html):
    shown = re.search(r"([^}]*)\{ visibility: visible; \}", html)[1]
    assert ".chip:hover + .tip" in shown
    assert ".chip:focus-visible + .tip" in shown


def test_signs_of_acts_differ_in_shape(html):
    shapes = {
        name: re.search(rf'<symbol id="act-{name}".*?</symbol>', html)[0].split(">", 1)[1]
        for name in {kind.sign for kind in acts.KINDS.values()}
    }
    assert len(set(shapes.values())) == len(shapes) == 5


def test_moments_stand_with_what_became_of_them_and_link_to_the_answer(html):
    listed = section(html, "moments-title")
    rows = [
        " ".join(re.sub(r"<.*?>", " ", row).split())
        for row in re.findall(r'<li class="moment-row".*?</li>', listed, re.DOTALL)
    ]
    assert [row.split(" Customer ")[0] for row in rows[:3]] == [
        "0:04.7 Loss",
        "0:31.4 Had to say it again",
        "0:45.8 Negative words",
    ]
    assert rows[0].endswith("certainty 86 % passed over")
    assert rows[2].endswith(
        "said back after 21.2 s Agent The letter went to the old address; that is our mistake 1:12.4"
    )
    assert "4 moments: 1 acknowledged, 1 said back, 2 passed over." in listed
    assert 'href="#moment-1"' in html
    assert "Loss: passed over" in html


def test_many_moments_are_folded_and_none_is_lost():
    report = sample_report.sample()
    first = report["moments"][0]
    report["moments"] = [{**first, "id": number} for number in range(1, 10)]
    html = render_html(report)
    listed = section(html, "moments-title")
    assert "The other moments (3)" in listed
    assert {f"moment-{number}" for number in range(1, 10)} <= set(Page(html).ids())
    assert listed.index("<details>") < listed.index('id="moment-7"')
    assert listed.index("<details>") > listed.index('id="moment-6"')


def test_nothing_found_is_told_from_nothing_judged():
    report = sample_report.sample()
    report.update(acts=[], moments=[])
    html = render_html(report)
    assert "None was found." in section(html, "moments-title")
    assert section(html, "acts-title").count("None was found.") == 3
    unjudged = render_html(sample_report.no_words())
    for anchor in ("moments-title", "acts-title"):
        assert "What was said was not judged on this call." in section(unjudged, anchor)
    assert "Each side: words" in html
    assert "Each side: words" not in unjudged


def test_each_act_stands_with_its_words_what_it_answers_and_why(html):
    listed = section(html, "acts-title")
    found = re.search(r'<li id="act-\d+">(?:(?!</li>).)*The letter went.*?</li>', listed, re.DOTALL)[0]
    text = " ".join(re.sub(r"<.*?>", " ", found).split())
    assert text == (
        "1:13.6 The letter went to the old address to it must have gone to the old address "
        "Says in other words what the customer said; certainty 84 %"
    )
    assert "Follow-up. Can be answered in a word" in listed
    assert listed.index("What the customer did with words") < listed.index("Said it before")


def test_tone_is_told_in_words_at_their_time(html):
    listed = section(html, "tone-title")
    assert re.findall(r'<text class="word"[^>]*>(\w+)</text>', listed) == ["slow", "lively", "loud", "fast"]
    assert "Customer steady again: loudness -22.8 dB, usual -23" in listed
    assert "never how anybody felt" in listed


def test_the_estimate_of_tension_is_labelled_as_one_and_only_there_when_it_was_asked_for(html):
    listed = section(html, "tone-title")
    assert ">tense</text>" in listed
    assert ">calm</text>" in listed
    assert "is an estimate" in listed
    assert "Customer, calm – tense: an estimate</text>" in listed
    assert "Article 50(3)" in listed
    # Eight values, one of which names an utterance of the agent.
    assert listed.count('<circle class="point"') == 7
    plain = render_html(sample_report.sample())
    assert "tense" not in plain
    assert "Article 50(3)" not in plain
    assert "curve" not in re.sub(r"<style>.*?</style>", "", plain, flags=re.DOTALL)


def test_voices_as_usual_are_told_in_a_sentence():
    report = sample_report.sample()
    report["tone"]["shifts"] = []
    listed = section(render_html(report), "tone-title")
    assert "Neither voice was found to differ from its usual." in listed
    assert "<svg" not in listed
    report["tone"]["shifts"] = [sample_words.tone()["shifts"][0]]
    assert section(render_html(report), "tone-title").count("no difference found") == 1


def test_no_word_says_what_anybody_feels_and_no_grade_is_given(html):
    text = text_of(html).lower()
    felt = "angry anger annoyed anxious nervous stress sad happy mood emotion frustrat bored irritat warm"
    for word in [*felt.split(), "rating", "ranking", "stars", "excellent", "points", "out of 10"]:
        assert not re.search(rf"\b{word}", text), word


def test_a_call_without_tone_has_no_chapter_of_it():
    html = render_html(sample_report.no_words())
    assert "tone-title" not in html
    assert "scorecard-title" not in html


def test_praise_is_told_from_advice_by_shape_and_word(html):
    cards = re.findall(r'<article class="cue-card.*?</article>', html, re.DOTALL)
    told = [" ".join(re.sub(r"<.*?>", " ", card).split()) for card in cards]
    assert [line.split(" ")[0] for line in told] == ["Advice", "Advice", "Went"]
    assert "What to keep: Doing otherwise." in told[2]
    assert "What would have avoided it: Doing otherwise." in told[0]
    assert "#cue-praise" in cards[2]
    assert "#cue-shown" in cards[0]
    assert "Praise at 1:19.0: You said it back" in html
    assert "Cue of praise shown" in html
    report = sample_report.sample()
    report["cues"] = [cue for cue in report["cues"] if not cue["positive"]]
    assert "Cue of praise shown" not in render_html(report)


def test_praise_that_was_held_back_is_praise_too():
    report = sample_report.sample()
    for cue in report["cues"]:
        if cue["positive"]:
            cue.update(shown=False, suppressed_because="too soon")
    html = render_html(report)
    assert "#cue-praise-suppressed" in html
    assert "</b> (praise) – In your own words." in html


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not on PATH")
def test_it_prints_on_a4(html, tmp_path):
    page, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(html, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--print-to-pdf={printed}", page.as_uri()], capture_output=True, timeout=120, check=True
    )
    sizes = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", printed.read_bytes())
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    assert 4 <= len(sizes) <= 12
