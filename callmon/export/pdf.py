"""PDF: a page of HTML in, a file to print out, by a browser of this computer or by whoever else can print."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from callmon.errors import OutputError

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_PATIENCE_S = 90


def find_browser() -> Path | None:
    """A browser of the family of Chromium, which prints without a window; None where there is none."""
    return next((Path(each) for each in _candidates() if Path(each).is_file()), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    if sys.platform == "darwin":
        yield from _PLACES
    if sys.platform == "win32":
        for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(root):
                yield from (str(Path(folder) / place) for place in _WINDOWS)


def write_pdf(path: Path, html: str, otherwise: Callable[[Path], None], browser: Path | None = None) -> None:
    """Write a page as PDF on A4, whole or not at all.

    Args:
        path: where to.
        html: the page; it needs nothing else.
        otherwise: writes it to a file where there is no browser.
        browser: what prints it.

    Raises:
        OutputError: it cannot be written or printed.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".pdf-") as name:
            written = Path(name) / "report.pdf"
            if browser is None:
                otherwise(written)
            else:
                _print(browser, html, written)
            if not written.is_file():
                raise OutputError(f"{path} cannot be printed; write the report as .html and print that.")
            written.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}).") from None


def _print(browser: Path, html: str, written: Path) -> None:
    page = written.with_name("report.html")
    page.write_text(html, encoding="utf-8")
    command = [
        str(browser),
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-pdf-header-footer",
        "--disable-background-networking",
        f"--user-data-dir={written.with_name('profile')}",
        f"--print-to-pdf={written}",
        page.as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses to run as root with its sandbox; the page is callmon's own and runs no script.
        command.insert(1, "--no-sandbox")
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603 - found above
    except subprocess.TimeoutExpired:
        raise OutputError(
            f"{browser.name} did not print within {_PATIENCE_S} s; write .html instead."
        ) from None
    if done.returncode:
        raise OutputError(f"{browser.name} cannot print (status {done.returncode}); write .html instead.")
