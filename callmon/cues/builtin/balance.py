"""Balance the talk: the agent has nearly all of it."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Segment, samples

_WINDOW_S = 300.0


class BalanceTheTalk(Builtin):
    """Fires when the agent's share of recent speech gets high; again only after it has come down."""

    name = "balance_the_talk"
    pillar = "active_listening"
    looks_at = ("talk_share_high", "talk_share_again", "talk_share_speech_s")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._armed = True

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the share crosses the threshold."""
        settings = self.settings
        values = {measure.name: measure.value for measure in heard.measures}
        share, speech = values.get("talk_share_now"), values.get("speech_now")
        if share is None or speech is None or speech < settings.talk_share_speech_s:
            return None
        if share <= settings.talk_share_again:
            self._armed = True
        if not self._armed or share < settings.talk_share_high:
            return None
        self._armed = False
        span = Segment(max(0, heard.at - samples(_WINDOW_S)), heard.at)
        return self.cue(heard.at, Evidence(span, share, settings.talk_share_high, "share"), share=share)
