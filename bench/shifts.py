"""Shifts of tone on made voices: how often one is told that is not there, and how many of those that are.

    python bench/shifts.py [--shift-z 1.5 1.75 2]

The voices vary from utterance to utterance as those of real calls do: 1.8 st, 2.3 st of spread, 1.8 dB, 0.85
syllables a second, each utterance a little like the one before, three in a hundred far off. After 150 s one
feature changes for good.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from callmon.conversation.tone import Tone
from callmon.conversation.tone_settings import ToneSettings
from callmon.timeline import Prosody, Segment, ToneShift, Utterance, samples, seconds

USUAL = {"pitch_st": 5.0, "spread_st": 7.0, "loudness_db": -20.0, "rate": 5.6, "tilt_db": -10.0}
VARY = {"pitch_st": 1.8, "spread_st": 2.3, "loudness_db": 1.8, "rate": 0.85, "tilt_db": 3.0}
CHANGES = {
    "6 dB louder, with effort": ("loud", {"loudness_db": 6.0, "pitch_st": 2.0, "tilt_db": 2.0}),
    "6 dB louder, by the headset": ("loud", {"loudness_db": 6.0}),
    "12 dB louder, by the headset": ("loud", {"loudness_db": 12.0}),
    "4 st higher": ("high", {"pitch_st": 4.0}),
    "25 % faster": ("fast", {"rate": 1.4}),
    "4 st flatter": ("flat", {"spread_st": -4.0}),
}
AT = 150.0
UTTERANCES = 150
CALLS = 40


def voice(seed: int, change: dict[str, float]) -> Iterator[tuple[Utterance, Prosody]]:
    chance = random.Random(seed)  # noqa: S311 - the same voices each time
    off = dict.fromkeys(USUAL, 0.0)
    at = 0.0
    for number in range(UTTERANCES):
        length = max(0.4, chance.lognormvariate(0.6, 0.6))
        values = {}
        for name in USUAL:
            off[name] = 0.3 * off[name] + 0.95 * chance.gauss(0, 1)
            if chance.random() < 0.03:
                off[name] += chance.choice((-3, 3))
            shifted = change.get(name, 0.0) if at >= AT else 0.0
            values[name] = USUAL[name] + VARY[name] * off[name] * (1.5 / length) ** 0.3 + shifted
        span = Segment(samples(at), samples(at + length))
        prosody = Prosody(number, len(span) // 2, voiced_share=0.6, pause_share=0.05, **values)
        yield Utterance(number, "customer", span), prosody
        at += length + chance.choice((0.4, 0.4, 8.0))


def heard(seed: int, change: dict[str, float], settings: ToneSettings) -> list[ToneShift]:
    tone = Tone(settings)
    found = []
    for utterance, prosody in voice(seed, change):
        tone.observe(utterance)
        found += tone.observe(prosody)
    return found


def spoken(seed: int, first: float, end: float) -> float:
    """Seconds of speech between two times of a call."""
    parts = (utterance.segment for utterance, _ in voice(seed, {}))
    return sum(
        seconds(len(part)) for part in parts if first <= seconds(part.start) and seconds(part.end) <= end
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shift-z", type=float, nargs="*", default=[ToneSettings().shift_z])
    for limit in parser.parse_args().shift_z:
        settings = replace(ToneSettings(), shift_z=limit)
        false = sum(shift.word != "steady" for seed in range(CALLS) for shift in heard(seed, {}, settings))
        print(f"from {limit} spreads: {false / CALLS:.2f} shifts told in {UTTERANCES} utterances without any")
        for name, (word, change) in CHANGES.items():
            after, back = [], []
            for seed in range(1000, 1000 + CALLS):
                shifts = [each for each in heard(seed, change, settings) if seconds(each.segment.end) > AT]
                told = next((each for each in shifts if each.word == word), None)
                if told is None:
                    continue
                end = seconds(told.segment.end)
                after.append(spoken(seed, AT, end))
                same = (
                    each for each in shifts if each.feature == told.feature and each.segment > told.segment
                )
                steady = next(same, None)
                if steady is not None:
                    back.append(spoken(seed, end, seconds(steady.segment.end)))
            told_after = f"after {median(after):.0f} s of speech" if after else ""
            usual_after = f"usual after {median(back):.0f} s more in {len(back)}" if back else ""
            print(f"  {name:29} told in {len(after):2} of {CALLS}  {told_after:24} {usual_after}")


if __name__ == "__main__":
    main()
