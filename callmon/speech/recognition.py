"""Recognition: what a session asks for words, in a recording and in a running call alike."""

from typing import Protocol

from callmon.speech.packer import Samples
from callmon.timeline import Observation


class Recognition(Protocol):
    """Puts words to what was heard."""

    def hear(self, block: Samples, observations: list[Observation], position: int) -> list[Observation]:
        """What is ready to be folded after `block`, in which `observations` were heard, up to `position`."""
        ...

    def tell(self, observation: Observation) -> list[Observation]:
        """What is ready after an observation that was not heard in the audio."""
        ...

    def flush(self, observations: list[Observation]) -> list[Observation]:
        """All that is left once the call is over, `observations` the last of it."""
        ...

    def close(self) -> None:
        """Give up what is not recognised yet."""
        ...
