"""A running call on a real sound server is heard as the same call is from its file."""

from pathlib import Path

import numpy as np
import pytest
from live.live_program import LiveProgram
from live.screen import screen
from live.sides import REPAIRS, demo_call, repairs_call, written
from live.sound_server import running

from callmon import app
from callmon.cues import RULES
from callmon.settings import Settings
from callmon.timeline import Health, Painted

NEAR_S = 0.12
ASTRAY = 0.04
"""Share of the edges of turns that may be farther off, and one of them in any case: soft speech at an edge
counts or not, depending on where the windows of the voice activity model happen to begin
(bench/steadiness.py)."""


class Heard:
    """One call from its file and as it was heard live; `program` is over.

    Two programs play the two sides and do not start at the same moment: the call from its file is analysed as
    it was played, with the later side as much later.
    """

    def __init__(self, audio, folder: Path, program: LiveProgram) -> None:
        self.found = app.replay(program.folder / "journal.jsonl")
        self.observations = program.observations()
        self.expected = self._analyzed(audio, folder)
        self.skew = self.shift("customer") - self.shift("agent")
        later = round(abs(self.skew) * 16_000)
        padded = np.zeros((2, audio.shape[1] + later), np.float32)
        late, early = (1, 0) if self.skew > 0 else (0, 1)
        padded[late, later:], padded[early, : audio.shape[1]] = audio[late], audio[early]
        self.expected = self._analyzed(padded, folder)

    def _analyzed(self, audio, folder):
        return app.analyze(app.Source(written(audio, folder)), app.Options(journal=False), Settings())

    def shift(self, side):
        """Seconds by which this side was played after the call had begun."""
        ends = [
            np.array([each["end"] for each in report["utterances"] if each["speaker"] == side])
            for report in (self.expected, self.found)
        ]
        apart = (ends[1][None] - ends[0][:, None]).ravel()
        counts, edges = np.histogram(apart, bins=np.arange(0, 12, 0.04))
        return float(np.median(apart[np.abs(apart - edges[counts.argmax()] - 0.02) < 0.06]))


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Both calls, played at the same time on devices of their own, the demo call with the overlay."""
    calls = {"demo": demo_call()}
    if REPAIRS.is_dir():
        calls["repairs"] = repairs_call()[:, : 126 * 16_000]
    files = {name: written(audio, tmp_path_factory.mktemp(name)) for name, audio in calls.items()}
    with pytest.MonkeyPatch.context() as patch, running() as server, screen() as display:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        server.add_sink("second_out", "Second_Speakers")
        server.load("module-null-sink sink_name=second_feed rate=48000 channels=1")
        server.load("module-remap-source master=second_feed.monitor source_name=second_mic")
        server.pin("second_feed.monitor")
        places = {
            "demo": (server.microphone, server.feed, server.speaker, True),
            "repairs": ("second_mic", "second_feed", "second_out", False),
        }
        programs: dict[str, LiveProgram] = {}
        try:
            for name in calls:
                microphone, feed, speaker, window = places[name]
                options = ("--mode", "transcript", "--microphone", microphone, "--speaker", speaker)
                program = LiveProgram(*options, window=window, env=display if window else None)
                programs[name] = program
                program.wait_until(lambda heard=program.heard_until: heard() > 1, "time stood still")
                for file, sink in zip(files[name], (feed, speaker), strict=True):
                    server.play(file, sink)
            for name, program in programs.items():
                length = calls[name].shape[1] / 16_000 + 6
                over = lambda heard=program.heard_until, length=length: heard() > length  # noqa: E731
                program.wait_until(over, "it took too long", 400)
            for program in programs.values():
                program.stop()
            yield {
                name: Heard(calls[name], tmp_path_factory.mktemp(f"{name}-again"), program)
                for name, program in programs.items()
            }
        finally:
            for program in programs.values():
                program.kill()


@pytest.fixture(params=["demo", "repairs"])
def call(request, heard):
    if request.param not in heard:
        pytest.skip("the recordings are not here")
    return heard[request.param]


def test_both_sides_are_in_step(call):
    assert call.shift("agent") == pytest.approx(call.shift("customer"), abs=0.03)


def test_overlaps_are_the_same(call):
    shift = (call.shift("agent") + call.shift("customer")) / 2
    expected = [(lap["start"], lap["end"], lap) for lap in call.expected["overlaps"]]
    found = [(lap["start"] - shift, lap["end"] - shift, lap) for lap in call.found["overlaps"]]
    for ours, theirs in ((expected, found), (found, expected)):
        for start, end, lap in ours:
            if end - start <= 0.1 + NEAR_S:
                # By edges that lie as near as they may, one of 0.1 s is one or is none.
                continue
            same = [
                other for at, until, other in theirs if abs(at - start) < NEAR_S and abs(until - end) < NEAR_S
            ]
            assert [(other["by"], other["kind"], other["severity"]) for other in same] == [
                (lap["by"], lap["kind"], lap["severity"])
            ]


def test_turns_are_the_same(call):
    turns, others = call.expected["turns"], call.found["turns"]
    assert [turn["speaker"] for turn in others] == [turn["speaker"] for turn in turns]
    apart = [
        abs(two[edge] - call.shift(one["speaker"]) - one[edge])
        for one, two in zip(turns, others, strict=True)
        for edge in ("start", "end")
    ]
    astray = [each for each in apart if each > NEAR_S]
    assert len(astray) <= max(1, ASTRAY * len(apart)), astray


def test_timing_calls_for_the_same_cues(call):
    # Cues about words are left out: where a window of audio is cut, recognition differs. After the end of the
    # recording nobody speaks into the running call, which calls for a cue of its own.
    end = call.expected["call"]["duration"] + call.shift("agent")
    timing = {rule.name for rule in RULES if not rule.reads}
    cues = [
        [cue["rule"] for cue in report["cues"] if cue["rule"] in timing and cue["at"] < end]
        for report in (call.expected, call.found)
    ]
    assert cues[0] == cues[1]


def test_no_channel_was_ever_ill(call):
    ill = [
        each for each in call.observations if isinstance(each, Health) and each.part in ("agent", "customer")
    ]
    assert ill == []


def test_words_are_recognised_as_the_call_goes_on(call):
    said = [
        " ".join(each["text"] for each in report["utterances"]).split()
        for report in (call.expected, call.found)
    ]
    assert len(said[1]) == pytest.approx(len(said[0]), rel=0.1)


def test_the_overlay_shows_the_cues_of_the_demo_call(heard):
    call = heard["demo"]
    shown = [(cue["rule"], cue["at"]) for cue in call.found["cues"] if cue["shown"]]
    painted = [(each.rule, each.cue / 16_000) for each in call.observations if isinstance(each, Painted)]
    assert shown
    assert painted == shown
    assert all(cue["painted"] > cue["at"] for cue in call.found["cues"] if cue["shown"])
