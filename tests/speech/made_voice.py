"""A made voice: what can be said of it is known."""

import numpy as np


def voice(syllables=8, rate=4.0, hz=150.0, rise=0.0, tilt=1.0, level=0.1, wobble=0.0):
    """Syllables at `rate` a second, float64 at 16 kHz.

    `rise` is how many semitones the pitch goes up over all of them, `wobble` how many it swings three times a
    second, `tilt` how steeply the harmonics fall, `level` the root mean square.
    """
    at = np.arange(round(syllables / rate * 16_000)) / 16_000
    semitones = rise * (at / at[-1] - 0.5) + wobble * np.sin(2 * np.pi * 3 * at)
    phase = 2 * np.pi * np.cumsum(hz * 2 ** (semitones / 12)) / 16_000
    highest = hz * 2 ** (semitones.max() / 12)
    harmonics = [np.sin(k * phase + k) / k**tilt for k in range(1, int(3400 // highest) + 1)]
    sound = (0.05 + 0.95 * np.sin(np.pi * rate * at) ** 2) * np.sum(harmonics, axis=0)
    return sound * level / np.sqrt(np.mean(sound**2))
