"""PDF: a page of HTML in, a file to print out, by a browser of this computer or by whoever else can print."""

import os
import shutil
import signal
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
    "microsoft-edge-stable",
    "brave-browser",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    # Nothing of a call may leave, and the browser's own requests are nobody's wish.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
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
        # No hidden folder: a browser that came as a Snap may not read one. It may write to its profile a
        # moment longer than it runs. Its options and the page's address need whole paths.
        with tempfile.TemporaryDirectory(
            dir=path.parent.absolute(), prefix="callmon-pdf-", ignore_cleanup_errors=True
        ) as name:
            written = Path(name) / "report.pdf"
            if browser is None:
                otherwise(written)
            else:
                _print(browser, html, written)
            if not written.is_file() or not written.stat().st_size:
                raise OutputError(f"{path} cannot be printed; write the report as .html and print that.")
            written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o600)
            written.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); free some space or choose another place."
        ) from None


def _print(browser: Path, html: str, written: Path) -> None:
    page = written.with_name("report.html")
    page.write_text(html, encoding="utf-8")
    command = [
        str(browser),
        *_OPTIONS,
        f"--user-data-dir={written.with_name('profile')}",
        f"--print-to-pdf={written}",
        page.as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses to run as root with its sandbox; the page is callmon's own and runs no script.
        command.insert(1, "--no-sandbox")
    status = _run(command)
    if status is None:
        raise OutputError(
            f"{browser.name} did not print within {_PATIENCE_S} s; write the report as .html and print that."
        )
    if status:
        raise OutputError(
            f"{browser.name} cannot print (status {status}); write the report as .html and print that."
        )


def _run(command: list[str]) -> int | None:
    """How a program ends; None where it had to be ended, with everything that it has started."""
    with subprocess.Popen(  # noqa: S603 - a browser that was found above
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as started:
        try:
            return started.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            if sys.platform == "win32":
                started.kill()
            else:
                os.killpg(started.pid, signal.SIGKILL)
            return None
