"""One channel against two: the same calls with their sides mixed, what is lost of timing and of words.

    python bench/one_channel.py ../shared/data/A_calls

The call of `bench/overlaps.py` as it is and with its sides shifted by twelve offsets, each mixed to one
channel; the shifted ones also with hiss 25 dB under speech, as a poor line has. The truth of overlaps and
interruptions is that of `bench/overlaps.py`. Words are right where the mix
puts them on the side on which two channels hear the same words. As a peer in the same run: the whole call
with a channel a side. Then who is taken for the agent, and why: by the words of written calls of six trades,
for which the lists were not made, and in every recording of one channel in the folder.
"""

import difflib
import json
import re
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
from overlaps import OFFSETS_S, Lap, mask, matched, shifted, truth

from callmon import app, engines
from callmon.conversation.who import Line, who_is_agent
from callmon.settings import Settings
from callmon.wording import load_lexicon

ROOT = Path(__file__).resolve().parents[1]
TALKS = (
    "azure-speech-sdk/katiesteve_mono.wav",
    "google-nodejs-speech/commercial_mono_724844.wav",
    "ibm-watson-stt/Us_English_Narrowband_Sample_2.wav",
    "ibm-watson-stt/en-US_Broadband_sample1.wav",
)


def samples_of(path: Path) -> tuple[int, np.ndarray]:
    with wave.open(str(path)) as file:
        return file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(
            np.int32
        )


