"""The floor: who holds it, from starts and ends of utterances alone.

Speaker B takes the floor from A by starting while A is silent, or by going on after A has stopped. A short
piece of B after which A speaks next leaves the floor with A. What B said over A is a challenge until one
of these is certain.
"""

from dataclasses import dataclass, field

from callmon.conversation.overlaps import Facts
from callmon.conversation.settings import TimingSettings
from callmon.timeline import (
    Event,
    Gap,
    Pause,
    Segment,
    Speaker,
    SpeechStarted,
    Tick,
    Turn,
    TurnStarted,
    Utterance,
    other,
    samples,
)


@dataclass(slots=True)
class Spoken:
    """One utterance of a turn; `end` is None while it goes on."""

    id: int
    start: int
    end: int | None = None

    def until(self, at: int) -> int:
        """Samples of it before `at`."""
        return max(0, min(at, at if self.end is None else self.end) - self.start)


@dataclass(slots=True)
class Challenge:
    """Speech of `by` that began while `of` held the floor, not settled yet."""

    by: Speaker
    of: Speaker
    said: Spoken
    spoken: int
    announced: bool = False


@dataclass(slots=True)
class Hold:
    """The turn that is going on."""

    speaker: Speaker
    start: int
    said: list[Spoken] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where its last complete utterance ended."""
        return max((spoken.end for spoken in self.said if spoken.end is not None), default=self.start)

    @property
    def speaking(self) -> bool:
        """Whether an utterance of it is open."""
        return bool(self.said) and self.said[-1].end is None


class Floor:
    """Starts, ends and ticks in; turns, pauses, gaps and facts of overlaps out."""

    def __init__(self, settings: TimingSettings) -> None:
        self._settings = settings
        self._turn_pause = samples(settings.turn_pause_s)
        self._goes_on = samples(settings.goes_on_s)
        self._short = samples(settings.backchannel_max_s)
        self._overlap_min = samples(settings.overlap_min_s)
        self.hold: Hold | None = None
        self.challenges: list[Challenge] = []
        self._overlaps = 0

    def started(self, start: SpeechStarted) -> tuple[list[Event], list[Facts]]:
        """An utterance has begun."""
        events: list[Event] = []
        facts: list[Facts] = []
        self._resolve(start.speaker, start.at, events, facts)
        said = Spoken(start.utterance, start.at)
        hold = self.hold
        if hold is None:
            self._take(start.speaker, start.at, [said], events)
        elif hold.speaker == start.speaker:
            self._carry_on(hold, said, events)
        elif not hold.speaking and start.at >= hold.end:
            self._take(start.speaker, start.at, [said], events)
        else:
            spoken = sum(part.until(start.at) for part in hold.said)
            self.challenges.append(Challenge(start.speaker, hold.speaker, said, spoken))
        return events, facts

    def ended(self, utterance: Utterance) -> tuple[list[Event], list[Facts]]:
        """An utterance is complete."""
        events: list[Event] = []
        facts: list[Facts] = []
        hold = self.hold
        if hold is not None and hold.speaker == utterance.speaker:
            for part in hold.said:
                if part.id == utterance.id:
                    part.end = utterance.segment.end
        for challenge in list(self.challenges):
            if challenge.said.id == utterance.id:
                challenge.said.end = utterance.segment.end
        self._settle(utterance.segment.end, events, facts)
        return events, facts

    def ticked(self, tick: Tick) -> tuple[list[Event], list[Facts]]:
        """Time has passed."""
        events: list[Event] = []
        facts: list[Facts] = []
        for challenge in list(self.challenges):
            hold = self.hold
            if hold is None or hold.speaking or challenge.of != hold.speaker:
                continue
            voiced = challenge.said.end or tick.voiced(challenge.by) or challenge.said.start
            alone = voiced - hold.end
            if (alone >= self._goes_on and voiced - challenge.said.start > self._short) or (
                challenge.said.end is not None and tick.at - challenge.said.end > self._turn_pause
            ):
                self._transfer(challenge, events, facts)
        return events, facts

    def finished(self) -> tuple[list[Event], list[Facts]]:
        """The call is over."""
        events: list[Event] = []
        facts: list[Facts] = []
        for challenge in list(self.challenges):
            if challenge in self.challenges:
                self._transfer(challenge, events, facts)
        if self.hold is not None:
            events.append(_turn(self.hold))
            self.hold = None
        return events, facts

    def _resolve(self, speaker: Speaker, at: int, events: list[Event], facts: list[Facts]) -> None:
        """Challenges that wait for who speaks next."""
        for challenge in list(self.challenges):
            end = challenge.said.end
            hold = self.hold
            if challenge not in self.challenges or end is None or hold is None or hold.speaking:
                continue
            if at - max(end, hold.end) > self._turn_pause or speaker == challenge.by:
                self._transfer(challenge, events, facts)
            else:
                self._keep(challenge, facts)

    def _settle(self, at: int, events: list[Event], facts: list[Facts]) -> None:
        """Challenges about which an end at `at` makes certain who has the floor."""
        for challenge in list(self.challenges):
            hold, end = self.hold, challenge.said.end
            if challenge not in self.challenges or hold is None or end is None:
                continue
            if hold.speaking or hold.end >= end:
                self._keep(challenge, facts)
            elif end - hold.end >= self._goes_on and end - challenge.said.start > self._short:
                self._transfer(challenge, events, facts)

    def _keep(self, challenge: Challenge, facts: list[Facts]) -> None:
        """`of` goes on: the floor does not change."""
        self.challenges.remove(challenge)
        facts.extend(self._facts(challenge, took_floor=False))

    def _transfer(self, challenge: Challenge, events: list[Event], facts: list[Facts]) -> None:
        """`by` has the floor from where it began."""
        self.challenges.remove(challenge)
        facts.extend(self._facts(challenge, took_floor=True))
        self._take(challenge.by, challenge.said.start, [challenge.said], events)

    def _take(self, speaker: Speaker, at: int, said: list[Spoken], events: list[Event]) -> None:
        if self.hold is not None:
            events.append(_turn(self.hold))
            events.append(Gap(at, speaker, at - self.hold.end))
        self.hold = Hold(speaker, at, said)
        events.append(TurnStarted(at, speaker))

    def _carry_on(self, hold: Hold, said: Spoken, events: list[Event]) -> None:
        silence = said.start - hold.end
        if silence > self._turn_pause:
            events.append(_turn(hold))
            self.hold = Hold(hold.speaker, said.start, [said])
            events.append(TurnStarted(said.start, hold.speaker))
            return
        hold.said.append(said)
        if silence > 0:
            events.append(Pause(Segment(hold.end, said.start), hold.speaker))

    def _facts(self, challenge: Challenge, *, took_floor: bool) -> list[Facts]:
        """One for each stretch that both spoke."""
        hold, said = self.hold, challenge.said
        if hold is None or (said.end is None and not took_floor):
            return []
        found = []
        for part in hold.said:
            ends = [end for end in (part.end, said.end) if end is not None]
            start, end = max(part.start, said.start), min(ends, default=said.start)
            if end - start < self._overlap_min:
                continue
            self._overlaps += 1
            found.append(
                Facts(
                    id=self._overlaps,
                    segment=Segment(start, end),
                    by=challenge.by,
                    of=challenge.of,
                    utterance=said.id,
                    holder=part.id,
                    length=(said.end or end) - said.start,
                    spoken=challenge.spoken,
                    left=hold.end - said.start,
                    took_floor=took_floor,
                )
            )
        return found


def _turn(hold: Hold) -> Turn:
    return Turn(
        Segment(hold.start, max(hold.start, hold.end)), hold.speaker, tuple(part.id for part in hold.said)
    )


def listener_of(floor: Floor) -> Speaker | None:
    """Who does not hold the floor; None while nobody holds it."""
    return None if floor.hold is None else other(floor.hold.speaker)
