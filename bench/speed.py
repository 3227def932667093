"""Speed and memory: callmon against plain faster-whisper on the same two-channel call, whole processes.

    python bench/speed.py ../shared/data/A_calls/aws-lca [--model tiny.en] [--runs 3] [--minutes 60]

The peer is what one writes first: `WhisperModel.transcribe(vad_filter=True, beam_size=1,
word_timestamps=True)` on each channel in turn, with the same model as int8 and as many threads as the
library chooses. callmon does all of its analysis and writes its journal and its JSON. Runs alternate. With
`--minutes` the call is looped to that length and callmon is measured on it once.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import jiwer

from callmon.speech.catalogue import find_model
from callmon.speech.locate import locate

SIDES = ("Auto_Repairs_40_UTC_agent.wav", "Auto_Repairs_40_UTC_caller.wav")


@dataclass(frozen=True)
class Run:
    """Seconds of wall clock and of processor, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def measured(command: list[str], env: dict[str, str]) -> Run:
    """One whole process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[3]} ended with status {process.returncode}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def plain(folder: Path, threads: int, out: Path, files: list[Path]) -> None:
    """The peer, in a process of its own: words of each channel as JSON."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
    texts = []
    for file in files:
        segments, _ = model.transcribe(
            str(file), language="en", vad_filter=True, beam_size=1, word_timestamps=True
        )
        texts.append(" ".join(segment.text.strip() for segment in segments))
    out.write_text(json.dumps(texts))


def looped(folder: Path, minutes: float, out: Path) -> list[Path]:
    """Both sides, repeated to a length of `minutes`."""
    files = []
    for name in SIDES:
        with wave.open(str(folder / name)) as file:
            rate, samples = file.getframerate(), file.readframes(file.getnframes())
        wanted = round(minutes * 60 * rate) * 2
        files.append(out / name)
        with wave.open(str(files[-1]), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((samples * (wanted // len(samples) + 1))[:wanted])
    return files


def ours(files: list[Path], model: str, out: Path) -> list[str]:
    tool = [sys.executable, "-c", "from callmon.cli import main; main()", "analyze"]
    sides = ["--agent-file", str(files[0]), "--customer-file", str(files[1])]
    return [*tool, *sides, "--model", model, "--json", str(out)]


def normal(text: str) -> str:
    kept = "".join(letter for letter in text.lower().replace("-", " ") if letter.isalnum() or letter in " '")
    return " ".join(kept.split())


def line(name: str, runs: list[Run]) -> str:
    walls, cpus, peaks = ([getattr(run, field) for run in runs] for field in ("wall", "cpu", "memory"))
    return (
        f"{name:14} {min(walls):6.2f} / {median(walls):6.2f} / {max(walls):6.2f} s wall   "
        f"{median(cpus):6.2f} s cpu   {max(peaks):4.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peer-threads", type=int, default=0, help="0: as many as the library chooses")
    parser.add_argument("--minutes", type=float, default=0)
    asked = parser.parse_args()
    weights = locate(find_model(asked.model))
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        env = {**os.environ, "XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name}
        files = [asked.folder / side for side in SIDES]
        peer = [sys.executable, __file__, "peer", str(weights), str(asked.peer_threads)]
        peer += [name + "/peer.json", *map(str, files)]
        mine, theirs = [], []
        for _ in range(asked.runs):
            mine.append(measured(ours(files, asked.model, out / "callmon.json"), env))
            theirs.append(measured(peer, env))
        print(f"{asked.model}, {asked.runs} runs each (least / median / most)")
        print(line("callmon", mine))
        print(line("faster-whisper", theirs))
        ratio = median(run.wall for run in theirs) / median(run.wall for run in mine)
        cpu = median(run.cpu for run in theirs) / median(run.cpu for run in mine)
        print(f"callmon is {ratio:.2f} times as fast (processor time {cpu:.2f} times less)")
        report = json.loads((out / "callmon.json").read_text())
        peer_texts = json.loads((out / "peer.json").read_text())
        for side, text in zip(("agent", "customer"), peer_texts, strict=True):
            own = " ".join(u["text"] for u in report["utterances"] if u["speaker"] == side)
            words, others = normal(own), normal(text)
            print(
                f"  {side:8} {len(words.split())} words, the peer {len(others.split())}; "
                f"{jiwer.wer(others, words):.1%} apart"
            )
        if asked.minutes:
            files = looped(asked.folder, asked.minutes, out)
            long = measured(ours(files, asked.model, out / "long.json"), env)
            length = report["call"]["duration"]
            growth = long.memory / max(run.memory for run in mine)
            print(line(f"{asked.minutes:g} minutes", [long]))
            print(
                f"  memory {growth:.2f} times that of the {length:.0f}-s call; "
                f"{asked.minutes * 60 / long.wall:.0f} times real time against "
                f"{length / median(run.wall for run in mine):.0f}"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["peer"]:
        plain(Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), [Path(file) for file in sys.argv[5:]])
    else:
        main()
