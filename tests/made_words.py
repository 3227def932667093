"""Words as a report has them."""

from typing import Any


def words_of(start: float, end: float, text: str) -> list[dict[str, Any]]:
    """The words of a text, evenly from `start` to `end` in seconds; every ninth is recognised with doubt."""
    parts = text.split()
    step = (end - start) / max(1, len(parts))
    return [
        {
            "start": round(start + i * step, 3),
            "end": round(start + (i + 1) * step, 3),
            "text": part,
            "probability": 0.31 if i % 9 == 5 else 0.93,
        }
        for i, part in enumerate(parts)
    ]
