"""Who says when a call was held; until here it was its file, if callmon had not heard it itself."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, for the calls that are there too."""
    op.add_column("calls", sa.Column("dated", sa.Text, nullable=False, server_default="file"))
    op.execute("UPDATE calls SET dated = 'call' WHERE id LIKE 'live-%'")
    op.execute("UPDATE calls SET dated = '' WHERE held = analysed AND dated = 'file'")
