"""Keeping: what stays of a running call on the disk. A full disk ends the keeping, never the call."""

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
from callmon.live.options import Mode
from callmon.store.journal import RunningJournal
from callmon.timeline import Observation, Words


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
        told: takes the sentence where something can no longer be kept.

    Raises:
        OutputError: the folder cannot be written.
    """

    def __init__(self, folder: Path, mode: Mode, header: dict[str, Any], told: Callable[[str], None]) -> None:
        self._told = told
        self._with_words = mode != "cues"
        recording = folder / "call.flac" if mode == "recording" else None
        self._journal: RunningJournal | None = RunningJournal(
            folder / "journal.jsonl", {**header, "source": [str(recording)] if recording else []}
        )
        self._recorder = Recorder(recording) if recording else None

    @property
    def recording(self) -> bool:
        """Whether audio is being kept."""
        return self._recorder is not None

    def add(self, observation: Observation) -> None:
        """Keep an observation; of words, their times alone where texts are not to be kept."""
        if self._journal is None:
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
        """Keep audio of shape (2, n), as it was heard."""
        if self._recorder is None:
            return
        try:
            self._recorder.write(block)
        except OutputError as error:
            self._recorder.give_up()
            self._recorder = None
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
