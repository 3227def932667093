"""The coach: of the cues that rules call for, which one is shown, and why the others are not."""

from collections import deque
from collections.abc import Sequence

from callmon.cues.parting import Parting
from callmon.cues.rule import Heard, Rule, checked
from callmon.cues.settings import CueSettings
from callmon.cues.trust import Trust
from callmon.timeline import Cue, Ended, Failure, Feedback, Snooze, Suppression, samples, seconds

UNTIL_GOODBYE = frozenset(["say_what_you_are_doing"])
"""Rules whose cues help nobody once goodbye was said. They fire as always; words only hold them back."""


class Coach:
    """Steps in; at most one cue at a time out, the rest with the reason why they are held back.

    Args:
        rules: the rules to ask, fresh for this call.
        settings: how often cues may be shown.
        brought: rules that somebody brought along; one that fails is off for the rest of the call.
    """

    def __init__(
        self, rules: Sequence[Rule], settings: CueSettings | None = None, brought: Sequence[Rule] = ()
    ) -> None:
        self._rules = rules
        self._brought = list(brought)
        self._settings = settings or CueSettings()
        self._shown: deque[Cue] = deque(maxlen=self._settings.most)
        self._praised: deque[Cue] = deque(maxlen=self._settings.positive_most)
        self._last: Cue | None = None
        self._last_advice: dict[int, Cue] = {}
        self._last_of: dict[str, int] = {}
        self._trust = Trust()
        self._parting = Parting()
        self._snoozed_until = 0
        self._unwanted: set[str] = set()

    def hear(self, heard: Heard) -> tuple[list[Cue], list[Suppression], list[Failure]]:
        """What this step calls for: cues to show, cues held back, and rules that failed."""
        self._trust.observe(heard)
        self._parting.observe(heard)
        match heard.observation:
            case Snooze(until=until):
                self._snoozed_until = until
            case Feedback(rule=name, verdict="not_helpful"):
                self._unwanted.add(name)
        asked = [(rule, cue) for rule in self._rules if (cue := rule.hear(heard)) is not None]
        failed: list[Failure] = []
        for rule in [*self._brought]:
            try:
                advice = checked(rule.hear(heard), rule.name, heard.at)
            except Exception as error:  # noqa: BLE001 - other people's code must not end a call
                self._brought.remove(rule)
                failed.append(Failure(rule.name, heard.at, f"{type(error).__name__}: {error}"))
                continue
            if advice is not None:
                asked.append((rule, advice))
        shown: list[Cue] = []
        held: list[Suppression] = []
        for rule, cue in sorted(asked, key=lambda each: (each[1].positive, -each[1].urgency)):
            reason = (
                self._unwelcome(cue)
                or ("the call was over" if isinstance(heard.observation, Ended) else None)
                or ("goodbye was said" if self._parting.said and cue.rule in UNTIL_GOODBYE else None)
                or self._trust.reason_against(cue, rule.hears)
                or self._too_often(cue)
            )
            if reason is None:
                self._note(cue)
                shown.append(cue)
            else:
                held.append(Suppression(cue, reason))
        return shown, held, failed

    def _unwelcome(self, cue: Cue) -> str | None:
        """What the person at the screen has against it."""
        if self._settings.quiet or cue.rule in self._settings.off:
            return "this cue is switched off"
        if cue.rule in self._unwanted:
            return "this cue was marked as not helpful earlier in the call"
        return "cues were snoozed" if cue.at < self._snoozed_until else None

    def _note(self, cue: Cue) -> None:
        self._shown.append(cue)
        self._last_of[cue.rule] = cue.at
        self._last = cue
        if cue.positive:
            self._praised.append(cue)
        else:
            self._last_advice[cue.urgency] = cue

    def _too_often(self, cue: Cue) -> str | None:
        """What was shown shortly before, or is shown now.

        Praise makes room for advice at any time, and advice for what is more urgent: a customer who was cut
        short matters more than whatever softer cue came half a minute before.
        """
        settings = self._settings
        if cue.at < samples(settings.warm_up_s):
            return f"the first {settings.warm_up_s:.0f} s of a call are quiet"
        last = self._last if cue.positive else self._last_as_urgent(cue.urgency)
        if last is not None:
            ago = cue.at - last.at
            if ago < samples(max(settings.between_s, settings.shown_s)):
                return f"“{last.text}” was shown {seconds(ago):.0f} s before"
        same = self._last_of.get(cue.rule)
        if same is not None and cue.at - same < samples(settings.between_same_s):
            return f"the same cue was shown {seconds(cue.at - same):.0f} s before"
        minutes = settings.most_within_s / 60
        if cue.positive:
            praised = self._praised[-1] if self._praised else None
            if praised is not None and cue.at - praised.at < samples(settings.positive_between_s):
                return f"“{praised.text}” praised {seconds(cue.at - praised.at):.0f} s before"
            if self._is_full(self._praised, cue.at):
                return f"{settings.positive_most} times of praise in {minutes:.0f} minutes are enough"
        if self._is_full(self._shown, cue.at):
            return f"{settings.most} cues in {minutes:.0f} minutes are enough"
        return None

    def _last_as_urgent(self, urgency: int) -> Cue | None:
        """The latest advice that was at least as urgent."""
        known = [cue for level, cue in self._last_advice.items() if level >= urgency]
        return max(known, key=lambda cue: cue.at, default=None)

    def _is_full(self, shown: deque[Cue], at: int) -> bool:
        """Whether no more may be shown within the time that the oldest of `shown` still counts in."""
        full = len(shown) == shown.maxlen
        return full and (not shown or at - shown[0].at < samples(self._settings.most_within_s))
