"""Alembic's way in: runs the migrations on the connection that the library hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
