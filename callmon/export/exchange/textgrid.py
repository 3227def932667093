"""Praat's TextGrid: annotations in, a file out, and back. pympi-ling writes, not reads it: decision 0020."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Never

from callmon.errors import StoreError
from callmon.export.exchange.tiers import Annotation

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]++|"")*+)"'
    r'|(?P<open>")'
    r"|(?<!\S)(?:(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)%?(?!\S)|<(?P<flag>\w+)>|![^\r\n]*)",
    re.ASCII,
)
"""What Praat reads of a text file: quoted texts, numbers and flags that stand alone; `!` begins a comment."""


def write_textgrid(path: Path, tiers: Mapping[str, Sequence[Annotation]], duration: float) -> None:
    """Write annotations as Praat reads them, in its long text format in UTF-8.

    Args:
        path: where to.
        tiers: the annotations by tier, by time; on none of them may two overlap.
        duration: of the call in seconds; what ends later makes it longer.
    """
    from pympi.Praat import TextGrid

    grid = TextGrid(xmin=0, xmax=max([duration, *(row[-1].end for row in tiers.values() if row)]))
    for name, annotations in tiers.items():
        # The library doubles the quotes of texts alone.
        tier = grid.add_tier(name.replace('"', '""'))
        for each in annotations:
            tier.add_interval(each.start, each.end, each.text, check=False)
    if not tiers:
        grid.add_tier("empty")
    grid.to_file(str(path))


def read_textgrid(data: bytes, name: str) -> list[Annotation]:
    """The intervals and points in a TextGrid, long or short, in any encoding in which Praat writes text.

    Args:
        data: the file.
        name: of the file, for messages.

    Raises:
        StoreError: it is no such file, or one in the binary format.
    """
    if data.startswith(b"ooBinaryFile"):
        raise StoreError(f"{name} is in Praat's binary format; save it in Praat as a text file.")
    try:
        return list(_annotations(_Tokens(_decoded(data))))
    except ValueError:
        _refuse(name)


def _refuse(name: str) -> Never:
    raise StoreError(
        f"{name} is not a TextGrid of Praat that can be read; open it in Praat and save it as a text file."
    ) from None


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What older versions of Praat write where it is enough.
        return data.decode("latin-1")


class _Tokens:
    """What stands in a text file of Praat, one after the other; ValueError where something else is wanted."""

    def __init__(self, text: str) -> None:
        self._found: Iterator[re.Match[str]] = _TOKEN.finditer(text)

    def text(self) -> str:
        found = self._next("text")
        return found.replace('""', '"')

    def number(self) -> float:
        return float(self._next("number"))

    def size(self) -> int:
        number = self.number()
        if not 0 <= number < float("inf"):
            raise ValueError("no size")
        return int(number)

    def flag(self) -> str:
        return self._next("flag")

    def _next(self, kind: str) -> str:
        for found in self._found:
            if found.lastgroup is not None:
                if found.lastgroup != kind:
                    break
                return found[kind]
        raise ValueError(f"no {kind}")


def _annotations(tokens: _Tokens) -> Iterator[Annotation]:
    if not tokens.text().startswith("ooTextFile") or tokens.text() != "TextGrid":
        raise ValueError("no TextGrid")
    tokens.number(), tokens.number()
    if tokens.flag() != "exists":
        return
    for _ in range(tokens.size()):
        kind, name = tokens.text(), tokens.text()
        if kind not in ("IntervalTier", "TextTier"):
            raise ValueError("no tier")
        tokens.number(), tokens.number()
        for _ in range(tokens.size()):
            start = tokens.number()
            end = tokens.number() if kind == "IntervalTier" else start
            yield Annotation(name, start, end, tokens.text())
