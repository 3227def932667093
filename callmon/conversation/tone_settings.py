"""The thresholds of tone, each with its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToneSettings:
    """When a voice sounds different from its own usual; speech in seconds unless the name says otherwise."""

    counted_s: float = 1.0
    """Shorter utterances are not counted: they are mostly backchannels, which are quieter and flatter."""
    voiced_s: float = 0.3
    """Nor are those with less voice in them, of which neither pitch nor loudness can be said."""
    usual_s: float = 60.0
    """Own speech after which a usual is known (definitions: the first 60-90 s)."""
    usual_utterances: int = 8
    """Utterances that it must come from: a median deviation of fewer says little about the spread."""
    usual_half_life_s: float = 240.0
    """Own speech after which an utterance counts half as much: the usual follows a long call slowly."""
    shifted_weight: float = 0.25
    """How much an utterance counts for the usual while the voice differs from it: it must not chase it."""
    gain_weight: float = 3.0
    """How much it counts where loudness alone has shifted. Vocal effort raises the pitch and flattens the
    spectrum with the level (Liénard and Di Benedetto 1999, Traunmüller and Eriksson 2000); what moves the
    level alone is a headset, a distance or an automatic gain, and is soon the usual."""
    gain_z: float = 0.5
    """Pitch or spectral tilt moves with the level where it is this many spreads off its usual."""
    earlier_calls_s: float = 180.0
    """Own speech that the usual of earlier calls counts like, against the speech of this call."""
    earlier_calls: int = 10
    """Earlier calls from which it counts in full; fewer count in proportion."""
    window_s: float = 10.0
    """Latest own speech that a reading is smoothed over (5-10 s)."""
    window_min_s: float = 4.0
    """Less of it gives no reading."""
    window_age_s: float = 60.0
    """What was said longer ago on the clock of the call is not lately."""
    readings: int = 2
    """Readings in a row that must agree before a shift is told, or its end."""
    shift_z: float = 1.75
    """Spreads of single utterances off the usual from which a reading may be a shift. Of made voices that
    vary as real ones do, 2 finds 22 of 40 that rise by 4 st and 1.75 finds 29; 1.5 tells 0.8 shifts in a call
    without any, 1.75 tells 0.5 (`bench/shifts.py`)."""
    most_share: float = 1.5
    """An utterance counts in a reading as no further off the usual than this many times what makes a shift:
    one shout, or a pitch that was taken an octave wrong, is none."""
    back_share: float = 0.5
    """A shift is over when less than this share of what made it one is left."""
    pitch_least_st: float = 2.0
    """Least shift of pitch: smaller differences are hardly heard in speech ('t Hart 1981)."""
    spread_least_st: float = 3.0
    """Least shift of the spread of pitch: only more than 3 st plays a part in conversation ('t Hart 1981)."""
    loudness_least_db: float = 3.0
    """Least shift of loudness: 3 dB is just noticed, 5 dB clearly (Bies and Hansen, Engineering Noise
    Control)."""
    rate_least_share: float = 0.15
    """Least shift of the rate as a share of the usual: three times what is just noticed (5 %, Quené 2007)."""
    pitch_floor_st: float = 1.0
    """Least spread of a usual pitch. Each least spread is about half of the least shift, so that a very even
    speaker is judged by what can be heard."""
    spread_floor_st: float = 1.5
    """Least spread of a usual spread of pitch."""
    loudness_floor_db: float = 1.5
    """Least spread of a usual loudness."""
    rate_floor: float = 0.35
    """Least spread of a usual rate, in syllables per second."""
    tilt_floor_db: float = 1.5
    """Least spread of a usual tilt, which has no word of its own."""
