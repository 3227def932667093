"""The one thing of a WAV file that its decoder does not tell: whether audio is missing at its end."""

import struct
from typing import BinaryIO

_UNKNOWN = (0, 0xFFFFFFFF)
"""Sizes that a writer leaves when it streams and does not know the length."""


def missing_bytes(file: BinaryIO) -> int:
    """Bytes that the data chunk of a WAV file announces and that the file does not hold; else 0."""
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RIFX") or head[8:] != b"WAVE":
        return 0
    order = "<" if head[:4] == b"RIFF" else ">"
    while len(header := file.read(8)) == 8:
        name, size = header[:4], struct.unpack(order + "I", header[4:])[0]
        if name == b"data":
            here = file.tell()
            held = file.seek(0, 2) - here
            return 0 if size in _UNKNOWN else max(0, size - held)
        file.seek(size + size % 2, 1)
    return 0
