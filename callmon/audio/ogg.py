"""The one thing of an Ogg file that its decoder does not tell: whether its last page was cut off."""

from typing import BinaryIO

_PAGE = 27 + 255 + 255 * 255
"""Bytes of the longest page."""


def missing_bytes(file: BinaryIO) -> int:
    """Bytes that the last page of an Ogg file announces and that the file does not hold; else 0."""
    file.seek(0)
    if file.read(4) != b"OggS":
        return 0
    length = file.seek(0, 2)
    file.seek(max(0, length - _PAGE))
    end = file.read()
    page = end[end.rfind(b"OggS\0") :]
    if len(page) < 27:
        return 27 - len(page)
    sizes = page[27 : 27 + page[26]]
    return max(0, 27 + page[26] + sum(sizes) - len(page))
