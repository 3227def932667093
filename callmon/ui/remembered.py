"""What the overlay remembers from one start to the next: its place on each screen. No Qt."""

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from callmon import paths
from callmon.ui.placement import Place

_log = logging.getLogger(__name__)


def remembered_file() -> Path:
    """Where it is kept: beside the settings file."""
    return paths.settings_file().with_name("overlay.json")


@dataclass
class Remembered:
    """Place by the name of the screen, the screen it was on last, and whether screen shares leave it out."""

    places: dict[str, Place] = field(default_factory=dict)
    screen: str = ""
    hidden_from_sharing: bool = False


def load(file: Path) -> Remembered:
    """What is remembered in `file`; nothing where it is missing or damaged."""
    try:
        return _from_json(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Remembered()


def save(file: Path, remembered: Remembered) -> None:
    """Write `file` whole or not at all; that it cannot be written is logged and stops nobody."""
    table = {
        "places": {name: [place.x, place.y] for name, place in remembered.places.items()},
        "screen": remembered.screen,
        "hidden_from_sharing": remembered.hidden_from_sharing,
    }
    new = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
        new.replace(file)
    except OSError as error:
        _log.warning(
            "The overlay's place is not remembered: %s cannot be written (%s).", file, error.strerror
        )


def _from_json(table: Any) -> Remembered:
    places = {str(name): Place(float(x), float(y)) for name, (x, y) in table["places"].items()}
    for place in places.values():
        if not (0 <= place.x <= 1 and 0 <= place.y <= 1):
            raise ValueError("a place outside its screen")
    return Remembered(places, str(table["screen"]), table["hidden_from_sharing"] is True)
