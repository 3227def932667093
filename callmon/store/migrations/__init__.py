"""Migrations of the library, run by Alembic when it is opened; `env.py` is Alembic's way in."""
