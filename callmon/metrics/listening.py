"""Listening: what was done with words, and what became of the customer's moments, as numbers."""

from collections import Counter

from callmon.metrics.settings import MetricSettings
from callmon.metrics.spread import percentile
from callmon.timeline import (
    Act,
    ActForm,
    ActKind,
    Event,
    Meaning,
    Moment,
    Observation,
    Speaker,
    Turn,
    Utterance,
    Wording,
    samples,
    seconds,
)

Row = tuple[str, float | None, str]
"""Name, value and unit of a measure."""

_KINDS: dict[str, ActKind] = {
    "paraphrases": "paraphrase",
    "validations": "validation",
    "empathy": "empathy",
    "apologies": "apology",
    "acknowledgements": "acknowledgement",
    "rebuttals": "rebuttal",
    "assumptions": "assumption",
    "jargon": "jargon",
    "holds_announced": "hold",
    "holds_thanked": "hold_thanks",
    "names_used": "name",
    "callbacks": "callback",
    "next_steps": "next_step",
    "repetitions": "repetition",
}
_FORMS: dict[str, tuple[ActKind, ActForm]] = {
    "questions_open": ("question", "open"),
    "questions_closed": ("question", "closed"),
    "offers_specific": ("offer", "specific"),
    "offers_stock": ("offer", "stock"),
}
_ANSWERED = ("acknowledged", "paraphrased", "solved")


class Listening:
    """Observations and events in, counts out.

    Nothing is counted where no word was judged: a call without words has no questions that one could count,
    which is not the same as none.

    Args:
        settings: what counts as a long turn, and how many words concreteness needs.
        words_judged: whether the language has word lists; without them, what is not found says nothing.
    """

    def __init__(self, settings: MetricSettings, *, words_judged: bool = True) -> None:
        self._settings = settings
        self._words_judged = words_judged
        self._speakers: dict[int, Speaker] = {}
        self._judged: Counter[Speaker] = Counter()
        self._acts: Counter[tuple[Speaker, ActKind]] = Counter()
        self._forms: Counter[tuple[Speaker, ActKind, ActForm]] = Counter()
        self._follow_ups: Counter[Speaker] = Counter()
        self._restated: set[int] = set()
        self._named: Counter[Speaker] = Counter()
        self._vague: Counter[Speaker] = Counter()
        self._moments: dict[int, Moment] = {}
        self._long_turns: list[Turn] = []

    def observe(self, observation: Observation) -> None:
        """Take note of whose words are judged: those whose meaning has come."""
        match observation:
            case Utterance():
                self._speakers[observation.id] = observation.speaker
            case Meaning(utterance=utterance, sentences=sentences):
                speaker = self._speakers.pop(utterance, None)
                if speaker is not None and sentences:
                    self._judged[speaker] += 1

    def count(self, event: Event) -> None:
        """Count an event; a moment replaces the earlier one of its id."""
        match event:
            case Act(speaker=speaker, kind=kind, form=form):
                self._acts[speaker, kind] += 1
                self._forms[speaker, kind, form] += 1
                self._follow_ups[speaker] += event.follow_up
                if speaker == "agent" and kind == "paraphrase" and event.answers is not None:
                    self._restated.add(event.answers)
            case Wording(speaker=speaker, named=named, vague=vague):
                self._named[speaker] += named
                self._vague[speaker] += vague
            case Moment():
                self._moments[event.id] = event
            case Turn(speaker="customer") if len(event.segment) >= samples(self._settings.long_turn_s):
                self._long_turns.append(event)

    def of_call(self) -> list[Row]:
        """The measures of the call."""
        outcomes = Counter(moment.outcome for moment in self._moments.values())
        times = [
            seconds(moment.after)
            for moment in self._moments.values()
            if moment.outcome in _ANSWERED and moment.after is not None
        ]
        said_back = sum(
            any(utterance in self._restated for utterance in turn.utterances) for turn in self._long_turns
        )
        judged = self._words_judged and any(self._judged.values())
        return [
            ("moments", _if(judged, len(self._moments)), "count"),
            ("moments_acknowledged", _if(judged, outcomes["acknowledged"]), "count"),
            ("moments_paraphrased", _if(judged, outcomes["paraphrased"]), "count"),
            ("moments_solved", _if(judged, outcomes["solved"]), "count"),
            ("moments_passed_over", _if(judged, outcomes["passed_over"]), "count"),
            ("moment_answer_time_median", percentile(times, 0.5) if judged else None, "s"),
            ("long_customer_turns", len(self._long_turns), "count"),
            ("long_customer_turns_said_back", _if(judged, said_back), "count"),
        ]

    def of_speaker(self, side: Speaker) -> list[Row]:
        """The measures of one side."""
        judged = self._words_judged and bool(self._judged[side])
        counts = {"questions": self._acts[side, "question"]}
        counts |= {name: self._forms[side, kind, form] for name, (kind, form) in _FORMS.items()}
        counts["questions_follow_up"] = self._follow_ups[side]
        counts |= {name: self._acts[side, kind] for name, kind in _KINDS.items()}
        named, vague = self._named[side], self._vague[side]
        counts |= {"words_named": named, "words_vague": vague}
        rows: list[Row] = [(name, _if(judged, count), "count") for name, count in counts.items()]
        enough = judged and named + vague >= max(1, self._settings.concrete_words)
        rows.append(("concreteness", named / (named + vague) if enough else None, "share"))
        return rows


def _if(known: bool, count: int) -> int | None:
    return count if known else None
