"""Answers: what the agent did that may decide what became of a moment."""

from collections.abc import Sequence
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
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Something of the agent that may answer a moment.

    Attributes:
        outcome: what becomes of a moment that it answers.
        utterance, said: where and with which words.
        restates: id of the customer's utterance that it must restate to answer it; None where it need not.
        holds: content words of which it must share some with the moment; None where it need not.
        at_once: whether it answers only in the agent's first turn.
    """

    outcome: Outcome
    utterance: int
    said: str
    restates: int | None = None
    holds: tuple[str, ...] | None = None
    at_once: bool = False


def answer_of(act: Act, words: str, lexicon: Lexicon) -> Answer | None:
    """What an act of the agent may answer with; None where it answers nothing.

    Args:
        act: of the agent.
        words: all that was said in its utterance, as far as it is known.
        lexicon: tells content words.
    """
    outcome = _OUTCOMES.get(act.kind)
    if outcome is None or act.form == "stock" or (act.kind == "paraphrase" and act.answers is None):
        return None
    holds = content(lexicon, plain(f"{act.said} {words}")) if act.kind == "acknowledgement" else None
    return Answer(
        outcome=outcome,
        utterance=act.utterance,
        said=act.said,
        restates=act.answers if act.kind == "paraphrase" else None,
        holds=holds,
        at_once=outcome == "solved",
    )


def solves(said: Said, lexicon: Lexicon, settings: MomentSettings) -> Answer | None:
    """The answer that a sentence of the agent is where it says that something is done (list `solved`)."""
    finding, _ = standing(lexicon, "solved", said.words)
    if finding is None or finding.weight < settings.confidence_least:
        return None
    return Answer("solved", said.utterance, said.text)


def deciding(
    moment: Moment,
    window: Window,
    answers: Sequence[Answer],
    exchange: Exchange,
    lexicon: Lexicon,
    settings: MomentSettings,
) -> Answer | None:
    """The answer that decides: the first that shows it was heard, else the first that solves it."""
    order = list(window.turns)
    return min(
        (each for each in answers if _fits(each, moment, window, exchange, lexicon, settings)),
        key=lambda each: (each.outcome == "solved", order.index(each.utterance)),
        default=None,
    )


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
    if answer.restates is not None:
        return exchange.is_passage(answer.restates, moment.utterance)
    if answer.holds is not None:
        shared = [stem for stem in content(lexicon, plain(moment.said)) if stem in answer.holds]
        return len(shared) >= settings.shared_stems
    return True
