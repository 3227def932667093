"""Settings of telling the voices of one channel apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiarizationSettings:
    """How the voices of one channel are told apart."""

    step_s: float = 2.0
    """From one window of 10 s to the next. More overlap costs time in proportion."""
    voice_every: int = 2
    """Windows from one whose voices are heard to the next; each stretch of speech is heard once."""
    least_voice_s: float = 1.0
    """Speech alone under which a window's voice is also taken from outside of its own stretch."""
    speech: float = 0.5
    """Probability from which a voice is taken to speak."""
    same_voice: float = 0.45
    """Likeness, from -1 to 1, from which two groups of utterances are one voice where the number is not known."""
    least_share: float = 0.05
    """Share of the speech that a voice of the call has at least; what has less joins the voice it is most like."""
    threads: int = 2
    """Windows that are heard at the same time, each on a core of its own."""
    most_voices: int = 8
    """Voices that are found at most where their number is not known."""
