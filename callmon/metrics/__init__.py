"""Measures: events in, numbers out. Plain values, no clock, no thread."""

from callmon.metrics.board import Board
from callmon.metrics.settings import MetricSettings

__all__ = ["Board", "MetricSettings"]
