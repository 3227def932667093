"""Echo: the customer's sound in the microphone, as where the agent uses a loudspeaker.

    python bench/echo.py ../shared/data/A_calls/aws-lca

The customer's side of a real call without bleed is mixed into the agent's, 5 to 200 ms late, plain and
through a room. Printed are, as a running call hears it: what bleed is detected and whether headset calls
raise an alarm; interruptions by the agent that the call without bleed does not have, also those that were
withdrawn again; how much of the agent's own speech is found. Peers in the same run: no test for leaks, and
echo cancellation before the analysis. The call is also heard with its sides moved, so that both speak
at once.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from leakage import in_a_room, later
from numpy.typing import NDArray

from callmon import engines
from callmon.audio.recording import PairRecording, Recording, StereoRecording
from callmon.pipeline import Pipeline
from callmon.speech.bleed import BleedDetector, BleedSettings
from callmon.speech.leakage import LeakageSettings
from callmon.speech.levels import frame_levels
from callmon.speech.listener import HOP, ListenerSettings
from callmon.texts import load_texts
from callmon.timeline import Health, Overlap, Segment, Utterance

RATE = 16_000
LEVELS_DB = (-3, -12, -30)
DELAYS_S = (0.005, 0.03, 0.06, 0.12, 0.2)
MOVED_S = (-6.4, 11.1)
LIVE = ListenerSettings(hops_at_once=1, tells_bleed=True)
DEAF = ListenerSettings(hops_at_once=1, leakage=LeakageSettings(sure_correlation=2.0, likely_correlation=2.0))
Samples = NDArray[np.float64]
PATHS: dict[str, Callable[[Samples], Samples]] = {"plain": lambda row: row, "room": in_a_room}


def read(recording: Recording) -> Samples:
    """The call with a faint noise, as a microphone has."""
    call = np.concatenate(list(recording.blocks(1 << 16)), axis=1).astype(np.float64)
    return call + noise(call.shape)


def noise(shape: tuple[int, ...]) -> Samples:
    return np.random.default_rng(5).standard_normal(shape) * 10 ** (-70 / 20)


def moved(call: Samples, seconds: float) -> Samples:
    """The agent `seconds` later against the customer."""
    count = round(abs(seconds) * RATE)
    ahead, behind = np.pad(call, ((0, 0), (count, 0))), np.pad(call, ((0, 0), (0, count)))
    late = ahead[0] if seconds > 0 else behind[0]
    return np.stack([late, behind[1] if seconds > 0 else ahead[1]]) + noise(ahead.shape) * 0.1


def bleeding(call: Samples, path: str, db: float, delay: float) -> Samples:
    mixed = call.copy()
    mixed[0] += PATHS[path](later(call[1], delay)) * 10 ** (db / 20)
    return mixed


@dataclass(frozen=True)
class Result:
    """What a running call makes of one mix: the agent's speech a frame, interruptions, verdicts on bleed."""

    speech: NDArray[np.bool_]
    interruptions: dict[int, Segment]
    final: dict[int, bool]
    verdicts: tuple[tuple[float, str], ...]


