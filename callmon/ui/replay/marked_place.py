"""Where a mark goes: what is selected and where the cursor stands in, a line or a stretch of the call out."""

from callmon.timeline import Mark, Segment, samples, seconds
from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.shown import Said
from callmon.ui.replay.transcript_model import TranscriptModel

_NOTE_S = 2.0
"""How much a note is about where nothing is chosen."""
_LEAST_S = 0.1
"""How much a mark on something that has no length is about."""


def line_at_hand(replay: ReplayModel, transcript: TranscriptModel, mark: Mark | None) -> Said | None:
    """The line that is selected, or in which what is selected lies; or else the one at the cursor.

    Args:
        replay: what is selected.
        transcript: has the lines.
        mark: the mark that is selected, if one is.
    """
    key = str(replay.property("selectedKey")) if mark is None else mark.target
    at = replay.player.position if mark is None else seconds(mark.segment.start)
    return transcript.line(key) or transcript.line_at(at)


def stretch_at_hand(replay: ReplayModel, transcript: TranscriptModel) -> Segment:
    """The span that is chosen, or what is selected, or else a while from the cursor on."""
    start, end = replay.property("spanStart"), replay.property("spanEnd")
    if end <= start:
        key = str(replay.property("selectedKey"))
        found = replay.item(key) or transcript.line(key)
        at = replay.player.position
        start, end = (at, at + _NOTE_S) if found is None else (found.start, found.end)
    last = min(max(end, start + _LEAST_S), replay.call.duration)
    return Segment(samples(max(0.0, min(start, last - _LEAST_S))), samples(last))
