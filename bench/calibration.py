"""How long marks of many calls take to be compared and fitted; calls and marks are made, by a seed.

    python bench/calibration.py [--calls 100] [--minutes 60]

Each call has an utterance every six seconds, an act in every other one and a cue every two minutes; the coder
disagrees with a tenth of what was found and has missed as much.
"""

import argparse
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from callmon.calibration.agreement import agreement
from callmon.calibration.fitting import fitted
from callmon.coaching.candidates import scored
from callmon.coaching.judged import judged
from callmon.coaching.thresholds import THRESHOLDS
from callmon.coaching.units import CodedCall, machine_and_coder
from callmon.timeline import Mark, findings

ACTS = ("question", "paraphrase", "validation", "empathy", "apology", "acknowledgement", "rebuttal", "offer")
MOMENTS = ("worry", "loss", "delay", "negative")
RULES = ("hold_the_but", "slower", "softer", "let_them_finish", "good_question", "acknowledge_the_feeling")
SPEAKERS = ("agent", "customer")


def made(chance: random.Random, minutes: int) -> dict[str, Any]:
    rows = [
        {"id": n, "speaker": SPEAKERS[n % 2], "start": n * 6.0, "end": n * 6.0 + 6.4, "words": []}
        for n in range(minutes * 10)
    ]
    places = [{"start": each["start"], "end": each["end"], "said": "so"} for each in rows]
    acts = [
        {**places[n], "id": n, "kind": chance.choice(ACTS), "speaker": rows[n]["speaker"]}
        | {"confidence": round(chance.uniform(0.3, 0.99), 2)}
        for n in range(0, len(rows), 2)
    ]
    moments = [
        {**places[n], "id": n, "kind": chance.choice(MOMENTS), "confidence": round(chance.random(), 2)}
        for n in range(1, len(rows), 20)
    ]
    laps = [
        {**places[n], "id": n, "by": rows[n]["speaker"], "kind": chance.choice(("terminal", "backchannel"))}
        for n in range(0, len(rows), 3)
    ]
    cues = [
        {"rule": chance.choice(RULES), "at": places[n]["end"], "shown": chance.random() < 0.7}
        | {"evidence": {**places[n], "words": "", "value": round(chance.uniform(0.5, 0.99), 2)}}
        for n in range(5, len(rows), 20)
    ]
    return {
        "call": {"duration": minutes * 60.0},
        "utterances": rows,
        "overlaps": laps,
        "acts": acts,
        "moments": moments,
        "cues": cues,
        "silent_interruptions": [],
        "turns": [],
        "non_talk": [],
        "tone": {"shifts": []},
    }


def marks(report: dict[str, Any], chance: random.Random, call: int) -> tuple[Mark, ...]:
    told = []
    for number, each in enumerate(findings(report)):
        kind = chance.choices(("", "disagree", "missed"), (8, 1, 1))[0]
        label = each.label if kind == "disagree" else f"act/{chance.choice(ACTS)}"
        if kind == "disagree":
            told.append(Mark(f"{call}-{number}", "Ada", kind, each.segment, label, each.key))
        elif kind:
            told.append(Mark(f"{call}-{number}", "Ada", "missed", each.segment, label, "", each.speaker))
    return tuple(told)


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begun:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--minutes", type=int, default=60)
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 - made calls, the same each time
    reports = [made(chance, options.minutes) for _ in range(options.calls)]
    calls = [
        CodedCall(str(number), report, marks(report, chance, number), finished=True)
        for number, report in enumerate(reports)
    ]
    print(f"{len(calls)} calls of {options.minutes} minutes, {sum(len(call.marks) for call in calls)} marks")
    with timed("stretches"):
        compared = machine_and_coder(calls)
    with timed("loading the packages"):
        agreement([[(True, True), (False, True)]] * 2, [(1, 2), (1, 1)])
    with timed(f"agreement on {len(compared)} things"):
        for each in compared:
            agreement([call.units for call in each.calls], [call.counts for call in each.calls])
    with timed("judgements"):
        said = [judged(call.report, call.marks) for call in calls]
    for threshold in THRESHOLDS:
        with timed(f"{threshold.setting}, candidates"):
            told = [
                scored(call.report, threshold, each, finished=True)
                for call, each in zip(calls, said, strict=True)
            ]
        with timed(f"{threshold.setting}, fit to {sum(len(call) for call in told)} judgements"):
            fitted(told, 0.7, threshold.steps)


if __name__ == "__main__":
    main()
