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
    samples,
)


@dataclass(slots=True)
class Spoken:
    """One utterance of a turn; `end` is None while it goes on."""

    id: int
    start: int
    end: int | None = None


@dataclass(slots=True)
class Challenge:
    """Speech of `by` that began while `of` held the floor, not settled yet.

    `spoken` is how long `of` had spoken by then, `voiced` up to where `by` has been heard so far,
    `overlap` the id of what has been told about it while it lasts.
    """

    by: Speaker
    of: Speaker
    said: Spoken
    spoken: int
    voiced: int
    overlap: int | None = None


@dataclass(slots=True)
class Hold:
    """The turn that is going on: `end` is where its last complete utterance ended."""

    speaker: Speaker
    start: int
    said: list[Spoken]
    end: int = field(init=False)
    _complete: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.end = self.start
        for part in self.said:
            self._count(part)

    @property
    def speaking(self) -> bool:
        """Whether an utterance of it is open."""
        return self.said[-1].end is None

    def close(self, utterance: int, end: int) -> None:
        """The end of one of its utterances."""
        for part in reversed(self.said):
            if part.id == utterance:
                part.end = end
                self._count(part)
                return

    def spoken(self, at: int) -> int:
        """Samples of its speech before `at`, which lies in or after its last utterance."""
        if self.speaking:
            return self._complete + max(0, at - self.said[-1].start)
        return max(0, self._complete - max(0, self.end - at))

    def over(self, said: Spoken, voiced: int) -> tuple[Spoken, Segment]:
        """The longest stretch that both `said` and it cover, and its utterance there.

        `voiced` is up to where open utterances have been heard.
        """
        best, longest = self.said[-1], Segment(said.start, said.start)
        mine = Segment(said.start, max(said.start, voiced if said.end is None else said.end))
        for part in reversed(self.said):
            if part.end is not None and part.end <= said.start:
                break
            both = mine & Segment(part.start, max(part.start, voiced if part.end is None else part.end))
            if len(both) > len(longest):
                best, longest = part, both
        return best, longest

    def _count(self, part: Spoken) -> None:
        if part.end is not None:
            self.end = max(self.end, part.end)
            self._complete += part.end - part.start


