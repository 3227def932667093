"""When a call was held: its id, its recording and its journal in, a time and who says it out."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from callmon.timeline import Dated

_FIRST_YEAR = 1990
_DATE = re.compile(
    r"""
    (?<![\d+])
    (?P<year>(?:19|20)\d\d) (?P<mark>[-._]?) (?P<month>\d\d) (?P=mark) (?P<day>\d\d)
    (?P<clock>
        (?P<gap>[-_T\ .,]{0,3} | [_\ ]at[_\ ])
        (?P<hour>\d\d) (?P<colon>[-._:h\ ]?) (?P<minute>\d\d) (?: (?P=colon) (?P<second>\d\d) )?
        (?P<utc>Z(?![A-Za-z]))?
    )?
    (?!\d)
    """,
    re.VERBOSE,
)
"""Largest first, as telephone systems write it. Eight digits alone may be a number of any kind; only a time
of day behind them makes them a date, and twelve alone are a telephone in Egypt."""
_ASTERISK = re.compile(r"(?<!\d)(?P<epoch>1\d{9})\.\d+(?!\d)")
"""Asterisk’s own name of a call: seconds since 1970, a dot, a counter. Ten digits alone may be a phone."""


class When(NamedTuple):
    """A time of ISO 8601, and who says it."""

    held: str
    dated: Dated


def when_held(call: str, files: Sequence[str], analysed: float) -> When:
    """When a call took place.

    Args:
        call: its id, which says it where callmon heard the call itself.
        files: of the recording: their names say it, else their tags, else when they were last written.
        analysed: seconds since 1970, where nothing else is known.
    """
    with suppress(ValueError):
        return When(written(datetime.strptime(call[:20], "live-%Y%m%d-%H%M%S")), "call")
    now = datetime.now().astimezone()
    recordings = [Path(file) for file in files]
    for file in recordings:
        if (named := time_in(file.stem, now)) is not None:
            return When(written(_with_clock(named, file)), "name")
    for file in recordings:
        if (tagged := _tagged(file)) is not None and _is_plain(tagged, now):
            return When(written(tagged), "tag")
    for file in recordings:
        with suppress(OSError):
            return When(written(datetime.fromtimestamp(file.stat().st_mtime)), "file")
    return When(written(datetime.fromtimestamp(analysed)), "")


def written(time: datetime) -> str:
    """A time as the library has it; one without an offset is of this computer's zone."""
    return time.astimezone().isoformat(timespec="seconds")


def time_in(name: str, now: datetime) -> datetime | None:
    """The time in a recording's name where it is plain: a real one, since 1990, that is not to come.

    >>> time_in("20260610-133722_0171555017_ext204_in", datetime(2026, 11, 26).astimezone()).hour
    13
    """
    return next((time for time in _times(name) if _is_plain(time, now)), None)


def _times(name: str) -> Iterator[datetime]:
    for found in _DATE.finditer(name):
        day = [int(found[part]) for part in ("year", "month", "day")]
        clock = [int(found[part] or 0) for part in ("hour", "minute", "second")]
        with suppress(ValueError):
            if found["clock"] and (found["mark"] or found["gap"] or found["second"]):
                zone = UTC if found["utc"] else None
                yield datetime(*day, *clock, tzinfo=zone).astimezone()  # type: ignore[arg-type, misc]
                continue
        with suppress(ValueError):
            if found["mark"]:
                yield datetime(*day).astimezone()  # type: ignore[arg-type]
    for found in _ASTERISK.finditer(name):
        yield datetime.fromtimestamp(int(found["epoch"])).astimezone()


def _is_plain(time: datetime, now: datetime) -> bool:
    return time.year >= _FIRST_YEAR and time <= now


def _with_clock(named: datetime, file: Path) -> datetime:
    """A day that was named without a time has that of the file, if it was written on that day."""
    if named.time() == named.min.time():
        with suppress(OSError):
            last = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
            return last if last.date() == named.date() else named
    return named


def _tagged(file: Path) -> datetime | None:
    from callmon.audio.tags import made_at

    return made_at(file)
