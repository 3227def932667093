"""Leakage: a real call whose sides are clean, with leaks added, against the same call without them.

    python bench/leakage.py ../shared/data/A_calls/aws-lca

Each side is made audible on the other's channel: as an electrical leak, an echo of the line and through a
room. Printed are the talk time that callmon finds against the clean call's, and the overlaps that it reports
where there is none; beside it, as a peer in the same run, the talk time of Silero's own edges.
"""

import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from overlaps import silero

from callmon import app, engines
from callmon.audio.recording import PairRecording
from callmon.settings import Settings

RATE = 16_000
Samples = NDArray[np.float64]


def later(row: Samples, seconds: float) -> Samples:
    count = round(seconds * RATE)
    return np.concatenate([np.zeros(count), row[: len(row) - count]])


def in_a_room(row: Samples) -> Samples:
    """The side from a loudspeaker: direct sound 10 ms late, and a room that rings for 0.4 s."""
    at = np.arange(RATE // 2) / RATE
    room = np.random.default_rng(3).standard_normal(len(at)) * 10 ** (-3 * at / 0.4)
    room *= 0.5 / np.sqrt(np.square(room).sum())
    room[0] = 1.0
    size = 1 << (len(row) + len(room)).bit_length()
    return later(np.fft.irfft(np.fft.rfft(row, size) * np.fft.rfft(room, size), size)[: len(row)], 0.01)


LEAKS = [
    *[("electrical", db, to, lambda row: row) for db in (-6, -12, -20, -26, -35) for to in (0, 1)],
    *[("echo, 120 ms late", db, to, lambda row: later(row, 0.12)) for db in (-12, -26) for to in (0, 1)],
    *[("room", db, to, in_a_room) for db in (-3, -15, -26) for to in (0, 1)],
]


def written(path: Path, row: Samples) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(np.clip(row, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def measured(call: Samples) -> tuple[list[float], list[float], int]:
    """Talk time of both sides by callmon and by Silero's edges; overlaps that accuse somebody."""
    with tempfile.TemporaryDirectory() as name:
        files = [written(Path(name) / f"{side}.wav", row) for side, row in zip("ac", call, strict=True)]
        options = engines.Options(words=False, journal=False)
        report = app.analyze(app.Source((files[0], files[1])), options, Settings())
        own = [report["measures"][side]["talk_time"] for side in ("agent", "customer")]
        peer = [sum(end - start for start, end in silero(file)) for file in files]
    accused = [lap for lap in report["overlaps"] if lap["kind"].endswith("interruption")]
    return own, peer, len(accused)


def main(folder: Path) -> None:
    recording = PairRecording(
        folder / "Auto_Repairs_40_UTC_agent.wav", folder / "Auto_Repairs_40_UTC_caller.wav"
    )
    call = np.concatenate(list(recording.blocks(1 << 16)), axis=1).astype(np.float64)
    call += np.random.default_rng(5).standard_normal(call.shape) * 10 ** (-70 / 20)
    clean, peer_clean, accused = measured(call)
    print(f"without a leak: talk {clean[0]:.1f} s and {clean[1]:.1f} s, {accused} accusing overlaps")
    worst = 0.0
    total = 0
    for name, db, to, through in LEAKS:
        leaky = call.copy()
        leaky[to] += through(call[1 - to]) * 10 ** (db / 20)
        own, peer, accused = measured(leaky)
        off = [own[side] / clean[side] - 1 for side in (0, 1)]
        peer_off = peer[to] / peer_clean[to] - 1
        worst, total = max(worst, *map(abs, off)), total + accused
        where = "agent" if to == 0 else "customer"
        print(
            f"  {name:18} {db:4d} dB into the {where:8}  talk {off[0]:+6.1%} {off[1]:+6.1%}  "
            f"accusing {accused}  (Silero's edges {peer_off:+6.1%})"
        )
    print(f"worst talk time: {worst:.1%} off; accusing overlaps over all {len(LEAKS)} leaks: {total}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
