"""The thresholds of the measures, each with its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetricSettings:
    """Windows and limits of the measures; seconds unless the name says otherwise."""

    pace_window_s: float = 60.0
    """Own speech that the current pace looks back over."""
    pace_min_words: int = 7
    """Shorter turns are ignored: rate depends on length below (Yuan 2006)."""
    pace_usual_s: float = 60.0
    """Own speech after which a speaker's usual pace is known."""
    share_window_s: float = 300.0
    """Time that the current talk share looks back over."""
    non_talk_counted_s: tuple[float, ...] = (3.0, 5.0, 10.0)
    """Silences longer than each of these are counted."""
    long_turn_s: float = 20.0
    """A turn of the customer at least this long holds more than one point, and is worth saying back."""
    concrete_words: int = 10
    """Named and vague words that concreteness must rest on; a share of fewer says little."""
