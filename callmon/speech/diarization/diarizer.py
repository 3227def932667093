"""Diarizer: the mono samples of a call in, block by block, who speaks when out once it has ended."""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.assembly import assembled
from callmon.speech.diarization.clustering import found_voices
from callmon.speech.diarization.decision import decided, silences
from callmon.speech.diarization.diarization import FRAME, Diarization
from callmon.speech.diarization.embedding import SIZE, EmbeddingModel
from callmon.speech.diarization.frame_levels import FrameLevels
from callmon.speech.diarization.hearing import Stretch, at_frames, stored, stretch
from callmon.speech.diarization.powerset import SPEAKERS
from callmon.speech.diarization.result import apart, in_order
from callmon.speech.diarization.segmentation import WINDOW, SegmentationModel
from callmon.speech.diarization.settings import DiarizationSettings
from callmon.speech.diarization.windows import Window, Windows
from callmon.speech.memory import give_back

Heard = tuple[NDArray[np.uint8], Stretch | None]


class Diarizer:
    """Tells the voices of one call apart.

    What is kept of a call that goes on is 10 s of audio, three bytes for each 10 ms of each window, and a
    vector for each speaker of each stretch.

    Args:
        segment: tells local speakers in a window.
        embed: tells what somebody sounds like.
        settings: how.
    """

    def __init__(
        self, segment: SegmentationModel, embed: EmbeddingModel, settings: DiarizationSettings | None = None
    ) -> None:
        self._segment = segment
        self._embed = embed
        self._settings = settings or DiarizationSettings()
        self._step = round(self._settings.step_s * 16_000 / FRAME) * FRAME
        self._windows = Windows(self._step)
        self._levels = FrameLevels()
        self._workers = ThreadPoolExecutor(self._settings.threads, "diarization")
        self._waiting: deque[tuple[int, Future[Heard]]] = deque()
        self._activities: list[tuple[int, NDArray[np.uint8]]] = []
        self._stretches: list[Stretch] = []
        self._last: Window | None = None
        self._count = 0
        self._covered = 0

    def push(self, block: NDArray[np.float32]) -> None:
        """Hear the next samples, mono at 16 kHz in -1..1, of shape (n,), any n."""
        self._levels.push(block)
        self._hear(self._windows.push(block))

    def finish(self, speakers: int | None = 2) -> Diarization:
        """Who speaks when, once everything was pushed; the diarizer is spent then.

        Args:
            speakers: how many voices the call has; None where that is to be found out.

        Raises:
            ValueError: `speakers` is less than 1.
        """
        if speakers is not None and speakers < 1:
            raise ValueError(f"a call of {speakers} speakers has nobody to tell apart")
        length = self._windows.heard
        self._hear(self._windows.flush())
        if self._last is not None and self._covered < length:
            last, first = self._last, self._covered
            self._waiting.append((-1, self._workers.submit(self._tail, last, first, length)))
        self._collect(0)
        self._workers.shutdown()
        give_back()
        return self._told(-(-length // FRAME), speakers)

    def _hear(self, windows: Iterable[Window]) -> None:
        every = self._settings.voice_every
        for window in windows:
            zone = None
            if self._count % every == 0:
                end = window.start + (WINDOW + every * self._step) // (2 * FRAME) * FRAME
                if end <= window.start + window.length:
                    zone, self._covered = (self._covered, end), end
            self._waiting.append((window.start, self._workers.submit(self._heard, window, zone)))
            self._last = window
            self._count += 1
            self._collect(2 * self._settings.threads)

    def _collect(self, left: int) -> None:
        while len(self._waiting) > left:
            start, future = self._waiting.popleft()
            activity, found = future.result()
            if start >= 0:
                self._activities.append((start // FRAME, activity))
            if found is not None:
                self._stretches.append(found)

    def _heard(self, window: Window, zone: tuple[int, int] | None) -> Heard:
        activity = at_frames(self._segment(window.samples))
        found = None
        if zone is not None:
            found = stretch(window, activity, *zone, self._embed, self._least)
        return stored(activity, window.length), found

    def _tail(self, window: Window, first: int, end: int) -> Heard:
        return self._heard(window, (first, end))

    @property
    def _least(self) -> int:
        return round(self._settings.least_voice_s * 100)

    def _told(self, frames: int, speakers: int | None) -> Diarization:
        settings = self._settings
        soundings = [each for stretch in self._stretches for each in stretch.soundings]
        vectors = np.array([each.voice for each in soundings], np.float32).reshape(-1, SIZE)
        weights = np.array([each.frames / 100 for each in soundings], np.float32)
        alone = np.array([each.alone / 100 for each in soundings], np.float32)
        found = found_voices(vectors, weights, alone, speakers, settings)
        alike = vectors @ found.voices.T
        likeness, heard = self._evidence(frames, alike)
        activity, anyone = assembled(frames, self._activities, likeness, heard)
        speaks = decided(activity, anyone, settings.speech, settings.overlap)
        levels = self._levels.all(frames)
        silent = silences(levels, speaks, activity, settings.pause_db, round(settings.pause_s * 100))
        activity[silent] = 0.0
        speaks[silent] = False
        leads = apart(alike, found.labels, weights)
        return in_order(activity, speaks, activity, found.voices, leads, found.main)

    def _evidence(
        self, frames: int, alike: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], dict[int, NDArray[np.float32]]]:
        """How much who is heard in each frame, and in each window, is like each voice; see `assembled`."""
        voices = alike.shape[1]
        likeness = np.zeros((frames, voices), np.float32)
        heard: dict[int, NDArray[np.float32]] = {}
        number = 0
        for found in self._stretches:
            part = likeness[found.start : found.start + len(found.alone)]
            like = heard.setdefault(found.window, np.zeros((SPEAKERS, voices), np.float32))
            for each in found.soundings:
                like[each.speaker] += alike[number] * each.frames
                part[found.alone[: len(part)] == each.speaker] = alike[number]
                number += 1
        return likeness, heard