class Customer:
    """Voice activity of the customer's side, which bleed does not change, kept from one mix to the next."""

    def __init__(self, row: Samples) -> None:
        ears = engines.listener_for(engines.Options(), LIVE)._vads[1]
        padded = np.pad(row, (0, -len(row) % HOP)).astype(np.float32)
        self._known = [ears(padded[at : at + HOP]) for at in range(0, len(padded), HOP)]

    def heard(self) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
        """A model of voice activity that knows this side already."""
        left = iter(self._known)
        return lambda _row: next(left)

    def speaks(self) -> NDArray[np.bool_]:
        """Whether the customer speaks in each frame of 10 ms."""
        steps = np.concatenate(self._known)
        at = np.arange(len(self._known) * (HOP // 160)) * 160 + 80
        return steps[at * len(steps) // (len(self._known) * HOP)] >= 0.5


def listened(
    call: Samples, settings: ListenerSettings, customer: Customer | None = None, echo: bool = False
) -> Result:
    """The call as a running one is heard: hop by hop, each observation folded at once."""
    ears = engines.listener_for(engines.Options(), settings)
    if customer is not None:
        ears._vads = (ears._vads[0], customer.heard())
    canceller = None
    if echo:
        from callmon.audio.echo import EchoCanceller

        canceller = EchoCanceller()
    pipeline = Pipeline(texts=load_texts())
    speech = np.zeros(call.shape[1] // 160 + HOP, bool)
    interruptions: dict[int, Segment] = {}
    final: dict[int, bool] = {}
    verdicts = []

    def blocks():
        for at in range(0, call.shape[1], HOP):
            block = call[:, at : at + HOP].astype(np.float32)
            yield ears.push(block if canceller is None else canceller.push(block))
        if canceller is not None:
            yield ears.push(canceller.flush())
        yield ears.flush()

    for found in blocks():
        for observation in found:
            match observation:
                case Utterance(speaker="agent", segment=segment):
                    speech[segment.start // 160 : segment.end // 160] = True
                case Health(at=at, part="bleed", state=state):
                    verdicts.append((at / RATE, state))
            for event in pipeline.fold(observation).events:
                if isinstance(event, Overlap) and event.by == "agent":
                    final[event.id] = event.kind == "interruption"
                    if final[event.id]:
                        interruptions[event.id] = event.segment
    return Result(speech, interruptions, final, tuple(verdicts))


def false(found: Result, clean: Result) -> tuple[int, int]:
    """Interruptions that meet none of the call without bleed: ever called one, and still one at the end."""
    wrong = [
        number
        for number, segment in found.interruptions.items()
        if not any(segment & true for true in clean.interruptions.values())
    ]
    return len(wrong), sum(found.final[number] for number in wrong)


def scores(found: Result, clean: Result) -> tuple[float, float]:
    """Recall and precision of the agent's speech against the call without bleed."""
    both = (found.speech & clean.speech).sum()
    return both / max(1, clean.speech.sum()), both / max(1, found.speech.sum())


def windows(call: Samples, customer: Customer) -> tuple[int, int]:
    """10-s windows that are measured by levels alone, and those that count as bleed."""
    count = call.shape[1] // 160
    levels = [frame_levels(row[: count * 160].astype(np.float32), 160).tolist() for row in call]
    speaks = customer.speaks()[:count].tolist()
    once = BleedSettings(hits=1, of=1, misses_first=1)
    measured = hits = 0
    for at in range(0, count - 1000, 500):
        detector = BleedDetector(once)
        cut = slice(at, at + 1000)
        detector.push(levels[0][cut], levels[1][cut], speaks[cut], confirmed=False)
        measured += detector.verdict != "unknown"
        hits += detector.verdict == "bleed"
    return hits, measured


def headset(name: str, call: Samples) -> None:
    """Alarms where there is no bleed: the call as it is, and its sides moved against each other."""
    alarms, alarmed = np.zeros(2, int), 0
    for seconds in (0.0, *MOVED_S):
        apart = moved(call, seconds)
        customer = Customer(apart[1])
        alarms += windows(apart, customer)
        states = [state for _, state in listened(apart, LIVE, customer).verdicts]
        alarmed += "bleed" in states
    print(
        f"{name}, headset, sides moved {1 + len(MOVED_S)} ways: {alarms[0]} of {alarms[1]} windows count "
        f"by levels alone, {alarmed} calls called bleed"
    )


def echo_test(name: str, base: Samples, delays: tuple[float, ...], peers: tuple[str, ...]) -> None:
    """Every level, delay and path; the peers at one delay, for the paths named in `peers`."""
    customer = Customer(base[1])
    clean = listened(base, LIVE, customer)
    print(f"{name}: agent's speech without bleed {clean.speech.sum() / 100:.1f} s")
    for path in PATHS:
        for db in LEVELS_DB:
            mixes = [bleeding(base, path, db, delay) for delay in delays]
            found = [listened(mixed, LIVE, customer) for mixed in mixes]
            wrong = np.array([false(each, clean) for each in found]).sum(axis=0)
            hits, measured = windows(mixes[0], customer)
            line = f"  {path:5} {db:4d} dB  {_told(found, clean)}  false {wrong[0]} ({wrong[1]} final)"
            line += f"  windows {hits}/{measured}, bleed {_known(found)}"
            if path in peers:
                line += _peers(bleeding(base, path, db, 0.06), customer, clean)
            print(line, flush=True)


def _known(found: list[Result]) -> str:
    """In how many calls bleed is called so, since when at the latest, and whether it is taken back."""
    since = [[at for at, state in each.verdicts if state == "bleed"] for each in found]
    back = sum(state != "bleed" for each in found for _, state in each.verdicts[1:])
    known = [each[0] for each in since if each]
    latest = f"by {max(known):.0f} s" if known else "never"
    return f"{len(known)}/{len(found)} {latest}" + (f", taken back {back} times" if back else "")


def _told(found: list[Result], clean: Result) -> str:
    if not clean.speech.any():
        return f"speech {max(each.speech.sum() for each in found) / 100:4.1f} s at most"
    recall, precision = np.array([scores(each, clean) for each in found]).min(axis=0)
    return f"recall {recall:.3f} precision {precision:.3f}"


def _peers(mixed: Samples, customer: Customer, clean: Result) -> str:
    line = ""
    for name, settings, echo in (("no leak test", DEAF, False), ("cancelled first", LIVE, True)):
        found = listened(mixed, settings, None if echo else customer, echo)
        recall, precision = scores(found, clean)
        line += f" | {name}: {recall:.3f} {precision:.3f}, false {false(found, clean)[0]}"
    return line


def reduction(call: Samples, silent: Samples) -> None:
    """What the canceller takes out of an echo, and what it takes from an agent who speaks alone."""
    from callmon.audio.echo import DELAY, EchoCanceller

    agent = np.stack([call[0], np.zeros_like(call[0])])
    for name, mixed in (
        ("echo -3 dB", bleeding(silent, "plain", -3, 0.06)),
        ("echo -3 dB, room", bleeding(silent, "room", -3, 0.06)),
        ("echo -30 dB, room", bleeding(silent, "room", -30, 0.06)),
        ("agent alone", agent),
    ):
        canceller = EchoCanceller()
        started = time.process_time()
        out = np.concatenate([canceller.push(mixed.astype(np.float32)), canceller.flush()], axis=1)
        spent = (time.process_time() - started) / (mixed.shape[1] / RATE)
        parts = [slice(0, 5 * RATE), slice(30 * RATE, None)]
        db = [10 * np.log10(np.square(out[0, p]).sum() / np.square(mixed[0, p]).sum()) for p in parts]
        print(
            f"canceller, {name}: {db[0]:.1f} dB in the first 5 s, {db[1]:.1f} dB after 30 s, "
            f"{spent:.1%} of a core, {DELAY / 16:.0f} ms later"
        )


def main(folder: Path) -> None:
    call = read(
        PairRecording(folder / "Auto_Repairs_40_UTC_agent.wav", folder / "Auto_Repairs_40_UTC_caller.wav")
    )
    demo = read(StereoRecording(Path(__file__).parents[1] / "demo" / "call.flac"))
    part = call[:, : 80 * RATE]
    silent = np.stack([noise(part.shape)[0], part[1]])
    reduction(part, silent)
    print("false: ever called an interruption by the agent; final: still called so at the end")
    echo_test("customer alone, first 40 s", silent[:, : 40 * RATE], DELAYS_S, ())
    echo_test("both, in turns", call, DELAYS_S, ("room",))
    echo_test("both at once, sides moved by 11.1 s", moved(call, 11.1), (0.06,), ("room",))
    echo_test("demo call", demo, (0.06,), ())
    headset("Auto_Repairs_40", call)
    headset("demo call", demo)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
