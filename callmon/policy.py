"""Policy: what may be inferred about the people on a call, kept and shown; the strictest region by default.

What an agent feels is inferred nowhere: there is no setting for it. Sources: Regulation (EU) 2024/1689 (AI
Act), Article 5(1)(f) forbids inferring the emotions of people at work, Article 50(3) asks that people be told
when an emotion recognition system hears them.
"""

from dataclasses import dataclass
from typing import Literal

Region = Literal["eu", "us", "other"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Where callmon is used, and what was asked for beyond the least."""

    region: Region = "eu"
    """Whose rules hold: `eu`, `us` or `other`."""
    arousal: bool = False
    """Whether an estimate of how tense the customer sounds was asked for."""
    keep_usual: bool = False
    """Whether the agent's own usual pace and melody may be kept from call to call in the EU."""

    def allows_arousal(self, *, notice_given: bool) -> bool:
        """Whether the customer's arousal may be estimated; in the EU only once both sides were told."""
        return self.arousal and (notice_given or self.region != "eu")

    @property
    def keeps_usual(self) -> bool:
        """Whether the agent's own usual way of speaking is kept from call to call."""
        return self.keep_usual or self.region != "eu"
