"""The desk: what the overlay drives. One running call at a time, each on a thread of its own."""

import threading
import time
from typing import Protocol

from callmon.errors import CallmonError
from callmon.live.call import Listeners, LiveCall
from callmon.live.options import LiveOptions
from callmon.preferences import Mode
from callmon.settings import Settings
from callmon.speech.words_live import Partial
from callmon.timeline import Cue, Ended, Speaker, Step, Verdict

_DELAYS_EVERY_S = 2.0
"""How often the delays are told; nobody reads them faster."""


class Screen(Protocol):
    """Where what a call tells is shown; every method may be called on any thread."""

    def begin(self, mode: Mode = "cues") -> None:
        """A new call starts."""
        ...

    def step(self, step: Step) -> None:
        """One more step of the call."""
        ...

    def partial(self, utterance: int, speaker: Speaker, text: str) -> None:
        """Text of an utterance that is not over."""
        ...

    def timing(
        self,
        cue_p50: float | None = None,
        cue_p95: float | None = None,
        words_p50: float | None = None,
        words_p95: float | None = None,
    ) -> None:
        """How late cues and words were lately, in milliseconds."""
        ...

    def keep(self, mode: Mode, recording: bool) -> None:
        """What is kept of the call from now on."""
        ...

    def notice(self, message: str) -> None:
        """A sentence for the person at the screen; the call goes on."""
        ...

    def fail(self, message: str) -> None:
        """The call cannot go on."""
        ...


class LiveDesk:
    """Starts and drives running calls, one after the other; every method but `close` returns at once.

    Args:
        options: how calls are heard and what is kept of them.
        settings: thresholds.
        screen: where they are shown.
    """

    def __init__(self, options: LiveOptions, settings: Settings, screen: Screen) -> None:
        self._options = options
        self._settings = settings
        self._screen = screen
        self._call: LiveCall | None = None
        self._thread: threading.Thread | None = None
        self._told_at = 0.0
        self._partials = False

    def start(self) -> None:
        """Begin to listen; nothing where a call is running, or one that was stopped has its last words."""
        if self._thread is not None and self._thread.is_alive():
            if self._call is not None and self._call.ending:
                self._screen.notice("The last call is being finished; start again in a moment.")
            return
        self._screen.begin(self._options.mode)
        try:
            listeners = Listeners(self._step, self._partial, self._told)
            self._call = LiveCall(self._options, self._settings, listeners)
            self._call.show_partials(self._partials)
        except CallmonError as error:
            self._screen.fail(str(error))
            return
        self._thread = threading.Thread(target=self._run, args=(self._call,), name="call")
        self._thread.start()

    def pause(self) -> None:
        """Stop audio, recognition and every buffer."""
        if self._call is not None:
            self._call.pause()

    def resume(self) -> None:
        """Listen again after a pause."""
        if self._call is not None:
            self._call.resume()

    def stop(self) -> None:
        """End the call."""
        if self._call is not None:
            self._call.stop()

    def confirm_notice(self) -> None:
        """Both sides were told: keep the audio from now on, where that is what is kept."""
        if self._call is not None:
            self._call.confirm_notice()

    def show_partials(self, wanted: bool) -> None:
        """Whether somebody looks at words of utterances that are not over, in this call and later ones."""
        self._partials = wanted
        if self._call is not None:
            self._call.show_partials(wanted)

    def snooze(self, length: float) -> None:
        """Show no cue for `length` seconds; 0 ends it."""
        if self._call is not None:
            self._call.snooze(length)

    def painted(self, cue: Cue, at: float) -> None:
        """`cue` is on the screen since `at`, by `time.monotonic()`."""
        if self._call is not None:
            self._call.painted(cue, at)

    def feedback(self, cue: Cue, verdict: Verdict) -> None:
        """What the person thinks of `cue`."""
        if self._call is not None:
            self._call.feedback(cue, verdict)

    def close(self) -> None:
        """End the call that is running, if any, and wait for its end."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def _run(self, call: LiveCall) -> None:
        try:
            call.run()
        except CallmonError as error:
            self._screen.fail(str(error))
        except BaseException:
            self._screen.fail("callmon has stopped over a defect of its own; start the call again.")
            raise

    def _step(self, step: Step) -> None:
        self._screen.step(step)
        now, call = time.monotonic(), self._call
        if call is not None and (
            now - self._told_at >= _DELAYS_EVERY_S or isinstance(step.observation, Ended)
        ):
            self._told_at = now
            cues, words = call.cue_delays, call.word_delays
            self._screen.timing(cues.p50, cues.p95, words.p50, words.p95)

    def _partial(self, partial: Partial) -> None:
        self._screen.partial(partial.utterance, partial.speaker, partial.text)

    def _told(self, sentence: str) -> None:
        self._screen.notice(sentence)
        if self._call is not None:
            self._screen.keep(self._options.mode, self._call.recording)
