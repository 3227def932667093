"""Snippets: samples of a call in, a small sound that every browser plays out."""

import io
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callmon.timeline import SAMPLE_RATE, Mark, Segment, samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Read = Callable[[int, int], NDArray[np.float32]]

_ROOM = samples(1.0)
"""Sound before and after a mark, so that it is heard where it comes from."""
_LONGEST = samples(60.0)
_FADE = samples(0.01)
_RATE = 48_000
"""Bits a second: speech of two people on two channels."""
_MOST_BYTES = 12 << 20
"""Of all snippets of a page: what most mailboxes take."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Sound as a page holds it: `data` is MP3; `start` and `end` are samples of the call."""

    data: bytes
    start: int
    end: int

    @property
    def address(self) -> str:
        """The sound as an address that needs nothing else."""
        return f"data:audio/mpeg;base64,{b64encode(self.data).decode('ascii')}"


def snippets(marks: Iterable[Mark], read: "Read", last: int) -> tuple[dict[str, Snippet], str]:
    """The sound of each mark by its id, and a sentence where some are left out for their size.

    Args:
        marks: whose sound is wanted.
        read: gives samples of shape (2, count) from a position on.
        last: samples of the call.
    """
    found: dict[str, Snippet] = {}
    size = left = 0
    for mark in marks:
        if mark.kind in ("word", "speaker"):
            continue
        start = max(0, mark.segment.start - _ROOM)
        end = min(last, mark.segment.end + _ROOM, start + _LONGEST)
        made = encoded(read(start, max(1, end - start)), Segment(start, max(start, end)))
        if size + len(made.data) > _MOST_BYTES:
            left += 1
            continue
        size += len(made.data)
        found[mark.id] = made
    return found, f"The sound of {left} marks is left out, for the page would be too large." if left else ""


def encoded(audio: "NDArray[np.float32]", segment: Segment) -> Snippet:
    """Samples of shape (2, n) at 16 kHz as a snippet, faded in and out so that nothing clicks."""
    import av
    import numpy as np

    faded = audio.copy()
    length = min(_FADE, faded.shape[1] // 2)
    if length:
        fade = np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
        faded[:, :length] *= fade
        faded[:, faded.shape[1] - length :] *= fade[::-1]
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = _RATE
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(faded), format="fltp", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.pts = 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return Snippet(file.getvalue(), segment.start, segment.end)
