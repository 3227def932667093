"""The thresholds of moments that need listening, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MomentSettings:
    """When words or a voice make a moment, and how long its answer is waited for; times in seconds."""

    confidence_least: float = 0.6
    """A kind is told from this confidence on: one sure phrase of a list, or a weak one and a leaning."""
    leaning_trust: float = 0.65
    """How much of a leaning counts. Confidence is 1 - (1 - weight)(1 - trust x leaning): a list and a model
    that agree are surer than either, and a model alone must lean by 0.92: what nobody said in so many words
    seldom makes a moment."""
    passage_pause_s: float = 3.0
    """Own pauses up to this long do not end a passage, as they do not end a turn."""
    turns: int = 2
    """Turns of the agent that may answer. The first one often asks, looks up or excuses itself."""
    window_s: float = 30.0
    """An answer that begins later than this after the customer's passage answers something else."""
    patience_s: float = 6.0
    """After the last turn that may answer, words and acts are waited for this long: recognition is some
    seconds late, and an act waits 3 s for the rest of a sentence."""
    arousal_least: float = 0.7
    """Arousal from which negative or worried words are upset ones."""
    voice_sure: float = 0.6
    """Confidence that a voice is raised where it is louder than usual, and nothing else."""
    voice_surer: float = 0.8
    """Confidence where two of louder, higher and faster hold at once."""
    shared_stems: int = 1
    """Content words of the customer that an acknowledgement must hold to answer: “I see” holds none."""
