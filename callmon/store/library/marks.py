"""What one coder marks in one call. Each change is on the disk when its method returns, and can be undone."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa

from callmon.errors import StoreError
from callmon.store.library import tables
from callmon.store.library.all_marks import Row, mark_of, row_of
from callmon.store.library.database import Database
from callmon.timeline import Mark, MarkKind, Segment, Speaker

_MARKS, _EDITS, _JUDGED = tables.marks, tables.edits, tables.judged

_SAID: dict[MarkKind, str] = {
    "note": "note",
    "agree": "agree with {label}",
    "disagree": "disagree with {label}",
    "missed": "missed {label}",
    "speaker": "speaker",
    "word": "corrected word",
}
_JUDGEMENTS = ("agree", "disagree")
_COPIED = uuid.UUID("6f1f8a52-5d0c-4f0e-9a53-1f5e9f0d8f0b")
"""A namespace of our own for the ids of marks that were copied."""


class Marks:
    """The marks of a coder in a call, and those of others once the coder has judged all of it.

    Args:
        database: of the library.
        call: the call's id.
        coder: who marks.

    Raises:
        StoreError: of every method, where the library cannot be read or written.
    """

    def __init__(self, database: Database, call: str, coder: str) -> None:
        self._database = database
        self._call = call
        self._coder = coder

    @property
    def coder(self) -> str:
        """Who marks."""
        return self._coder

    def marks(self) -> list[Mark]:
        """The coder's own marks, by start."""
        with self._database.reading() as connection:
            return [mark_of(row) for row in self._rows(connection, _MARKS.c.coder == self._coder)]

    def others(self) -> list[Mark]:
        """What others marked, by start; empty until this coder has judged the whole call."""
        with self._database.reading() as connection:
            if not self._state(connection)[0]:
                return []
            return [mark_of(row) for row in self._rows(connection, _MARKS.c.coder != self._coder)]

    def add(
        self,
        kind: MarkKind,
        segment: Segment,
        *,
        label: str = "",
        target: str = "",
        speaker: Speaker | None = None,
        text: str = "",
    ) -> Mark:
        """A new mark. A judgement takes the place of an earlier one of its target; so does a correction."""
        mark = Mark(uuid.uuid4().hex, self._coder, kind, segment, label, target, speaker, text)
        with self._database.writing() as connection:
            replaced = self._replaced_by(connection, mark)
            self._edit(connection, _said(mark), replaced, [self._row(connection, mark)])
        return mark

    def change(self, mark: Mark) -> None:
        """Another text, segment, label or speaker for the mark of this id.

        Raises:
            StoreError: there is no such mark of this coder in this call.
        """
        with self._database.writing() as connection:
            before = self._own(connection, mark.id)
            self._edit(connection, _said(mark), [before], [self._row(connection, mark)])

    def remove(self, mark: str) -> None:
        """Take back the mark of that id.

        Raises:
            StoreError: there is no such mark of this coder in this call.
        """
        with self._database.writing() as connection:
            before = self._own(connection, mark)
            self._edit(connection, f"take back {_said(mark_of(before))}", [before], [])

    def merge(self, marks: Sequence[Mark]) -> int:
        """Take this coder's marks from a file, as one step: how many are new or changed.

        A judgement or correction takes the place of the coder's earlier one of its target, as in `add`.
        """
        before: dict[str, Row] = {}
        after = []
        with self._database.writing() as connection:
            for each in marks:
                mark = self._of_its_own(connection, each)
                known = self._known(connection, mark.id)
                if known is not None and mark_of(known) == mark:
                    continue
                gone = [*self._replaced_by(connection, mark), *([known] if known is not None else [])]
                before |= {row["id"]: row for row in gone}
                after.append(self._row(connection, mark))
            if after:
                said = "import of one mark" if len(after) == 1 else f"import of {len(after)} marks"
                self._edit(connection, said, list(before.values()), after)
        return len(after)

    def undo(self) -> str:
        """Undo the last change; says what was undone, empty where nothing is."""
        return self._turn(undone=False, order=_EDITS.c.number.desc())

    def redo(self) -> str:
        """Redo what was undone last; says what it was, empty where nothing is."""
        return self._turn(undone=True, order=_EDITS.c.number.asc())

    @property
    def finished(self) -> bool:
        """Whether the coder says that all of the call is judged: what is not marked is agreed with."""
        with self._database.reading() as connection:
            return self._state(connection)[0]

    def finish(self, finished: bool) -> None:
        """Say so, or take it back; what is marked from then on was not marked blind."""
        with self._database.writing() as connection:
            informed = self._state(connection)[1] or finished
            connection.execute(
                sa.insert(_JUDGED)
                .prefix_with("OR REPLACE")
                .values(call=self._call, coder=self._coder, finished=finished, informed=informed)
            )

    def _turn(self, *, undone: bool, order: sa.UnaryExpression[int]) -> str:
        own = (_EDITS.c.call == self._call, _EDITS.c.coder == self._coder, _EDITS.c.undone.is_(undone))
        with self._database.writing() as connection:
            edit = connection.execute(sa.select(_EDITS).where(*own).order_by(order).limit(1)).first()
            if edit is None:
                return ""
            before, after = json.loads(edit.before), json.loads(edit.after)
            taken, put = (before, after) if undone else (after, before)
            self._exchange(connection, taken, put)
            connection.execute(
                sa.update(_EDITS).where(_EDITS.c.number == edit.number).values(undone=not undone)
            )
        return str(edit.said)

    def _edit(
        self, connection: sa.Connection, said: str, before: Sequence[Row], after: Sequence[Row]
    ) -> None:
        own = (_EDITS.c.call == self._call) & (_EDITS.c.coder == self._coder)
        # What was undone cannot be redone on top of something else.
        connection.execute(sa.delete(_EDITS).where(own, _EDITS.c.undone))
        self._exchange(connection, before, after)
        connection.execute(
            sa.insert(_EDITS).values(
                call=self._call,
                coder=self._coder,
                said=said,
                before=json.dumps([dict(row) for row in before], ensure_ascii=False),
                after=json.dumps([dict(row) for row in after], ensure_ascii=False),
                undone=False,
            )
        )

    @staticmethod
    def _exchange(connection: sa.Connection, taken: Iterable[Row], put: Iterable[Row]) -> None:
        for row in taken:
            connection.execute(sa.delete(_MARKS).where(_MARKS.c.id == row["id"]))
        for row in put:
            connection.execute(sa.insert(_MARKS).prefix_with("OR REPLACE").values(**row))

    def _replaced_by(self, connection: sa.Connection, mark: Mark) -> list[Row]:
        if not mark.target:
            return []
        kinds = _JUDGEMENTS if mark.kind in _JUDGEMENTS else (mark.kind,)
        own = (_MARKS.c.coder == self._coder) & (_MARKS.c.target == mark.target) & _MARKS.c.kind.in_(kinds)
        return self._rows(connection, own)

    def _of_its_own(self, connection: sa.Connection, mark: Mark) -> Mark:
        """The mark under an id that takes no mark away from another call or coder.

        A copied file has ids of another call; the same file gives the same new ids each time.
        """
        elsewhere = sa.select(_MARKS.c.id).where(
            _MARKS.c.id == mark.id, (_MARKS.c.call != self._call) | (_MARKS.c.coder != self._coder)
        )
        if connection.execute(elsewhere).first() is None:
            return mark
        return replace(mark, id=uuid.uuid5(_COPIED, f"{self._call}/{self._coder}/{mark.id}").hex)

    def _own(self, connection: sa.Connection, mark: str) -> Row:
        known = self._known(connection, mark)
        if known is None:
            raise StoreError("This mark is not there any more; another window may have taken it back.")
        return known

    def _known(self, connection: sa.Connection, mark: str) -> Row | None:
        own = (_MARKS.c.coder == self._coder) & (_MARKS.c.id == mark)
        return next(iter(self._rows(connection, own)), None)

    def _rows(self, connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Row]:
        chosen = sa.select(_MARKS).where(_MARKS.c.call == self._call, condition)
        rows = connection.execute(chosen.order_by(_MARKS.c.start, _MARKS.c.end, _MARKS.c.id)).mappings()
        return [dict(row) for row in rows]

    def _row(self, connection: sa.Connection, mark: Mark) -> Row:
        return row_of(mark, self._call, informed=self._state(connection)[1])

    def _state(self, connection: sa.Connection) -> tuple[bool, bool]:
        """Whether the call was judged whole, and whether others' marks could be seen."""
        row = connection.execute(
            sa.select(_JUDGED.c.finished, _JUDGED.c.informed).where(
                _JUDGED.c.call == self._call, _JUDGED.c.coder == self._coder
            )
        ).first()
        return (False, False) if row is None else (row.finished, row.informed)


def _said(mark: Mark) -> str:
    kind = mark.label.partition("/")[2].replace("_", " ")
    return _SAID[mark.kind].format(label=kind or "it")
