"""Reads marks from files of other tools: an ELAN, Praat or CSV file in, marks and what was not taken out."""

import csv
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from callmon.errors import StoreError
from callmon.export.exchange.tiers import Annotation, is_machine, mark_of, note_of
from callmon.export.exchange.writing import COLUMNS, FORMATS, FORMULA
from callmon.timeline import Mark, MarkKind, Segment, samples

_LARGEST = 64 << 20
"""Bytes: marks of a long call take some hundred thousand."""
_KINDS = get_args(MarkKind)


@dataclass(frozen=True, slots=True)
class Read:
    """The marks of a file, and a sentence for each thing that was taken in another way, or not at all."""

    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = ()


def read_marks(path: Path, *, duration: float, coder: str, new_id: Callable[[], str]) -> Read:
    """The marks in a file, whoever wrote it; tiers that are no coder's become notes.

    Args:
        path: of the file; its ending says what it is.
        duration: of the call, in seconds.
        coder: whose marks they are where the file does not say.
        new_id: gives the id of a mark that is new.

    Raises:
        StoreError: it cannot be read, or is no such file.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise StoreError(f"{path.name} must end in .eaf (ELAN), .TextGrid (Praat) or .csv (a table).")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}).") from None
    if len(data) > _LARGEST:
        raise StoreError(f"{path} is larger than 64 MB; marks of a call are not.")
    last = samples(duration)
    if kind == ".csv":
        return _table(path, data, last, coder, new_id)
    annotations = _elan(path, data) if kind == ".eaf" else _textgrid(path, data)
    return _taken(annotations, last, coder, new_id)


def _taken(annotations: list[Annotation], last: int, coder: str, new_id: Callable[[], str]) -> Read:
    marks: list[Mark] = []
    strange: dict[str, int] = {}
    unclear = 0
    for each in annotations:
        if is_machine(each.tier) or not each.text.strip():
            continue
        known = mark_of(each, new_id, last)
        if known is not None:
            marks.append(known)
        elif _is_coders(each.tier):
            unclear += 1
        else:
            strange[each.tier] = strange.get(each.tier, 0) + 1
            marks.append(note_of(each, coder, new_id, last))
    notes = [
        f"The tier “{tier}” is not one of callmon's: its {count} annotations are notes of {coder}."
        for tier, count in strange.items()
    ]
    if unclear:
        notes.append(
            f"{unclear} annotations do not say what they mean and were left out; docs/marks.md says how."
        )
    return Read(tuple(marks), tuple(notes))


def _is_coders(tier: str) -> bool:
    name = tier.rpartition(": ")[2].split(" ")[0]
    return ": " in tier and name in ("notes", "judgements", "missed", "speakers", "words")


def _elan(path: Path, data: bytes) -> list[Annotation]:
    from pympi.Elan import Eaf

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise StoreError(f"{path} declares entities, which no file of ELAN does; it is not read.")

    def read() -> Iterator[Annotation]:
        file = Eaf(str(path), suppress_version_warning=True)
        for tier in list(file.get_tier_names()):
            for start, end, text, *_ in file.get_annotation_data_for_tier(tier):
                yield Annotation(tier, start / 1000, end / 1000, text or "")

    return _guarded(path, "ELAN", read)


def _textgrid(path: Path, data: bytes) -> list[Annotation]:
    from pympi.Praat import TextGrid

    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"

    def read() -> Iterator[Annotation]:
        for tier in TextGrid(str(path), codec=codec).tiers:
            for found in tier.intervals:
                start, end, text = found if len(found) == 3 else (found[0], found[0], found[1])
                yield Annotation(tier.name, start, end, text)

    return _guarded(path, "Praat", read)


def _guarded(path: Path, tool: str, read: Callable[[], Iterator[Annotation]]) -> list[Annotation]:
    try:
        with warnings.catch_warnings():
            # Of a version of the format that the library does not know.
            warnings.simplefilter("ignore")
            return list(read())
    except Exception:  # noqa: BLE001 - the library tells a damaged file by whatever breaks in it
        raise StoreError(f"{path} is not a file of {tool} that can be read; export it again.") from None


def _table(path: Path, data: bytes, last: int, coder: str, new_id: Callable[[], str]) -> Read:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise StoreError(f"{path} is not a table that can be read ({error}).") from None
    if not rows:
        return Read(())
    known = {name.strip().lower() for name in rows[0] if name}
    if not {"start", "end"} <= known:
        raise StoreError(f"{path} has no columns “start” and “end” (seconds); see docs/marks.md.")
    own = set(COLUMNS) <= known
    marks, left = [], []
    for number, row in enumerate(rows, start=2):
        values = {str(name).strip().lower(): _plain(value) for name, value in row.items() if name is not None}
        try:
            marks.append(_own_row(values, last) if own else _strange_row(values, last, coder, new_id))
        except ValueError:
            left.append(str(number))
    notes = [f"Lines that are no marks were left out: {', '.join(left[:10])}."] if left else []
    return Read(tuple(marks), tuple(notes))


def _plain(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in (*FORMULA, "'") else text


def _own_row(values: dict[str, str], last: int) -> Mark:
    if values["kind"] not in _KINDS or not values["id"] or not values["coder"]:
        raise ValueError("no mark")
    start, end = int(values["start_sample"]), int(values["end_sample"])
    speaker = values["speaker"]
    return Mark(
        id=values["id"],
        coder=values["coder"],
        kind=values["kind"],  # type: ignore[arg-type] # one of them
        segment=Segment(max(0, min(start, last)), max(0, min(end, last))),
        label=values["label"],
        target=values["target"],
        speaker=speaker if speaker in ("agent", "customer") else None,  # type: ignore[arg-type] # or none
        text=values["text"],
    )


def _strange_row(values: dict[str, str], last: int, coder: str, new_id: Callable[[], str]) -> Mark:
    start, end = (
        min(last, max(0, samples(float(values[name].replace(",", "."))))) for name in ("start", "end")
    )
    said = [values.get("speaker", ""), values.get("text", "")]
    text = ": ".join(filter(None, said)) or ", ".join(
        value for name, value in values.items() if value and name not in ("start", "end")
    )
    return Mark(new_id(), values.get("coder") or coder, "note", Segment(start, max(start, end)), text=text)
