"""Made calls and quick models: a voice is a tone, so what the engine should find is known."""

import numpy as np

from callmon.speech.diarization.segmentation import FIRST, FRAMES, HOP, WINDOW

TONES_HZ = (500.0, 1700.0, 4300.0, 6100.0)
"""The voices of made calls, by number."""

_AT = np.arange(HOP) / 16_000
_CLASS = np.array([0, 1, 2, 4, 3, 5, 6, 4])
"""The class of each set of local speakers, whose numbers are bits; of three the first two are heard."""
_WAVES = np.exp(2j * np.pi * np.outer(_AT, TONES_HZ)) / HOP


def said(length_s, turns):
    """A call: float32 of shape (n,). Each turn is the number of a voice, its start and its end in seconds."""
    at = np.arange(round(length_s * 16_000)) / 16_000
    sound = np.zeros(len(at))
    for voice, start, end in turns:
        part = (at >= start) & (at < end)
        sound[part] += 0.1 * np.sin(2 * np.pi * TONES_HZ[voice] * at[part])
    return sound.astype(np.float32)


def truth(length_s, turns, voices):
    """Who speaks in each frame of 10 ms, shape (frames, voices)."""
    found = np.zeros((round(length_s * 100), voices), bool)
    for voice, start, end in turns:
        found[round(start * 100) : round(end * 100), voice] = True
    return found


def segment(window):
    """A quick model: local speakers are tones, numbered as they come in the window."""
    assert window.shape == (WINDOW,)
    blocks = window[FIRST - HOP // 2 :][: FRAMES * HOP].reshape(FRAMES, HOP)
    heard = np.abs(blocks @ _WAVES) > 0.015
    first = np.where(heard.any(axis=0), heard.argmax(axis=0), FRAMES)
    local = heard[:, np.argsort(first, kind="stable")[:3]]
    classes = np.full((FRAMES, 7), np.log(0.01 / 6), np.float32)
    classes[np.arange(FRAMES), _CLASS[local @ (1, 2, 4)]] = np.log(0.99)
    return classes


def embed(features):
    """A quick model: what a voice sounds like is the band in which it is loudest."""
    voice = np.full(192, 0.01, np.float32)
    voice[np.bincount(features.argmax(axis=1)).argmax()] = 1.0
    return voice / np.linalg.norm(voice)
