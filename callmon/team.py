"""The team's settings: what was fitted to marks, in a file of its own below everybody's own settings.

`team.toml` lies beside the settings file and has its form, and a table `because` that says why each of its
values is as it is. A person's own value wins over the team's. What is taken over can be taken back, step by
step: the file as it was before lies beside it as `team-1.toml`, `team-2.toml` and so on, and what was taken
back last as `team-back.toml`.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callmon import paths
from callmon.errors import SettingsError
from callmon.toml_table import read_toml

Value = bool | int | float | str | tuple[str, ...]

_VALUES = (bool, int, float, str, list)
_BECAUSE = "because"
_HEAD = (
    "# What this team's marks have led to. callmon writes this file and can take each step back; a value of\n"
    "# your own in settings.toml wins over the one here.\n"
)
_FORMER = re.compile(r"team-(\d+)\.toml")


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that the team may take over.

    Attributes:
        setting: room and name: `cues.rebuttal_confidence`.
        today: its value as it is used now.
        then: its value from then on.
        because: the figures that speak for it, in words.
    """

    setting: str
    today: Value
    then: Value
    because: str


def team_file() -> Path:
    """Where the team's settings lie; the file need not exist."""
    return paths.settings_file().with_name("team.toml")


def read_team(file: Path | None = None) -> dict[str, Any]:
    """The team's settings by room and name, without the reasons; empty where there are none.

    Args:
        file: where they lie, by default `team_file()`.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or does not have the form of settings.
    """
    file = file or team_file()
    _, table = read_toml(file, missing_ok=True)
    for room, values in table.items():
        if not isinstance(values, dict):
            raise SettingsError(f"[{room}] in {file} must be a table.")
        for name, value in values.items():
            if not isinstance(value, _VALUES):
                raise SettingsError(f"{name} in [{room}] in {file} must be a number, a text or a list.")
    return {room: values for room, values in table.items() if room != _BECAUSE}


def reasons(file: Path | None = None) -> dict[str, str]:
    """Why the team's settings are as they are, by setting.

    Args:
        file: where they lie, by default `team_file()`.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or does not have the form of settings.
    """
    file = file or team_file()
    read_team(file)
    _, table = read_toml(file, missing_ok=True)
    return {name: str(why) for name, why in dict(table.get(_BECAUSE, {})).items()}


def layered(own: Mapping[str, Any], team: Mapping[str, Any]) -> dict[str, Any]:
    """A person's own settings above the team's: what is in neither is not in it.

    A list is one value: who switches off cues in their own settings decides on all of them.

    Args:
        own: the table of the settings file.
        team: the table that `read_team` gives.
    """
    table = dict(own)
    for room, values in team.items():
        below = own.get(room, {})
        # What is no table is a mistake of the own file, which is told where that is read.
        table[room] = {**values, **below} if isinstance(below, dict) else below
    return table


def take_over(changes: Iterable[Change], coder: str, when: str, file: Path | None = None) -> None:
    """Write the changes into the team's settings, whole or not at all; the file as it was is kept.

    Args:
        changes: what is taken over; none writes nothing.
        coder: whose marks speak for it.
        when: the day, as `2026-11-26`.
        file: where to write, by default `team_file()`.

    Raises:
        SettingsError: the file is no TOML, or cannot be written.
    """
    file = file or team_file()
    wanted = list(changes)
    if not wanted:
        return
    table, why = read_team(file), reasons(file)
    for each in wanted:
        room, _, name = each.setting.partition(".")
        table[room] = {**table.get(room, {}), name: each.then}
        why[each.setting] = (
            f"{_plain(each.today)} → {_plain(each.then)}: {each.because} (marks of {coder}, {when})"
        )
    former = file.with_name(f"team-{_last(file) + 1}.toml")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # A file of nothing stands for none before, so that every step can be taken back alike.
        _write(former, file.read_text(encoding="utf-8-sig") if file.exists() else "")
        _write(file, "".join(_lines(table, why)))
    except OSError as error:
        with suppress(OSError):
            former.unlink()
        raise SettingsError(f"{file} cannot be written ({error.strerror}); nothing was changed.") from None


def take_back(file: Path | None = None) -> bool:
    """Put the team's settings back to what they were before the last step; false where there is none.

    Args:
        file: where they lie, by default `team_file()`.

    Raises:
        SettingsError: the files cannot be read or written.
    """
    file = file or team_file()
    try:
        last = _last(file)
        if not last:
            return False
        former = file.with_name(f"team-{last}.toml")
        if file.exists():
            file.replace(file.with_name("team-back.toml"))
        if former.stat().st_size:
            former.replace(file)
        else:
            former.unlink()
    except OSError as error:
        raise SettingsError(f"{file} cannot be put back ({error.strerror}).") from None
    return True


def _last(file: Path) -> int:
    """The number of the latest step that can be taken back; 0 where there is none."""
    found = (_FORMER.fullmatch(each.name) for each in file.parent.glob("team-*.toml"))
    return max((int(each.group(1)) for each in found if each), default=0)


def _lines(table: Mapping[str, Any], why: Mapping[str, str]) -> Iterator[str]:
    """The file: each room with its values, then the reasons."""
    yield _HEAD
    for room, values in table.items():
        yield f"\n[{room}]\n"
        for name, value in values.items():
            yield f"{name} = {_plain(value)}\n"
    yield f"\n[{_BECAUSE}]\n"
    for setting, reason in why.items():
        yield f"{_quoted(setting)} = {_quoted(reason)}\n"


def _plain(value: Any) -> str:
    """A value as TOML has it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(_plain(each) for each in value)}]"
    if isinstance(value, str):
        return _quoted(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _quoted(text: str) -> str:
    # JSON lets this one stand as it is, TOML does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(file: Path, text: str) -> None:
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=".team-", delete=False
        ) as out:
            part = Path(out.name)
            out.write(text)
        part.replace(file)
        part = None
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()
