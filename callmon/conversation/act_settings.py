"""The thresholds of acts, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActSettings:
    """When words count as an act. Likeness is the cosine of two sentences' meaning, confidence is 0..1."""

    told: float = 0.5
    """Confidence from which an act is told: as likely as not."""
    listed_none: float = 0.5
    """Weight of a sentence in which no phrase is found: at one half the model decides alone."""
    lean: float = 0.7
    """Share of the model's log-odds that counts; fitted on calls that neither had seen."""
    lean_most: float = 3.0
    """Most that the model adds to the log-odds."""
    lean_least: float = 2.2
    """Most that it takes off: a doubtful phrase, never a sure one."""
    wait_s: float = 3.0
    """How long an unfinished utterance waits for the rest: the longest pause within a turn."""
    longest_words: int = 60
    """Words from which an unfinished passage waits no longer."""
    restated_turns: int = 3
    """Turns of the other side that a paraphrase may restate: further back it is a return to it."""
    restated_likeness: float = 0.45
    """Likeness from which meaning is shared; sentences of one call lie near 0.1-0.4."""
    restated_least: int = 2
    """Content words that a restatement shares too, where no form of it shows: one may be an echo."""
    rebuttal_sentences: int = 4
    """Sentences of the answer that may hold a rebuttal: a nod or an apology may come first."""
    point_words: int = 3
    """Words from which what the customer said is a point that can be rebutted."""
    follow_turns: int = 2
    """Turns of the other side that a follow-up question may dig into."""
    follow_likeness: float = 0.65
    """Likeness from which a question is about what was just said, whatever else speaks against it."""
    callback_turns: int = 4
    """Turns of the other side from which something is returned to rather than answered."""
    callback_least: int = 1
    """Words that a callback shares and nobody has used since, where it does not say that it is one."""
    callback_likeness: float = 0.4
    """Likeness from which one that says so without such a word is told: it must return to something."""
    repeated_turns: int = 2
    """Turns (of either side) since a customer said it first; nearer it is one explanation."""
    repeated_likeness: float = 0.8
    """Likeness from which the same has been said again."""
