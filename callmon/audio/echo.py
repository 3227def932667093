"""Echo: both sides in, both out, without the customer's sound in the microphone. For the analysis only.

WebRTC's canceller (AEC3) needs the customer's sound before its echo: a reference that comes 45 ms late
cancels nothing. The two devices' clocks agree within tens of milliseconds, so the microphone waits.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from callmon.errors import CallmonError

Samples = NDArray[np.float32]

RATE = 16_000
WAIT = round(0.120 * RATE)
"""How long the microphone waits for its reference, in samples: more than the clocks of two devices err."""
CANCELLER = 128
"""Samples (8 ms) that the canceller itself holds back at 16 kHz: two of its blocks."""
DELAY = WAIT + CANCELLER
"""How much later (128 ms) both sides come out than they went in."""

_FRAME = RATE // 100
"""Samples (10 ms) that the canceller takes at once."""
_FULL_SCALE = 32_767


class EchoCanceller:
    """Two-row blocks in; out, the same call `DELAY` samples later, sample for sample at the same position.

    Noise suppression, gain control and the optional filter are off: they would change how loud and how high a
    voice is. WebRTC cuts what lies below 100 Hz whenever it cancels. The same samples in give the same out,
    whatever the size of blocks.

    Raises:
        CallmonError: livekit, which brings the canceller, is not installed or does not run here.
    """

    def __init__(self) -> None:
        self._canceller, self._frame_type = _canceller()
        self._waiting: Samples = np.zeros((2, 0), np.float32)
        self._microphone: Samples = np.zeros(WAIT, np.float32)
        self._customer: Samples = np.zeros(0, np.float32)
        self._early = DELAY

    def push(self, block: Samples) -> Samples:
        """What is ready, float32 of shape (2, m): row 0 the microphone without echo, row 1 the customer.

        Row by row and sample by sample it follows what was given before; m is 0 at first, and then as much as
        goes in, to within a frame of 10 ms.

        Args:
            block: float32 of shape (2, n) at 16 kHz in -1..1, row 0 the microphone, row 1 the customer.
        """
        self._waiting = np.concatenate([self._waiting, block], axis=1)
        whole = self._waiting.shape[1] - self._waiting.shape[1] % _FRAME
        ready, self._waiting = self._waiting[:, :whole], self._waiting[:, whole:]
        self._microphone = np.concatenate([self._microphone, ready[0]])
        self._customer = np.concatenate([self._customer, ready[1]])
        cleaned: list[Samples] = [
            self._cancel(ready[1, at : at + _FRAME], self._microphone[at : at + _FRAME])
            for at in range(0, whole, _FRAME)
        ]
        self._microphone = self._microphone[whole:]
        agent = np.concatenate([np.zeros(0, np.float32), *cleaned])
        early = min(self._early, len(agent))
        self._early -= early
        agent = agent[early:]
        customer, self._customer = self._customer[: len(agent)], self._customer[len(agent) :]
        return np.stack([agent, customer])

    def flush(self) -> Samples:
        """What is left at the end: with it, as many samples have come out as went in. Then it is used up."""
        left = self._waiting.shape[1] + self._customer.shape[0]
        silence = np.zeros((2, DELAY + -(left + DELAY) % _FRAME + _FRAME), np.float32)
        return self.push(silence)[:, :left]

    def _cancel(self, reference: Samples, microphone: Samples) -> Samples:
        self._canceller.process_reverse_stream(self._framed(reference))
        frame = self._framed(microphone)
        self._canceller.process_stream(frame)
        cleaned = np.frombuffer(frame.data, np.int16).astype(np.float32)
        return cleaned / np.float32(_FULL_SCALE)

    def _framed(self, samples: Samples) -> Any:
        whole = np.round(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype(np.int16)
        return self._frame_type(bytearray(whole.tobytes()), RATE, 1, _FRAME)


def _canceller() -> tuple[Any, Any]:
    """A canceller and the type of its frames."""
    try:
        from livekit.rtc import AudioFrame, AudioProcessingModule

        return AudioProcessingModule(echo_cancellation=True), AudioFrame
    except (ImportError, OSError):
        raise CallmonError(
            'Echo cancellation is not installed; run `pip install "callmon[aec]"`, or wear a headset.'
        ) from None
