"""Settings of telling the voices of one channel apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiarizationSettings:
    """How the voices of one channel are told apart."""

    step_s: float = 1.5
    """From one window of 10 s to the next. More overlap costs time in proportion; 1 s does no better."""
    voice_every: int = 3
    """Windows from one whose voices are heard to the next; each stretch of speech is heard once."""
    least_voice_s: float = 1.0
    """Speech alone under which a window's voice is also taken from outside of its own stretch."""
    sure_voice_s: float = 0.6
    """Speech under which what a voice sounds like does not count when voices are grouped."""
    speech: float = 0.5
    """Probability that anybody speaks from which somebody does."""
    overlap: float = 0.35
    """Probability from which two speak at once; under a half, since the model finds too little of it."""
    pause_s: float = 0.25
    """Least length of a silence within speech: a shorter one belongs to it."""
    pause_db: float = 35.0
    """Under the usual level of a voice from which it is silent, whatever the model says."""
    same_voice: float = 0.35
    """Likeness, from -1 to 1, from which two groups of utterances are one voice. From 0.3 to 0.5 calls of two
    come out the same, and meetings are within 1.5 % of error of each other."""
    split_voice: float = 0.45
    """The same where the number of voices is known and a further one is looked for."""
    one_voice: float = 0.6
    """Likeness of the halves of a call from which it has one voice, though two were expected. The halves of
    recordings of one person are at 0.62 or more, the two people of a call at 0.42 at most."""
    apart_s: float = 3.0
    """Speech alone that a voice which is set apart has at least: less is a cough, a laugh, a slip."""
    least_share: float = 0.02
    """Share of the speech that a voice has at least; what has less joins the voice that it is most like."""
    most_voices: int = 8
    """Voices that are found at most where their number is not known."""
    threads: int = 2
    """Windows that are heard at the same time, each on a core of its own."""


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """How the two sides of a running call on one line are told apart."""

    step_s: float = 0.32
    """From one window to the next."""
    hold_s: float = 0.35
    """The newest part of a window, which is the least sure and is told with the next ones."""
    speech: float = 0.5
    """Probability that anybody speaks from which somebody does."""
    overlap: float = 0.35
    """Probability from which two speak at once."""
    overlap_from_s: float = 3.0
    """Speech in the window from which two may speak at once before both voices are known."""
    voice_s: float = 1.0
    """Speech alone that a voice is heard in and learnt from, each second once."""
    new_voice_s: float = 0.3
    """The same for somebody whom the window before does not know, who is not learnt from it."""
    most_voice_s: float = 3.0
    """Speech that is heard at once at most."""
    weight: float = 2.0
    """What a lead in likeness of 1 counts, against a frame that the window before gave to a voice."""
