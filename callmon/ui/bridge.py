"""The bridge: the only door between the thread that listens and the thread that shows. No Qt.

Nothing waits and nothing piles up: whoever shows takes the latest glance when it wants to, and what came
before it is gone.
"""

import threading
from collections import deque

from callmon.preferences import Mode
from callmon.timeline import Speaker, Step
from callmon.ui.fold import SHOWN_S, GlanceFold
from callmon.ui.glance import Glance


class Bridge:
    """Steps in on any thread, the latest glance out on the thread that shows.

    Args:
        shown_s: how long a cue stays, in seconds of the call.
    """

    def __init__(self, shown_s: float = SHOWN_S) -> None:
        self._lock = threading.Lock()
        self._shown_s = shown_s
        self._fold = GlanceFold(shown_s=shown_s)
        self._last: Glance | None = None
        self._latest: deque[Glance] = deque(maxlen=1)

    def begin(self, mode: Mode = "cues") -> None:
        """A new call starts, of which nothing is known yet."""
        with self._lock:
            self._fold = GlanceFold(mode, self._shown_s)
            self._put(self._fold.glance)

    def step(self, step: Step) -> None:
        """One more step of the call; give every one, in order."""
        with self._lock:
            self._put(self._fold.fold(step))

    def partial(self, utterance: int, speaker: Speaker, text: str) -> None:
        """Text of an utterance that is still being recognised; its final words replace it."""
        with self._lock:
            self._put(self._fold.partial(utterance, speaker, text))

    def timing(
        self,
        cue_p50: float | None = None,
        cue_p95: float | None = None,
        words_p50: float | None = None,
        words_p95: float | None = None,
    ) -> None:
        """How late cues and words were lately, in milliseconds."""
        with self._lock:
            self._put(self._fold.timing(cue_p50, cue_p95, words_p50, words_p95))

    def keep(self, mode: Mode, recording: bool) -> None:
        """What is kept of the call from now on."""
        with self._lock:
            self._put(self._fold.keep(mode, recording))

    def notice(self, message: str) -> None:
        """One sentence that the person at the screen should read; the call goes on."""
        with self._lock:
            self._put(self._fold.notice(message))

    def fail(self, message: str) -> None:
        """The call cannot go on; `message` is one sentence that names the way out."""
        with self._lock:
            self._put(self._fold.fail(message))

    def take(self) -> Glance | None:
        """The latest glance, once; None where nothing has changed since."""
        try:
            return self._latest.pop()
        except IndexError:
            return None

    def _put(self, glance: Glance) -> None:
        if glance != self._last:
            self._last = glance
            self._latest.append(glance)
