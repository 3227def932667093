"""Reads marks from files of other tools: an ELAN, Praat or CSV file in, marks and what was not taken out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from callmon.errors import StoreError
from callmon.export.exchange.elan import read_elan
from callmon.export.exchange.mark_text import mark_of, place
from callmon.export.exchange.marks_table import read_table
from callmon.export.exchange.textgrid import read_textgrid
from callmon.export.exchange.tiers import Annotation, coder_and_name, is_machine
from callmon.export.exchange.writing import FORMATS
from callmon.timeline import Mark, samples

_LARGEST = 64 << 20
"""Bytes: marks of a long call take some hundred thousand."""
_BEHIND_S = 0.5
"""Recordings and their annotations end at slightly different times in different tools."""

NewId = Callable[[Mark], str]
"""Gives the id of a mark that has none; the same mark should get the same one, then nothing comes twice."""


@dataclass(frozen=True, slots=True)
class Read:
    """The marks of a file, and a sentence for each thing that was taken in another way, or not at all."""

    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = ()


def read_marks(path: Path, *, duration: float, coder: str, new_id: NewId) -> Read:
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
    data = _content(path)
    last = samples(duration)
    if kind == ".csv":
        marks, notes = read_table(data, path.name, last=last, coder=coder)
    else:
        read = read_elan if kind == ".eaf" else read_textgrid
        marks, notes = _taken(read(data, path.name), last, coder)
    marks, more = _each_once(marks, new_id)
    return Read(tuple(marks), (*notes, *more))


def unclaimed(
    marks: Iterable[Mark], owners: Mapping[str, tuple[str, str]], call: str, new_id: NewId
) -> tuple[Mark, ...]:
    """The marks of a call, with a new id where theirs belongs to another coder or another call.

    So a coder who works in a copy of another's file, or with that of another call, takes nothing away.

    Args:
        marks: from a file.
        owners: call and coder of every id that is known.
        call: for which the marks are.
        new_id: gives the new ids.
    """
    return tuple(
        mark
        if owners.get(mark.id, (call, mark.coder)) == (call, mark.coder)
        else replace(mark, id=new_id(mark))
        for mark in marks
    )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}).") from None
    if len(data) > _LARGEST:
        raise StoreError(f"{path.name} is larger than 64 MB; marks of a call are not.")
    return data


def _taken(annotations: Iterable[Annotation], last: int, coder: str) -> tuple[list[Mark], list[str]]:
    marks: list[Mark] = []
    strange: Counter[str] = Counter()
    unclear = behind = 0
    for each in annotations:
        if is_machine(each.tier) or not each.text.strip():
            continue
        if 16_000 * (each.start - _BEHIND_S) > last:
            behind += 1
        elif (whose := coder_and_name(each.tier)) is None:
            strange[each.tier] += 1
            marks.append(_note(each, coder, last))
        elif (known := mark_of(each, *whose, last)) is None:
            unclear += 1
        else:
            marks.append(known)
    notes = [
        f"The tier “{tier}” is not callmon's: {_counted(number, 'annotation')} became notes of {coder}."
        for tier, number in strange.items()
    ]
    if unclear:
        left = _counted(unclear, "annotation")
        notes.append(f"{left} left out that do not say what they mean; docs/marks.md says how.")
    if behind:
        left = _counted(behind, "annotation")
        notes.append(f"{left} left out that lie behind the call's end; is the file that of another call?")
    return marks, notes


def _note(annotation: Annotation, coder: str, last: int) -> Mark:
    """An annotation of somebody else's tier."""
    text = f"{annotation.tier}: {annotation.text}".strip()
    return Mark("", coder, "note", place(annotation, last), text=text)


def _each_once(marks: Sequence[Mark], new_id: NewId) -> tuple[list[Mark], list[str]]:
    """Every mark under an id of its own: of copies, the first one keeps it."""
    taken: dict[str, Mark] = {}
    copies = 0
    for mark in marks:
        if mark.id in taken and taken[mark.id] != mark:
            copies += 1
            named = replace(mark, id=new_id(mark))
        else:
            named = mark if mark.id else replace(mark, id=new_id(mark))
        taken.setdefault(named.id, named)
    notes = [f"{_counted(copies, 'copy of a mark', 'copies of marks')} taken as new."] if copies else []
    return list(taken.values()), notes


def _counted(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {many or f'{one}s'}"
