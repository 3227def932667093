"""A figure with its interval, or why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure of agreement.

    Attributes:
        value: None where it is not defined.
        low, high: ends of its 95 % interval; None where that is not defined.
        why: why something is not defined, as the end of a sentence; empty where everything is.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""

    @property
    def text(self) -> str:
        """The figure with its interval, such as `0.21 (0.02 to 0.40)`; or why there is none."""
        if self.value is None:
            return self.why
        if self.low is None or self.high is None:
            return f"{self.value:.2f}"
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"
