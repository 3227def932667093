"""A table of a TOML file, read key by key; what is wrong in it is told with its line."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from callmon.errors import SettingsError
from callmon.toml_lines import Place

Fault = Callable[[Place, str], SettingsError]
"""Makes the error for what is wrong at a place."""


def read_toml(path: Path, *, missing_ok: bool = False) -> tuple[str, dict[str, Any]]:
    """The text of a file and the table in it.

    Args:
        path: the file.
        missing_ok: whether a file that is not there is an empty one.

    Raises:
        SettingsError: it cannot be read, or is no TOML.
    """
    try:
        # Some editors begin a file with a mark of its encoding, which is no TOML.
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        if missing_ok and isinstance(error, FileNotFoundError):
            return "", {}
        raise SettingsError(f"{path} cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from None


def nearest(name: object, known: Sequence[str]) -> str:
    """The end of a sentence that names what was probably meant."""
    near = get_close_matches(str(name), known, n=1, cutoff=0.0)
    return f"; did you mean “{near[0]}”?" if near else "."


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table, where it lies, and how its mistakes are told. Every method raises what `fault` gives.

    Attributes:
        table: its keys and values.
        place: keys and indices that lead to it.
        fault: makes the error for what is wrong at a place.
    """

    table: dict[str, Any]
    place: Place
    fault: Fault

    def wrong(self, key: str, message: str) -> SettingsError:
        """What to raise where the value of `key` is wrong."""
        return self.fault((*self.place, key), message)

    def check_keys(self, known: Sequence[str]) -> None:
        """Refuse a key that is not one of `known`."""
        for key in self.table:
            if key not in known:
                raise self.wrong(key, f"unknown key “{key}”{nearest(key, known)}")

    def inner(self, key: str) -> "CheckedTable":
        """The table that is the value of `key`, which is there."""
        value = self.table[key]
        if not isinstance(value, dict):
            raise self.wrong(key, f"“{key}” must be a table: [cue.{key}].")
        return CheckedTable(value, (*self.place, key), self.fault)

    def line(self, key: str, default: str | None = None) -> str:
        """A text of one line; `default` where the key is missing."""
        value = self.table.get(key, default)
        if value is None:
            raise self.fault(self.place, f"“{key}” is missing.")
        if not isinstance(value, str) or "\n" in value:
            raise self.wrong(key, f"“{key}” must be a text of one line in quotes.")
        if not value.strip() and default is None:
            raise self.wrong(key, f"“{key}” is empty.")
        return value.strip()

    def choice(self, key: str, choices: Sequence[Any], default: str | None = None) -> Any:
        """One of `choices`; `default` where the key is missing."""
        value = self.line(key, default)
        if value not in choices:
            raise self.wrong(key, f"“{key}” cannot be “{value}”{nearest(value, choices)}")
        return value

    def number(self, key: str) -> float | None:
        """A number that is not negative; None where the key is missing."""
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            raise self.wrong(key, f"“{key}” must be a number that is not negative.")
        return float(value)

    def whole(self, key: str, default: int) -> int:
        """A whole number; `default` where the key is missing."""
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, f"“{key}” must be a whole number.")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"“{key}” must be true or false.")
        return value

    def seconds(self, key: str) -> float | None:
        """A number above 0; None where the key is missing."""
        value = self.number(key)
        if value == 0:
            raise self.wrong(key, f"“{key}” must be more than 0 seconds.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that is not empty."""
        value = self.table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, f"“{key}” must be a list of phrases in quotes.")
        return tuple(value)
