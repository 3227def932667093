"""Where a replay leads to. No Qt."""

from typing import Protocol


class ReplayDoors(Protocol):
    """What can be done with a call beside hearing and marking it; each may raise a CallmonError."""

    def export_report(self, call: str) -> None:
        """The report to hand over."""
        ...

    def rehearse(self, call: str) -> None:
        """Answer the customer of this call anew."""
        ...

    def find_recording(self, call: str) -> None:
        """Ask where the recording lies now."""
        ...
