"""The rules that ship with callmon, one file each."""

from callmon.cues.builtin.assume import AskDontAssume
from callmon.cues.builtin.balance import BalanceTheTalk
from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.builtin.breath import BreathBeforeAnswer
from callmon.cues.builtin.check_in import PauseAndCheckIn
from callmon.cues.builtin.dead_air import SayWhatYouAreDoing
from callmon.cues.builtin.feeling import AcknowledgeTheFeeling
from callmon.cues.builtin.finish import LetThemFinish
from callmon.cues.builtin.good_question import GoodQuestion
from callmon.cues.builtin.hold_but import HoldTheBut
from callmon.cues.builtin.let_finish import YouLetThemFinish
from callmon.cues.builtin.named_feeling import YouNamedTheFeeling
from callmon.cues.builtin.offer import OfferOneThingMore
from callmon.cues.builtin.open_question import AskAnOpenQuestion
from callmon.cues.builtin.said_back import YouSaidItBack
from callmon.cues.builtin.said_before import TheySaidItBefore
from callmon.cues.builtin.say_back import SayBackWhatYouHeard
from callmon.cues.builtin.slower import Slower
from callmon.cues.builtin.softer import Softer
from callmon.cues.builtin.tried import TheyTriedToSpeak
from callmon.cues.rule import Rule

RULES: tuple[type[Builtin], ...] = (
    # Timing, which waits for no words.
    LetThemFinish,
    TheyTriedToSpeak,
    BreathBeforeAnswer,
    PauseAndCheckIn,
    BalanceTheTalk,
    SayWhatYouAreDoing,
    # Words and voice.
    Slower,
    Softer,
    AcknowledgeTheFeeling,
    TheySaidItBefore,
    SayBackWhatYouHeard,
    HoldTheBut,
    AskDontAssume,
    AskAnOpenQuestion,
    OfferOneThingMore,
    # Praise.
    YouSaidItBack,
    YouNamedTheFeeling,
    YouLetThemFinish,
    GoodQuestion,
)
"""Every built-in rule, in the order in which they are asked."""

__all__ = ["NAMES", "RULES", "Builtin", "Given", "builtin_rules"]

NAMES = tuple(rule.name for rule in RULES)


def builtin_rules(given: Given) -> list[Rule]:
    """Every built-in rule, fresh for one call."""
    return [rule(given) for rule in RULES]
