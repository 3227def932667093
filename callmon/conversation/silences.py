"""Non-talk: silences of both sides, and which of them are a hold."""

from callmon.conversation.settings import TimingSettings
from callmon.timeline import Segment, Silence, Speaker, samples


class Silences:
    """When neither speaks: told as it passes each tier, then whole."""

    def __init__(self, settings: TimingSettings) -> None:
        self._settings = settings
        self._least = samples(settings.non_talk_s)
        self._tiers = [samples(tier) for tier in settings.non_talk_tiers_s]
        self._known = samples(settings.silence_known_s)
        self._from = 0
        self._after: Speaker | None = None
        self._passed = 0
        self._announced_by: Speaker | None = None
        self._sounds: list[Segment] = []

    def heard(self, sound: Segment) -> None:
        """Music or a tone, on either side; what both sides hear at once counts once."""
        apart = []
        for known in self._sounds:
            if known.gap_to(sound) <= 0 and sound.gap_to(known) <= 0:
                sound |= known
            elif known.end > self._from:
                apart.append(known)
        self._sounds = [*apart, sound]

    def hold_announced(self, speaker: Speaker) -> None:
        """`speaker` has told the other to wait; it lasts until `speaker` speaks again."""
        self._announced_by = speaker

    def spoke(self, until: int, speaker: Speaker) -> None:
        """`speaker` was voiced up to `until`."""
        if speaker == self._announced_by:
            self._announced_by = None
        if until > self._from:
            self._from, self._after, self._passed = until, speaker, 0

    def unheard(self, until: int) -> None:
        """Up to `until` at least one side was not heard: what was no speech there is no silence."""
        if until > self._from:
            self._from, self._passed = until, 0

    def quiet(self, at: int) -> list[Silence]:
        """Tiers that a silence that lasts until `at` has certainly passed since it was last asked."""
        found = []
        certain = at - self._known
        while self._passed < len(self._tiers) and certain - self._from > self._tiers[self._passed]:
            self._passed += 1
            found.append(self._silence(certain, settled=False))
        return found

    def broken(self, at: int) -> list[Silence]:
        """The whole silence that speech at `at`, or the end of the call, ends."""
        return [self._silence(at, settled=True)] if at - self._from > self._least else []

    def _silence(self, at: int, *, settled: bool) -> Silence:
        span = Segment(self._from, at)
        filled = sum(len(span & sound) for sound in self._sounds)
        hold = self._announced_by is not None or filled >= self._settings.hold_sound_share * len(span)
        return Silence(span, hold, self._after, settled)
