"""Builds the demo call and the truth about it from the script.

Every line is synthesised, trimmed to what is audible, levelled and placed. The truth is measured on the
placed speech before noise is added, and each overlap is checked against the definition of its kind.
"""

from __future__ import annotations

import json
import math
import subprocess
import tempfile
import tomllib
import wave
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
Span = tuple[int, int]
Overlap = dict[str, Any]

HERE = Path(__file__).resolve().parent
RATE = 16_000
FRAME = RATE // 100
SPEAKERS = ("agent", "customer")  # left, right
STRETCH = 1.1  # a touch slower than the voices' own pace
SPEECH_DBFS = -23.0
NOISE_DBFS = -65.0
AUDIBLE_DB = -35.0  # below a line's loudest frame
BRIDGE = 0.250
SHORTEST = 0.120
OVERLAP = 0.100
TURN_PAUSE = 3.0
DEAD_AIR = 3.0
SEVERITY = {"clear": (1.2, 2.0), "long": (2.2, 9.0)}  # still so when a delay of 200 ms is taken off
FADE = 0.020
TAIL = 1.0
SEED = 20


def in_samples(seconds: float) -> int:
    """Returns a number of seconds in samples."""
    return round(seconds * RATE)


@dataclass
class Line:
    """One line of the script, as it lies in the call."""

    id: str
    speaker: str
    text: str
    kind: str | None
    severity: str | None
    act: str | None
    cut: bool
    start: int
    audio: Samples
    speech: list[Span]

    @property
    def end(self) -> int:
        """The sample after the last one that is audible."""
        return self.start + len(self.audio)

    @property
    def takes_floor(self) -> bool:
        """Whether the line is, or belongs to, a turn."""
        return self.kind not in ("backchannel", "attempted_interruption")


@dataclass
class Turn:
    """A run of one speaker's lines that holds the floor."""

    speaker: str
    start: int
    end: int


