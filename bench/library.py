"""The library of calls: how long its list, its search and its orders take, and what they cost in memory.

    python bench/library.py [--calls 10000]

Makes a library of made-up calls (about 100 utterances of 12 words each, words as often as in a language, by
Zipf's law) in a temporary folder, opens it anew and asks it what its window asks. The peer, in the same run,
reads every transcript and looks for the words itself.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from callmon.store.library import Entry, Library, Stamp, open_library
from callmon.timeline import Filter, Range, ShelvedCall, Sort

VOCABULARY = 12_000
UTTERANCES, WORDS = 100, 12
RULES = (("let_them_finish", "care"), ("slower", "active_listening"), ("ask_dont_assume", "open_mind"))
COLUMNS = (
    ("agent", "talk_share_of_speech"),
    ("agent", "interruptions"),
    ("customer", "attempted_interruptions"),
)
QUERIES = {
    "a rare word": "w9000",
    "the most frequent word": "w0",
    "two words": "w40 w90",
    "words side by side": '"w1 w2"',
    "a beginning": "w77*",
    "nothing": "zebra",
}


def made(number: int, chance: random.Random, words: list[str], weights: list[float]) -> Entry:
    said = chance.choices(words, cum_weights=weights, k=UTTERANCES * WORDS)
    utterances = [
        {
            "id": n,
            "speaker": ("agent", "customer")[n % 2],
            "start": 4.0 * n,
            "end": 4.0 * n + 3.5,
            "text": " ".join(said[n * WORDS : (n + 1) * WORDS]),
            "words": [],
        }
        for n in range(UTTERANCES)
    ]
    measures = {
        side: {f"measure_{n}": chance.random() for n in range(30)}
        | {name: chance.random() for _, name in COLUMNS}
        for side in ("agent", "customer", "call")
    }
    cues = [{"rule": rule, "pillar": pillar, "shown": chance.random() < 0.6} for rule, pillar in RULES]
    held = (datetime(2026, 1, 1) + timedelta(minutes=30 * number)).isoformat()
    call = ShelvedCall(
        f"call{number:06}", f"{number}.wav", f"agent {number % 40}", held, held, 400.0, "en", files=("a.wav",)
    )
    return Entry(call, {"utterances": utterances, "measures": measures, "cues": cues}, Stamp(number, 1))


def build(file: Path, count: int) -> None:
    chance = random.Random(1)  # noqa: S311 - made-up calls, the same each time
    words = [f"w{n}" for n in range(VOCABULARY)]
    weights, total = [], 0.0
    for n in range(VOCABULARY):
        total += 1 / (n + 2)
        weights.append(total)
    start = time.perf_counter()
    with open_library(file) as library:
        for number in range(count):
            library.add(made(number, chance, words, weights))
        library.tag([f"call{n:06}" for n in range(0, count, 7)], "training")
    spent = time.perf_counter() - start
    each, size = 1000 * spent / count, file.stat().st_size / 1e6
    print(f"made {count} calls in {spent:.0f} s ({each:.1f} ms a call), {size:.0f} MB")


def best(do: Callable[[], object], rounds: int = 5) -> float:
    """Milliseconds of the middle one of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        do()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)[len(times) // 2]


def ask(library: Library, which: Filter, sort: Sort = Sort()) -> None:  # noqa: B008 - a frozen value
    library.count(which)
    library.page(which, sort, 0, 100, COLUMNS)


def measure(file: Path) -> None:
    """In a process of its own, so that nothing else takes memory or is warm."""
    start = time.perf_counter()
    library = open_library(file)
    ask(library, Filter())
    spent = 1000 * (time.perf_counter() - start)
    print(f"opened, counted and read the first page: {spent:.0f} ms (wanted: 500)")
    print(f"a page in the middle: {best(lambda: library.page(Filter(), Sort(), 5000, 100, COLUMNS)):.1f} ms")
    for name, text in QUERIES.items():
        which = Filter(text=text)
        spent, found = best(lambda which=which: ask(library, which)), library.count(which)
        print(f"search for {name}: {spent:.1f} ms for {found} calls (wanted: 100)")
    for by in ("held", "title", "agent", "duration", "cues", "agent.talk_share_of_speech"):
        print(f"sorted by {by}: {best(lambda by=by: ask(library, Filter(), Sort(by))):.1f} ms")
    many = Filter(
        agent="agent 3",
        tags=frozenset({"training"}),
        pillar="care",
        ranges=(Range("agent", "interruptions", 0.2, 0.9),),
    )
    print(f"four filters at once: {best(lambda: ask(library, many)):.1f} ms for {library.count(many)} calls")
    print(
        f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (wanted: below 300)"
    )
    library.close()


def show(file: Path) -> None:
    """The window with its list, drawn without a graphics card, in a process of its own."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software", QSG_RENDER_LOOP="basic")
    from PySide6.QtQuick import QQuickItem
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from callmon.desk.importing import ImportDesk
    from callmon.desk.labels import ReportLabels
    from callmon.desk.shelf import WindowShelf
    from callmon.ui.library.window import LibraryWindow

    app = QApplication(sys.argv[:1])
    with open_library(file) as library:
        imports = ImportDesk(library, lambda: None)  # type: ignore[arg-type, return-value] # none is begun
        start = time.perf_counter()
        window = LibraryWindow(WindowShelf(library, lambda: None), ReportLabels(), imports, None)  # type: ignore[arg-type]
        window.show()
        QTest.qWaitForWindowExposed(window.window)
        window.window.grabWindow()
        opened = 1000 * (time.perf_counter() - start)
        calls = window.window.findChild(QQuickItem, "calls")
        frames = []
        for step in range(100):
            start = time.perf_counter()
            calls.setProperty("contentY", step * 3_000.0)
            app.processEvents()
            window.window.grabWindow()
            frames.append(1000 * (time.perf_counter() - start))
        window.close()
    frames.sort()
    print(f"window: opened and drawn in {opened:.0f} ms (wanted: 500)")
    print(f"window: somewhere else in the list, drawn: {frames[50]:.0f} ms, worst {frames[-1]:.0f} ms")
    print(f"window: most memory {_megabytes():.0f} MB (wanted: below 300)")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peer(file: Path, count: int) -> None:
    with open_library(file) as library:
        names = library.ids(Filter(), Sort())[: max(1, count // 20)]
        start = time.perf_counter()
        sum("w9000" in each["text"] for name in names for each in library.report(name)["utterances"])
        spent = 1000 * (time.perf_counter() - start) * count / len(names)
    print(f"peer: reading every transcript for one word takes {spent:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--show", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure is not None:
        measure(asked.measure)
        return
    if asked.show is not None:
        show(asked.show)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library.sqlite"
        build(file, asked.calls)
        for part in ("--measure", "--show"):
            subprocess.run([sys.executable, __file__, part, file], check=True)
        peer(file, asked.calls)


main()
