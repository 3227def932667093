"""The marks of a replay as QML sees them: what the coder says, and what others said once that may be seen."""

# ruff: noqa: N802 - properties and slots are named as QML names them

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.errors import CallmonError
from callmon.timeline import Mark, Segment, samples, seconds
from callmon.ui.replay.mark_words import GROUPS, label_words, mark_words
from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.seams import Marking
from callmon.ui.replay.shown import Fact, Item
from callmon.ui.replay.transcript_model import TranscriptModel

_NOTE_S = 2.0
"""How much a note is about where no stretch is chosen."""


class MarksModel(QObject):
    """Marks what is selected, or the stretch that is chosen.

    `asks` tells that a text is wanted: what for (`note`, `words`, `missed`), its heading, what it is so far.

    Args:
        replay: what is selected.
        transcript: what was said.
        marking: keeps the marks.
        parent: the owner.
    """

    changed = Signal()
    told = Signal(str)
    asks = Signal(str, str, str)

    def __init__(
        self,
        replay: ReplayModel,
        transcript: TranscriptModel,
        marking: Marking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._replay, self._transcript, self._marking = replay, transcript, marking
        self._marks: list[Mark] = []
        self._others: list[Mark] = []
        self._finished = False
        replay.selection_changed.connect(self.changed)
        self._read()

    coder = Property(str, lambda self: self._marking.coder, constant=True)
    finished = Property(bool, lambda self: self._finished, notify=changed)

    def _get_rows(self) -> list[dict[str, Any]]:
        own = [self._row(mark, own=True) for mark in self._marks]
        return own + [self._row(mark, own=False) for mark in self._others]

    rows = Property(list, _get_rows, notify=changed)

    def _get_judgement(self) -> str:
        """What the coder says about what is selected: `agree`, `disagree` or nothing."""
        mark = self._judgement()
        return "" if mark is None else mark.kind

    judgement = Property(str, _get_judgement, notify=changed)

    def _get_remark(self) -> str:
        mark = self._judgement()
        return "" if mark is None else mark.text

    remark = Property(str, _get_remark, notify=changed)

    def _get_groups(self) -> list[dict[str, Any]]:
        return [
            {
                "name": heading,
                "kinds": [{"label": f"{group}/{kind}", "name": name} for kind, name in kinds.items()],
            }
            for group, heading, kinds in GROUPS
        ]

    groups = Property(list, _get_groups, constant=True)

    @Slot()
    def agree(self) -> None:
        """Agree with what is selected; once more takes it back."""
        self._judge("agree")

    @Slot()
    def disagree(self) -> None:
        """Disagree with what is selected; once more takes it back."""
        self._judge("disagree")

    @Slot()
    def addMissed(self) -> None:
        """Ask what was missed here."""
        self.asks.emit("missed", "What happened here?", "")

    @Slot(str, str)
    def missed(self, label: str, speaker: str) -> None:
        """Something happened on the chosen stretch that was not found."""
        who = "customer" if speaker == "customer" else "agent"
        self._do(lambda: self._marking.add("missed", self._stretch(), label=label, speaker=who))  # type: ignore[arg-type]

    @Slot()
    def addNote(self) -> None:
        """Ask for a note."""
        self.asks.emit("note", "Note", "")

    @Slot(str)
    def note(self, text: str) -> None:
        """Note something on the chosen stretch."""
        if text.strip():
            self._do(lambda: self._marking.add("note", self._stretch(), text=text.strip()))

    @Slot(str)
    def setRemark(self, text: str) -> None:
        """Say something about the judgement of what is selected."""
        mark = self._judgement()
        if mark is not None and mark.text != text.strip():
            self._do(lambda: self._marking.change(replace(mark, text=text.strip())))

    @Slot()
    def correctWord(self) -> None:
        """Ask for the words of the selected line."""
        line = self._line()
        if line is None or not line.words:
            self.told.emit("Select a line of the transcript that has words.")
            return
        known = {mark.target: mark.text for mark in self._marks if mark.kind == "word"}
        texts = [known.get(word.key, word.text) for word in line.words]
        # A word that was said to be none stays in its place.
        self.asks.emit("words", "What was really said", " ".join(text or "–" for text in texts))

    @Slot(str)
    def setWords(self, text: str) -> None:
        """The words of the selected line, one for each that was recognised; “–” where there was none."""
        line = self._line()
        if line is None:
            return
        said = text.split()
        if len(said) != len(line.words):
            self.told.emit(
                f"The line has {len(line.words)} words and this has {len(said)}: put “–” where nothing was "
                "said, and join what belongs to one word with “_”."
            )
            return
        known = {mark.target: mark for mark in self._marks if mark.kind == "word"}
        for word, new in zip(line.words, said, strict=True):
            real = "" if new == "–" else new.replace("_", " ")
            before = known.get(word.key)
            if real == (word.text if before is None else before.text):
                continue
            place = Segment(samples(word.start), samples(max(word.start, word.end)))
            if before is not None and real == word.text:
                self._do(lambda gone=before: self._marking.remove(gone.id))  # type: ignore[misc]
                continue
            self._do(
                lambda place=place, word=word, real=real: self._marking.add(  # type: ignore[misc]
                    "word", place, label="word", target=word.key, text=real
                )
            )

    @Slot()
    def fixSpeaker(self) -> None:
        """The other side said the selected line; once more takes it back."""
        line = self._line()
        if line is None:
            self.told.emit("Select a line of the transcript.")
            return
        before = next(
            (mark for mark in self._marks if mark.kind == "speaker" and mark.target == line.key), None
        )
        if before is not None:
            self._do(lambda: self._marking.remove(before.id))
            return
        place = Segment(samples(line.start), samples(line.end))
        real = "agent" if line.speaker == "customer" else "customer"
        self._do(
            lambda: self._marking.add("speaker", place, label="utterance", target=line.key, speaker=real)  # type: ignore[arg-type]
        )

    @Slot(str)
    def remove(self, mark: str) -> None:
        """Take a mark back."""
        self._do(lambda: self._marking.remove(mark))

    @Slot(str, str)
    def rewrite(self, mark: str, text: str) -> None:
        """Another text for a mark."""
        known = next((each for each in self._marks if each.id == mark), None)
        if known is not None and known.text != text.strip():
            self._do(lambda: self._marking.change(replace(known, text=text.strip())))

    @Slot()
    def undo(self) -> None:
        """Undo the last change of marks."""
        self._turn(self._marking.undo, "Undid: {}", "There is nothing to undo.")

    @Slot()
    def redo(self) -> None:
        """Redo what was undone."""
        self._turn(self._marking.redo, "Did again: {}", "There is nothing to do again.")

    @Slot()
    def toggleFinished(self) -> None:
        """Say that all of the call is judged, or take it back."""
        self._do(lambda: self._marking.finish(not self._finished))

    def _judge(self, kind: str) -> None:
        item = self._replay.item(self._replay.property("selectedKey"))
        if item is None or not item.label or item.lane == "marks":
            self.told.emit("Select something that was found, to agree or disagree with it.")
            return
        before = self._judgement()
        if before is not None and before.kind == kind:
            self._do(lambda: self._marking.remove(before.id))
            return
        place = Segment(samples(item.start), samples(item.end))
        self._do(
            lambda: self._marking.add(
                "agree" if kind == "agree" else "disagree",
                place,
                label=item.label,
                target=item.key,
                text="" if before is None else before.text,
            )
        )

    def _judgement(self) -> Mark | None:
        key = self._replay.property("selectedKey")
        judgements = (mark for mark in self._marks if mark.kind in ("agree", "disagree"))
        return next((mark for mark in judgements if key and mark.target == key), None)

    def _line(self) -> Any:
        key = self._replay.property("selectedKey")
        return self._transcript.line(key) or self._transcript.line_at(self._replay.player.position)

    def _stretch(self) -> Segment:
        start, end = self._replay.property("spanStart"), self._replay.property("spanEnd")
        if end <= start:
            item = self._replay.item(self._replay.property("selectedKey"))
            at = self._replay.player.position
            start, end = (at, at + _NOTE_S) if item is None else (item.start, max(item.end, item.start + 0.1))
        last = samples(min(end, self._replay.call.duration))
        return Segment(min(samples(start), last), last)

    def _do(self, action: Callable[[], object]) -> None:
        try:
            action()
        except CallmonError as error:
            self.told.emit(str(error))
            return
        self._read()

    def _turn(self, turn: Callable[[], str], told: str, nothing: str) -> None:
        try:
            said = turn()
        except CallmonError as error:
            self.told.emit(str(error))
            return
        self.told.emit(told.format(said) if said else nothing)
        self._read()

    def _read(self) -> None:
        try:
            self._marks, self._others = list(self._marking.marks()), list(self._marking.others())
            self._finished = self._marking.finished
        except CallmonError as error:
            self.told.emit(str(error))
        self._replay.set_marks(tuple(self._item(mark) for mark in (*self._marks, *self._others)))
        self._transcript.correct(self._marks)
        self.changed.emit()

    def _what(self, mark: Mark) -> str:
        """What a mark is, with the name of what it is about as the lanes have it."""
        about = self._replay.item(mark.target) if mark.target else None
        named = about is not None and mark.kind in ("agree", "disagree")
        return f"{mark.kind.capitalize()}: {about.name}" if about is not None and named else mark_words(mark)

    def _row(self, mark: Mark, *, own: bool) -> dict[str, Any]:
        return {
            "id": mark.id,
            "key": f"mark/{mark.id}",
            "about": mark.target,
            "kind": mark.kind,
            "what": self._what(mark),
            "text": "" if mark.kind == "word" else mark.text,
            "seconds": int(seconds(mark.segment.start)),
            "own": own,
            "coder": mark.coder,
        }

    def _item(self, mark: Mark) -> Item:
        about = (Fact("About", label_words(mark.label)),) if mark.label else ()
        return Item(
            key=f"mark/{mark.id}",
            lane="marks",
            label="",
            kind=mark.kind,
            name=self._what(mark),
            start=seconds(mark.segment.start),
            end=seconds(mark.segment.end),
            speaker=mark.speaker or "",
            why=mark.text,
            facts=(Fact("Coder", mark.coder), *about),
        )