def synthesise(voice: str, words: str, phones: str | None) -> Samples:
    """Returns the words, or the phones, as the voice says them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        said = ["-p", phones] if phones else ["-t", words]
        stretch = f"duration_stretch={STRETCH}"
        subprocess.run(["flite", "-voice", voice, "--setf", stretch, *said, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            check(file.getframerate() == RATE, f"the voice {voice} is not at {RATE} Hz")
            return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2") / 32768.0


def frame_levels(audio: Samples) -> Samples:
    """Returns the root mean square of each frame; the last one may be shorter."""
    edges = range(0, len(audio), FRAME)
    return np.array([math.sqrt(float(np.mean(audio[at : at + FRAME] ** 2))) for at in edges])


def find_speech(audio: Samples, bridge: float = BRIDGE) -> list[Span]:
    """Returns the utterances of a line: short silences are bridged, short sounds dropped."""
    levels = frame_levels(audio)
    spans: list[Span] = []
    for frame in np.flatnonzero(levels >= levels.max() * 10 ** (AUDIBLE_DB / 20)):
        start, end = int(frame) * FRAME, min(int(frame + 1) * FRAME, len(audio))
        if spans and start - spans[-1][1] < in_samples(bridge):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(start, end) for start, end in spans if end - start >= in_samples(SHORTEST)]


def trim(audio: Samples) -> Samples:
    """Takes off what comes before the first utterance and after the last."""
    speech = find_speech(audio)
    return audio[speech[0][0] : speech[-1][1]]


def level(audio: Samples) -> Samples:
    """Brings the speech of a line to the common level."""
    speech = np.concatenate([audio[start:end] for start, end in find_speech(audio)])
    return audio * (10 ** (SPEECH_DBFS / 20) / math.sqrt(float(np.mean(speech**2))))


def place_lines(script: dict[str, Any]) -> list[Line]:
    """Synthesises the lines and places each against the line that it names."""
    lines: dict[str, Line] = {}
    for entry in script["line"]:
        words = f"{entry['text']} {entry.get('rest', '')}".strip()
        audio = level(trim(synthesise(script["voices"][entry["speaker"]], words, entry.get("phones"))))
        if "cut" in entry:
            fade = in_samples(FADE)
            check(len(audio) > in_samples(entry["cut"] + 0.5), f"{entry['id']} is not cut before its end")
            audio = audio[: in_samples(entry["cut"])]
            audio[-fade:] *= np.linspace(1.0, 0.0, fade)
            audio = trim(audio)
        if "into" in entry:
            start = lines[entry["into"]].start + in_samples(entry["at"])
        else:
            start = (lines[entry["after"]].end if entry["after"] else 0) + in_samples(entry["gap"])
        unsure = find_speech(audio, BRIDGE - 0.03) != find_speech(audio, BRIDGE + 0.05)
        check(not unsure, f"{entry['id']} has a silence too near {BRIDGE} s to be sure of")
        speech = [(start + first, start + last) for first, last in find_speech(audio)]
        check((speech[0][0], speech[-1][1]) == (start, start + len(audio)), f"{entry['id']} has a loose edge")
        lines[entry["id"]] = Line(
            id=entry["id"],
            speaker=entry["speaker"],
            text=entry["text"],
            kind=entry.get("kind"),
            severity=entry.get("severity"),
            act=entry.get("act"),
            cut="cut" in entry,
            start=start,
            audio=audio,
            speech=speech,
        )
    return sorted(lines.values(), key=lambda line: line.start)


def find_turns(lines: list[Line]) -> list[Turn]:
    """Joins the lines that hold the floor to turns."""
    turns: list[Turn] = []
    for line in lines:
        if not line.takes_floor:
            continue
        last = turns[-1] if turns else None
        if last and last.speaker == line.speaker and line.start - last.end < in_samples(TURN_PAUSE):
            last.end = line.end
        else:
            turns.append(Turn(line.speaker, line.start, line.end))
    return turns


def find_overlaps(lines: list[Line]) -> list[Overlap]:
    """Returns where both sides speak at once, with the kind that the script means."""
    overlaps: list[Overlap] = []
    for index, of in enumerate(lines):
        for by in lines[index + 1 :]:
            if by.speaker == of.speaker:
                continue
            for first, last in of.speech:
                for start, end in by.speech:
                    both = max(first, start), min(last, end)
                    if both[1] - both[0] >= in_samples(OVERLAP):
                        overlap = {"start": both[0], "end": both[1], "kind": by.kind, "by": by.speaker}
                        overlap |= {"of": of.speaker, "by_line": by.id, "of_line": of.id}
                        overlaps.append(overlap | ({"severity": by.severity} if by.severity else {}))
    return sorted(overlaps, key=lambda overlap: int(overlap["start"]))


def find_dead_air(lines: list[Line]) -> list[Span]:
    """Returns where nobody speaks for long between the first and the last word."""
    silences: list[Span] = []
    heard = lines[0].end
    for start, end in sorted(span for line in lines for span in line.speech):
        if start - heard > in_samples(DEAD_AIR):
            silences.append((heard, start))
        heard = max(heard, end)
    return silences


def check(holds: bool, otherwise: str) -> None:
    """Stops the build where the call is not what the script means."""
    if not holds:
        raise ValueError(otherwise)


def check_overlap(overlap: Overlap, lines: list[Line], turns: list[Turn]) -> None:
    """Checks an overlap against the definition of its kind."""
    by = next(line for line in lines if line.id == overlap["by_line"])
    of = next(line for line in lines if line.id == overlap["of_line"])
    held = next(turn for turn in turns if turn.speaker == of.speaker and turn.start <= of.start < turn.end)
    start, end = overlap["start"], overlap["end"]
    lasts, spoken = (end - start) / RATE, (start - held.start) / RATE
    goes_on = (held.end - end) / RATE
    inside = (start, end) == (by.start, by.end)
    holds = False
    match overlap["kind"]:
        case "interruption":
            least, most = SEVERITY[by.severity or ""]
            takes = (by.speech[0][1] - end) / RATE
            holds = of.cut and end == held.end and spoken >= 1 and least <= lasts <= most and takes >= 1
        case "attempted_interruption":
            holds = inside and spoken >= 1 and 1.2 <= lasts <= 1.8 and goes_on >= 1.5
        case "backchannel":
            holds = inside and spoken >= 1 and 0.25 <= lasts <= 0.8 and goes_on >= 1
        case "supportive":
            holds = inside and lasts > 1 and goes_on >= 1
        case "terminal":
            holds = not of.cut and end == held.end and 0.25 <= lasts <= 0.4 and by.end > end
    where = f"{lasts:.2f} s after {spoken:.2f} s with {goes_on:.2f} s left"
    check(holds, f"{by.id} in {of.id} is no {overlap['kind']}: {where}")


def check_call(lines: list[Line], turns: list[Turn], overlaps: list[Overlap], dead_air: list[Span]) -> None:
    """Checks that the call holds what the script means, and nothing else."""
    for overlap in overlaps:
        check_overlap(overlap, lines, turns)
    meant = [line.id for line in lines if line.kind]
    check([overlap["by_line"] for overlap in overlaps] == meant, "an overlap is missing, split or not meant")
    silences = [(end - start) / RATE for start, end in dead_air]
    check(len(silences) == 1 and 6 <= silences[0] <= 7, "the dead air is not as meant")
    for last, turn in pairwise(turns):
        check(turn.speaker != last.speaker, "a turn is split")
        gap = (turn.start - last.end) / RATE
        check(gap < 0 or 0.1 <= gap <= 0.9 or (last.end, turn.start) in dead_air, f"a gap lasts {gap:.2f} s")


def mix(lines: list[Line]) -> Samples:
    """Returns the two channels with a faint steady noise in each."""
    length = max(line.end for line in lines) + in_samples(TAIL)
    channels = np.random.default_rng(SEED).standard_normal((len(SPEAKERS), length)) * 10 ** (NOISE_DBFS / 20)
    for line in lines:
        channels[SPEAKERS.index(line.speaker), line.start : line.end] += line.audio
    check(float(np.abs(channels).max()) < 1, "the call clips")
    return channels


def write_flac(path: Path, channels: Samples) -> None:
    """Writes the channels as 16-bit FLAC."""
    pcm = np.round(channels * 32767).astype("<i2")
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=RATE, layout="stereo")
        stream.codec_context.options = {"compression_level": "12"}
        packed = np.ascontiguousarray(pcm.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout="stereo")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main() -> None:
    """Writes the call and the truth beside this file."""
    lines = place_lines(tomllib.loads((HERE / "script.toml").read_text(encoding="utf-8")))
    turns, overlaps, dead_air = find_turns(lines), find_overlaps(lines), find_dead_air(lines)
    check_call(lines, turns, overlaps, dead_air)
    channels = mix(lines)
    truth = {
        "sample_rate": RATE,
        "duration_samples": channels.shape[1],
        "utterances": [
            {"speaker": line.speaker, "start": start, "end": end, "line": line.id}
            for line in lines
            for start, end in line.speech
        ],
        "turns": [vars(turn) for turn in turns],
        "overlaps": overlaps,
        "lines": [
            {"id": line.id, "speaker": line.speaker, "start": line.start, "end": line.end, "text": line.text}
            for line in lines
        ],
        "acts": [
            {"act": line.act, "line": line.id, "speaker": line.speaker, "start": line.start, "end": line.end}
            for line in lines
            if line.act
        ],
        "dead_air": [{"start": start, "end": end} for start, end in dead_air],
    }
    write_flac(HERE / "call.flac", channels)
    (HERE / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    print(f"{channels.shape[1] / RATE:.1f} s, {len(lines)} lines, {len(overlaps)} overlaps")


if __name__ == "__main__":
    main()
