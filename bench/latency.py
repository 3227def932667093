"""Latency of a running call, from audio in to a frame on the screen, with a sound server of its own.

    python bench/latency.py [--seconds 360]

The two sides of a real call, shifted against each other so that both often speak at once, are played to two
null sinks; the whole program hears them and shows its overlay on Xvfb. The limits on how often cues come are
lifted, so that every one counts. When a cue's condition was true in the audio follows from the utterances of
the journal, known in full only afterwards; when its frame was swapped is what the overlay says. The peer, in
the same run, is a cue that waits for the words of whoever interrupts. Then the demo call: its backchannels
must give no cue.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from live.screen import screen
from live.sides import demo_call, repairs_call, written
from live.sound_server import SoundServer, running

from callmon import app
from callmon.conversation import TimingSettings
from callmon.timeline import Painted, Segment, Step, Utterance, Words, samples, seconds

UNLIMITED = """
[cues]
warm_up_s = 0
between_s = 0
between_same_s = 0
most = 1000
shown_s = 0.5
"""
TIMING = TimingSettings()
OFFSETS_S = (-6.4, 2.8, -3.3, 4.9, -11.1, 7.7)


def true_at(rule: str, start: float, end: float, spoken: dict[str, list[Segment]]) -> float | None:
    """Seconds at which the condition of a cue whose evidence is [start, end) was true in the audio."""
    match rule:
        case "let_them_finish":
            holder = next((s for s in spoken["customer"] if seconds(s.start) < start < seconds(s.end)), None)
            if holder is None:
                return None
            own = next(s for s in spoken["agent"] if seconds(s.start) < start + 0.01 < seconds(s.end))
            if min(seconds(holder.end), seconds(own.end)) - start > TIMING.live_overlap_s:
                return start + TIMING.live_overlap_s
            if own.end - holder.end > samples(TIMING.goes_on_s):
                return seconds(holder.end) + TIMING.goes_on_s
            # Only later does it show who has the floor: no cue that could have come live.
            return None
        case "they_tried_to_speak":
            return end + TIMING.goes_on_s
        case "say_what_you_are_doing":
            return start + 5.0
        case "pause_and_check_in":
            return start + 60.0
    return None


def lag(values: list[float]) -> str:
    if not values:
        return "none"
    p50, p95 = np.percentile(values, [50, 95])
    return f"p50 {p50:5.0f} ms   p95 {p95:5.0f} ms   max {max(values):5.0f} ms   ({len(values)})"


def child() -> None:
    """The overlay with a call, until standard input ends it; when words came goes to standard output."""
    import threading

    from callmon.live.desk import LiveDesk
    from callmon.live.options import LiveOptions
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.ui.app import run_overlay
    from callmon.ui.bridge import Bridge

    words: list[tuple[int, float]] = []

    class Timed(LiveDesk):
        def _step(self, step: Step) -> None:
            super()._step(step)
            if isinstance(step.observation, Words) and self._call is not None:
                words.append((step.observation.utterance, time.monotonic() - self._call._origin))

    settings = load_settings(settings_file())
    bridge = Bridge(settings.cues.shown_s)
    options = LiveOptions(microphone=sys.argv[2], speaker=sys.argv[3], mode="transcript")
    desk = Timed(options, settings, bridge)

    def ready() -> None:
        desk.start()
        print(json.dumps(str(desk._call.folder)), flush=True)
        threading.Thread(target=end, daemon=True).start()

    def end() -> None:
        sys.stdin.readline()
        desk.close()
        print(json.dumps(words), flush=True)
        os._exit(0)

    run_overlay(bridge, desk, ready=ready)


class Run:
    """One call played in real time to its end: the report, what was painted, and when words came."""

    def __init__(self, server: SoundServer, display: dict[str, str], audio: np.ndarray) -> None:
        command = [sys.executable, __file__, "--child", server.microphone, server.speaker]
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **display}
        )
        with tempfile.TemporaryDirectory() as folder:
            files = written(audio, Path(folder))
            journal = Path(json.loads(program.stdout.readline())) / "journal.jsonl"
            time.sleep(3)
            for file, sink in zip(files, (server.feed, server.speaker), strict=True):
                server.play(file, sink)
            time.sleep(audio.shape[1] / 16_000 + 3)
        program.stdin.write("\n")
        program.stdin.flush()
        self.words = dict(json.loads(program.stdout.readline()))
        program.wait()
        self.report = app.replay(journal)
        self.observations = list(app.read_journal(journal))

    def spoken(self, side: str) -> list[Segment]:
        """Utterances of a side."""
        return [u.segment for u in self.observations if isinstance(u, Utterance) and u.speaker == side]

    def word_delays(self) -> list[float]:
        """Milliseconds from the end of each utterance to its words."""
        ends = {u.id: u.segment.end for u in self.observations if isinstance(u, Utterance)}
        return [1000 * (at - seconds(ends[name])) for name, at in self.words.items() if name in ends]

    def cues(self) -> list[tuple[float, float, float | None]]:
        """Delays: after the condition, after the onset, and after the onset had it waited for words."""
        painted = {(p.rule, p.cue): seconds(p.at) for p in self.observations if isinstance(p, Painted)}
        found = []
        for cue in self.report["cues"]:
            at = painted.get((cue["rule"], round(cue["at"] * 16_000)))
            start, end = cue["evidence"]["start"], cue["evidence"]["end"]
            spoken = {side: self.spoken(side) for side in ("agent", "customer")}
            due = true_at(cue["rule"], start, end, spoken)
            if at is None or due is None:
                continue
            waited = None
            onset = float("nan")
            if cue["rule"] == "let_them_finish":
                live = due - start <= TIMING.live_overlap_s + TIMING.goes_on_s
                onset = at - start if live else onset
                said = [
                    u
                    for u in self.observations
                    if isinstance(u, Utterance) and u.speaker == "agent" and seconds(u.segment.end) > start
                ]
                if said and said[0].id in self.words:
                    waited = self.words[said[0].id] - start
            found.append((at - due, onset, waited))
        return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=360.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, running() as server, screen() as display:
        os.environ |= {"XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        (Path(home) / "callmon").mkdir()
        (Path(home) / "callmon" / "settings.toml").write_text(UNLIMITED)
        cues, words = [], []
        for turn, offset in enumerate(OFFSETS_S):
            call = repairs_call()
            # Every other time the customer's part is the agent's: who interrupts less is heard, too.
            call = call[:: (-1) ** turn].copy()
            call[1] = np.roll(call[1], round(offset * 16_000))
            run = Run(server, display, call[:, : round(asked.seconds * 16_000 / len(OFFSETS_S))])
            cues += run.cues()
            words += run.word_delays()
        delays = [1000 * delay for delay, _, _ in cues]
        onsets = [1000 * onset for _, onset, _ in cues if onset == onset]
        peer = [1000 * waited for _, _, waited in cues if waited is not None]
        print(f"cue painted, after its condition is true     {lag(delays)}")
        print(f"cue painted, after an interruption's onset   {lag(onsets)}")
        print(f"the same, had it waited for the words        {lag(peer)}")
        print(f"final words, after the end of the utterance  {lag(words)}")
        report = Run(server, display, demo_call()).report
        fine = [lap for lap in report["overlaps"] if lap["kind"] == "backchannel"]
        blamed = [
            cue
            for cue in report["cues"]
            if cue["shown"] and any(abs(cue["evidence"]["start"] - lap["start"]) < 0.2 for lap in fine)
        ]
        print(f"cues on the {len(fine)} backchannels of the demo call: {len(blamed)}")


if __name__ == "__main__":
    child() if "--child" in sys.argv else main()
