"""Exchanges marks with other tools: ELAN, Praat and spreadsheets."""

from callmon.export.exchange.reading import Read, read_marks, unclaimed
from callmon.export.exchange.writing import write_findings, write_marks

__all__ = ["Read", "read_marks", "unclaimed", "write_findings", "write_marks"]
