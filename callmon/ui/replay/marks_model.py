"""The marks of a replay as QML sees them: what the coder says, and what others said once that may be seen."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from collections.abc import Callable
from dataclasses import asdict, replace
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.errors import CallmonError
from callmon.timeline import Mark, MarkKind, Segment, Speaker, samples
from callmon.ui.lists import RowsModel
from callmon.ui.replay.mark_rows import MarkRow, changed_mark, mark_item, mark_row
from callmon.ui.replay.mark_words import groups
from callmon.ui.replay.marked_place import line_at_hand, stretch_at_hand
from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.seams import Marking
from callmon.ui.replay.shown import Said, ShownWord
from callmon.ui.replay.transcript_model import TranscriptModel
from callmon.ui.replay.word_changes import NOTHING, changed_words, shown_words

_OTHER: dict[str, Speaker] = {"agent": "customer", "customer": "agent"}


class MarksModel(QObject):
    """Marks what is selected, or the stretch that is chosen.

    `asks` tells that an answer is wanted: what for (`note`, `words`, `missed`, `finish`), its heading, what
    it is so far.
    What is asked for stays about the place at which it was asked, also where the call plays on meanwhile.
    What answers gives False where nothing could be kept, so that whoever asked does not lose the text.

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
        self._place: Segment | None = None
        self._asked: Said | None = None
        self._edited = ""
        self._list = RowsModel(
            {name: attrgetter(name) for name in MarkRow.__dataclass_fields__},
            lambda row: (row.id, row.start, row.end),
            self,
        )
        replay.selection_changed.connect(self.changed)
        self._read()

    coder = Property(str, lambda self: self._marking.coder, constant=True)
    finished = Property(bool, lambda self: self._finished, notify=changed)
    markList = Property(QObject, lambda self: self._list, constant=True)
    rows = Property(list, lambda self: [asdict(row) for row in self._list.rows], notify=changed)
    count = Property(int, lambda self: len(self._marks), notify=changed)

    def _get_judgement(self) -> str:
        """What the coder says about what is selected: `agree`, `disagree` or nothing."""
        mark = self._judgement(self._selected)
        return "" if mark is None else mark.kind

    judgement = Property(str, _get_judgement, notify=changed)

    def _get_remark(self) -> str:
        mark = self._judgement(self._selected)
        return "" if mark is None else mark.text

    remark = Property(str, _get_remark, notify=changed)

    def _get_groups(self) -> list[dict[str, Any]]:
        return [
            {
                "name": heading,
                "kinds": [{"label": f"{group}/{kind}", "name": name} for kind, name in of.items()],
            }
            for group, heading, of in groups()
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
        self._place = self._stretch()
        self.asks.emit("missed", "What happened here?", "")

    @Slot(str, str, result=bool)
    def missed(self, label: str, speaker: str) -> bool:
        """Something happened there that was not found."""
        place = self._place or self._stretch()
        who: Speaker = "customer" if speaker == "customer" else "agent"
        return self._done(lambda: self._marking.add("missed", place, label=label, speaker=who))

    @Slot()
    def addNote(self) -> None:
        """Ask for a note."""
        self._place, self._edited = self._stretch(), ""
        self.asks.emit("note", "Note", "")

    @Slot(str)
    def edit(self, mark: str) -> None:
        """Ask for another text of an own mark."""
        known = self._own(mark)
        if known is not None:
            self._edited = mark
            self.asks.emit("note", "Note" if known.kind == "note" else "Remark", known.text)

    @Slot(str, result=bool)
    def note(self, text: str) -> bool:
        """Note something there, or rewrite the mark that is edited; a note without a text is taken back."""
        said, known = text.strip(), self._own(self._edited)
        if known is not None:
            if not said and known.kind == "note":
                return self._done(lambda: self._marking.remove(known.id))
            return known.text == said or self._done(lambda: self._marking.change(replace(known, text=said)))
        place = self._place or self._stretch()
        return not said or self._done(lambda: self._marking.add("note", place, text=said))

    @Slot(str)
    @Slot(str, str, result=bool)
    def setRemark(self, text: str, key: str = "") -> bool:
        """Say something about the judgement of what has this key, or else of what is selected."""
        mark = self._judgement(key or self._selected)
        if mark is None or mark.text == text.strip():
            return True
        return self._done(lambda: self._marking.change(replace(mark, text=text.strip())))

    @Slot()
    def correctWord(self) -> None:
        """Ask for the words of the selected line."""
        line = self._line()
        if line is None or not line.words:
            self.told.emit("Select a line of the transcript that has words.")
            return
        self._asked = line
        self.asks.emit("words", "What was really said", shown_words(self._transcript.texts(line)))

    @Slot(str, result=bool)
    def setWords(self, text: str) -> bool:
        """The words of the line, one for each that was recognised; “–” where there was none."""
        line = self._asked or self._line()
        if line is None:
            return True
        said = text.split()
        if len(said) != len(line.words):
            self.told.emit(
                f"The line has {len(line.words)} words and this has {len(said)}: put “{NOTHING}” where "
                "nothing was said, and join what belongs to one word with “_”."
            )
            return False
        changes = changed_words(self._transcript.texts(line), said)
        return all(self._correct(line.words[place], real) for place, real in list(changes))

    @Slot()
    def hear(self) -> None:
        """Play the line or the stretch that was asked about."""
        if self._asked is not None:
            self._replay.playSpan(self._asked.start, self._asked.end)

    @Slot()
    def fixSpeaker(self) -> None:
        """The other side said the selected line; once more takes it back."""
        line = self._line()
        if line is None:
            self.told.emit("Select a line of the transcript.")
            return
        before = self._of("speaker", line.key)
        if before is not None:
            self._done(lambda: self._marking.remove(before.id))
            return
        place, real = Segment(samples(line.start), samples(line.end)), _OTHER[line.speaker]
        self._done(
            lambda: self._marking.add("speaker", place, label="utterance", target=line.key, speaker=real)
        )

    @Slot(str)
    def remove(self, mark: str) -> None:
        """Take a mark back."""
        self._done(lambda: self._marking.remove(mark))

    @Slot()
    def undo(self) -> None:
        """Undo the last change of marks."""
        self._turn(self._marking.undo, "Undid: {}", "There is nothing to undo.")

    @Slot()
    def redo(self) -> None:
        """Redo what was undone."""
        self._turn(self._marking.redo, "Redid: {}", "There is nothing to redo.")

    @Slot()
    def toggleFinished(self) -> None:
        """Ask whether all of the call is judged, for others' marks cannot be unseen; or take it back."""
        if self._finished:
            self.finish(False)
        else:
            self.asks.emit("finish", "", "")

    @Slot(bool)
    def finish(self, finished: bool) -> None:
        """Say that all of the call is judged, or take it back."""
        self._done(lambda: self._marking.finish(finished))

    @property
    def _selected(self) -> str:
        return str(self._replay.property("selectedKey"))

    def _judge(self, kind: MarkKind) -> None:
        item = self._replay.item(self._selected)
        if item is None or not item.label or item.lane == "marks":
            self.told.emit("Select something that was found, to agree or disagree with it.")
            return
        before = self._judgement(item.key)
        if before is not None and before.kind == kind:
            self._done(lambda: self._marking.remove(before.id))
            return
        place = Segment(samples(item.start), samples(item.end))
        remark = "" if before is None else before.text
        self._done(lambda: self._marking.add(kind, place, label=item.label, target=item.key, text=remark))

    def _correct(self, word: ShownWord, real: str) -> bool:
        before = self._of("word", word.key)
        if before is not None and real == word.text:
            return self._done(lambda: self._marking.remove(before.id))
        place = Segment(samples(word.start), samples(max(word.start, word.end)))
        return self._done(lambda: self._marking.add("word", place, label="word", target=word.key, text=real))

    def _judgement(self, key: str) -> Mark | None:
        return self._of("agree", key) or self._of("disagree", key)

    def _of(self, kind: MarkKind, target: str) -> Mark | None:
        """The own mark of this kind on a finding, a line or a word."""
        return next(
            (mark for mark in self._marks if target and (mark.kind, mark.target) == (kind, target)), None
        )

    def _own(self, mark: str) -> Mark | None:
        return next((each for each in self._marks if each.id == mark), None)

    def _line(self) -> Said | None:
        mark = self._own(self._selected.removeprefix("mark/"))
        return line_at_hand(self._replay, self._transcript, mark)

    def _stretch(self) -> Segment:
        return stretch_at_hand(self._replay, self._transcript)

    def _done(self, action: Callable[[], object]) -> bool:
        """Whether it could be kept; says why not."""
        try:
            action()
        except CallmonError as error:
            self.told.emit(str(error))
            return False
        self._read()
        return True

    def _turn(self, turn: Callable[[], str], told: str, nothing: str) -> None:
        try:
            said = turn()
        except CallmonError as error:
            self.told.emit(str(error))
            return
        before = {mark.id: mark for mark in self._marks}
        self._read()
        after = {mark.id: mark for mark in self._marks}
        what = changed_mark(before, after, self._replay.item) or said
        self.told.emit(told.format(what) if said else nothing)

    def _read(self) -> None:
        try:
            self._marks, self._others = list(self._marking.marks()), list(self._marking.others())
            self._finished = self._marking.finished
        except CallmonError as error:
            self.told.emit(str(error))
        find = self._replay.item
        own = sorted((mark_row(mark, find, own=True) for mark in self._marks), key=attrgetter("start"))
        self._list.update(own + [mark_row(mark, find, own=False) for mark in self._others])
        self._replay.set_marks(tuple(mark_item(mark, find) for mark in (*self._marks, *self._others)))
        self._transcript.correct(self._marks)
        self.changed.emit()
