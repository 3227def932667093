"""Words: the audio of several utterances in, their words out, by faster-whisper with a short context.

Whisper pads every window to 30 s. CTranslate2 takes shorter features, so a window costs what was said plus
a few seconds of silence; with less than about 3 s of it the decoder loops. A window that still loops or
runs into its token cap is decoded again at 16 s, and then at the full 30 s.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callmon.speech.hallucination import collapse_loops, is_invented, loops
from callmon.speech.packer import Window
from callmon.timeline import SAMPLE_RATE, Segment, Utterance, Word, Words, samples

Samples = NDArray[np.float32]

_FRAME = 160
"""Samples of one feature frame (10 ms)."""
_UNSPACED = ("zh", "ja", "th", "lo", "my", "yue")
"""Languages that are written without spaces between words."""
_LONGEST_S = 24.0
"""Speech of one piece; with its padding it fits the encoder's 30 s."""
_CUT_FROM_S = 17.0
_STEP = 1600
_MOST = 3000
"""Feature frames of Whisper's own window, 30 s."""
_SHAPE = 200
"""Frames to whose multiple a window is padded: the matrix library keeps memory for each new length."""
_LONGER = 1600
"""Frames of a second try: half of Whisper's window ends most loops and costs a third of the whole."""
_SETTLES = 4 * _FRAME
"""Silence after which features no longer change: more than a window of the Fourier transform."""
_NO_SPEECH = 0.6
_UNSURE = -1.0
"""Mean log probability under which text is dropped where Whisper itself thinks that nobody speaks."""


def knows_language(code: str) -> bool:
    """Whether Whisper's multilingual models know the language with this code."""
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    return code in _LANGUAGE_CODES


@dataclass(frozen=True, slots=True)
class TranscribeSettings:
    """How words are recognised; times in seconds."""

    padding_s: float = 3.0
    """Silence behind the audio; with 1-2 s the decoder loops on about half of the utterances."""
    shortest_s: float = 8.0
    """Least length of a padded window; shorter ones loop more often."""
    tokens_per_second: float = 8.0
    """Cap of the decoder; fast English has about 6."""
    spare_tokens: int = 10
    least_voiced_s: float = 0.25
    """Less speech is not decoded; Whisper invents words for it."""
    full_context: bool = False
    """Always pad to 30 s, as a comparison."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the decoder made of one piece of audio."""

    encoded: Any
    frames: int
    tokens: list[int]
    score: float
    no_speech: float


