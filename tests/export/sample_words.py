"""What was said and how it sounded in the sample report: acts, moments, tone and a scorecard."""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

AGENT = {**_DATA["agent"]}
CUSTOMER = {**_DATA["customer"], "concreteness": None}
CALL = {**_DATA["call"]}


def acts() -> list[dict[str, Any]]:
    """What was done with words; the agent's and the customer's."""
    return [{"answers": None, **act} for act in deepcopy(_DATA["acts"])]


def moments() -> list[dict[str, Any]]:
    """The customer's moments, of several that became of them."""
    return [{"after": None, "answered_by": None, **moment} for moment in deepcopy(_DATA["moments"])]


def tone(*, arousal: bool = False) -> dict[str, Any]:
    """How the voices sounded; the arousal of the customer where it was asked for."""
    heard = {"pitch_st": 7.5, "spread_st": 4.1, "loudness_db": -23.4, "rate": 4.8}
    shares = {"voiced_share": 0.62, "pause_share": 0.08, "tilt_db": -9.1}
    return {
        "shifts": deepcopy(_DATA["shifts"]),
        "utterances": [{"utterance": number, **heard, **shares} for number in (1, 2, 4, 5, 7, 8, 10, 14)],
        "arousal": deepcopy(_DATA["arousal"]) if arousal else [],
    }


def scorecard() -> dict[str, Any]:
    """A card of the sample."""
    card = deepcopy({name: _DATA[name] for name in ("keep", "try", "not_measured")})
    pillars = [{"best": None, "missed": None, **pillar} for pillar in deepcopy(_DATA["pillars"])]
    for pillar in pillars:
        pillar["measures"] = [{"value": None, **measure} for measure in pillar["measures"]]
    return {"pillars": pillars, **card}
