"""Tries: the places of a call that are worth another try, as suggestions."""

from collections.abc import Iterator

from callmon.coaching.finds import Find, of_acts, of_overlaps, of_turn, quote
from callmon.coaching.heard import Heard, Row
from callmon.coaching.scorecard_settings import SETTINGS
from callmon.coaching.tried_themes import ANYTHING, WHAT

_ABSENT = {
    "no_paraphrase": "paraphrases",
    "no_open_question": "questions_open",
    "no_follow_up": "questions_follow_up",
    "no_specific_offer": "offers_specific",
    "no_callback": "callbacks",
}
"""Themes of what was not found at all, and the measure that says so."""

_SURE = 0.95
"""Confidence from which what no phrase shows may be held against somebody."""
_KIND = ("validation", "empathy")
"""Acts that take the customer's side."""


def tries(heard: Heard) -> Iterator[Find]:
    """Everything sure enough to be suggested for another try.

    Where who spoke cannot be trusted, the agent's words may be the customer's, heard through a loudspeaker:
    then nothing is suggested about them. Nor is it about a sentence that takes the customer's side as well,
    or that no phrase speaks against.
    """
    least = SETTINGS.tried_again
    cut_short = heard.overlaps("agent", "interruption")
    yield from _passed_over(heard)
    for severity in ("long", "clear"):
        laps = [lap for lap in cut_short if lap["severity"] == severity]
        yield from of_overlaps(f"{severity}_interruption", laps, heard)
    if heard.timing:
        for kind in ("rebuttal", "assumption"):
            acts = [
                act
                for act in heard.acts(kind)
                if not heard.beside(act, _KIND, SETTINGS.praised)
                and (act["confidence"] >= _SURE or not heard.is_whole(act["utterance"], act["said"]))
            ]
            yield from of_acts(kind, acts, least, heard)
        yield from _only_closed(heard)
    yield from of_overlaps("tried_to_speak", heard.overlaps("customer", "attempted_interruption"), heard)
    yield from _not_said_back(heard)
    for silence in heard.silences():
        length = silence["end"] - silence["start"]
        yield Find("dead_air", (-length, silence["start"]), silence["start"], values={"length": length})
    for turn in heard.long_turns("agent", heard.monologue_s):
        yield of_turn("monologue", turn, heard)
    for theme, name in _ABSENT.items():
        if heard.enough and heard.meaning and heard.by_words(name) == 0:
            yield Find(theme, (), None)


def _passed_over(heard: Heard) -> Iterator[Find]:
    for moment in heard.moments("passed_over"):
        if moment["confidence"] >= SETTINGS.tried_again:
            # A hundredth more or less tells nothing; what was passed over first is worth the word.
            order = (-round(moment["confidence"], 1), moment["start"], moment["id"])
            said = quote(moment, "customer", moment["said"])
            what = WHAT.get(moment["kind"], ANYTHING)
            yield Find("passed_over", order, moment["start"], said, {"what": what})


def _not_said_back(heard: Heard) -> Iterator[Find]:
    """Long turns of the customer of which nothing was restated, though the agent had a turn to do so."""
    if not (heard.words and heard.meaning):
        return
    restated = {act["answers"] for act in heard.acts("paraphrase")}
    for turn in heard.long_turns("customer", heard.long_turn_s):
        if restated.isdisjoint(turn["utterances"]) and _was_answered(turn, heard):
            yield of_turn("not_said_back", turn, heard)


def _was_answered(turn: Row, heard: Heard) -> bool:
    return any(
        each["speaker"] == "agent" and each["start"] >= turn["start"] for each in heard.stretches("turns")
    )


def _only_closed(heard: Heard) -> Iterator[Find]:
    """Several questions of which none was open. Each may have had to be closed, so that none is quoted."""
    asked = heard.acts("question")
    if len(asked) >= SETTINGS.least_of and not heard.acts("question", "open"):
        yield Find("only_closed", (), None, values={"count": len(asked)})
