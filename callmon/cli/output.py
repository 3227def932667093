"""Where results go: the terminal, a JSON file or stream, an HTML page; and the progress bar."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

_STDOUT = Path("-")


def check(json_out: Path | None, html_out: Path | None, inputs: Iterable[Path] = ()) -> None:
    """Fail before the work where a result could not be written after it, or would destroy something.

    Raises:
        OutputError: a place cannot be written, is one of `inputs`, or is named twice.
    """
    from callmon.errors import OutputError
    from callmon.export.files import check_writable

    outputs = [path for path in (json_out, html_out) if path is not None and path != _STDOUT]
    for path in outputs:
        check_writable(path)
        if any(_is_same(path, source) for source in inputs):
            raise OutputError(f"{path} is what the report is made from; choose another place.")
    if len(outputs) == 2 and _is_same(*outputs) and not outputs[0].is_char_device():
        raise OutputError(f"--json and --report both name {outputs[0]}; give each a file of its own.")


def _is_same(one: Path, two: Path) -> bool:
    """Whether two paths are one file, be it there or not."""
    if one.exists() and two.exists():
        return one.samefile(two)
    return one.resolve() == two.resolve()


def deliver(report: Mapping[str, Any], json_out: Path | None, html_out: Path | None) -> None:
    """Write what was asked for; the terminal gets the report unless it gets the JSON."""
    from callmon.export.files import as_json, write_text

    if html_out is not None:
        from callmon.export.report import render_html

        write_text(html_out, render_html(report))
    if json_out == _STDOUT:
        with standard_output():
            sys.stdout.buffer.write(as_json(report).encode())
        return
    if json_out is not None:
        write_text(json_out, as_json(report))
    from rich.console import Console

    from callmon.export.terminal import print_report

    console = Console()
    with standard_output():
        print_report(report, console)
        for kind, path in (("page", html_out), ("JSON", json_out)):
            if path is not None:
                console.print(
                    f"The {kind} is in {path}", style="dim", markup=False, highlight=False, soft_wrap=True
                )


@contextmanager
def standard_output() -> Iterator[None]:
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


class Told(Protocol):
    """Told how much is done and expected, and what it is at, where that changes."""

    def __call__(self, done: float, expected: float | None, what: str = "", /) -> None:
        """Show it."""
        ...


@contextmanager
def progress(title: str) -> Iterator[Told]:
    """A bar with time left on standard error where that is a terminal, else a line for each thing."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    console = Console(stderr=True)
    columns = (
        # Names may hold what looks like markup, and may be longer than the line.
        TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
        ),
        BarColumn(20),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(
        *columns, console=console, transient=True, expand=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(title, total=None)
        before = ""

        def told(done: float, expected: float | None, what: str = "", /) -> None:
            nonlocal before
            bar.update(task, completed=done, total=expected, description=what or title)
            if what and what != before and not console.is_terminal:
                sys.stderr.write(f"{what}\n")
                sys.stderr.flush()
            before = what or before

        yield told