class Transcriber:
    """One Whisper model, called from one thread only.

    Args:
        folder: the model in CTranslate2's format.
        language: spoken language as a Whisper code, for instance "en".
        threads: processor threads of the model.
        settings: how words are recognised.
    """

    def __init__(
        self,
        folder: Path,
        language: str,
        threads: int,
        settings: TranscribeSettings | None = None,
    ) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self._settings = settings or TranscribeSettings()
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        self._spaced = language not in _UNSPACED
        multilingual = self._model.model.is_multilingual
        self._tokenizer = Tokenizer(
            self._model.hf_tokenizer, multilingual, task="transcribe", language=language
        )
        tokens = self._tokenizer
        self._suppress = [
            *tokens.non_speech_tokens,
            tokens.transcribe,
            tokens.translate,
            tokens.sot,
            tokens.sot_prev,
            tokens.sot_lm,
            tokens.no_speech,
        ]
        self._prompt = self._model.get_prompt(tokens, [], without_timestamps=True)

    def __call__(self, window: Window) -> list[Words]:
        """What was said, one `Words` for each utterance of the window that is no context, in order."""
        asked = window.utterances[window.context :]
        voiced = sum(len(utterance.segment) for utterance in asked)
        if voiced < samples(self._settings.least_voiced_s):
            return [Words(utterance.id, ()) for utterance in asked]
        words: list[Word] = []
        no_speech = 0.0
        for offset, audio in _pieces(window.audio):
            found, doubt = self._recognise(window, offset, audio)
            words += found
            no_speech = max(no_speech, doubt)
        spread = _by_utterance(window.utterances, words)
        return [_credible(*each, no_speech) for each in spread[window.context :]]

    def _recognise(self, window: Window, offset: int, audio: Samples) -> tuple[list[Word], float]:
        """Words of `audio`, which lies at `offset` in the window, and how likely nobody speaks there."""
        cap = len(self._prompt) + self._settings.spare_tokens
        cap += round(len(audio) / SAMPLE_RATE * self._settings.tokens_per_second)
        lengths = self._lengths(audio)
        heard = self._decode(audio, cap, lengths[0])
        for length in lengths[1:]:
            too_many = len(heard.tokens) >= cap - len(self._prompt)
            if not too_many and not loops(self._tokenizer.decode(heard.tokens)):
                break
            heard = self._decode(audio, cap, length)
        if heard.no_speech > _NO_SPEECH and heard.score < _UNSURE:
            return [], heard.no_speech
        return collapse_loops(self._aligned(window, offset, heard)), heard.no_speech

    def _lengths(self, audio: Samples) -> list[int]:
        """Feature frames to try in turn, until the decoder neither loops nor runs on."""
        settings = self._settings
        if settings.full_context:
            return [_MOST]
        wanted = max(len(audio) + samples(settings.padding_s), samples(settings.shortest_s))
        short = min(_MOST, math.ceil(wanted / _FRAME / _SHAPE) * _SHAPE)
        return sorted({short, max(short, _LONGER), _MOST})

    def _decode(self, audio: Samples, cap: int, frames: int) -> _Heard:
        model = self._model
        quiet = np.zeros(len(audio) + _SETTLES, np.float32)
        quiet[: len(audio)] = audio
        features = model.feature_extractor(quiet, padding=0)[:, :frames]
        # What follows is silence, whose features are those of the last frame.
        features = np.pad(features, ((0, 0), (0, frames - features.shape[1])), mode="edge")
        encoded = model.encode(features)
        result = model.model.generate(
            encoded,
            [self._prompt],
            beam_size=1,
            max_length=min(cap, model.max_length),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppress,
        )[0]
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        spoken = min(len(audio) // _FRAME, frames)
        return _Heard(encoded, spoken, tokens, float(result.scores[0]), float(result.no_speech_prob))

    def _aligned(self, window: Window, offset: int, heard: _Heard) -> list[Word]:
        from faster_whisper.transcribe import merge_punctuations

        if not heard.tokens:
            return []
        aligned = self._model.find_alignment(self._tokenizer, [heard.tokens], heard.encoded, heard.frames)[0]
        merge_punctuations(aligned, "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、")
        words: list[Word] = []
        for found in aligned:
            text = found["word"].strip()
            if words and text and not found["word"].startswith(" ") and self._spaced:
                words[-1] = _joined(words[-1], text)
            elif text:
                start = window.position(offset + samples(float(found["start"])))
                end = window.position(offset + samples(float(found["end"])))
                probability = round(float(found["probability"]), 3)
                words.append(Word(Segment(start, max(start, end)), text, probability))
        return words


def _joined(word: Word, rest: str) -> Word:
    """`word` with the piece behind its hyphen or apostrophe, which the tokenizer gives apart."""
    return Word(word.segment, word.text + rest, word.probability)


def _pieces(audio: Samples) -> list[tuple[int, Samples]]:
    """Audio in pieces that the encoder can take, each with its offset, cut where it is quietest."""
    pieces, offset = [], 0
    while len(audio) > samples(_LONGEST_S):
        search = audio[samples(_CUT_FROM_S) : samples(_LONGEST_S)]
        steps = search[: len(search) // _STEP * _STEP].reshape(-1, _STEP)
        cut = samples(_CUT_FROM_S) + int(np.argmin(np.square(steps).mean(axis=1))) * _STEP + _STEP // 2
        pieces.append((offset, audio[:cut]))
        offset, audio = offset + cut, audio[cut:]
    return [*pieces, (offset, audio)]


def _credible(utterance: Utterance, words: list[Word], no_speech: float) -> Words:
    """The words of an utterance, or none where Whisper most likely made them up."""
    if words:
        score = sum(math.log(max(word.probability, 1e-3)) for word in words) / len(words)
        text = " ".join(word.text for word in words)
        if is_invented(text, score, no_speech, len(utterance.segment) / SAMPLE_RATE):
            words = []
    return Words(utterance.id, tuple(words))


def _by_utterance(utterances: tuple[Utterance, ...], words: list[Word]) -> list[tuple[Utterance, list[Word]]]:
    """Each word with the utterance it lies nearest to, its times kept within that utterance."""
    found: dict[int, list[Word]] = {utterance.id: [] for utterance in utterances}
    for word in words:
        middle = (word.segment.start + word.segment.end) // 2
        nearest = min(utterances, key=lambda u: max(u.segment.start - middle, middle - u.segment.end, 0))
        inside = nearest.segment
        start = min(max(word.segment.start, inside.start), inside.end)
        end = min(max(word.segment.end, start), inside.end)
        found[nearest.id].append(Word(Segment(start, end), word.text, word.probability))
    return [(utterance, found[utterance.id]) for utterance in utterances]
