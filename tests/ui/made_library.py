"""A library of made-up calls in memory, and everything else that its window asks for."""

from dataclasses import replace
from pathlib import Path

from callmon.errors import StoreError
from callmon.timeline import Filter, ShelvedCall, Sort
from callmon.ui.library.seams import ImportProgress

AGENTS = ("Kim", "Sam", "Alex", "")
LINES = (
    "My parcel is eight days late and nobody calls me back.",
    "I was charged twice for the same month.",
    "Can I change the date of my appointment?",
)

NAMES = {
    "talk_share_of_speech": "talk share of speech",
    "interruptions": "interruptions",
    "attempted_interruptions": "tried to speak",
    "pace": "pace",
}


def call(n: int) -> ShelvedCall:
    return ShelvedCall(
        id=f"call{n:05}",
        title=f"2026-11-{n % 28 + 1:02}_desk-{n % 7 + 1}_{n:05}.wav",
        agent=AGENTS[n % 4],
        held=f"2026-11-{n % 28 + 1:02}T{8 + n % 10:02}:{n % 60:02}:00+01:00",
        analysed="2026-11-25T10:00:00+01:00",
        duration=90.0 + n % 900,
        language="en",
        tags=(("escalated",), (), ("training", "first week"), ())[n % 4],
        cues=n % 5,
        marks=(0, 0, 3)[n % 3],
        state=("ready", "newer", "damaged")[0 if n % 50 else 1 + n // 50 % 2] if n else "ready",
    )


def _hits(line: str, text: str) -> tuple[tuple[int, int], ...]:
    at = line.lower().find(text.lower()) if text else -1
    return () if at < 0 else ((at, at + len(text)),)


class Shelf:
    """Calls that are made when they are asked for."""

    def __init__(self, size: int = 10_000) -> None:
        self.size = size
        self.pages: list[int] = []
        self.said: list[tuple[object, ...]] = []
        self.asked = Filter()
        self.sort = Sort()
        self.trouble = ""

    def count(self, which: Filter) -> int:
        self.asked = which
        if self.trouble:
            raise StoreError(self.trouble)
        return 0 if which.text == "nothing" else min(self.size, 37) if which != Filter() else self.size

    def page(self, which, sort, offset, limit, measures=(), coder=""):
        self.pages.append(offset)
        self.sort = sort
        found = [call(n) for n in range(offset, min(offset + limit, self.count(which)))]
        return [
            replace(
                each,
                measures=tuple((*name, 0.4 + k / 10 + n % 9 / 50) for k, name in enumerate(measures)),
                excerpt=LINES[n % 3] if which.text else "",
                excerpt_at=62.0 if which.text else None,
                hits=_hits(LINES[n % 3], which.text),
            )
            for n, each in enumerate(found)
        ]

    def ids(self, which, sort):
        return [call(n).id for n in range(self.count(which))]

    def agents(self):
        return [name for name in AGENTS if name]

    def tags(self):
        return ["escalated", "first week", "training"]

    def rules(self):
        return [("let_them_finish", "care"), ("slower", "active_listening")]

    def measures(self):
        return [("agent", "talk_share_of_speech"), ("agent", "interruptions"), ("agent", "pace")]

    def set_agent(self, ids, name):
        self.said.append(("agent", tuple(ids), name))

    def tag(self, ids, name):
        self.said.append(("tag", tuple(ids), name))

    def untag(self, ids, name):
        self.said.append(("untag", tuple(ids), name))

    def exchange_sides(self, call):
        self.said.append(("exchange", call))

    def remove(self, ids):
        self.said.append(("remove", tuple(ids)))
        self.size -= len(tuple(ids))

    def refresh(self):
        self.said.append(("refresh",))


class Labels:
    """Names as the program gives them."""

    def measure(self, speaker: str, name: str) -> str:
        return f"{speaker.capitalize()}: {NAMES[name]}"

    def value(self, name: str, value: float | None) -> str:
        if value is None:
            return "–"
        return f"{value * 10:.0f}" if "interruptions" in name else f"{value * 100:.0f} %"

    def rule(self, name: str) -> str:
        return {"let_them_finish": "Let them finish", "slower": "Slower"}[name]

    def pillar(self, name: str) -> str:
        return name.replace("_", " ").capitalize()


class Importing:
    """An import that the test moves on."""

    def __init__(self) -> None:
        self.at = ImportProgress()
        self.wanted: list[tuple[tuple[str, ...], str]] = []
        self.cancelled = False

    def start(self, paths, agent):
        self.wanted.append((tuple(paths), agent))

    def progress(self):
        return self.at

    def cancel(self):
        self.cancelled = True


class Doors:
    """Remembers where it led to."""

    def __init__(self) -> None:
        self.gone: list[tuple[object, ...]] = []

    def addressee(self, call):
        return "Kim", Path("/reports/kim.html")

    def export_report(self, call, path, message, *, audio):
        self.gone.append(("report", call, str(path), message, audio))
        return f"The report is in {path}."

    def __getattr__(self, door: str):
        if door.startswith("_"):
            raise AttributeError(door)
        return lambda *where: self.gone.append((door, *where))
