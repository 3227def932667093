"""Advises: events and measures in, at most one cue at a time out."""

from callmon.cues.builtin import builtin_rules
from callmon.cues.coach import Coach
from callmon.cues.rule import Heard, Rule
from callmon.cues.settings import CueSettings

__all__ = ["Coach", "CueSettings", "Heard", "Rule", "builtin_rules"]
