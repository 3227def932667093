"""The sound of a call of the library: the call in; its recording, what reads it and what plays it out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from callmon.errors import RecordingError, StoreError
from callmon.source import Source, call_id, recording_of
from callmon.store.calls import journal_path
from callmon.store.journal import read_header, read_journal
from callmon.timeline import ShelvedCall, Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from callmon.audio.passages import RecordedPassages
    from callmon.audio.player import Player
    from callmon.audio.recording import Recording
    from callmon.audio.sides import Sides
    from callmon.audio.waveform import CallWaveform

_RUNNING = "live-"
"""How the id of a running call begins; its recording is told by nothing but its place."""


def source_of_call(call: ShelvedCall) -> Source:
    """Where the recording of a call lies.

    Raises:
        RecordingError: none was kept, or it is not where it was.
    """
    if not call.files:
        raise RecordingError(f"No recording of {call.title} was kept; everything but the sound works.")
    files = tuple(Path(file) for file in call.files)
    for file in files:
        if not file.is_file():
            raise RecordingError(f"The recording {file} is not where it was; say where it lies now.")
    return Source(files, _agent_side(call.id))


def passages_of(call: ShelvedCall) -> "RecordedPassages":
    """What reads any stretch of a call.

    Raises:
        RecordingError: none was kept, or it cannot be read.
    """
    from callmon.audio.passages import RecordedPassages

    source = source_of_call(call)
    return RecordedPassages(source.files, source.agent, _sides_of(call.id))


def passage_reader(call: ShelvedCall) -> "Callable[[int, int], NDArray[np.float32]]":
    """Gives samples of shape (2, count) from a position of a call on, agent first, at 16 kHz.

    Raises:
        RecordingError: none was kept, or it cannot be read.
    """
    return passages_of(call).read


def player_of(call: ShelvedCall) -> "Player":
    """What plays a call; where there is no recording it says why, and runs in silence."""
    from callmon.audio.player import Player

    try:
        return Player(passages_of(call), call.duration)
    except RecordingError as error:
        return Player(None, call.duration, trouble=str(error))


def waveform_of(call: ShelvedCall) -> "CallWaveform":
    """The waveforms of a call; its peaks are kept beside its journal."""
    from callmon.audio.passages import Passages
    from callmon.audio.waveform import CallWaveform

    passages: Passages | None
    try:
        passages = passages_of(call)
    except RecordingError:
        passages = None
    peaks = journal_path(call.id).with_name("peaks")
    return CallWaveform(peaks, lambda: _rows_of(call), passages, call.duration)


def found_again(call: ShelvedCall, files: Sequence[Path]) -> tuple[str, ...]:
    """The files of a recording that a person says is that of a call, once it is sure that it is.

    Raises:
        RecordingError: it is another recording, or cannot be read.
    """
    source = Source(tuple(file.absolute() for file in files), _agent_side(call.id))
    recording_of(source)
    if not call.id.startswith(_RUNNING) and call_id(source) != call.id:
        raise RecordingError(
            f"{source.name} is not the recording of this call: it sounds otherwise. Import it by itself."
        )
    return tuple(str(file) for file in source.files)


def _rows_of(call: ShelvedCall) -> "Recording":
    from callmon.audio.recording import MonoRecording
    from callmon.audio.sides import SplitRecording

    source, sides = source_of_call(call), _sides_of(call.id)
    if sides is None:
        return recording_of(source)
    return SplitRecording(MonoRecording(source.files[0]), sides)


def _sides_of(call: str) -> "Sides | None":
    """Who speaks when in a call of one channel; None of any other."""
    from callmon.audio.sides import Sides

    journal = journal_path(call)
    try:
        if read_header(journal)["call"]["channels"] != 1:
            return None
        said = [each for each in read_journal(journal) if isinstance(each, Utterance)]
    except StoreError:
        return None
    agent, customer = (
        [each.segment for each in said if each.speaker == side] for side in ("agent", "customer")
    )
    return Sides(agent, customer)


def _agent_side(call: str) -> str:
    try:
        return str(read_header(journal_path(call)).get("agent", "left"))
    except StoreError:
        return "left"
