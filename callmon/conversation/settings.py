"""The thresholds of turn-taking, each with its source."""

from dataclasses import dataclass

VERSION = "3"
"""Version of the definitions; it rises whenever a threshold or a rule changes what is reported."""


@dataclass(frozen=True, slots=True)
class TimingSettings:
    """Thresholds of turns, overlaps and silences; all in seconds unless the name says otherwise."""

    turn_pause_s: float = 3.0
    """An own pause up to this long does not end a turn (call-ai-metrics)."""
    overlap_min_s: float = 0.1
    """Shorter overlaps are noise of the edges."""
    terminal_overlap_s: float = 0.5
    """An overlap that starts this close to the end of the other's turn is normal turn-taking."""
    backchannel_max_s: float = 1.0
    """Longest backchannel (voice activity projection, event rules)."""
    backchannel_words_share: float = 0.5
    """Share of its words that must come from the backchannel list, once words are known."""
    floor_min_s: float = 1.0
    """Speech after which a speaker is mid-turn and has the floor."""
    interruption_overlap_s: float = 0.5
    """An interruption overlaps for longer than this."""
    clear_interruption_s: float = 1.0
    """An interruption that overlaps for longer is clear, else minor."""
    long_interruption_s: float = 2.0
    """An interruption that overlaps for longer is long."""
    goes_on_s: float = 0.3
    """Whoever speaks on alone for this long has the floor."""
    delay_budget_s: float = 0.2
    """Overlap that the network may have made; taken off before an overlap is judged."""
    live_overlap_s: float = 1.0
    """Live: an overlap longer than a backchannel may last is called an interruption."""
    silent_pause_min_s: float = 0.15
    silent_pause_max_s: float = 0.7
    """Pauses inside an unfinished clause after which a start is a silent interruption."""
    non_talk_s: float = 3.0
    """Neither speaks for longer than this (Contact Lens)."""
    non_talk_tiers_s: tuple[float, ...] = (3.0, 5.0, 10.0)
    hold_sound_share: float = 0.5
    """Share of a silence that music or tones must fill to make it a hold."""
    start_known_s: float = 0.2
    """A start is known this much later."""
    silence_known_s: float = 0.03
    """That somebody may be starting is known this much later; until then nobody is said to be silent."""
