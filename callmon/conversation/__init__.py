"""Understands: observations in, events out. Plain values, no clock, no thread."""

from callmon.conversation.conversation import Conversation
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.settings import TimingSettings

__all__ = ["Conversation", "Lexicon", "TimingSettings"]
