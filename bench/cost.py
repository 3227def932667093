"""What a running call costs: processor and memory, over a real-time call, over hours, and at rest.

    python bench/cost.py [--minutes 30] [--hours 8] [--idle 60]

`--minutes`: the whole program with its overlay hears a real call, played over and over in real time through
a sound server of its own. The peer, in the same run, is plain faster-whisper, which transcribes one round of
both sides and does nothing else. `--hours`: the same call from its file, as fast as the computer can.
`--idle`: the overlay while no call is heard. Processor time is that of the process, as a share of one core.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from live.live_program import LiveProgram
from live.screen import screen
from live.sides import repairs_call, written
from live.sound_server import running

TICK = os.sysconf("SC_CLK_TCK")
PEER = """
import sys, resource
from faster_whisper import WhisperModel
from callmon.engines import Options
from callmon.speech.catalogue import find_model
from callmon.speech.locate import locate
model = WhisperModel(str(locate(find_model("tiny.en"))), device="cpu", compute_type="int8")
before = resource.getrusage(resource.RUSAGE_SELF)
for file in sys.argv[1:]:
    list(model.transcribe(file, vad_filter=True, beam_size=1, word_timestamps=True)[0])
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
"""
HOURS = """
import sys
from pathlib import Path
from callmon.source import Source
from callmon.engines import Options
from callmon.live.call import Listeners, LiveCall
from callmon.live.options import LiveOptions, Play
from callmon.settings import Settings
from callmon.timeline import Tick
play = Play(Source((Path(sys.argv[1]), Path(sys.argv[2]))), None, int(sys.argv[3]))
options = LiveOptions(recognition=Options(words=sys.argv[4] == "words"), play=play)
def step(step):
    if isinstance(step.observation, Tick) and step.observation.at % (600 * 16000) == 0:
        memory = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
        print(step.observation.at // 16000, memory.split()[1], flush=True)
LiveCall(options, Settings(), Listeners(step)).run()
"""


def processor(pid: int) -> float:
    """Seconds of processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> float:
    """Megabytes that a process holds in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def growth(held: list[float], first: int) -> str:
    """How the median of the last tenth compares with that of the tenth from `first` on."""
    part = max(1, len(held) // 10)
    early, late = np.median(held[first : first + part]), np.median(held[-part:])
    return f"{late / early - 1:+.1%} from {early:.0f} to {late:.0f} MB"


def real_time(minutes: int) -> None:
    call = repairs_call()
    with tempfile.TemporaryDirectory() as home, running() as server, screen() as display:
        os.environ |= {"XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        files = written(call, Path(home))
        options = ("--microphone", server.microphone, "--speaker", server.speaker)
        program = LiveProgram(*options, window=True, env=display)
        try:
            program.wait_until(lambda: program.heard_until() > 1, "time stood still")
            held, playing = [], []
            begun, used = time.monotonic(), processor(program.pid)
            while time.monotonic() - begun < 60 * minutes:
                if not any(each.poll() is None for each in playing):
                    sinks = (server.feed, server.speaker)
                    playing = [server.play(file, sink) for file, sink in zip(files, sinks, strict=True)]
                time.sleep(5)
                held.append(memory(program.pid))
            share = (processor(program.pid) - used) / (time.monotonic() - begun)
            program.stop()
        finally:
            program.kill()
        told = subprocess.run(
            [sys.executable, "-c", PEER, *files], capture_output=True, text=True, check=True
        )
        peer = float(told.stdout) / (call.shape[1] / 16_000)
    print(f"{minutes} minutes in real time: {share:.1%} of a core; faster-whisper, words alone {peer:.1%}")
    print(
        f"memory: at most {max(held):.0f} MB; after the tenth minute {growth(held, min(120, len(held) // 2))}"
    )


def hours(length: float, words: str) -> None:
    call = repairs_call()
    rounds = round(length * 3600 / (call.shape[1] / 16_000))
    with tempfile.TemporaryDirectory() as home:
        files = written(call, Path(home))
        environ = {**os.environ, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        command = [sys.executable, "-c", HOURS, *map(str, files), str(rounds), words]
        begun = time.monotonic()
        told = subprocess.run(command, capture_output=True, text=True, env=environ)
        if told.returncode:
            raise SystemExit(told.stderr)
        took = time.monotonic() - begun
    held = [int(line.split()[1]) / 1024 for line in told.stdout.splitlines()]
    speed = length * 3600 / took
    print(f"{length:g} hours, {words}, at {speed:.0f} times real time: at most {max(held):.0f} MB")
    print(f"memory: after the first hour {growth(held, 6)}")


def idle(length: float) -> None:
    with tempfile.TemporaryDirectory() as home, screen() as display:
        environ = {**os.environ, **display, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        code = (
            "from callmon.ui.app import run_overlay; from callmon.ui.bridge import Bridge; "
            "from callmon.live.desk import LiveDesk; from callmon.live.options import LiveOptions; "
            "from callmon.settings import Settings; bridge = Bridge(); "
            "run_overlay(bridge, LiveDesk(LiveOptions(), Settings(), bridge))"
        )
        program = subprocess.Popen([sys.executable, "-c", code], env=environ)
        time.sleep(8)
        used = processor(program.pid)
        time.sleep(length)
        share = (processor(program.pid) - used) / length
        held = memory(program.pid)
        program.send_signal(signal.SIGINT)
        program.wait(20)
    print(f"overlay at rest: {share:.2%} of a core, {held:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=int, default=0)
    parser.add_argument("--hours", type=float, default=0.0)
    parser.add_argument("--no-words", action="store_true")
    parser.add_argument("--idle", type=float, default=0.0)
    asked = parser.parse_args()
    if asked.idle:
        idle(asked.idle)
    if asked.minutes:
        real_time(asked.minutes)
    if asked.hours:
        hours(asked.hours, "no words" if asked.no_words else "words")


if __name__ == "__main__":
    main()
