"""Offer one thing more: the call is closing, and the agent has offered nothing beyond the request."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.timeline import Act, Cue, Evidence


class OfferOneThingMore(Builtin):
    """Fires once, when the agent closes the call, or agrees the next step after the customer has.

    An offer made before, also a stock one (“anything else?”), keeps it silent: the customer was asked. So
    does speech of the agent that was not understood, for an offer may lie in it. A question closes nothing,
    whatever words it holds.
    """

    name = "offer_one_thing_more"
    version = 2
    pillar = "care"
    urgency = 2
    reads = ("words",)
    needs = ("offer", "stock_offer")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._spoken = Spoken()
        self._done = self.blind
        self._customer_closes = False

    def hear(self, heard: Heard) -> Cue | None:
        """The cue at the close of a call without an offer."""
        self._spoken.observe(heard.observation)
        if self._done:
            return None
        closes: Act | None = None
        acts = [event for event in heard.events if isinstance(event, Act)]
        asked = [act.segment for act in acts if act.kind == "question"]
        for act in acts:
            if act.kind == "offer" and act.speaker == "agent":
                self._done = True
            elif act.kind == "closing" and act.speaker == "customer":
                self._customer_closes = True
            elif (act.kind == "closing" and act.segment not in asked) or (
                act.kind == "next_step" and act.speaker == "agent" and self._customer_closes
            ):
                closes = act
        if self._done or closes is None or not self._spoken.is_understood("agent"):
            return None
        self._done = True
        evidence = Evidence(closes.segment, 0, 1, "offers", words=closes.said)
        words = self._spoken.quote(closes.utterance, closes.said)
        return self.cue(heard.at, evidence, words=words)
