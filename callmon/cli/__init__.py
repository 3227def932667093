"""Asks: one file a command. Nothing heavy is imported before a command needs it."""

import errno
import sys

from callmon.errors import CallmonError


def main() -> None:
    """Run the command line; a fault of the environment is one sentence and exit status 2."""
    from callmon.cli.output import standard_output
    from callmon.cli.root import app

    try:
        try:
            app()
        except OSError as error:
            # Whoever writes a file tells its faults; what is left without a name is standard output.
            if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EPIPE):
                raise
            with standard_output():
                raise error
        except SystemExit as left:
            with standard_output():
                pass
            raise left
    except CallmonError as error:
        print(f"callmon: {error}", file=sys.stderr)  # noqa: T201 - this is where errors are told
        sys.exit(2)
