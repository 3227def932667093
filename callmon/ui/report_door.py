"""What windows ask of whoever writes reports to hand over. No Qt."""

from pathlib import Path
from typing import Protocol


class ReportDoor(Protocol):
    """Writes reports; each may raise a CallmonError with one sentence."""

    def addressee(self, call: str) -> tuple[str, Path]:
        """Whose call it is, empty where nobody said, and where its report may go, as a page."""
        ...

    def export_report(self, call: str, path: Path, message: str, *, audio: bool) -> str:
        """Write the report to hand over and show it; says where it is, and what is missing in it."""
        ...
