"""Preferences: what the person chose in the set-up, kept beside the settings. No Qt.

Settings decide what a report says and belong to whoever looks after callmon; preferences say what one person
listens with, what is kept, and whether cues are wanted.
"""

import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from callmon import paths
from callmon.cues import NAMES, CueSettings
from callmon.errors import SettingsError

Mode = Literal["cues", "transcript", "recording"]
"""What is kept of a call: numbers alone, the transcript too, or the recording too."""

MODES: tuple[Mode, ...] = ("cues", "transcript", "recording")

NOTICE_TO_CALLER = (
    "A program on my computer listens along and helps me to listen well. Nothing leaves this computer."
)
NOTICE_OF_RECORDING = (
    "A program on my computer listens along and helps me to listen well, and I would like to record our "
    "call. Nothing leaves this computer. Is that all right with you?"
)
"""What an agent may say to a caller; docs/notice.md holds the same words."""

VERSION = 1
"""Of the file. A file with a higher one is not touched."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A device that was chosen: its id, by which it is found again, and the name that it had."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person chose.

    Attributes:
        microphone: what hears the agent; None is the system's own choice, whatever that is at the time.
        speaker: what the customer comes out of; None as above.
        mode: what is kept of a call. A recording also needs “notice given” to be confirmed in each call.
        notice: what the agent says before a recording, shown where “notice given” is to be confirmed.
        notice_read: when the agent confirmed to have read the notice to agents: a time of ISO 8601 with its
            offset; None until then.
        cues: whether cues are shown.
        rules_off: names of the cue rules that are switched off.
        model: recognition model; None is callmon's own choice for the language.
        language: what is spoken, such as `en`.
        set_up: whether the set-up was gone through or skipped, so that it is not shown again.
    """

    microphone: Chosen | None = None
    speaker: Chosen | None = None
    mode: Mode = "cues"
    notice: str = NOTICE_OF_RECORDING
    notice_read: str | None = None
    cues: bool = True
    rules_off: frozenset[str] = frozenset()
    model: str | None = None
    language: str = "en"
    set_up: bool = False


class Loaded(NamedTuple):
    """What `load` found, and one sentence where the file was damaged."""

    preferences: Preferences
    trouble: str | None


def applied(preferences: Preferences, settings: CueSettings) -> CueSettings:
    """The settings with those rules off that the person switched off; all of them where no cue is wanted."""
    off = settings.off | preferences.rules_off
    return replace(settings, off=off, quiet=settings.quiet or not preferences.cues)


def preferences_file() -> Path:
    """Where preferences are kept: beside the settings file."""
    return paths.settings_file().with_name("preferences.json")


def load(file: Path | None = None) -> Loaded:
    """The stored preferences; the defaults where there are none.

    A damaged file is put aside under a name of its own, so that nothing in it is lost, and defaults are used.

    Args:
        file: where they are kept, by default `preferences_file()`.

    Raises:
        SettingsError: the file cannot be read, or a newer callmon wrote it.
    """
    file = file or preferences_file()
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        if _is_newer(table):
            raise SettingsError(
                f"{file} is of a newer callmon; install that one again, or move the file away to choose anew."
            )
        return Loaded(_from_table(table), None)
    except FileNotFoundError:
        return Loaded(Preferences(), None)
    except OSError as error:
        raise SettingsError(
            f"{file} cannot be read ({error.strerror}); allow it, or move the file away to choose anew."
        ) from None
    except ValueError:
        aside = _put_aside(file)
        return Loaded(
            Preferences(), f"Your choices in {file} were damaged and are kept as {aside.name}; choose again."
        )


def save(preferences: Preferences, file: Path | None = None) -> None:
    """Write the preferences whole or not at all; nobody else can read them.

    Args:
        preferences: what is to be found by the next `load`.
        file: where to keep them, by default `preferences_file()`.

    Raises:
        SettingsError: the file cannot be written.
    """
    file = file or preferences_file()
    table = {"version": VERSION, **asdict(preferences), "rules_off": sorted(preferences.rules_off)}
    part: Path | None = None
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A named temporary file is made with permissions 0600.
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=".preferences-", delete=False
        ) as out:
            part = Path(out.name)
            json.dump(table, out, ensure_ascii=False, indent=1)
            out.write("\n")
        part.replace(file)
        part = None
    except OSError as error:
        raise SettingsError(
            f"{file} cannot be written ({error.strerror}); your choices hold until callmon ends."
        ) from None
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def _is_newer(table: Any) -> bool:
    version = table.get("version") if isinstance(table, dict) else None
    return type(version) is int and version > VERSION


def _put_aside(file: Path) -> Path:
    aside, count = file.with_name(file.name + ".damaged"), 1
    while aside.exists():
        count += 1
        aside = file.with_name(f"{file.name}.damaged-{count}")
    try:
        file.rename(aside)
    except OSError as error:
        raise SettingsError(f"{file} is damaged and cannot be moved away ({error.strerror}).") from None
    return aside


def _from_table(table: Any) -> Preferences:
    """Preferences from what JSON holds; ValueError where it is not what `save` writes."""
    if not isinstance(table, dict) or type(table.get("version")) is not int:
        raise ValueError("no preferences")
    if set(table) - {"version"} - set(_READ):
        raise ValueError("unknown keys")
    return Preferences(**{name: read(table[name]) for name, read in _READ.items() if name in table})


def _device(value: Any) -> Chosen | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"id", "name"}:
        raise ValueError("no device")
    return Chosen(_text(value["id"]), _text(value["name"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _time_or_none(value: Any) -> str | None:
    if value is not None and datetime.fromisoformat(_text(value)).tzinfo is None:
        raise ValueError("a time without its offset")
    return _text_or_none(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _mode(value: Any) -> Mode:
    if value not in MODES:
        raise ValueError("no mode")
    return MODES[MODES.index(value)]


def _rules(value: Any) -> frozenset[str]:
    """The names that are rules; a rule that is no more needs no switching off."""
    if not isinstance(value, list):
        raise ValueError("no list")
    return frozenset(_text(name) for name in value) & frozenset(NAMES)


_READ: dict[str, Callable[[Any], Any]] = {
    "microphone": _device,
    "speaker": _device,
    "mode": _mode,
    "notice": _text,
    "notice_read": _time_or_none,
    "cues": _flag,
    "rules_off": _rules,
    "model": _text_or_none,
    "language": _text,
    "set_up": _flag,
}
