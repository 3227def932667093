"""The tables of the library, as the newest migration leaves them.

Beside them stands `transcripts`, a virtual table of FTS5 with one row a call (its `rowid` is the call's
number): the lines of what was said.
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy import ForeignKey as Reference

metadata = MetaData()

calls = Table(
    "calls",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("held", Text, nullable=False),
    Column("analysed", Text, nullable=False),
    Column("duration", Float, nullable=False),
    Column("language", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("cues", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("report", LargeBinary, nullable=False),
    Column("starts", LargeBinary, nullable=False),
    Column("journal_modified_ns", Integer, nullable=False),
    Column("journal_size", Integer, nullable=False),
    Column("dated", Text, nullable=False, server_default="file"),
    Index("calls_held", "held"),
    Index("calls_agent", "agent"),
)
"""A call. `files` is JSON; `report` its report as JSON, and `starts` where each line of its transcript begins
in milliseconds as JSON, both compressed. `dated` says who says `held`."""


def _of_call() -> Column[int]:
    return Column("call", Integer, Reference("calls.number", ondelete="CASCADE"), primary_key=True)


measures = Table(
    "measures",
    metadata,
    _of_call(),
    Column("speaker", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Float),
    Index("measures_value", "speaker", "name", "value"),
    sqlite_with_rowid=False,
)

shown_cues = Table(
    "shown_cues",
    metadata,
    _of_call(),
    Column("rule", Text, primary_key=True),
    Column("pillar", Text, primary_key=True),
    Index("shown_cues_rule", "rule"),
    Index("shown_cues_pillar", "pillar"),
    sqlite_with_rowid=False,
)

tags = Table(
    "tags",
    metadata,
    _of_call(),
    Column("name", Text, primary_key=True),
    Index("tags_name", "name"),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("call", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("speaker", Text),
    Column("text", Text, nullable=False),
    Column("informed", Boolean, nullable=False),
    Index("marks_call", "call", "coder"),
)
"""What people said. `call` is the id of the call, so that marks outlive its row; `start` and `end` are
samples. `informed`: said after others' marks could be seen."""

edits = Table(
    "edits",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("call", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index("edits_call", "call", "coder", "number"),
    sqlite_autoincrement=True,
)
"""Every change of marks, to undo it: the rows of `marks` that it took away and that it put there, as JSON."""

judged = Table(
    "judged",
    metadata,
    Column("call", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("finished", Boolean, nullable=False),
    Column("informed", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Which calls a coder has judged whole; `informed` once the coder could see what others marked."""
