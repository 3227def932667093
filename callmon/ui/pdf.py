"""Prints a plain page with Qt where no browser can."""

import os
import sys
from pathlib import Path


def print_plain(html: str, path: Path, title: str) -> None:
    """Write a plain page (headings, paragraphs, lists) as PDF on A4.

    Args:
        html: the page; styles beyond bold and sizes are lost.
        path: of the file.
        title: of the document.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
    del writer, app
