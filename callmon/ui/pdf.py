"""Plain pages printed with Qt where no browser can: headings, paragraphs and lists in, PDF on A4 out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

_LETTERS_PT = 10
_PLATFORM = "QT_QPA_PLATFORM"


def print_plain(html: str, path: Path, title: str) -> None:
    """Write a plain page (headings, paragraphs, lists) as PDF on A4, each page with its number.

    Args:
        html: the page; styles beyond bold and sizes are lost.
        path: of the file.
        title: of the document.
    """
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

    with _application():
        writer = QPdfWriter(str(path))
        writer.setTitle(title)
        writer.setCreator("callmon")
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        # A document that is laid out for no page brings margins of 2 cm and the numbers of pages itself.
        writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        document = QTextDocument()
        font = document.defaultFont()
        font.setPointSize(_LETTERS_PT)
        document.setDefaultFont(font)
        document.setHtml(html)
        document.print_(writer)
        # Closes the file.
        del writer


@contextmanager
def _application() -> "Iterator[QCoreApplication]":
    """The application that runs, or one for as long as it is needed, which asks for no screen."""
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance()
    if running is not None:
        yield running
        return
    before = os.environ.get(_PLATFORM)
    os.environ[_PLATFORM] = "offscreen"
    try:
        yield QGuiApplication(sys.argv[:1])
    finally:
        # Programs that are started later show their windows where the person is.
        if before is None:
            del os.environ[_PLATFORM]
        else:
            os.environ[_PLATFORM] = before
