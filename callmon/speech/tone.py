"""Tone: an utterance's audio in, how it was said out; of the customer, where allowed, how tense it sounds."""

from collections.abc import Callable

from callmon.speech.arousal import ArousalReader
from callmon.speech.packer import Window
from callmon.speech.prosody import prosody_of
from callmon.speech.voice import VoiceReader
from callmon.timeline import Observation


class ToneReader:
    """Windows of one utterance in, readings out.

    Args:
        voice: listens to both sides.
        arousal: estimates how tense the customer sounds; None where nobody asked for it.
        allowed: whether that may be estimated now.
    """

    def __init__(
        self, voice: VoiceReader, arousal: ArousalReader | None, allowed: Callable[[], bool]
    ) -> None:
        self._voice = voice
        self._arousal = arousal
        self._allowed = allowed

    def __call__(self, window: Window) -> list[Observation]:
        """How the utterance of `window` was said."""
        utterance = window.utterances[-1]
        voice = self._voice(window.audio)
        prosody = prosody_of(utterance, voice)
        if self._arousal is None or utterance.speaker != "customer" or not self._allowed():
            return [prosody]
        arousal = self._arousal.read(utterance.speaker, utterance.id, voice)
        return [prosody] if arousal is None else [prosody, arousal]
