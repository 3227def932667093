"""Sound of a replay: a call of two hours, played on a sound server of its own.

    python bench/player.py [--minutes 120] [--seeks 30]

Recordings of that length, or of a sixth of it where encoding is slow, are made of the demo call, quiet, with
a loud burst every 2.9 s. Printed are, for each format: how long a second at a random place takes to read, how
long the peaks take; then how long columns take at each zoom; how long after a seek a burst is heard; what the
cursor says when a burst is heard, at each speed; and what the player takes of a core.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from live.sound_server import running  # noqa: E402

from callmon.audio.passages import RecordedPassages  # noqa: E402
from callmon.audio.player import Player  # noqa: E402
from callmon.audio.recording import StereoRecording  # noqa: E402
from callmon.audio.waveform import CallWaveform  # noqa: E402

RATE = 16_000
EVERY_S, BURST_S = 2.9, 0.012
LOUD = 0.5
FORMATS = (("wav", "pcm_s16le"), ("flac", "flac"), ("mp3", "libmp3lame"), ("opus", "libopus"), ("m4a", "aac"))
CODED_SHARE = 1 / 6
"""Length of the formats that are slow to encode."""
HEARD = ("wav", "flac")
ZOOMS_S = (7_200, 3_600, 600, 60, 20, 8, 4, 1)
WIDTH = 1_400
Samples = NDArray[np.float32]


def made(path: Path, codec: str, minutes: float) -> Path:
    """The call in one format."""
    demo = np.concatenate(list(StereoRecording(ROOT / "demo" / "call.flac").blocks(1 << 16)), axis=1) * 0.2
    demo = demo[:, : demo.shape[1] // round(EVERY_S * RATE) * round(EVERY_S * RATE)]
    at = np.arange(demo.shape[1]) % round(EVERY_S * RATE) / RATE
    demo += np.where(at < BURST_S, 0.75 * np.sin(2 * np.pi * 1_000 * at), 0).astype(np.float32)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=48_000 if codec == "libopus" else RATE, layout="stereo")
        if path.suffix not in (".wav", ".flac"):
            stream.bit_rate = 64_000
        fitted = av.AudioResampler(stream.format, "stereo", stream.rate, stream.frame_size or 4096)
        for number in range(max(1, round(minutes * 60 * RATE / demo.shape[1]))):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(demo), "fltp", "stereo")
            frame.sample_rate, frame.pts = RATE, number * demo.shape[1]
            frame.time_base = Fraction(1, RATE)
            for piece in fitted.resample(frame):
                container.mux(stream.encode(piece))
        for piece in fitted.resample(None):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1_000


def told(values: list[float], unit: str = "ms") -> str:
    return f"median {np.median(values):.1f}, max {max(values):.1f} {unit}"


def reading(path: Path, seconds: float, count: int = 60) -> None:
    passages = RecordedPassages((path,))
    places = np.random.default_rng(3).integers(0, int(seconds) - 1, count)
    taken = [timed(lambda place=place: passages.read(int(place) * RATE, RATE)) for place in places]
    passages.close()
    print(f"{path.suffix[1:]:5} a second at a random place: {told(taken)}", flush=True)


def drawing(path: Path, seconds: float) -> None:
    """Peaks and columns; the samples of a close look are there once `ready` says so."""
    peaks = path.with_name(f"{path.name}.peaks")
    started = time.perf_counter()
    waveform = CallWaveform(peaks, lambda: StereoRecording(path), RecordedPassages((path,)), seconds)
    _wait_for(waveform)
    print(f"{path.suffix[1:]:5} peaks: {time.perf_counter() - started:.1f} s", flush=True)
    if path.suffix == ".wav":
        for zoom in (zoom for zoom in ZOOMS_S if zoom <= seconds):
            first, again, until_fine = [], [], []
            for start in np.random.default_rng(5).uniform(0, seconds - zoom, 30):
                look = partial(waveform.columns, "agent", start, start + zoom, WIDTH)
                first.append(timed(look))
                until_fine.append(timed(lambda: _wait_for(waveform)))
                again.append(timed(look))
            line = f"  {WIDTH} columns of {zoom:5} s: {told(first)}"
            if zoom <= 8:
                line += f"; of the samples {told(again)}, there after {told(until_fine)}"
            print(line, flush=True)
    waveform.close()
    if path.suffix == ".wav":
        print(f"  its peaks on disk: {peaks.stat().st_size / 1e6:.1f} MB", flush=True)


def _wait_for(waveform: CallWaveform) -> None:
    while waveform.ready < 1:
        time.sleep(0.001)


class Ear:
    """Hears a monitor and notes when each burst begins."""

    def __init__(self, source: str) -> None:
        self.bursts: list[float] = []
        command = ["parec", f"--device={source}", "--raw", "--format=float32le", f"--rate={RATE}"]
        self._program = subprocess.Popen(
            [*command, "--channels=1", "--latency-msec=10"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._program.stdout is not None
        while block := self._program.stdout.read(640):
            now = time.monotonic()
            loud = np.flatnonzero(np.abs(np.frombuffer(block, np.float32)) > LOUD)
            if len(loud):
                heard = now - (160 - loud[0]) / RATE
                if not self.bursts or heard - self.bursts[-1] > 0.15:
                    self.bursts.append(heard)

    def close(self) -> None:
        """Hear no more."""
        self._program.kill()
        self._program.wait()


@contextmanager
def playing(path: Path, seconds: float) -> Iterator[Player]:
    player = Player(RecordedPassages((path,)), seconds)
    player.seek(seconds / 2)
    player.play()
    time.sleep(1.0)
    yield player
    if player.trouble:
        print(player.trouble)
    player.close()


def seeking(path: Path, seconds: float, seeks: int, ear: Ear) -> None:
    """From the call of `seek` until the burst there is heard, the way through the sound server included."""
    taken = []
    with playing(path, seconds) as player:
        for place in np.random.default_rng(9).integers(1, int(seconds / EVERY_S) - 1, seeks):
            ear.bursts.clear()
            asked = time.monotonic()
            player.seek(place * EVERY_S)
            time.sleep(0.5)
            taken += [(heard - asked) * 1_000 for heard in ear.bursts if heard > asked][:1]
            # A place behind the burst, so that the next one is far when the next seek comes.
            player.seek(place * EVERY_S + 0.5)
            time.sleep(0.1 + 0.017 * (place % 7))
    print(f"{path.suffix[1:]:5} seek to sound: {told(taken)} of {len(taken)}", flush=True)


def following(path: Path, seconds: float, ear: Ear) -> None:
    """What the cursor says when a burst is heard; positive where the picture is ahead of the sound."""
    for speed in (0.5, 1.0, 1.5, 2.0):
        with playing(path, seconds) as player:
            player.set_speed(speed)
            time.sleep(1.0)
            ear.bursts.clear()
            places, times = [], []
            until, spent = time.monotonic() + 12 * EVERY_S / speed, time.process_time()
            started = time.monotonic()
            while time.monotonic() < until:
                places.append(player.position)
                times.append(time.monotonic())
                time.sleep(0.016)
            core = (time.process_time() - spent) / (time.monotonic() - started)
        shown = np.interp(ear.bursts, times, places)
        ahead = (shown - np.round(shown / EVERY_S) * EVERY_S) * 1_000
        back = int((np.diff(places) < 0).sum())
        print(
            f"{path.suffix[1:]:5} {speed:3} times as fast: the cursor is ahead by {np.median(ahead):.1f} ms "
            f"of the call ({ahead.min():.1f} to {ahead.max():.1f}, {len(ahead)} bursts), goes back {back} "
            "times; "
            f"{core:.1%} of a core",
            flush=True,
        )


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=120)
    asked.add_argument("--seeks", type=int, default=30)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for ending, codec in FORMATS:
            minutes = wanted.minutes * (1 if ending in HEARD else CODED_SHARE)
            path = files[ending] = made(Path(folder) / f"call.{ending}", codec, minutes)
            seconds = StereoRecording(path).expected_seconds or 0.0
            print(f"{ending:5} {seconds / 60:.1f} minutes", flush=True)
            reading(path, seconds)
            drawing(path, seconds)
        seconds = StereoRecording(files["wav"]).expected_seconds or 0.0
        with running() as server:
            ear = Ear(f"{server.speaker}.monitor")
            for ending in HEARD:
                seeking(files[ending], seconds, wanted.seeks, ear)
            following(files["flac"], seconds, ear)
            ear.close()


if __name__ == "__main__":
    main()
