"""The coach: of the cues that rules call for, which one is shown, and why the others are not."""

from collections import deque

from callmon.cues.rule import Heard, Rule
from callmon.cues.settings import CueSettings
from callmon.timeline import Cue, Suppression, samples, seconds


class Coach:
    """Steps in; at most one cue at a time out, the rest with the reason why they are held back.

    Args:
        rules: the rules to ask, fresh for this call.
        settings: how often cues may be shown.
    """

    def __init__(self, rules: list[Rule], settings: CueSettings | None = None) -> None:
        self._rules = rules
        self._settings = settings or CueSettings()
        self._shown: deque[Cue] = deque(maxlen=self._settings.most)
        self._last_of: dict[str, int] = {}

    def hear(self, heard: Heard) -> tuple[list[Cue], list[Suppression]]:
        """What this step calls for."""
        asked = [cue for rule in self._rules if (cue := rule.hear(heard)) is not None]
        shown: list[Cue] = []
        held: list[Suppression] = []
        for cue in sorted(asked, key=lambda cue: -cue.urgency):
            reason = self._reason_against(cue)
            if reason is None:
                self._shown.append(cue)
                self._last_of[cue.rule] = cue.at
                shown.append(cue)
            else:
                held.append(Suppression(cue, reason))
        return shown, held

    def _reason_against(self, cue: Cue) -> str | None:
        settings = self._settings
        if cue.at < samples(settings.warm_up_s):
            return f"the first {settings.warm_up_s:.0f} s of a call are quiet"
        last = self._shown[-1] if self._shown else None
        if last is not None:
            ago = cue.at - last.at
            replaces = ago < samples(settings.shown_s) and cue.urgency > last.urgency
            if ago < samples(max(settings.between_s, settings.shown_s)) and not replaces:
                return f"“{last.text}” was shown {seconds(ago):.0f} s before"
        same = self._last_of.get(cue.rule)
        if same is not None and cue.at - same < samples(settings.between_same_s):
            return f"the same cue was shown {seconds(cue.at - same):.0f} s before"
        full = len(self._shown) == settings.most
        if full and (not self._shown or cue.at - self._shown[0].at < samples(settings.most_within_s)):
            return f"{settings.most} cues in {settings.most_within_s / 60:.0f} minutes are enough"
        return None
