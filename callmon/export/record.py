"""The record of a call: steps in, the report's values out (`docs/report.md` and its JSON Schema)."""

from collections.abc import Mapping
from typing import Any

from callmon.timeline import (
    Cue,
    Ended,
    Feedback,
    Health,
    Leakage,
    Measure,
    Overlap,
    Painted,
    Segment,
    Silence,
    SilentInterruption,
    Step,
    Turn,
    Unheard,
    Utterance,
    Words,
    seconds,
)

SCHEMA = "callmon-report/1"


class Record:
    """Gathers the steps of one call; a later overlap or measure replaces the earlier one."""

    def __init__(self) -> None:
        self._utterances: list[Utterance] = []
        self._words: dict[int, Words] = {}
        self._turns: list[Turn] = []
        self._overlaps: dict[int, Overlap] = {}
        self._silences: list[Silence] = []
        self._leakage: list[Leakage] = []
        self._silent: list[SilentInterruption] = []
        self._measures: dict[tuple[str, str], Measure] = {}
        self._cues: list[tuple[Cue, str | None]] = []
        self._unheard: list[Unheard] = []
        self._painted: dict[tuple[str, int], int] = {}
        self._feedback: dict[tuple[str, int], str] = {}
        self._bled = 0
        self._bleeds_from: int | None = None

    def add(self, step: Step) -> None:
        """Take a step into the record."""
        match step.observation:
            case Utterance():
                self._utterances.append(step.observation)
            case Words():
                self._words[step.observation.utterance] = step.observation
            case Leakage():
                self._leakage.append(step.observation)
            case Health(at=at, part="bleed", state=state):
                self._end_bleed(at)
                self._bleeds_from = at if state == "bleed" else None
            case Ended(at=at):
                self._end_bleed(at)
            case Painted(at=at, rule=rule, cue=cue):
                self._painted.setdefault((rule, cue), at)
            case Feedback(rule=rule, cue=cue, verdict=verdict):
                # Who finds a cue not helpful dismisses it too; that says less.
                if self._feedback.get((rule, cue)) != "not_helpful":
                    self._feedback[rule, cue] = verdict
        for event in step.events:
            match event:
                case Turn():
                    self._turns.append(event)
                case Overlap() if event.settled:
                    self._overlaps[event.id] = event
                case Silence() if event.settled:
                    self._silences.append(event)
                case SilentInterruption():
                    self._silent.append(event)
                case Unheard():
                    self._unheard.append(event)
        for measure in step.measures:
            self._measures[measure.speaker or "call", measure.name] = measure
        self._cues += [(shown, None) for shown in step.cues]
        self._cues += [(held.cue, held.reason) for held in step.suppressed]

    def _end_bleed(self, at: int) -> None:
        if self._bleeds_from is not None:
            self._bled += at - self._bleeds_from
            self._bleeds_from = None

    @property
    def bled(self) -> int:
        """Samples of the call in which the customer's loudspeaker was known to be in the microphone."""
        return self._bled

    @property
    def heard(self) -> frozenset[str]:
        """The speakers of whom there is at least one utterance."""
        return frozenset(utterance.speaker for utterance in self._utterances)

    @property
    def words_kept(self) -> bool:
        """False where words were recognised, but the text of none of them was kept."""
        found = [word for words in self._words.values() for word in words.words]
        return not found or any(word.text for word in found)

    @property
    def dropouts(self) -> tuple[Unheard, ...]:
        """Where a side was not heard, in order of start; pieces that follow each other are one."""
        found: dict[str, list[Unheard]] = {}
        for each in sorted(self._unheard, key=lambda each: each.segment):
            known = found.setdefault(each.speaker, [])
            if known and known[-1].segment.end == each.segment.start:
                each = Unheard(known.pop().segment | each.segment, each.speaker)
            known.append(each)
        everyone = [each for known in found.values() for each in known]
        return tuple(sorted(everyone, key=lambda each: (each.segment, each.speaker)))

    @property
    def leakage(self) -> tuple[Leakage, ...]:
        """Where one side was heard on the channel of the other, in order of their ends."""
        return tuple(self._leakage)

    def report(self, call: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
        """The report as JSON values; seconds with three decimals.

        Args:
            call: what is known about the call itself; `duration` comes from the measures.
            definitions: version and every threshold used.
        """
        measures: dict[str, dict[str, float | None]] = {"agent": {}, "customer": {}, "call": {}}
        for (owner, name), measure in self._measures.items():
            if not name.endswith("_now") and name != "pace_usual":
                measures[owner][name] = _number(measure)
        ordered = sorted(self._utterances, key=lambda u: (u.segment, u.speaker))
        return {
            "schema": SCHEMA,
            "call": {**call, "duration": measures["call"].get("duration", 0.0)},
            "utterances": [self._utterance(utterance) for utterance in ordered],
            "turns": [
                {"speaker": turn.speaker, **_span(turn.segment), "utterances": list(turn.utterances)}
                for turn in sorted(self._turns, key=lambda turn: turn.segment)
            ],
            "overlaps": [
                _overlap(lap) for lap in sorted(self._overlaps.values(), key=lambda lap: lap.segment)
            ],
            "silent_interruptions": [
                {
                    "at": _s(found.at),
                    "by": found.by,
                    "of": found.of,
                    "pause": _s(found.pause),
                    "last_words": found.last_words,
                }
                for found in sorted(self._silent, key=lambda found: found.at)
            ],
            "non_talk": [{**_span(silence.segment), "hold": silence.hold} for silence in self._silences],
            "leakage": [
                {
                    "speaker": leak.speaker,
                    **_span(leak.segment),
                    "correlation": leak.correlation,
                    "level_db": leak.level_db,
                }
                for leak in sorted(self._leakage, key=lambda leak: leak.segment)
            ],
            "dropouts": [{"speaker": lost.speaker, **_span(lost.segment)} for lost in self.dropouts],
            "measures": measures,
            "cues": [self._cue(cue, reason) for cue, reason in self._cues],
            "definitions": dict(definitions),
        }

    def _utterance(self, utterance: Utterance) -> dict[str, Any]:
        words = self._words.get(utterance.id)
        rows = words.words if words is not None else ()
        return {
            "id": utterance.id,
            "speaker": utterance.speaker,
            **_span(utterance.segment),
            "text": " ".join(word.text for word in rows if word.text),
            "words": [
                {**_span(word.segment), "text": word.text, "probability": word.probability} for word in rows
            ],
        }

    def _cue(self, cue: Cue, reason: str | None) -> dict[str, Any]:
        evidence, key, shown = cue.evidence, (cue.rule, cue.at), reason is None
        painted = self._painted.get(key) if shown else None
        return {
            "rule": cue.rule,
            "version": cue.version,
            "pillar": cue.pillar,
            "text": cue.text,
            "why": cue.why,
            "avoid": cue.avoid,
            "at": _s(cue.at),
            "evidence": {
                **_span(evidence.segment),
                "value": round(evidence.value, 3),
                "threshold": round(evidence.threshold, 3),
                "unit": evidence.unit,
                "count": evidence.count,
                "baseline": None if evidence.baseline is None else round(evidence.baseline, 3),
            },
            "shown": shown,
            "suppressed_because": reason,
            "painted": None if painted is None else _s(painted),
            "feedback": self._feedback.get(key) if shown else None,
        }


def _s(samples: int) -> float:
    return round(seconds(samples), 3)


def _span(segment: Segment) -> dict[str, float]:
    return {"start": _s(segment.start), "end": _s(segment.end)}


def _number(measure: Measure) -> float | None:
    if measure.value is None or measure.unit == "count":
        return None if measure.value is None else int(measure.value)
    return round(measure.value, 3)


def _overlap(lap: Overlap) -> dict[str, Any]:
    return {
        "id": lap.id,
        **_span(lap.segment),
        "kind": lap.kind,
        "by": lap.by,
        "of": lap.of,
        "severity": lap.severity,
        "reason": lap.reason,
        "discounted": lap.discounted,
        "credited": lap.credited,
    }
