"""The fold: observations in, steps out. No clock, no thread, no model: the same in gives the same out."""

from collections.abc import Sequence

from callmon.conversation import Lexicon, Understanding, UnderstandingSettings
from callmon.cues import Coach, CueSettings, Given, Heard, Rule, Texts, builtin_rules
from callmon.metrics import Board, MetricSettings
from callmon.timeline import Observation, Step, reached


class Pipeline:
    """One call: give it every observation once, in the order of the journal.

    Args:
        understanding, metrics, cues: thresholds of each room.
        lexicon: words of the language that is spoken; None is a language without lists.
        texts: what the built-in rules say.
        brought: rules that somebody brought along, fresh for this call.
    """

    def __init__(
        self,
        understanding: UnderstandingSettings | None = None,
        metrics: MetricSettings | None = None,
        cues: CueSettings | None = None,
        *,
        texts: Texts,
        lexicon: Lexicon | None = None,
        brought: Sequence[Rule] = (),
    ) -> None:
        understanding, cues = understanding or UnderstandingSettings(), cues or CueSettings()
        timing = understanding.timing
        overlap_s = timing.interruption_overlap_s + timing.delay_budget_s
        self._understanding = Understanding(understanding, lexicon)
        self._board = Board(metrics, words_judged=lexicon is not None and lexicon.known)
        listed = frozenset(each.name for each in lexicon.lists) if lexicon else frozenset[str]()
        self._coach = Coach(builtin_rules(Given(cues, texts, overlap_s, listed)), cues, brought)
        self._at = 0

    @property
    def position(self) -> int:
        """Up to where the call has been heard, in samples: where one that broke off has ended."""
        return self._at

    def fold(self, observation: Observation) -> Step:
        """What `observation` leads to."""
        self._at = max(self._at, reached(observation))
        events = self._understanding.observe(observation)
        measures = self._board.observe(observation, events)
        heard = Heard(self._at, observation, tuple(events), tuple(measures))
        shown, held, failed = self._coach.hear(heard)
        return Step(observation, heard.events, heard.measures, tuple(shown), tuple(held), tuple(failed))
