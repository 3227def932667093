"""The rules that ship with callmon, one file each."""

from callmon.cues.builtin.balance import BalanceTheTalk
from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.breath import BreathBeforeAnswer
from callmon.cues.builtin.check_in import PauseAndCheckIn
from callmon.cues.builtin.dead_air import SayWhatYouAreDoing
from callmon.cues.builtin.finish import LetThemFinish
from callmon.cues.builtin.slower import Slower
from callmon.cues.builtin.tried import TheyTriedToSpeak
from callmon.cues.rule import Rule

RULES: tuple[type[Builtin], ...] = (
    LetThemFinish,
    TheyTriedToSpeak,
    BreathBeforeAnswer,
    PauseAndCheckIn,
    BalanceTheTalk,
    SayWhatYouAreDoing,
    Slower,
)
"""Every built-in rule, in the order in which they are asked."""

__all__ = ["NAMES", "RULES", "Builtin", "Given", "builtin_rules"]

NAMES = tuple(rule.name for rule in RULES)


def builtin_rules(given: Given) -> list[Rule]:
    """Every built-in rule, fresh for one call."""
    return [rule(given) for rule in RULES]
