"""Small calls for the library, as it is handed them."""

from typing import Any

from callmon.store.library import Entry, Stamp
from callmon.timeline import ShelvedCall

LINES = ("How can I help you today?", "My parcel is eight days late.", "I understand why that is annoying.")


def report(lines=LINES, measures=None, cues=(("let_them_finish", "care"),), **more) -> dict[str, Any]:
    return {
        "utterances": [
            {"id": n, "speaker": ("agent", "customer")[n % 2], "start": 4.0 * n + 1, "text": line}
            for n, line in enumerate(lines)
        ],
        "measures": {"agent": {"talk_share_of_speech": 0.5, **(measures or {})}, "customer": {}, "call": {}},
        "cues": [{"rule": rule, "pillar": pillar, "shown": True} for rule, pillar in cues],
        **more,
    }


def entry(name="a1", held="2026-11-20T10:00:00+01:00", stamp=1, found=None, **more) -> Entry:
    call = ShelvedCall(
        **{
            "id": name,
            "title": f"{name}.wav",
            "agent": "",
            "held": held,
            "analysed": held,
            "duration": 120.0,
            "language": "en",
            "files": (f"/calls/{name}.wav",),
            **more,
        }
    )
    return Entry(call, report() if found is None else found, Stamp(stamp, 100))
