"""On which line of a TOML text a value stands; the parser of the standard library does not tell."""

import re
import tomllib
from collections.abc import Iterator

Place = tuple[str | int, ...]
"""Keys and indices that lead to a value, such as `("phrases", 0, "weight")`."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|#[^\n]*"
    r"|[\[\]{}=,\n]"
    r"""|[^\s\[\]{}=,"'#]+""",
    re.DOTALL,
)


def line_of(text: str, place: Place) -> int:
    """The line, counted from 1, of the value at `place`, or of what is nearest around it.

    Args:
        text: valid TOML.
        place: where to look; 1 where nothing on the way to it stands in `text`.
    """
    lines = _Scan(text).lines
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Scan:
    """One pass over a text that is known to be valid, so that nothing needs to be checked."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {}
        self._tokens = [*_tokens(text), ("\n", 0)]
        self._at = 0
        count: dict[Place, int] = {}
        table: Place = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._at += 1
            elif self._peek() == "[":
                table = self._header(count)
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at][0]

    def _next(self) -> tuple[str, int]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _header(self, count: dict[Place, int]) -> Place:
        _, line = self._next()
        each = self._peek() == "["
        self._at += each
        place: Place = ()
        for part in self._key("]"):
            # Below `[[phrases]]`, `[phrases.more]` belongs to the last of them.
            place = (*place, count[place], part) if place in count else (*place, part)
        self._at += each
        if each:
            count[place] = count.get(place, -1) + 1
            place = (*place, count[place])
        self._found(place, line)
        return place

    def _pair(self, table: Place) -> None:
        line = self._tokens[self._at][1]
        place = (*table, *self._key("="))
        self._found(place, line)
        self._value(place)

    def _key(self, end: str) -> Place:
        """The parts of a key up to and with `end`."""
        written = ""
        while (token := self._next()[0]) != end:
            written += token
        value, place = tomllib.loads(f"{written} = 0"), []
        while isinstance(value, dict):
            ((part, value),) = value.items()
            place.append(part)
        return tuple(place)

    def _value(self, place: Place) -> None:
        first, line = self._next()
        self._found(place, line)
        if first not in ("[", "{"):
            while self._peek() not in (",", "]", "}", "\n"):
                self._at += 1
            return
        count = 0
        while (inner := self._peek()) not in ("]", "}"):
            if inner in (",", "\n"):
                self._at += 1
            elif first == "{":
                self._pair(place)
            else:
                self._value((*place, count))
                count += 1
        self._at += 1

    def _found(self, place: Place, line: int) -> None:
        for length in range(1, len(place) + 1):
            self.lines.setdefault(place[:length], line)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """What stands in `text` besides comments, each with its line."""
    line, at = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if not found.group().startswith("#"):
            yield found.group(), line
