"""Asks: one file a command. Nothing heavy is imported before a command needs it."""

import sys

from callmon.errors import CallmonError


def main() -> None:
    """Run the command line; a fault of the environment is one sentence and exit status 2."""
    from callmon.cli.root import app

    try:
        app()
    except CallmonError as error:
        print(f"callmon: {error}", file=sys.stderr)  # noqa: T201 - this is where errors are told
        sys.exit(2)
