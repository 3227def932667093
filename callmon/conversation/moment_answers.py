"""Answers: what the agent did that may decide what became of a moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from callmon.conversation.dialogue import Said, content
from callmon.conversation.exchange import Exchange, Window
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.moment_settings import MomentSettings
from callmon.conversation.moment_words import standing
from callmon.timeline import Act, ActKind, Moment, Outcome, plain

_OUTCOMES: dict[ActKind, Outcome] = {
    "validation": "acknowledged",
    "empathy": "acknowledged",
    "apology": "acknowledged",
    "acknowledgement": "acknowledged",
    "paraphrase": "paraphrased",
    "offer": "solved",
    "next_step": "solved",
    "question": "open",
}
_AGAINST: tuple[ActKind, ...] = ("rebuttal", "assumption")
"""Acts that use the customer's words against them."""
_ORDER: tuple[Outcome, ...] = ("acknowledged", "paraphrased", "solved", "open")
_SURE = 0.75
"""Confidence from which a paraphrase that comes right behind a moment answers it, whichever sentence of the
customer it is most like: a person answers what was said last."""
_DONE = 0.8
"""Weight of a phrase in the list `solved` from which it says that it is done, and not just promised."""
_TAKEN_UP = 2
"""Content words of a moment in the first answer from which it speaks of it: one may be an accident."""
_KNOWN = 0.8
"""Share of the answers' speech that must have been understood before something was certainly not said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Something of the agent that may answer a moment.

    Attributes:
        outcome: what becomes of a moment that it answers; `open` where it takes it up, and no more.
        utterance, said: where and with which words.
        restates: id of the customer's utterance that it must be about to answer it; None where it need not.
        holds: content words of which it must share some with the moment; None where it need not.
        at_once: whether it answers only in the agent's first turn.
        anyway: whether in the agent's first turn it answers whatever it is about.
    """

    outcome: Outcome
    utterance: int
    said: str
    restates: int | None = None
    holds: tuple[str, ...] | None = None
    at_once: bool = False
    anyway: bool = False


def answer_of(act: Act, words: str, lexicon: Lexicon) -> Answer | None:
    """What an act of the agent may answer with; None where it answers nothing.

    Args:
        act: of the agent.
        words: all that was said in its utterance, as far as it is known.
        lexicon: tells content words.
    """
    outcome = _OUTCOMES.get(act.kind)
    about = act.kind in ("paraphrase", "question")
    if outcome is None or act.form == "stock" or (about and act.answers is None):
        return None
    if act.kind == "question" and not act.follow_up:
        return None
    holds = None
    if act.kind == "acknowledgement":
        holds = content(lexicon, plain(f"{act.said} {words}"))
    elif act.form == "closed":
        holds = content(lexicon, plain(act.said))
    return Answer(
        outcome=outcome,
        utterance=act.utterance,
        said=act.said,
        restates=act.answers if about else None,
        holds=holds,
        at_once=outcome in ("solved", "open"),
        anyway=outcome == "paraphrased" and act.confidence >= _SURE,
    )


def is_against(act: Act) -> bool:
    """Whether an act of the agent turns on what the customer has said."""
    return act.kind in _AGAINST


def solves(said: Said, lexicon: Lexicon, settings: MomentSettings) -> Answer | None:
    """The answer that a sentence of the agent is where it says that something is done (list `solved`).

    What is promised rather than done answers in the first turn alone.
    """
    finding, _ = standing(lexicon, "solved", said.words)
    if finding is None or finding.weight < settings.confidence_least:
        return None
    return Answer("solved", said.utterance, said.text, at_once=finding.weight < _DONE)


def deciding(
    moment: Moment,
    window: Window,
    answers: Sequence[Answer],
    exchange: Exchange,
    lexicon: Lexicon,
    settings: MomentSettings,
) -> Answer | None:
    """The answer that decides.

    It is the first that shows it was heard, else the first that solves it, else one that takes it up.
    """
    order = list(window.turns)
    return min(
        (each for each in answers if _fits(each, moment, window, exchange, lexicon, settings)),
        key=lambda each: (max(1, _ORDER.index(each.outcome)), order.index(each.utterance)),
        default=None,
    )


def is_known(window: Window, texts: Mapping[int, str], exchange: Exchange) -> bool:
    """Whether enough of what may answer was understood to say that something was not said.

    Args:
        window: the utterances that may answer.
        texts: what was said in each utterance that was understood.
        exchange: who spoke when.
    """
    spoken = [each for each in map(exchange.utterance, window.turns) if each is not None]
    known = sum(len(each.segment) for each in spoken if each.id in texts)
    return bool(texts) and known >= _KNOWN * sum(len(each.segment) for each in spoken)


def takes_up(
    moment: Moment, window: Window, texts: Mapping[int, str], against: Collection[int], lexicon: Lexicon
) -> bool:
    """Whether the first answer uses the customer's own words, though nothing shows what for.

    Args:
        moment: of which no answer is known.
        window: the utterances that may answer it.
        texts: what was said in each utterance that was understood.
        against: ids of utterances that turn on what the customer said: these use the words otherwise.
        lexicon: tells content words.
    """
    first = [each for each, turn in window.turns.items() if turn == 1]
    if any(each in against for each in first):
        return False
    told = {stem for each in first for stem in content(lexicon, plain(texts.get(each, "")))}
    return sum(stem in told for stem in content(lexicon, plain(moment.said))) >= _TAKEN_UP


def _fits(
    answer: Answer,
    moment: Moment,
    window: Window,
    exchange: Exchange,
    lexicon: Lexicon,
    settings: MomentSettings,
) -> bool:
    turn = window.turns.get(answer.utterance)
    if turn is None or (answer.at_once and turn > 1):
        return False
    is_about = answer.restates is None or exchange.is_passage(answer.restates, moment.utterance)
    if not is_about and not (answer.anyway and turn == 1):
        return False
    if answer.holds is not None:
        shared = [stem for stem in content(lexicon, plain(moment.said)) if stem in answer.holds]
        return len(shared) >= settings.shared_stems
    return True
