"""A running call on one line: how late, how sure and how costly it is to tell its sides apart as it goes on.

    python bench/one_line.py ../shared/data/A_calls/aws-lca [OFFSETS]

The call of `bench/overlaps.py` mixed to one channel, and with its sides shifted by twelve offsets (or the
first OFFSETS of them), pushed in blocks of 20 ms as a device delivers them. As a peer in the same run: the
whole call told apart at its end by the same models. A delay is from where an utterance begins, by the whole
call, until its start was told, with the time that computing took on top. Interruptions are scored as there.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from one_channel import mixed
from overlaps import OFFSETS_S, Lap, mask, matched, reference, shifted, truth

from callmon.engines import Options, diarizer_for, line_for
from callmon.folding import folding_of
from callmon.settings import Settings
from callmon.source import Source, recording_of
from callmon.speech.one_line import HEARING, Lines, OneLineListener, rows
from callmon.timeline import Observation, Overlap, SpeechStarted, Utterance, swapped

BLOCK = 320
LIVE = replace(HEARING, hops_at_once=1)


def live(audio: np.ndarray, options: Options) -> tuple[list[tuple[float, Observation]], float]:
    """What is heard, with the second at which it was known, and the share of a core that it took."""
    line = line_for(options, LIVE)
    ear, listener = line.ear(), line.listener()
    found: list[tuple[float, Observation]] = []
    spent = 0.0
    for at in range(0, len(audio), BLOCK):
        block = audio[None, at : at + BLOCK]
        began, cpu = time.perf_counter(), time.process_time()
        heard = listener.push(ear.push(block))
        spent += time.process_time() - cpu
        known = (at + block.shape[1]) / 16_000 + time.perf_counter() - began
        found += [(known, each) for each in heard]
    end = len(audio) / 16_000
    found += [(end, each) for each in [*listener.push(ear.flush()), *listener.flush()]]
    return found, spent / end


def whole(audio: np.ndarray, options: Options) -> list[Observation]:
    """What is heard of the same call once it is over, with the sides in the order of `options`."""
    diarizer = diarizer_for(options)()
    diarizer.push(audio)
    lines = Lines.of(diarizer.finish(2))
    if options.agent_speaker == "second":
        other = np.array([1, 0, 2, -1], np.int8)
        lines = Lines(lines.speaks[:, ::-1].copy(), other[lines.alone], lines.voices)
    listener = OneLineListener(lines, HEARING)
    found = [each for row in rows([audio[None]], lines) for each in listener.push(row)]
    return [*found, *listener.flush()]


def said(observations: list[Observation]) -> dict[str, list[tuple[float, float]]]:
    sides: dict[str, list[tuple[float, float]]] = {"agent": [], "customer": []}
    for each in observations:
        if isinstance(each, Utterance):
            sides[each.speaker].append((each.segment.start / 16_000, each.segment.end / 16_000))
    return sides


def activity(sides: dict[str, list[tuple[float, float]]]) -> np.ndarray:
    return np.stack([mask(sides["agent"]), mask(sides["customer"])])


def error(own: np.ndarray, true: np.ndarray) -> float:
    """Diarization error rate, without a collar."""
    ours, theirs = own.sum(axis=0), true.sum(axis=0)
    return float((np.maximum(ours, theirs) - (own & true).sum(axis=0)).sum() / theirs.sum())


def laps(observations: list[Observation]) -> list[Lap]:
    pipeline = folding_of(Settings(), "en").pipeline()
    found: dict[int, Overlap] = {}
    for each in observations:
        for event in pipeline.fold(each).events:
            if isinstance(event, Overlap):
                found[event.id] = event
    return [
        Lap(each.segment.start / 16_000, each.segment.end / 16_000, each.by, each.kind)
        for each in found.values()
    ]


def delays(heard: list[tuple[float, Observation]], late: list[Observation]) -> tuple[list[float], int]:
    """Seconds from each start of speech until it was told, and how many starts were not told at all."""
    told = [(at, each) for at, each in heard if isinstance(each, SpeechStarted)]
    found, missed = [], 0
    for side, spans in said(late).items():
        for start, _ in spans:
            near = [
                (abs(each.at / 16_000 - start), at)
                for at, each in told
                if each.speaker == side and abs(each.at / 16_000 - start) < 0.5
            ]
            if near:
                found.append(min(near)[1] - start)
            else:
                missed += 1
    return found, missed


def scored(mine: list[Lap], sides: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Overlap time (twice both, sum of each) and interruptions (right, found, true)."""
    true = mask(sides["agent"]) & mask(sides["customer"])
    own = mask([(lap.start, lap.end) for lap in mine])
    ours = [lap for lap in mine if lap.kind == "interruption"]
    real = [lap for lap in truth(sides, 0.2) if lap.kind == "interruption"]
    overlap = np.array([2 * (own & true).sum(), own.sum() + true.sum()])
    return overlap, np.array([len(matched(ours, real)), len(ours), len(real)])


