"""Advises: events and measures in, at most one cue at a time out."""

from callmon.cues.builtin import NAMES, RULES, Builtin, Given, builtin_rules
from callmon.cues.coach import Coach
from callmon.cues.own import Done, Measured, OwnCue, Said, Unless
from callmon.cues.own_rule import OwnRule
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
    "Done",
    "Given",
    "Heard",
    "Measured",
    "OwnCue",
    "OwnRule",
    "Rule",
    "RuleTexts",
    "Said",
    "Texts",
    "Unless",
    "builtin_rules",
]
