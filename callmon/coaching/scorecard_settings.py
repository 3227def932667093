"""The thresholds of the scorecard, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScorecardSettings:
    """What a scorecard shows and quotes. Confidence is 0..1."""

    least_speech_s: float = 120.0
    """Speech of both below which no share and no rate is given: one question would change it too much."""
    least_of: int = 5
    """Of fewer than this, no share is given; the counts are."""
    least_answers: int = 10
    """Answers that a 90th percentile must rest on: of fewer it is the slowest but one, or the slowest."""
    praised: float = 0.7
    """Confidence from which something is quoted as good."""
    tried_again: float = 0.8
    """Confidence from which something is quoted as worth another try: a sure phrase that nothing speaks
    against. Single finds are unsure (people agree on them at a kappa of 0.31-0.64), and being wrong here
    costs more than silence."""
    habit: int = 3
    """Finds of a theme that make it a habit: so many weigh as much as any more."""
    signs: int = 3
    """Backchannels from which they are worth keeping."""
    let_finish_turns: int = 10
    """Turns of the customer after which it is worth a word that none was cut short."""
    quoted_words: int = 12
    """Most words that are quoted of a stretch which may be long."""


SETTINGS = ScorecardSettings()
