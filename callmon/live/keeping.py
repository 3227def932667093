"""Keeping: what stays of a running call on the disk. A full disk ends the keeping, never the call."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callmon import paths
from callmon.audio.recorder import Recorder
from callmon.errors import OutputError
from callmon.preferences import Mode
from callmon.store.journal import RunningJournal
from callmon.timeline import SAMPLE_RATE, Meaning, NoticeGiven, Observation, Words, samples

ROOM = 16 << 20
"""Bytes that a recording leaves on the disk: a journal takes 3 MB an hour, and it matters more."""
_LOOKS_EVERY_S = 5.0
"""How often the room is looked at: a recording takes 40 KB a second at most."""


def new_folder(now: datetime) -> Path:
    """A folder of the store for a call that begins now; it does not exist yet."""
    name = f"live-{now:%Y%m%d-%H%M%S}"
    folder, number = paths.calls() / name, 1
    while folder.exists():
        number += 1
        folder = paths.calls() / f"{name}-{number}"
    return folder


class Keeping:
    """The journal, and in the mode `recording` the audio.

    Args:
        folder: the call's own folder.
        mode: what is kept.
        header: what the journal says about the call.
        told: takes the sentence where something can not, or no longer, be kept.
        channels: of the call: two, or one that both sides are on.
    """

    def __init__(
        self,
        folder: Path,
        mode: Mode,
        header: dict[str, Any],
        told: Callable[[str], None],
        channels: int = 2,
    ) -> None:
        self._folder = folder
        self._channels = channels
        self._told = told
        self._with_words = mode != "cues"
        self._since_look = 0
        self._heard = 0
        self._journal: RunningJournal | None = None
        self._recorder: Recorder | None = None
        self._recording = folder / "call.flac" if mode == "recording" else None
        try:
            source = [str(self._recording)] if self._recording else []
            self._journal = RunningJournal(folder / "journal.jsonl", {**header, "source": source})
        except OutputError as error:
            told(str(error))

    @property
    def recording(self) -> bool:
        """Whether audio is being kept."""
        return self._recorder is not None

    def add(self, observation: Observation) -> None:
        """Keep an observation; of words, their times alone where texts are not to be kept, and no meaning.

        Audio is kept from the first `NoticeGiven` on.
        """
        if isinstance(observation, NoticeGiven):
            self._begin_recording()
        if self._journal is None:
            return
        if isinstance(observation, Meaning) and not self._with_words:
            # From a vector, much of the text that it stands for can be made again.
            return
        if isinstance(observation, Words) and not self._with_words:
            bare = tuple(replace(word, text="") for word in observation.words)
            observation = replace(observation, words=bare)
        try:
            self._journal.add(observation)
        except OutputError as error:
            self._journal = None
            self._told(str(error))

    def hear(self, block: NDArray[np.float32]) -> None:
        """Keep audio of shape (channels, n), as it was heard."""
        self._heard += block.shape[1]
        if self._recorder is None:
            return
        try:
            self._recorder.write(block)
            self._look_for_room(block.shape[1])
        except OutputError as error:
            self._give_up(error)

    def _begin_recording(self) -> None:
        """Keep audio from now on; what came before is silence, so that positions are those of the call."""
        if self._recording is None:
            return
        path, self._recording = self._recording, None
        try:
            self._recorder = Recorder(path, self._channels)
            for start in range(0, self._heard, SAMPLE_RATE):
                length = min(SAMPLE_RATE, self._heard - start)
                self._recorder.write(np.zeros((self._channels, length), np.float32))
        except OutputError as error:
            self._give_up(error)

    def _give_up(self, error: OutputError) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.give_up()
        self._told(str(error))

    def close(self) -> None:
        """The call is over."""
        recorder, self._recorder = self._recorder, None
        journal, self._journal = self._journal, None
        for kept in (recorder, journal):
            if kept is None:
                continue
            try:
                kept.close()
            except OutputError as error:
                self._told(str(error))

    def _look_for_room(self, heard: int) -> None:
        self._since_look += heard
        if self._since_look < samples(_LOOKS_EVERY_S):
            return
        self._since_look = 0
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            raise OutputError(f"The folder {self._folder} cannot be written ({error.strerror}).") from error
        if free < ROOM:
            raise OutputError(
                f"The recording ends here: less than {ROOM >> 20} MB are left on the disk of {self._folder}, "
                "and what the call's report needs goes first; free some space."
            )
