"""Where results go: the terminal, a JSON file or stream, an HTML page; and the progress bar."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_STDOUT = Path("-")


def check(json_out: Path | None, html_out: Path | None) -> None:
    """Fail before the work where a result could not be written after it.

    Raises:
        OutputError: a place cannot be written.
    """
    from callmon.export.files import check_writable

    for path in (json_out, html_out):
        if path is not None and path != _STDOUT:
            check_writable(path)


def deliver(report: Mapping[str, Any], json_out: Path | None, html_out: Path | None) -> None:
    """Write what was asked for; the terminal gets the report unless it gets the JSON."""
    from callmon.export.files import as_json, write_text

    if html_out is not None:
        from callmon.export.report import render_html

        write_text(html_out, render_html(report))
    if json_out == _STDOUT:
        with _stdout():
            sys.stdout.buffer.write(as_json(report).encode())
        return
    if json_out is not None:
        write_text(json_out, as_json(report))
    from rich.console import Console

    from callmon.export.terminal import print_report

    with _stdout():
        print_report(report, Console())


@contextmanager
def _stdout() -> Iterator[None]:
    """A fault of standard output, told in one sentence."""
    from callmon.errors import OutputError

    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # What could not be written would be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(
            f"Standard output cannot be written ({error.strerror}); free some space or choose another place."
        ) from None


@contextmanager
def progress(title: str) -> Iterator[Callable[[float, float | None], None]]:
    """A bar with time left on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(title, total=None)

        def told(done: float, expected: float | None) -> None:
            bar.update(task, completed=done, total=expected)

        yield told