def main(folder: Path, offsets: int) -> None:
    late, missed, shares, agree = [], 0, [], []
    sums = {"live": [np.zeros(2, int), np.zeros(3, int)], "whole call": [np.zeros(2, int), np.zeros(3, int)]}
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        for offset in (None, *OFFSETS_S[:offsets]):
            if offset is None:
                sides = reference(folder)
                agent, customer = (folder / f"Auto_Repairs_40_UTC_{side}.wav" for side in ("agent", "caller"))
            else:
                sides = shifted(folder, offset, out)
                agent, customer = out / "agent.wav", out / "customer.wav"
            mix = mixed(agent, customer, out / "mix.wav")
            audio = np.concatenate([block[0] for block in recording_of(Source((mix,))).blocks(16_384)])
            first = "first" if min(sides["agent"])[0] < min(sides["customer"])[0] else "second"
            options = Options(agent_speaker=first)
            heard, share = live(audio, options)
            peer = whole(audio, options)
            mine = [each for _, each in heard]
            straight, other = said(mine), said([*swapped(mine)])
            if error(activity(other), activity(sides)) < error(activity(straight), activity(sides)):
                # Who of two is first to be heard is open where both begin at once.
                print("   the second voice was taken for the first")
                heard = list(zip([at for at, _ in heard], swapped(mine), strict=True))
                mine = [each for _, each in heard]
            ours, theirs, true = activity(said(mine)), activity(said(peer)), activity(sides)
            same = (ours == theirs).all(axis=0)[ours.any(axis=0) | theirs.any(axis=0)].mean()
            found, lost = delays(heard, peer)
            late, missed = late + found, missed + lost
            shares.append(share)
            agree.append(same)
            print(
                f"{'as it is' if offset is None else f'{offset:+6.1f} s':>9}  "
                f"error live {error(ours, true):.3f} whole {error(theirs, true):.3f}  "
                f"the same in {same:.3f} of the speech  delay p50 {np.median(found):.2f} "
                f"p95 {np.quantile(found, 0.95):.2f} s  {share:.2f} of a core",
                flush=True,
            )
            if offset is not None:
                for label, observations in (("live", mine), ("whole call", peer)):
                    for total, part in zip(sums[label], scored(laps(observations), sides), strict=True):
                        total += part
    print(
        f"delay of starts of speech: p50 {np.median(late):.2f} s, p95 {np.quantile(late, 0.95):.2f} s, "
        f"at most {max(late):.2f} s; {missed} of {len(late) + missed} have none within 0.5 s"
    )
    print(f"share of one core: {np.mean(shares):.2f}; agreement of activity: {np.mean(agree):.3f}")
    for label, ((both, each), (hit, seen, real)) in sums.items():
        print(
            f"{label:>10}: overlap F1 {both / max(1, each):.3f}; interruptions: "
            f"precision {hit / max(1, seen):.3f} recall {hit / max(1, real):.3f} "
            f"F1 {2 * hit / max(1, seen + real):.3f} ({hit} of {seen}, {real} true)"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else len(OFFSETS_S))
