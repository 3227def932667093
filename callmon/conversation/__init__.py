"""Understands: observations in, events out. Plain values, no clock, no thread."""

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.moment_settings import MomentSettings
from callmon.conversation.settings import TimingSettings
from callmon.conversation.tone_settings import ToneSettings
from callmon.conversation.understanding import Understanding, UnderstandingSettings

__all__ = [
    "ActSettings",
    "Lexicon",
    "MomentSettings",
    "TimingSettings",
    "ToneSettings",
    "Understanding",
    "UnderstandingSettings",
]