class Floor:
    """Starts, ends and ticks in; turns, pauses, gaps and facts of overlaps out."""

    def __init__(self, settings: TimingSettings) -> None:
        self._turn_pause = samples(settings.turn_pause_s)
        self._goes_on = samples(settings.goes_on_s)
        self._short = samples(settings.backchannel_max_s)
        self._overlap_min = samples(settings.overlap_min_s)
        self._known = samples(settings.start_known_s)
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
            self._take(start.speaker, [said], events)
        elif hold.speaker == start.speaker:
            self._carry_on(hold, said, events)
        else:
            spoken = hold.spoken(start.at)
            self.challenges.append(Challenge(start.speaker, hold.speaker, said, spoken, start.at))
            self._settle(hold, events, facts)
        return events, facts

    def ended(self, utterance: Utterance) -> tuple[list[Event], list[Facts]]:
        """An utterance is complete."""
        events: list[Event] = []
        facts: list[Facts] = []
        hold, end = self.hold, utterance.segment.end
        if hold is not None:
            if hold.speaker == utterance.speaker:
                hold.close(utterance.id, end)
            for challenge in self.challenges:
                if challenge.said.id == utterance.id:
                    challenge.said.end = challenge.voiced = end
            self._settle(hold, events, facts)
        return events, facts

    def ticked(self, tick: Tick) -> tuple[list[Event], list[Facts]]:
        """Time has passed."""
        events: list[Event] = []
        facts: list[Facts] = []
        known = tick.at - self._known
        for challenge in self.challenges:
            if challenge.said.end is None:
                challenge.voiced = max(challenge.voiced, tick.voiced(challenge.by) or 0)
        hold = self.hold
        if hold is not None and not hold.speaking:
            for challenge in self.challenges:
                end = challenge.said.end
                alone = known - hold.end >= self._goes_on and self._won(hold, challenge, known)
                if alone or (end is not None and known - end > self._turn_pause):
                    self._transfer(hold, events, facts)
                    break
        return events, facts

    def finished(self, at: int) -> tuple[list[Event], list[Facts]]:
        """The call is over at `at`; what is still open ends there."""
        events: list[Event] = []
        facts: list[Facts] = []
        hold = self.hold
        if hold is None:
            return events, facts
        for part in hold.said:
            if part.end is None:
                hold.close(part.id, max(part.start, at))
        for challenge in self.challenges:
            if challenge.said.end is None:
                challenge.said.end = challenge.voiced = max(challenge.said.start, at)
        self._settle(hold, events, facts)
        last = self._transfer(hold, events, facts) if self.challenges else self.hold or hold
        self.hold = None
        return [*events, _turn(last)], facts

    def _won(self, hold: Hold, challenge: Challenge, until: int) -> bool:
        """Whether what was said up to `until` is more than a backchannel and went on alone."""
        voiced = min(until, challenge.voiced)
        return voiced - hold.end >= self._goes_on and voiced - challenge.said.start > self._short

    def _resolve(self, speaker: Speaker, at: int, events: list[Event], facts: list[Facts]) -> None:
        """Challenges that wait for who speaks next."""
        hold = self.hold
        if hold is None or hold.speaking:
            return
        for challenge in list(self.challenges):
            end = challenge.said.end
            silent = at - max(hold.end, hold.end if end is None else end)
            mine = speaker == challenge.by and end is not None
            if mine or silent > self._turn_pause or self._won(hold, challenge, at):
                self._transfer(hold, events, facts)
                return
            if end is not None:
                self._keep(hold, challenge, facts)

    def _settle(self, hold: Hold, events: list[Event], facts: list[Facts]) -> None:
        """Challenges about which a start or an end makes certain who has the floor."""
        for challenge in list(self.challenges):
            end = challenge.said.end
            if not hold.speaking and (
                hold.end - challenge.said.start < self._overlap_min
                or (end is not None and self._won(hold, challenge, end))
            ):
                self._transfer(hold, events, facts)
                return
            if end is not None and (hold.speaking or hold.end >= end):
                self._keep(hold, challenge, facts)

    def _keep(self, hold: Hold, challenge: Challenge, facts: list[Facts]) -> None:
        """`of` goes on: the floor does not change."""
        self.challenges.remove(challenge)
        facts.extend(self._facts(hold, challenge, took_floor=False))

    def _transfer(self, hold: Hold, events: list[Event], facts: list[Facts]) -> Hold:
        """The challenger has the floor from where it began."""
        challenges, self.challenges = self.challenges, []
        for challenge in challenges:
            facts.extend(self._facts(hold, challenge, took_floor=True))
        said = [challenge.said for challenge in challenges]
        events += [_turn(hold), Gap(said[0].start, challenges[0].by, said[0].start - hold.end)]
        return self._take(challenges[0].by, said, events)

    def _take(self, speaker: Speaker, said: list[Spoken], events: list[Event]) -> Hold:
        self.hold = Hold(speaker, said[0].start, said)
        events.append(TurnStarted(said[0].start, speaker))
        return self.hold

    def _carry_on(self, hold: Hold, said: Spoken, events: list[Event]) -> None:
        silence = 0 if hold.speaking else said.start - hold.end
        if silence > self._turn_pause:
            events.append(_turn(hold))
            self._take(hold.speaker, [said], events)
            return
        if silence > 0:
            events.append(Pause(Segment(hold.end, said.start), hold.speaker))
        hold.said.append(said)

    def overlap_id(self) -> int:
        """The id of one more overlap."""
        self._overlaps += 1
        return self._overlaps

    def _facts(self, hold: Hold, challenge: Challenge, *, took_floor: bool) -> list[Facts]:
        """None where both did not speak at once; a breath of the holder does not make it two."""
        said = challenge.said
        part, both = hold.over(said, max(challenge.voiced, hold.end))
        if len(both) < self._overlap_min:
            return []
        return [
            Facts(
                id=self.overlap_id() if challenge.overlap is None else challenge.overlap,
                segment=both,
                by=challenge.by,
                of=challenge.of,
                utterance=said.id,
                holder=part.id,
                length=challenge.voiced - said.start,
                spoken=challenge.spoken,
                left=hold.end - said.start,
                took_floor=took_floor,
            )
        ]


def _turn(hold: Hold) -> Turn:
    return Turn(Segment(hold.start, hold.end), hold.speaker, tuple(part.id for part in hold.said))
