"""How the overlay looks. No Qt, so that settings can name it."""

from dataclasses import dataclass
from typing import Literal

Scheme = Literal["system", "light", "dark", "contrast", "contrast-light"]


@dataclass(frozen=True, slots=True)
class Look:
    """How the overlay looks: `text_scale` comes on top of the desktop's own scaling.

    `still` does without any fading; by default it is still where the desktop animates nothing.
    """

    scheme: Scheme = "system"
    text_scale: float = 1.0
    still: bool | None = None


PLAIN = Look()
"""As the desktop looks."""
