"""Overlaps on a real call whose two sides are shifted against each other: truth from the reference segments.

    python bench/overlaps.py ../shared/data/A_calls/aws-lca

The call has no overlap of its own, so every overlap of a shifted pair follows from the reference. The truth
is computed here from the definitions alone, looking at the whole call at once and sharing no code with
callmon. Printed beside it, as a peer in the same run: Silero's own edges.
"""

import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from callmon import app, engines
from callmon.settings import Settings

OFFSETS_S = (-23.7, -17.3, -11.1, -6.4, -3.3, -1.9, 1.3, 2.8, 4.9, 7.7, 13.1, 19.9)
Span = tuple[float, float]


@dataclass(frozen=True)
class Lap:
    """An overlap of the truth."""

    start: float
    end: float
    by: str
    kind: str


def reference(folder: Path) -> dict[str, list[Span]]:
    """Utterances of both sides, bridged at 250 ms, none under 120 ms."""
    sides: dict[str, list[Span]] = {"agent": [], "customer": []}
    for line in (folder / "Auto_Repairs_40_UTC.energy-vad.rttm").read_text().splitlines():
        part = line.split()
        start, length = float(part[3]), float(part[4])
        side = sides["agent" if part[7] == "agent" else "customer"]
        if side and start - side[-1][1] < 0.25:
            side[-1] = side[-1][0], start + length
        else:
            side.append((start, start + length))
    return {side: [span for span in spans if span[1] - span[0] >= 0.12] for side, spans in sides.items()}


def truth(sides: dict[str, list[Span]], budget: float) -> list[Lap]:
    """Overlaps and whether each is an interruption, an attempt or neither."""
    laps = []
    for by, of in (("agent", "customer"), ("customer", "agent")):
        for start, end in sides[by]:
            for held_from, held_to in sides[of]:
                both = min(end, held_to) - start
                if held_from < start < held_to and both >= 0.1:
                    kind = _kind(sides, by, of, (start, end), (held_from, held_to), budget)
                    laps.append(Lap(start, start + both, by, kind))
    return sorted(laps, key=lambda lap: lap.start)


def _kind(sides: dict[str, list[Span]], by: str, of: str, said: Span, held: Span, budget: float) -> str:
    turn = held[0]
    for span in reversed([span for span in sides[of] if span[1] <= held[0]]):
        if turn - span[1] > 3 or any(span[1] <= other[0] < turn for other in sides[by]):
            break
        turn = span[0]
    spoken = sum(min(span[1], said[0]) - span[0] for span in sides[of] if turn <= span[0] < said[0])
    both = min(said[1], held[1]) - said[0]
    if said[1] <= held[1]:
        return "attempt" if said[1] - said[0] > 1.0 and spoken >= 1.0 else "other"
    following = [(span[0], side) for side in sides for span in sides[side] if span[0] > held[1]]
    goes_on = min(following, default=(0.0, by))[1] == of
    if goes_on and said[1] - said[0] <= 1.0:
        return "other"
    if spoken < 1.0 or both <= 0.5 + budget:
        return "other"
    return "interruption"


