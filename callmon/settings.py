"""Every setting, gathered from the rooms: defaults, the user's file, and what a report prints of them."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_args

from callmon.conversation import (
    ActSettings,
    MomentSettings,
    TimingSettings,
    ToneSettings,
    UnderstandingSettings,
)
from callmon.conversation.settings import VERSION
from callmon.cues import NAMES, CueSettings, OwnCue
from callmon.errors import SettingsError
from callmon.metrics import MetricSettings
from callmon.own_cues import from_tables, load_own_cues, to_tables
from callmon.policy import Policy, Region
from callmon.team import layered, read_team
from callmon.toml_table import nearest, read_toml


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that decide what a report says."""

    timing: TimingSettings = field(default_factory=TimingSettings)
    acts: ActSettings = field(default_factory=ActSettings)
    moments: MomentSettings = field(default_factory=MomentSettings)
    tone: ToneSettings = field(default_factory=ToneSettings)
    metrics: MetricSettings = field(default_factory=MetricSettings)
    cues: CueSettings = field(default_factory=CueSettings)
    policy: Policy = field(default_factory=Policy)
    own_cues: tuple[OwnCue, ...] = ()
    """Cues that somebody has written without code; they lie in files of their own, beside the settings."""

    @property
    def understanding(self) -> UnderstandingSettings:
        """What decides what happened between the two."""
        return UnderstandingSettings(self.timing, self.acts, self.moments, self.tone)

    def definitions(self) -> dict[str, Any]:
        """Version and every threshold, as a report prints them."""
        found: dict[str, Any] = {"version": VERSION}
        rooms: tuple[tuple[str, Any], ...] = (
            ("", self.timing),
            ("", self.metrics),
            ("act_", self.acts),
            ("moment_", self.moments),
            ("tone_", self.tone),
            ("cue_", self.cues),
            ("policy_", self.policy),
        )
        for prefix, room in rooms:
            found.update({f"{prefix}{name}": value for name, value in _plain(asdict(room)).items()})
        return found


_CHOICES: dict[str, Sequence[str]] = {"region": get_args(Region)}
"""What a setting that is a word may be."""

_OWN = "own_cues"
_ROOMS = tuple(room.name for room in fields(Settings) if room.name != _OWN)


def load_settings(path: Path) -> Settings:
    """The user's settings above the team's, defaults below both, and the own cues in `cues` beside them.

    Raises:
        SettingsError: a file is no TOML, or holds an unknown key or a value of the wrong kind.
    """
    _, table = read_toml(path, missing_ok=True)
    team_file = path.with_name("team.toml")
    team = read_team(team_file)
    folder = path.with_name("cues")
    if _OWN in table:
        raise SettingsError(
            f"{path} holds {_OWN}; write each below [[cue]] in a file of its own in {folder}."
        )
    own_cues = load_own_cues(folder)
    # Each file is read on its own first, so that a mistake is told with the file that it is in.
    from_table(team, str(team_file), own_cues)
    from_table(table, str(path), own_cues)
    return from_table(layered(table, team), str(path), own_cues)


def from_table(
    table: dict[str, Any], source: str = "the settings", own_cues: tuple[OwnCue, ...] = ()
) -> Settings:
    """Settings from a table such as a TOML file or a journal's header holds.

    Args:
        table: tables of settings by room; that of a journal has the own cues too.
        source: what errors call it.
        own_cues: those that the table does not hold.

    Raises:
        SettingsError: an unknown key or a value of the wrong kind.
    """
    settings = Settings(own_cues=own_cues)
    rooms: dict[str, Any] = {}
    for name, values in table.items():
        if name == _OWN:
            rooms[name] = from_tables(values, f"{_OWN} in {source}")
            continue
        _check_known(name, _ROOMS, source)
        if not isinstance(values, dict):
            raise SettingsError(f"[{name}] in {source} must be a table.")
        rooms[name] = _room(getattr(settings, name), values, f"[{name}] in {source}")
    settings = replace(settings, **rooms)
    rules = [*NAMES, *(cue.name for cue in settings.own_cues), *sorted(settings.cues.plugins)]
    for name in sorted(settings.cues.off):
        _check_known(name, rules, f"off in [cues] in {source}", what="rule")
    return settings


def to_table(settings: Settings) -> dict[str, Any]:
    """The table that `from_table` reads back."""
    table: dict[str, Any] = {name: _plain(asdict(getattr(settings, name))) for name in _ROOMS}
    return table | {_OWN: to_tables(settings.own_cues)}


def _room(defaults: Any, values: dict[str, Any], source: str) -> Any:
    known = {each.name: getattr(defaults, each.name) for each in fields(defaults)}
    changed: dict[str, Any] = {}
    for name, value in values.items():
        _check_known(name, list(known), source)
        changed[name] = _value(name, known[name], value, f"{name} in {source}")
    return replace(defaults, **changed)


def _value(name: str, default: Any, value: Any, source: str) -> Any:
    if isinstance(default, frozenset):
        return _names(value, source)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise SettingsError(f"{source} must be true or false.")
        return value
    if isinstance(default, str):
        return _choice(value, _CHOICES.get(name), source)
    if isinstance(default, tuple):
        if isinstance(value, list) and all(_is_number(item) for item in value):
            return tuple(sorted(float(item) for item in value))
        raise SettingsError(f"{source} must be a list of numbers that are not negative.")
    if not _is_number(value):
        raise SettingsError(f"{source} must be a number that is not negative.")
    if isinstance(default, int) and value != int(value):
        raise SettingsError(f"{source} must be a whole number.")
    return int(value) if isinstance(default, int) else float(value)


def _names(value: Any, source: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{source} must be a list of names of rules.")
    return frozenset(value)


def _choice(value: Any, choices: Sequence[str] | None, source: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{source} must be a text in quotes.")
    if choices is not None:
        _check_known(value, choices, source, what="value")
    return value


def _is_number(value: Any) -> bool:
    """Whether it can be a threshold; TOML also knows `nan` and `inf`."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf


def _check_known(name: str, known: Sequence[str], source: str, *, what: str = "key") -> None:
    if name not in known:
        raise SettingsError(f"{source} has an unknown {what} “{name}”{nearest(name, known)}")


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _listed(value) for name, value in values.items()}


def _listed(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
