from speech.held_words import call

__all__ = ["call"]
