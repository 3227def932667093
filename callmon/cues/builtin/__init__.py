"""The rules that ship with callmon, one file each."""

from callmon.cues.builtin.balance import BalanceTheTalk
from callmon.cues.builtin.breath import BreathBeforeAnswer
from callmon.cues.builtin.check_in import PauseAndCheckIn
from callmon.cues.builtin.dead_air import SayWhatYouAreDoing
from callmon.cues.builtin.finish import LetThemFinish
from callmon.cues.builtin.slower import Slower
from callmon.cues.builtin.tried import TheyTriedToSpeak
from callmon.cues.rule import Rule
from callmon.cues.settings import CueSettings


def builtin_rules(settings: CueSettings, overlap_s: float = 0.7) -> list[Rule]:
    """Every built-in rule, fresh for one call.

    Args:
        settings: when the rules fire.
        overlap_s: overlap, network delay included, above which one speaker interrupts the other.
    """
    return [
        LetThemFinish(overlap_s),
        TheyTriedToSpeak(overlap_s),
        BreathBeforeAnswer(settings),
        PauseAndCheckIn(settings),
        BalanceTheTalk(settings),
        SayWhatYouAreDoing(settings),
        Slower(settings),
    ]
