"""Sums up: what a whole call shows about how the agent listened. Values of a report in, plain values out."""

from callmon.coaching.scorecard import scorecard

__all__ = ["scorecard"]
