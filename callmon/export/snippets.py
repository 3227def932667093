"""Snippets: samples of a call in, a small sound that every browser plays out."""

import io
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
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


def snippets(
    marks: Iterable[Mark], read: "Read", last: int, moments: Mapping[str, Segment] = MappingProxyType({})
) -> tuple[dict[str, Snippet], str]:
    """The sound of each mark by its id, of each moment by its key, and what is missing, in sentences.

    Args:
        marks: whose sound is wanted; words and speakers that were put right have none.
        read: gives samples of shape (2, count) from a position on.
        last: samples of the call.
        moments: what else can be heard, as far as there is room.
    """
    wanted = {mark.id: mark.segment for mark in marks if mark.kind not in ("word", "speaker")} | dict(moments)
    found: dict[str, Snippet] = {}
    size = left = cut = 0
    for key, segment in wanted.items():
        start, whole = max(0, segment.start - _ROOM), min(last, segment.end + _ROOM)
        if start >= whole:
            continue
        end = min(whole, start + _LONGEST)
        made = encoded(read(start, end - start), Segment(start, end))
        if size + len(made.data) > _MOST_BYTES:
            left += 1
            continue
        size += len(made.data)
        cut += end < whole
        found[key] = made
    return found, " ".join(_missing(left, cut))


def _missing(left: int, cut: int) -> Iterator[str]:
    if left:
        one = "The sound of one moment is" if left == 1 else f"The sounds of {left} moments are"
        yield f"{one} left out, for the page would be too large to send."
    if cut:
        one = "One sound ends" if cut == 1 else f"{cut} sounds end"
        yield f"{one} after a minute, for what was marked is longer."


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
