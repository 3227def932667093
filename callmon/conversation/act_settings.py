"""The thresholds of acts, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActSettings:
    """When words count as an act. Likeness is the cosine of two sentences' meaning, confidence is 0..1."""

    told: float = 0.5
    """Confidence from which an act is told: as likely as not."""
    listed_none: float = 0.2
    """Confidence of a sentence in which no phrase is found, before the model's leaning is heard."""
    lean_most: float = 2.5
    """Most that a leaning adds to the log-odds: a model alone may tell an act when it is very sure."""
    lean_least: float = 1.2
    """Most that a leaning takes off: it may take away a doubtful phrase, never a sure one."""
    wait_s: float = 3.0
    """How long an unfinished utterance waits for the rest: the longest pause within a turn."""
    longest_words: int = 60
    """Words from which an unfinished passage waits no longer."""
    restated_turns: int = 3
    """Turns of the other side that a paraphrase may restate: further back it is a return to it."""
    restated_likeness: float = 0.5
    """Likeness at which half of a restatement is shown; unrelated sentences of one call lie near 0.1-0.3."""
    restated_least: int = 2
    """Content words that a restatement shares with what it restates: one word may be an echo."""
    rebuttal_sentences: int = 2
    """Sentences of the answer that may hold a rebuttal: later ones no longer answer the point."""
    point_words: int = 4
    """Words from which what the customer said is a point that can be rebutted."""
    follow_turns: int = 2
    """Turns of the other side that a follow-up question may dig into."""
    follow_likeness: float = 0.45
    """Likeness from which a question is about what was just said, without a word in common."""
    callback_turns: int = 4
    """Turns back (of either side) from which something is returned to rather than answered."""
    callback_least: int = 2
    """Content words that a callback shares with it."""
    callback_likeness: float = 0.6
    """Likeness from which a sentence returns to another without naming that it does."""
    repeated_turns: int = 2
    """Turns (of either side) since a customer said it first; nearer it is one explanation."""
    repeated_likeness: float = 0.8
    """Likeness from which the same has been said again."""