def mixed(agent: Path, customer: Path, out: Path, hiss_db: float | None = None) -> Path:
    """Both sides on one channel, at half their level each, with white noise so far under speech."""
    (rate, one), (_, two) = samples_of(agent), samples_of(customer)
    both = np.zeros(max(len(one), len(two)), np.int32)
    both[: len(one)] += one
    both[: len(two)] += two
    if hiss_db is not None:
        tenths = both[: len(both) - len(both) % (rate // 10)].reshape(-1, rate // 10)
        speech = np.quantile(tenths.std(axis=1), 0.75)
        noise = np.random.default_rng(1).standard_normal(len(both)) * speech * 10 ** (-hiss_db / 20)
        both = np.clip(both + noise, -65535, 65534).astype(np.int32)
    with wave.open(str(out), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((both // 2).astype(np.int16).tobytes())
    return out


def analyzed(*files: Path, words: bool) -> dict[str, Any]:
    return app.analyze(app.Source(files), engines.Options(words=words, tone=False, journal=False), Settings())


def said(report: dict[str, Any]) -> list[tuple[float, str, str]]:
    return sorted(
        (word["start"], word["text"].lower().strip(".,?!"), line["speaker"])
        for line in report["utterances"]
        for word in line["words"] or ()
    )


def words_and_shares(agent: Path, customer: Path, mix: Path) -> None:
    began = time.perf_counter()
    two = analyzed(agent, customer, words=True)
    between = time.perf_counter()
    one = analyzed(mix, words=True)
    print(f"whole program: one channel {time.perf_counter() - between:.1f} s, two {between - began:.1f} s")
    for side in ("agent", "customer"):
        ours, theirs = one["measures"][side], two["measures"][side]
        for name in ("talk_time", "response_time_median", "turns", "longest_turn", "interruptions"):
            print(f"  {side:8} {name:22} one {ours[name]}  two {theirs[name]}")
    a, b = said(two), said(one)
    same = difflib.SequenceMatcher(None, [w[1] for w in a], [w[1] for w in b], autojunk=False)
    pairs = [(a[i + n][2], b[j + n][2]) for i, j, size in same.get_matching_blocks() for n in range(size)]
    right = sum(x == y for x, y in pairs)
    share, heard = right / len(pairs), f"{len(b)} on one channel, {len(a)} on two"
    print(f"words on the right side: {share:.3f} of {len(pairs)} that both heard ({heard})")
    agent_of(mix, one)


def agent_of(path: Path, report: dict[str, Any]) -> None:
    found = report["call"]["one_channel"]
    why = "; ".join(f"{each['voice']}: {each['why']}" for each in found["agent_because"])
    known = found["agent"] if found["agent_known"] else f"unknown (more likely {found['agent']})"
    print(
        f"agent of {path.name}: {known}, {found['agent_certainty']:.2f}; {found['voices']} voices, apart "
        f"{found['apart']}; {why}"
    )


def wording() -> None:
    """Who the agent is by the words alone, on written calls of six trades, with and without punctuation."""
    lexicon = load_lexicon("en")
    for part in ("development", "test"):
        calls = [
            [json.loads(row) for row in file.read_text("utf-8").splitlines()]
            for file in sorted((ROOT / "tests" / "data" / "acts" / part).glob("*.jsonl"))
        ]
        for name, plain in (("with", str), ("without", lambda text: re.sub(r"[^\w' ]", " ", text.lower()))):
            found = [
                who_is_agent(
                    [Line(int(row["speaker"] != "agent"), plain(row["text"])) for row in call], lexicon
                )
                for call in calls
            ]
            right = sum(each.known and each.voice == 0 for each in found)
            unknown = sum(not each.known for each in found)
            counts = f"{right} right, {unknown} unknown of {len(calls)}"
            print(f"agent by the wording, {part}, {name} punctuation: {counts}")


def overlaps(repairs: Path, out: Path, hiss_db: float | None) -> None:
    """Overlaps and interruptions of the twelve shifted calls."""
    overlap, counts = np.zeros(2, int), np.zeros(3, int)
    answers = []
    for offset in OFFSETS_S:
        sides = shifted(repairs, offset, out)
        mix = mixed(out / "agent.wav", out / "customer.wav", out / "mix.wav", hiss_db)
        # Who the agent is comes from words, which this leaves out: the truth says it.
        first = "first" if min(sides["agent"])[0] < min(sides["customer"])[0] else "second"
        options = engines.Options(words=False, tone=False, journal=False, agent_speaker=first)
        report = app.analyze(app.Source((mix,)), options, Settings())
        laps = [Lap(lap["start"], lap["end"], lap["by"], lap["kind"]) for lap in report["overlaps"]]
        true = mask(sides["agent"]) & mask(sides["customer"])
        own = mask([(lap.start, lap.end) for lap in laps])
        both = [(own & true).sum() * 2, own.sum() + true.sum()]
        overlap += both
        found = [lap for lap in laps if lap.kind == "interruption"]
        real = [lap for lap in truth(sides, 0.2) if lap.kind == "interruption"]
        counts += [len(matched(found, real)), len(found), len(real)]
        answers += [report["measures"][side]["response_time_median"] for side in ("agent", "customer")]
        print(f"  {offset:+6.1f} s  overlap F1 {both[0] / both[1]:.3f}  true {true.sum() / 100:5.1f} s")
    hit, seen, real = counts
    line = "as it is" if hiss_db is None else f"with hiss {hiss_db:g} dB under speech"
    print(f"{line}: overlap-time F1, all offsets: {overlap[0] / overlap[1]:.3f}")
    print(
        f"{line}: interruptions: precision {hit / max(1, seen):.3f} recall {hit / real:.3f} "
        f"F1 {2 * hit / (seen + real):.3f} ({hit} right of {seen} found, {real} true); "
        f"response times, median of medians {np.median([each for each in answers if each is not None]):.2f} s"
    )


def main(folder: Path) -> None:
    repairs = folder / "aws-lca"
    agent, customer = (repairs / f"Auto_Repairs_40_UTC_{side}.wav" for side in ("agent", "caller"))
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        words_and_shares(agent, customer, mixed(agent, customer, out / "mix.wav"))
        for hiss_db in (None, 25.0):
            overlaps(repairs, out, hiss_db)
    wording()
    for each in TALKS:
        agent_of(folder / each, analyzed(folder / each, words=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
