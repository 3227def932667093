"""Packing: JSON values in, compressed bytes for the database out; and back."""

import json
import zlib
from typing import Any

from callmon.errors import StoreError


def packed(value: Any) -> bytes:
    """JSON values, compressed."""
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 6)


def unpacked(data: bytes) -> Any:
    """What `packed` was given.

    Raises:
        StoreError: the bytes are not those that it made, as their checksum tells.
    """
    try:
        return json.loads(zlib.decompress(data))
    except zlib.error:
        raise StoreError(
            "The library has a damaged report of this call; analyse its recording again."
        ) from None
