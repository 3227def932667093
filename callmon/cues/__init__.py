"""Advises: events and measures in, at most one cue at a time out."""

from callmon.cues.builtin import NAMES, RULES, Builtin, Given, builtin_rules
from callmon.cues.coach import Coach
from callmon.cues.rule import BOTH, Heard, Rule
from callmon.cues.settings import CueSettings
from callmon.cues.texts import RuleTexts, Texts

__all__ = [
    "BOTH",
    "NAMES",
    "RULES",
    "Builtin",
    "Coach",
    "CueSettings",
    "Given",
    "Heard",
    "Rule",
    "RuleTexts",
    "Texts",
    "builtin_rules",
]
