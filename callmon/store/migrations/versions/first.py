"""The first library: calls, their measures, cues and tags, what people marked, and the search."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def _of_call() -> sa.Column[int]:
    return sa.Column("call", sa.Integer, sa.ForeignKey("calls.number", ondelete="CASCADE"), primary_key=True)


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "calls",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(_text(name) for name in ("title", "agent", "held", "analysed")),
        sa.Column("duration", sa.Float, nullable=False),
        *(_text(name) for name in ("language", "files")),
        sa.Column("cues", sa.Integer, nullable=False),
        _text("state"),
        sa.Column("report", sa.LargeBinary, nullable=False),
        sa.Column("starts", sa.LargeBinary, nullable=False),
        sa.Column("journal_modified_ns", sa.Integer, nullable=False),
        sa.Column("journal_size", sa.Integer, nullable=False),
    )
    op.create_index("calls_held", "calls", ["held"])
    op.create_index("calls_agent", "calls", ["agent"])
    op.create_table(
        "measures",
        _of_call(),
        _text("speaker", key=True),
        _text("name", key=True),
        sa.Column("value", sa.Float),
        sqlite_with_rowid=False,
    )
    op.create_index("measures_value", "measures", ["speaker", "name", "value"])
    op.create_table(
        "shown_cues", _of_call(), _text("rule", key=True), _text("pillar", key=True), sqlite_with_rowid=False
    )
    op.create_index("shown_cues_rule", "shown_cues", ["rule"])
    op.create_index("shown_cues_pillar", "shown_cues", ["pillar"])
    op.create_table("tags", _of_call(), _text("name", key=True), sqlite_with_rowid=False)
    op.create_index("tags_name", "tags", ["name"])
    _marks()
    op.execute(
        "CREATE VIRTUAL TABLE transcripts USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
    )


def _marks() -> None:
    op.create_table(
        "marks",
        _text("id", key=True),
        *(_text(name) for name in ("call", "coder", "kind")),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        *(_text(name) for name in ("label", "target")),
        sa.Column("speaker", sa.Text),
        _text("text"),
        sa.Column("informed", sa.Boolean, nullable=False),
    )
    op.create_index("marks_call", "marks", ["call", "coder"])
    op.create_table(
        "edits",
        sa.Column("number", sa.Integer, primary_key=True),
        *(_text(name) for name in ("call", "coder", "said", "before", "after")),
        sa.Column("undone", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("edits_call", "edits", ["call", "coder", "number"])
    op.create_table(
        "judged",
        _text("call", key=True),
        _text("coder", key=True),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.Column("informed", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
