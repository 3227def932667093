"""Gaps: what could not be measured on a call, and why, one sentence each."""

from collections.abc import Iterator

from callmon.coaching.heard import SIDES, Heard
from callmon.coaching.scorecard_settings import SETTINGS

_LEAST_LOST_S = 1.0
"""Less that was not heard needs no sentence."""


def not_measured(heard: Heard) -> list[str]:
    """What the scorecard of this call leaves out."""
    if not heard.sides:
        return ["Nobody was heard, so there is nothing to measure."]
    if not heard.both:
        missing = "customer" if "agent" in heard.sides else "agent"
        return [
            f"The {missing} was not heard, so how the two listened to each other could not be measured; both "
            "voices may be on one channel."
        ]
    if not heard.report["measures"].get("agent"):
        return ["The end of the call is not known, so nothing was measured."]
    return [*_timing(heard), *_words(heard), *_speech(heard)]


def _timing(heard: Heard) -> Iterator[str]:
    if not heard.timing:
        yield (
            "Who spoke when cannot be trusted on this call, so interruptions, attempts to speak, answers, "
            "turns, talk shares and silences are left out, and nothing is suggested about the agent’s words."
        )
    for side in SIDES:
        lost = sum(
            each["end"] - each["start"]
            for each in heard.report.get("dropouts", ())
            if each["speaker"] == side
        )
        if lost >= _LEAST_LOST_S:
            yield f"For {lost:.0f} s the {side} was not heard; nothing is counted there."


def _words(heard: Heard) -> Iterator[str]:
    if not heard.words:
        yield f"{_why_unjudged(heard)}, so what was said could not be measured."
        return
    if not any(each["text"] for each in heard.report["utterances"]):
        yield "The words of this call were not kept, so quotes have a place and no words."
    if not heard.meaning:
        yield (
            "The model of meaning was missing, so acts were found by word lists alone: paraphrases may have "
            "been missed, and a long turn that was not said back is not pointed out."
        )
    if not heard.report.get("tone", {}).get("utterances"):
        yield "How the voices sounded was not measured, so no raised voice is among the moments."


def _why_unjudged(heard: Heard) -> str:
    utterances = heard.report["utterances"]
    if "acts" not in heard.report:
        return "This report was made before words were judged"
    if not any(each["words"] for each in utterances):
        return "No words were recognised" if heard.report["call"]["model"] else "Words were left out"
    if not any(each["text"] for each in utterances):
        return "The words of this call were not kept"
    for side in SIDES:
        if not any(each["text"] for each in utterances if each["speaker"] == side):
            return f"No words of the {side} were recognised"
    return f"There are no word lists for the language “{heard.report['call']['language']}”"


def _speech(heard: Heard) -> Iterator[str]:
    if not heard.enough:
        yield (
            f"Less than {SETTINGS.least_speech_s / 60:g} minutes were spoken: too little for shares and "
            "rates, so the scorecard gives counts alone."
        )
