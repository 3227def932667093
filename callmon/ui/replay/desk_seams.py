"""Where a replay leads to. No Qt."""

from typing import Protocol

from callmon.ui.report_door import ReportDoor


class ReplayDoors(ReportDoor, Protocol):
    """What can be done with a call beside hearing and marking it; each may raise a CallmonError."""

    def rehearse(self, call: str) -> None:
        """Answer the customer of this call anew."""
        ...

    def exchange_sides(self, call: str) -> None:
        """Take the other voice of a call on one channel for the agent's, and show the call anew."""
        ...

    def find_recording(self, call: str) -> None:
        """Ask where the recording lies now."""
        ...
