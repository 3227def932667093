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


def builtin_rules(settings: CueSettings) -> list[Rule]:
    """Every built-in rule, fresh for one call."""
    return [
        LetThemFinish(),
        TheyTriedToSpeak(),
        BreathBeforeAnswer(settings),
        PauseAndCheckIn(settings),
        BalanceTheTalk(settings),
        SayWhatYouAreDoing(settings),
        Slower(settings),
    ]
