"""Where a recording lies, what reads it, and the name that its content gives to its call."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callmon.errors import RecordingError

if TYPE_CHECKING:
    from callmon.audio.recording import Recording


@dataclass(frozen=True, slots=True)
class Source:
    """Where a recording lies: one file of two channels, or two files of one."""

    files: tuple[Path, ...]
    agent: str = "left"

    @property
    def name(self) -> str:
        """The name to show."""
        return " + ".join(file.name for file in self.files)


def recording_of(source: Source) -> "Recording":
    """The recording that lies at `source`.

    Raises:
        RecordingError: it cannot be read, or does not have the channels that it should.
    """
    from callmon.audio.recording import MonoRecording, PairRecording, StereoRecording, probe

    if len(source.files) == 1:
        if probe(source.files[0]).channels == 1:
            return MonoRecording(source.files[0])
        return StereoRecording(source.files[0], source.agent)
    return PairRecording(source.files[0], source.files[1])


def call_id(source: Source) -> str:
    """The call's name in the store: from the content of its files, so that a copy is the same call."""
    digest = hashlib.sha256(source.agent.encode())
    for file in source.files:
        try:
            with file.open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
        except OSError as error:
            raise RecordingError(f"{file} cannot be read ({error.strerror}).") from None
    return digest.hexdigest()[:12]
