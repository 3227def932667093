"""Controls: what the person at the screen may ask of a running call."""

from typing import Protocol

from callmon.timeline import Cue, Verdict


class Controls(Protocol):
    """A running call as the overlay drives it. Every method returns at once and may be called at any time."""

    def start(self) -> None:
        """Begin to listen; nothing where a call is running."""
        ...

    def pause(self) -> None:
        """Stop audio, recognition and every buffer."""
        ...

    def resume(self) -> None:
        """Listen again after a pause."""
        ...

    def stop(self) -> None:
        """End the call."""
        ...

    def confirm_notice(self) -> None:
        """Both sides were told: keep the audio from now on, where that is what is kept."""
        ...

    def show_partials(self, wanted: bool) -> None:
        """Whether somebody looks at words of utterances that are not over."""
        ...

    def snooze(self, seconds: float) -> None:
        """Show no cue for `seconds`; 0 ends it."""
        ...

    def painted(self, cue: Cue, at: float) -> None:
        """`cue` is on the screen since `at`, by `time.monotonic()`. Told once a cue."""
        ...

    def feedback(self, cue: Cue, verdict: Verdict) -> None:
        """What the person thinks of `cue`."""
        ...
