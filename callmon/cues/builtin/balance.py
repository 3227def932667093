"""Balance the talk: the agent has nearly all of it."""

from callmon.cues.rule import BOTH, Heard
from callmon.cues.settings import CueSettings
from callmon.timeline import Cue, Evidence, Segment, samples

_WINDOW_S = 300.0


class BalanceTheTalk:
    """Fires when the agent's share of recent speech gets high; again only after it has come down."""

    name = "balance_the_talk"
    hears = BOTH

    def __init__(self, settings: CueSettings) -> None:
        self._settings = settings
        self._armed = True

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the share crosses the threshold."""
        values = {measure.name: measure.value for measure in heard.measures}
        share, speech = values.get("talk_share_now"), values.get("speech_now")
        if share is None or speech is None or speech < self._settings.talk_share_speech_s:
            return None
        if share <= self._settings.talk_share_again:
            self._armed = True
        if not self._armed or share < self._settings.talk_share_high:
            return None
        self._armed = False
        return Cue(
            rule=self.name,
            version=1,
            pillar="active_listening",
            text="Balance the talk",
            why=f"{share:.0%} of the talk of the last minutes was yours.",
            avoid="Asking an open question and waiting.",
            urgency=1,
            at=heard.at,
            evidence=Evidence(
                Segment(max(0, heard.at - samples(_WINDOW_S)), heard.at),
                share,
                self._settings.talk_share_high,
                "share",
            ),
        )
