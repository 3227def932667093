"""The board: every measure of the call, live ones as it goes on and all of them at its end."""

from collections import Counter

from callmon.metrics.listening import Listening, Row
from callmon.metrics.pace import Pace
from callmon.metrics.settings import MetricSettings
from callmon.metrics.spread import percentile
from callmon.metrics.talk import Talk
from callmon.timeline import (
    SAMPLE_RATE,
    Ended,
    Event,
    Gap,
    Leakage,
    Measure,
    Observation,
    Overlap,
    Silence,
    SilentInterruption,
    Speaker,
    Tick,
    Turn,
    Unheard,
    Utterance,
    Words,
    samples,
    seconds,
)

_SPEAKERS: tuple[Speaker, Speaker] = ("agent", "customer")

_COUNTED = {
    "interruption": "interruptions",
    "attempted_interruption": "attempted_interruptions",
    "supportive": "supportive_overlaps",
    "terminal": "terminal_overlaps",
}


class Board:
    """Observations and the events they led to in, measures out.

    Args:
        settings: windows and limits.
        words_judged: whether the language has word lists, so that acts and moments can be found.
    """

    def __init__(self, settings: MetricSettings | None = None, *, words_judged: bool = True) -> None:
        self._settings = settings or MetricSettings()
        self._listening = Listening(self._settings, words_judged=words_judged)
        self._talk = Talk(self._settings.share_window_s)
        self._pace: dict[Speaker, Pace] = {side: Pace(self._settings) for side in _SPEAKERS}
        self._utterances: dict[int, Utterance] = {}
        self._turns: Counter[Speaker] = Counter()
        self._longest: dict[Speaker, int] = {"agent": 0, "customer": 0}
        self._gaps: dict[tuple[Speaker, int], Gap] = {}
        self._overlaps: dict[int, Overlap] = {}
        self._silences: list[Silence] = []
        self._silent: Counter[Speaker] = Counter()
        self._leaked: Counter[Speaker] = Counter()
        self._unheard: Counter[Speaker] = Counter()

    def observe(self, observation: Observation, events: list[Event]) -> list[Measure]:
        """Measures that are new after `observation`, which led to `events`."""
        for event in events:
            self._count(event)
            self._listening.count(event)
        self._listening.observe(observation)
        match observation:
            case Utterance():
                self._talk.add(observation)
                self._utterances[observation.id] = observation
            case Leakage():
                self._leaked[observation.speaker] += len(observation.segment)
            case Words():
                return self._words(observation)
            case Tick() if observation.at % SAMPLE_RATE == 0:
                return self._lately(observation.at)
            case Ended():
                return self._all(observation.at)
        return []

    def _count(self, event: Event) -> None:
        match event:
            case Turn():
                self._turns[event.speaker] += 1
                self._longest[event.speaker] = max(self._longest[event.speaker], len(event.segment))
            case Gap():
                self._gaps[event.speaker, event.at] = event
            case Overlap() if event.settled:
                self._overlaps[event.id] = event
            case Silence() if event.settled:
                self._silences.append(event)
            case Unheard():
                self._unheard[event.speaker] += len(event.segment)
            case SilentInterruption():
                self._silent[event.by] += 1

    def _words(self, words: Words) -> list[Measure]:
        utterance = self._utterances.pop(words.utterance, None)
        if utterance is None:
            return []
        pace = self._pace[utterance.speaker]
        pace.add(len(words.words), len(utterance.segment))
        at = utterance.segment.end
        return [
            Measure("pace_now", utterance.speaker, pace.current, "wpm", at),
            Measure("pace_usual", utterance.speaker, pace.usual, "wpm", at),
        ]

    def _lately(self, at: int) -> list[Measure]:
        agent, both = self._talk.recent(at)
        share = agent / both if both else None
        return [
            Measure("talk_share_now", "agent", share, "share", at),
            Measure("speech_now", None, seconds(both), "s", at),
        ]

    def _all(self, at: int) -> list[Measure]:
        found = [Measure(name, None, value, unit, at) for name, value, unit in self._of_call(at)]
        for side in _SPEAKERS:
            found += [
                Measure(name, side, value, unit, at) for name, value, unit in self._of_speaker(side, at)
            ]
        return found

    def _of_call(self, at: int) -> list[Row]:
        talk = [silence for silence in self._silences if not silence.hold]
        switches = len(self._gaps)
        rows: list[Row] = [
            ("duration", seconds(at), "s"),
            ("overlap_time", seconds(self._talk.overlap), "s"),
            ("non_talk_time", seconds(sum(len(silence.segment) for silence in talk)), "s"),
        ]
        for tier in self._settings.non_talk_counted_s:
            count = sum(len(silence.segment) > samples(tier) for silence in talk)
            rows.append((f"non_talk_over_{tier:g}s", count, "count"))
        holds = sum(len(silence.segment) for silence in self._silences if silence.hold)
        rows += [
            ("hold_time", seconds(holds), "s"),
            ("turn_switches_per_minute", switches / seconds(at) * 60 if at else None, "per minute"),
            ("overlaps_discounted", sum(lap.discounted for lap in self._overlaps.values()), "count"),
        ]
        return rows + self._listening.of_call()

    def _of_speaker(self, side: Speaker, at: int) -> list[Row]:
        gaps = [gap for gap in self._gaps.values() if gap.speaker == side]
        responses = [seconds(gap.offset) for gap in gaps if gap.heard]
        laps = [lap for lap in self._overlaps.values() if lap.by == side]
        kinds = Counter(_COUNTED[lap.kind] for lap in laps if lap.kind in _COUNTED)
        severities = Counter(lap.severity for lap in laps if lap.kind == "interruption")
        pace = self._pace[side]
        rows: list[Row] = [
            ("talk_time", seconds(self._talk.time(side)), "s"),
            ("talk_share_of_speech", self._talk.share(side), "share"),
            ("talk_share_of_call", self._talk.time(side) / at if at else None, "share"),
            ("turns", self._turns[side], "count"),
            ("longest_turn", seconds(self._longest[side]), "s"),
            ("responses", len(responses), "count"),
            ("response_time_median", percentile(responses, 0.5), "s"),
            ("response_time_p90", percentile(responses, 0.9), "s"),
            ("interruptions", kinds["interruptions"], "count"),
            ("interruptions_minor", severities["minor"], "count"),
            ("interruptions_clear", severities["clear"], "count"),
            ("interruptions_long", severities["long"], "count"),
            ("attempted_interruptions", kinds["attempted_interruptions"], "count"),
            ("silent_interruptions", self._silent[side], "count"),
            ("backchannels", sum(lap.kind == "backchannel" and lap.credited for lap in laps), "count"),
            ("supportive_overlaps", kinds["supportive_overlaps"], "count"),
            ("terminal_overlaps", kinds["terminal_overlaps"], "count"),
            ("leaked_time", seconds(self._leaked[side]), "s"),
            ("unheard_time", seconds(self._unheard[side]), "s"),
            ("words", pace.words, "count"),
            ("pace", pace.overall, "wpm"),
        ]
        return rows + self._listening.of_speaker(side)
