"""The record of a call: steps in, the report's values out (`docs/report.md` and its JSON Schema)."""

from collections.abc import Mapping, Sequence
from typing import Any

from callmon.export import rows
from callmon.timeline import (
    Act,
    Arousal,
    Cue,
    Ended,
    Failure,
    Feedback,
    Health,
    Leakage,
    Measure,
    Moment,
    Overlap,
    Painted,
    Prosody,
    Silence,
    SilentInterruption,
    Step,
    ToneShift,
    Turn,
    Unheard,
    Utterance,
    Words,
)

SCHEMA = "callmon-report/2"


class Record:
    """Gathers the steps of one call; a later overlap, moment or measure replaces the earlier one."""

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
        self._failures: list[Failure] = []
        self._acts: list[Act] = []
        self._moments: dict[int, Moment] = {}
        self._shifts: list[ToneShift] = []
        self._prosody: dict[int, Prosody] = {}
        self._arousal: dict[int, Arousal] = {}
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
            case Prosody():
                self._prosody[step.observation.utterance] = step.observation
            case Arousal():
                self._arousal[step.observation.utterance] = step.observation
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
        self._events(step)
        for measure in step.measures:
            self._measures[measure.speaker or "call", measure.name] = measure
        self._cues += [(shown, None) for shown in step.cues]
        self._cues += [(held.cue, held.reason) for held in step.suppressed]
        self._failures += step.failures

    def _events(self, step: Step) -> None:
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
                case Act():
                    self._acts.append(event)
                case Moment():
                    self._moments[event.id] = event
                case ToneShift():
                    self._shifts.append(event)

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

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The rules that were brought along and failed, in order."""
        return tuple(self._failures)

    def report(self, call: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
        """The report as JSON values; seconds with three decimals.

        Args:
            call: what is known about the call itself; `duration` comes from the measures.
            definitions: version and every threshold used.
        """
        measures: dict[str, dict[str, float | None]] = {"agent": {}, "customer": {}, "call": {}}
        for (owner, name), measure in self._measures.items():
            if not name.endswith("_now") and name != "pace_usual":
                measures[owner][name] = rows.measure(measure)
        ordered = sorted(self._utterances, key=lambda each: (each.segment, each.speaker))
        return {
            "schema": SCHEMA,
            "call": {**call, "duration": measures["call"].get("duration", 0.0)},
            "utterances": [rows.utterance(each, self._words.get(each.id)) for each in ordered],
            "turns": [
                {"speaker": turn.speaker, **rows.span(turn.segment), "utterances": list(turn.utterances)}
                for turn in sorted(self._turns, key=lambda turn: turn.segment)
            ],
            "overlaps": [
                rows.overlap(lap) for lap in sorted(self._overlaps.values(), key=lambda lap: lap.segment)
            ],
            "silent_interruptions": [
                rows.silent_interruption(found) for found in sorted(self._silent, key=lambda found: found.at)
            ],
            "non_talk": [{**rows.span(silence.segment), "hold": silence.hold} for silence in self._silences],
            "leakage": [rows.leakage(leak) for leak in sorted(self._leakage, key=lambda leak: leak.segment)],
            "dropouts": [{"speaker": lost.speaker, **rows.span(lost.segment)} for lost in self.dropouts],
            "acts": [rows.act(act) for act in sorted(self._acts, key=lambda act: (act.segment, act.id))],
            "moments": [
                rows.moment(each)
                for each in sorted(self._moments.values(), key=lambda each: (each.segment, each.id))
            ],
            "tone": self._tone(ordered),
            "measures": measures,
            "cues": [self._cue(cue, reason) for cue, reason in self._cues],
            "failures": [
                {"rule": failed.rule, "at": rows.at(failed.at), "reason": failed.reason}
                for failed in self._failures
            ],
            "definitions": dict(definitions),
        }

    def _tone(self, ordered: Sequence[Utterance]) -> dict[str, Any]:
        """How everybody sounded; arousal is the customer's alone, whatever was told of anyone else."""
        return {
            "shifts": [rows.shift(each) for each in sorted(self._shifts, key=lambda each: each.at)],
            "utterances": [
                rows.prosody(self._prosody[each.id]) for each in ordered if each.id in self._prosody
            ],
            "arousal": [
                {"utterance": each.id, "value": round(self._arousal[each.id].value, 3)}
                for each in ordered
                if each.id in self._arousal and each.speaker == "customer"
            ],
        }

    def _cue(self, cue: Cue, reason: str | None) -> dict[str, Any]:
        key = (cue.rule, cue.at)
        return rows.cue(cue, reason, self._painted.get(key), self._feedback.get(key))
