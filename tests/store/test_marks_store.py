import signal
import subprocess
import sys
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from shelved import entry

from callmon.errors import StoreError
from callmon.store.library import open_library
from callmon.timeline import Mark, Segment

HERE = Segment(16_000, 32_000)


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library.sqlite") as made:
        made.add(entry("a1"))
        yield made


@pytest.fixture
def coach(library):
    return library.marking("a1", "Coach")


def test_marks_come_back_by_start(coach):
    later = coach.add("note", Segment(50_000, 60_000), text="then")
    first = coach.add("missed", HERE, label="act/validation", speaker="agent")
    assert coach.marks() == [first, later]
    assert len({first.id, later.id}) == 2


def test_a_judgement_takes_the_place_of_the_earlier_one_of_its_target(coach):
    coach.add("agree", HERE, label="act/question", target="act/1")
    other = coach.add("agree", HERE, label="act/offer", target="act/2")
    changed = coach.add("disagree", HERE, label="act/question", target="act/1", text="no question")
    assert sorted(coach.marks(), key=lambda mark: mark.id) == sorted(
        [other, changed], key=lambda mark: mark.id
    )
    assert coach.undo() == "disagree with question"
    assert {mark.kind for mark in coach.marks()} == {"agree"}


def test_notes_never_take_each_others_place(coach):
    coach.add("note", HERE, text="one")
    coach.add("note", HERE, text="two")
    assert len(coach.marks()) == 2


def test_a_change_and_a_removal_are_undone_and_redone(coach):
    mark = coach.add("note", HERE, text="one")
    coach.change(replace(mark, text="two", segment=Segment(0, 5)))
    coach.remove(mark.id)
    assert coach.marks() == []
    assert coach.undo() == "take back note"
    assert [(each.text, each.segment) for each in coach.marks()] == [("two", Segment(0, 5))]
    assert coach.undo() == "note"
    assert coach.marks() == [mark]
    coach.redo()
    coach.redo()
    assert (coach.marks(), coach.redo()) == ([], "")


def test_what_was_undone_cannot_be_redone_on_top_of_something_else(coach):
    coach.add("note", HERE, text="one")
    coach.undo()
    other = coach.add("note", HERE, text="two")
    assert (coach.redo(), coach.marks()) == ("", [other])


def test_undo_goes_on_after_a_restart(tmp_path):
    with open_library(tmp_path / "l.sqlite") as first:
        first.marking("a1", "Coach").add("note", HERE)
    with open_library(tmp_path / "l.sqlite") as second:
        marks = second.marking("a1", "Coach")
        assert marks.undo() == "note"
        assert marks.marks() == []
        assert marks.undo() == ""


def test_nobody_undoes_what_others_did(library, coach):
    mark = coach.add("note", HERE)
    other = library.marking("a1", "Other")
    assert (other.undo(), library.marking("a2", "Coach").undo()) == ("", "")
    with pytest.raises(StoreError, match="not there any more"):
        other.remove(mark.id)
    assert coach.marks() == [mark]


def test_a_second_coder_is_blind_until_the_call_is_judged(library, coach):
    mark = coach.add("note", HERE)
    other = library.marking("a1", "Other")
    blind = other.add("agree", HERE, label="act/question", target="act/1")
    assert (other.others(), other.finished) == ([], False)
    other.finish(True)
    assert (other.others(), other.finished) == ([mark], True)
    informed = other.add("note", HERE, text="I see")
    other.finish(False)
    assert other.others() == []
    again = other.add("note", HERE, text="again")
    told = {each.id: how for _, each, how in library.all_marks(["a1"]) if each.coder == "Other"}
    assert told == {blind.id: False, informed.id: True, again.id: True}
    assert library.coded() == []
    assert library.coders() == ["Coach", "Other"]


def test_judged_calls_are_known_without_a_mark(library, coach):
    coach.finish(True)
    assert (library.coded(), library.coders()) == ([("a1", "Coach")], ["Coach"])


def test_marks_of_a_file_are_one_step_of_each_coder(library, coach):
    own = coach.add("note", HERE, text="mine")
    new = Mark("n1", "Coach", "note", HERE, text="from a file")
    others = Mark("n2", "Other", "note", HERE, text="theirs")
    assert library.merge_marks("a1", [own, new, others, replace(own, text="changed")]) == 3
    assert {mark.text for mark in coach.marks()} == {"changed", "from a file"}
    assert library.merge_marks("a1", [new, others]) == 0
    coach.undo()
    assert coach.marks() == [own]
    assert [mark.id for mark in library.marking("a1", "Other").marks()] == ["n2"]


