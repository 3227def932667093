"""The report to hand over in a real browser: by keyboard, with sound, zoomed in."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest
import sample_report

from callmon.export.handover import Handover, quoted_moments
from callmon.export.pdf import find_browser
from callmon.export.report import render_html
from callmon.export.snippets import snippets
from callmon.timeline import Mark, Segment, samples

BROWSER = find_browser()

pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium, Chrome or Edge is installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="the browser is spoken to through pipes of POSIX"),
]

FOCUSED = """(() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  return {
    tag: at.tagName, name: at.getAttribute('aria-label') || at.textContent.trim(),
    seen: box.width > 0 && box.height > 0 && getComputedStyle(at).visibility === 'visible',
    ring: getComputedStyle(at).outlineStyle,
  };
})()"""
HEARD = """Promise.all([...document.querySelectorAll('audio')].map(audio => new Promise(told => {
  const say = () => told({length: audio.duration, error: audio.error && audio.error.message});
  if (audio.readyState || audio.error) say();
  else { audio.onloadedmetadata = say; audio.onerror = say; audio.load(); }
})))"""
# The browser reads wishes from 3 and writes answers to 4.
START = """
import fcntl, os, sys
wished, answered = (fcntl.fcntl(int(each), fcntl.F_DUPFD, 20) for each in sys.argv[1:3])
os.dup2(wished, 3)
os.dup2(answered, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
ASKED = """fetch('https://example.org/').then(() => 'answered', () => 'refused')"""


class Tab:
    """A page in a browser that is spoken to as its developer tools do."""

    def __init__(self, wish, answer):
        self._wish, self._answer, self._number, self._rest = wish, answer, 0, b""
        self._session, self._loaded = None, False
        target = self("Target.createTarget", url="about:blank")["targetId"]
        self._session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self("Page.enable")

    def __call__(self, method, **params):
        self._number += 1
        wish = {"id": self._number, "method": method, "params": params}
        if self._session:
            wish["sessionId"] = self._session
        os.write(self._wish, json.dumps(wish).encode() + b"\0")
        told = self._until(lambda message: message.get("id") == self._number)
        assert "error" not in told, told
        return told["result"]

    def open(self, address):
        self._loaded = False
        self("Page.navigate", url=address)
        if not self._loaded:
            self._until(lambda message: message.get("method") == "Page.loadEventFired")

    def close(self):
        """End the browser."""
        self._session = None
        self("Browser.close")

    def value(self, expression):
        told = self("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"]["value"]

    def press(self, key, code):
        text = {"text": "\r"} if key == "Enter" else {}
        self("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def _until(self, wanted):
        while True:
            while b"\0" not in self._rest:
                more = os.read(self._answer, 1 << 16)
                assert more, "the browser has gone"
                self._rest += more
            message, self._rest = self._rest.split(b"\0", 1)
            told = json.loads(message)
            self._loaded = self._loaded or told.get("method") == "Page.loadEventFired"
            if wanted(told):
                return told


@contextmanager
def browser(profile):
    """A tab of a browser of its own."""
    command = [
        str(BROWSER),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-sync",
    ]
    command += ["--disable-background-networking", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
    wished, wish = os.pipe()
    answer, answered = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", START, str(wished), str(answered), *command],
        pass_fds=(wished, answered),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as started:
        os.close(wished)
        os.close(answered)
        tab = Tab(wish, answer)
        try:
            yield tab
        finally:
            tab.close()
            os.close(wish)
            os.close(answer)
            started.wait(30)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    report = sample_report.sample()
    cues = [{**cue, "evidence": {"words": "", **cue["evidence"]}} for cue in report["cues"]]
    report.update(silent_interruptions=[], cues=cues)
    marks = [Mark("m1", "Robin", "note", Segment(samples(20), samples(24)), text="A clear promise.")]
    time = np.arange(samples(140)) / 16_000
    call = np.tile(0.3 * np.sin(2 * np.pi * 300 * time), (2, 1)).astype(np.float32)
    sounds, _ = snippets(
        marks, lambda at, count: call[:, at : at + count], samples(132.4), quoted_moments(report)
    )
    file = tmp_path_factory.mktemp("handed") / "report.html"
    file.write_text(render_html(report, Handover("Kim", "Robin", "Hello Kim", marks, sounds)), "utf-8")
    return file.as_uri(), len(sounds)


@pytest.fixture(scope="module")
def tab(page, tmp_path_factory):
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        tab.open(page[0])
        yield tab


def test_every_sound_can_be_played_from_the_file_alone(tab, page):
    heard = tab.value(HEARD)
    assert len(heard) == page[1] > 3
    assert [each["error"] for each in heard] == [None] * len(heard)
    assert all(1 < each["length"] < 60 for each in heard)


def test_the_page_may_ask_nobody_for_anything(tab):
    assert tab.value(ASKED) == "refused"


def test_a_keyboard_reaches_everything_in_order_and_each_stop_has_a_name_and_is_seen(tab, page):
    tab.open(page[0])
    stops = []
    for _ in range(400):
        tab.press("Tab", 9)
        stop = tab.value(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    assert stops[0]["name"] == "Skip to the report"
    assert all(stop["seen"] for stop in stops), [stop for stop in stops if not stop["seen"]]
    assert all(stop["name"] for stop in stops), [stop for stop in stops if not stop["name"]]
    assert all(stop["ring"] != "none" for stop in stops), [stop for stop in stops if stop["ring"] == "none"]
    sounds = {stop["name"] for stop in stops if stop["tag"] == "AUDIO"}
    assert len(sounds) == page[1]
    folded = tab.value("[...document.querySelectorAll('summary')].filter(e => e.checkVisibility()).length")
    assert sum(stop["tag"] == "SUMMARY" for stop in stops) == folded


def test_the_skip_link_leads_past_the_chapters(tab, page):
    tab.open(page[0])
    tab.press("Tab", 9)
    tab.press("Enter", 13)
    assert tab.value("document.activeElement.id") == "main"


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_runs_over_the_edge_of_a_screen_however_far_it_is_zoomed(tab, page, width):
    tab("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    tab.open(page[0])
    assert tab.value("document.documentElement.scrollWidth") <= width
    tab("Emulation.clearDeviceMetricsOverride")
