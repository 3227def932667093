"""Stretches of a call, and which of them something lies in: segments in, places out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from callmon.timeline import Segment, samples

NEAR = samples(0.5)
"""A stretch that somebody marks by hand begins and ends up to this far from the speech that is meant."""
_BUCKET = samples(10)


class Stretches:
    """Segments in any order that are asked for by place; each question looks at those nearby alone.

    Args:
        segments: the stretches; a place is an index of them.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._buckets: dict[int, list[int]] = defaultdict(list)
        for place, segment in enumerate(segments):
            for bucket in _buckets(segment):
                self._buckets[bucket].append(place)

    def __len__(self) -> int:
        return len(self._segments)

    def place(self, segment: Segment) -> int | None:
        """The stretch that shares most with `segment`, or the nearest within `NEAR`; of equals the first."""
        near = sorted({place for bucket in _buckets(segment) for place in self._buckets.get(bucket, ())})
        ranked = [(_gap(segment, self._segments[place]), place) for place in near]
        gap, place = min(ranked, default=(NEAR + 1, None))
        return place if gap <= NEAR else None

    def shared_with(self, others: Iterable[Segment]) -> set[int]:
        """The stretches that share something with any of `others`."""
        return {
            place
            for other in others
            for bucket in _buckets(other)
            for place in self._buckets.get(bucket, ())
            if self._segments[place] & other
        }


def _gap(one: Segment, two: Segment) -> int:
    """Samples between two stretches; negative where they share some, the more the lower."""
    return -len(one & two) or max(0, one.gap_to(two), two.gap_to(one))


def _buckets(segment: Segment) -> range:
    return range((segment.start - NEAR) // _BUCKET, (segment.end + NEAR) // _BUCKET + 1)