def test_a_judgement_of_a_file_takes_the_place_of_the_one_that_is_there(library, coach):
    kept = coach.add("disagree", HERE, label="act/offer", target="act/2")
    coach.add("disagree", HERE, label="act/question", target="act/1")
    read = Mark("n1", "Coach", "agree", HERE, "act/question", "act/1")
    assert library.merge_marks("a1", [kept, read]) == 1
    assert {mark.id for mark in coach.marks()} == {kept.id, "n1"}
    assert coach.undo() == "import of one mark"
    assert [mark.kind for mark in coach.marks()] == ["disagree", "disagree"]


def test_a_file_of_another_call_or_coder_takes_nothing_away_from_them(library, coach):
    mark = coach.add("note", HERE, text="well done")
    assert library.merge_marks("a2", [mark]) == 1
    assert library.merge_marks("a1", [replace(mark, coder="Other")]) == 1
    assert coach.marks() == [mark]
    (copied,) = library.marking("a2", "Coach").marks()
    (renamed,) = library.marking("a1", "Other").marks()
    assert len({mark.id, copied.id, renamed.id}) == 3
    assert (replace(copied, id=mark.id), replace(renamed, id=mark.id, coder="Coach")) == (mark, mark)
    assert library.merge_marks("a2", [mark]) == 0


def test_marks_of_any_number_of_calls_are_there_at_once(library, coach):
    mark = coach.add("note", HERE)
    assert library.all_marks([f"a{n}" for n in range(50_000)]) == [("a1", mark, False)]


def test_two_windows_lose_nothing(tmp_path):
    with open_library(tmp_path / "l.sqlite") as one, open_library(tmp_path / "l.sqlite") as two:
        made = [
            library.marking("a1", "Coach").add("note", Segment(n, n + 1), text=str(n))
            for n, library in enumerate([one, two] * 5)
        ]
        assert one.marking("a1", "Coach").marks() == made == two.marking("a1", "Coach").marks()


def test_a_program_that_is_killed_has_lost_nothing(tmp_path):
    file = tmp_path / "library.sqlite"
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from callmon.store.library import open_library\n"
        "from callmon.timeline import Segment\n"
        "marks = open_library(Path(sys.argv[1])).marking('a1', 'Coach')\n"
        "for n in range(10_000):\n"
        "    print(marks.add('note', Segment(n, n + 1)).id, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, file], stdout=subprocess.PIPE, text=True) as child:
        told = [child.stdout.readline().strip() for _ in range(20)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read().split("\n")[:-1]
    with open_library(file) as library:
        kept = [mark.id for mark in library.marking("a1", "Coach").marks()]
    assert len(told) >= 20
    assert kept[: len(told)] == told


class Undoing(RuleBasedStateMachine):
    """Whatever is done and undone, what is there is what a list of states says."""

    def __init__(self):
        super().__init__()
        self._library = open_library(self.file)
        # Each run marks a call of its own.
        self.coach = self._library.marking(f"call {next(self.calls)}", "Coach")
        self.states, self.at = [[]], 0

    def _then(self):
        self.states[self.at + 1 :] = [self.coach.marks()]
        self.at += 1

    @rule(kind=st.sampled_from(["agree", "disagree", "note", "word"]), about=st.sampled_from(["", "act/1"]))
    def add(self, kind, about):
        self.coach.add(kind, HERE, target=about)
        self._then()

    @precondition(lambda self: self.coach.marks())
    @rule()
    def remove(self):
        self.coach.remove(self.coach.marks()[0].id)
        self._then()

    @rule()
    def undo(self):
        self.coach.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self):
        self.coach.redo()
        self.at = min(len(self.states) - 1, self.at + 1)

    @invariant()
    def holds(self):
        assert self.coach.marks() == self.states[self.at]

    def teardown(self):
        self._library.close()


def test_any_order_of_changes_undo_and_redo(tmp_path):
    Undoing.file, Undoing.calls = tmp_path / "library.sqlite", count()
    runner = Undoing.TestCase
    runner.settings = hypothesis_settings(max_examples=15, stateful_step_count=15, deadline=None)
    runner().runTest()
