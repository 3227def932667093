"""A cue for callmon: thank the customer for waiting once a hold is over."""

from callmon.cues import BOTH, Heard
from callmon.timeline import Cue, Evidence, Silence, samples, seconds

SHORTEST_S = 10.0
"""A shorter hold needs no thanks."""


class ThankThemForWaiting:
    """Fires when somebody speaks again after a hold, once for each.

    callmon makes one for each call, without arguments, and tells it every step of the call in order.
    """

    name = "thank_them_for_waiting"
    hears = BOTH

    def hear(self, heard: Heard) -> Cue | None:
        """The cue that this step calls for, if any."""
        for event in heard.events:
            if not isinstance(event, Silence) or not event.settled or not event.hold:
                continue
            if len(event.segment) < samples(SHORTEST_S):
                continue
            waited = seconds(len(event.segment))
            return Cue(
                rule=self.name,
                version=1,
                pillar="care",
                text="Thank them for waiting",
                why=f"They have waited for {waited:.0f} s.",
                avoid="Thanking first, and then the answer.",
                urgency=1,
                at=heard.at,
                evidence=Evidence(event.segment, waited, SHORTEST_S, "s"),
            )
        return None
