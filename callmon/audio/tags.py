"""Tags: a recording's file in, the time at which it says that it was made out."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import av
from av.error import FFmpegError

from callmon.audio.recording import address

_DATES = ("creation_time", "date")
_DAY = 10
"""Letters of a date that names a day; a year alone is of a song, not of a call."""


def made_at(path: Path) -> datetime | None:
    """When a recording was made, as its tags have it; None where they do not say, or cannot be read."""
    try:
        with av.open(address(path)) as container:
            tagged = [container.metadata, *(stream.metadata for stream in container.streams.audio)]
    except (FFmpegError, OSError):
        return None
    return next((time for tags in tagged for time in _times(tags)), None)


def _times(tags: Mapping[str, str]) -> Iterator[datetime]:
    told = {name.lower(): value.strip() for name, value in tags.items()}
    clock, day = (told.get(name, "") for name in _DATES)
    # A broadcast WAV has the day in one and the time of day in the other.
    for text in (clock, f"{day} {clock}", day):
        with suppress(ValueError):
            if len(text) >= _DAY:
                yield datetime.fromisoformat(text).astimezone()