def shifted(folder: Path, offset: float, out: Path) -> dict[str, list[Span]]:
    """Write the two sides with the customer `offset` seconds later; the reference, shifted alike."""
    sides = reference(folder)
    lead = {"agent": max(0.0, -offset), "customer": max(0.0, offset)}
    for side, name in (("agent", "agent"), ("customer", "caller")):
        with wave.open(str(folder / f"Auto_Repairs_40_UTC_{name}.wav")) as file:
            rate, samples = file.getframerate(), file.readframes(file.getnframes())
        with wave.open(str(out / f"{side}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(b"\0\0" * round(lead[side] * rate) + samples)
        sides[side] = [(start + lead[side], end + lead[side]) for start, end in sides[side]]
    return sides


def mask(spans: list[Span], length: int = 60_000) -> np.ndarray:
    found = np.zeros(length, bool)
    for start, end in spans:
        found[round(start * 100) : round(end * 100)] = True
    return found


def silero(path: Path) -> list[Span]:
    """Utterances by faster-whisper's own use of Silero, 250 ms bridged, no padding."""
    from faster_whisper.audio import decode_audio
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(min_silence_duration_ms=250, speech_pad_ms=0, min_speech_duration_ms=120)
    found = get_speech_timestamps(decode_audio(str(path)), options)
    return [(span["start"] / 16_000, span["end"] / 16_000) for span in found]


def matched(found: list[Lap], true: list[Lap]) -> list[tuple[Lap, Lap]]:
    """Pairs of the same speaker that overlap in time, each used once."""
    pairs, left = [], list(true)
    for lap in found:
        for other in left:
            if other.by == lap.by and min(lap.end, other.end) > max(lap.start, other.start):
                pairs.append((lap, other))
                left.remove(other)
                break
    return pairs


def unshifted(folder: Path) -> None:
    """The call as it is: talk time against the reference, and overlaps that accuse somebody."""
    files = [folder / f"Auto_Repairs_40_UTC_{side}.wav" for side in ("agent", "caller")]
    report = app.analyze(
        app.Source((files[0], files[1])), engines.Options(words=False, journal=False), Settings()
    )
    accused = sum(lap["kind"].endswith("interruption") for lap in report["overlaps"])
    for side, spans in reference(folder).items():
        true, own = sum(end - start for start, end in spans), report["measures"][side]["talk_time"]
        print(f"as it is: {side:8} talk {own:.1f} s, reference {true:.1f} s ({own / true - 1:+.1%})")
    print(f"as it is: {accused} interruptions and attempts")


def main(folder: Path) -> None:
    unshifted(folder)
    rows = []
    onsets: list[float] = []
    counts = {budget: np.zeros(3, int) for budget in (0.2, 0.0)}
    time = {"callmon": np.zeros(2, int), "silero": np.zeros(2, int)}
    for offset in OFFSETS_S:
        with tempfile.TemporaryDirectory() as name:
            out = Path(name)
            sides = shifted(folder, offset, out)
            source = app.Source((out / "agent.wav", out / "customer.wav"))
            report = app.analyze(source, engines.Options(words=False, journal=False), Settings())
            edges = [mask(silero(out / f"{side}.wav")) for side in sides]
        laps = [Lap(lap["start"], lap["end"], lap["by"], lap["kind"]) for lap in report["overlaps"]]
        true_time = mask(sides["agent"]) & mask(sides["customer"])
        own_time = mask([(lap.start, lap.end) for lap in laps])
        for who, overlap in (("callmon", own_time), ("silero", edges[0] & edges[1])):
            time[who] += [(overlap & true_time).sum() * 2, overlap.sum() + true_time.sum()]
        onsets += [abs(one.start - two.start) for one, two in matched(laps, truth(sides, 0.2))]
        found = [lap for lap in laps if lap.kind == "interruption"]
        for budget, count in counts.items():
            real = [lap for lap in truth(sides, budget) if lap.kind == "interruption"]
            count += [len(matched(found, real)), len(found), len(real)]
        both = [(own_time & true_time).sum() * 2, own_time.sum() + true_time.sum()]
        rows.append(
            f"  {offset:+6.1f} s  overlap F1 {both[0] / both[1]:.3f}  true {true_time.sum() / 100:5.1f} s"
        )
    print(*rows, sep="\n")
    for who, (hit, total) in time.items():
        print(f"overlap-time F1, all offsets: {who:8} {hit / total:.3f}")
    for budget, (hit, found, real) in counts.items():
        print(
            f"interruptions, delay budget {budget:.1f} s in the truth: precision {hit / max(1, found):.3f} "
            f"recall {hit / max(1, real):.3f} ({hit} right of {found} found, {real} true)"
        )
    print(f"onset error: median {median(onsets) * 1000:.0f} ms over {len(onsets)} overlaps")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
