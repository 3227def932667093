"""A made-up call with a player, waveforms and marks that the test moves, for the replay window."""

import math
import uuid
from dataclasses import replace
from pathlib import Path

from callmon.timeline import Mark
from callmon.ui.replay.shown import Fact, Item, Said, ShownCall, ShownWord, TonePoint

TALK = (
    ("agent", "Hello, this is Kim from the delivery team. How can I help you today?"),
    ("customer", "My parcel is eight days late and I need it before the weekend."),
    ("agent", "You probably did not check the tracking page."),
    ("customer", "I did. I checked the page every morning and it still says that it is on its way."),
    ("agent", "I understand why that is annoying. So you waited at home for a whole day."),
    ("customer", "Yes, exactly. It is a present for my daughter."),
    ("agent", "What would help you most right now?"),
    ("customer", "I need it on Friday because her birthday is on Saturday."),
    ("agent", "Then our own driver will bring it to you on Friday morning."),
    ("customer", "Thank you for listening."),
)
LENGTH_S = 6.0


def said(n: int, speaker: str, text: str, start: float) -> Said:
    words = text.split()
    step = (LENGTH_S - 1) / len(words)
    return Said(
        f"utterance/{n}",
        speaker,
        start,
        start + LENGTH_S - 1,
        tuple(
            ShownWord(f"word/{n}/{k}", start + k * step, start + (k + 1) * step, word)
            for k, word in enumerate(words)
        ),
    )


def item(key: str, lane: str, label: str, kind: str, name: str, start: float, end: float, **more) -> Item:
    return Item(key, lane, label, kind, name, start, end, **more)


def made_call(rounds: int = 2) -> ShownCall:
    lines, items, tone = [], [], []
    for n in range(rounds * len(TALK)):
        speaker, text = TALK[n % len(TALK)]
        start = 1.0 + n * LENGTH_S
        end = start + LENGTH_S - 1
        lines.append(said(n, speaker, text, start))
        items.append(item(f"turn/{n}", "turns", "", speaker, text, start, end, speaker=speaker, said=text))
        tone.append(TonePoint(speaker, "loudness", start, end, 2 * math.sin(n)))
        more = {"speaker": speaker, "said": text}
        match n % len(TALK):
            case 1:
                items.append(
                    item(
                        f"moment/{n}",
                        "moments",
                        "moment/delay",
                        "delay",
                        "Delay",
                        start,
                        end,
                        why="says that it is late",
                        **more,
                    )
                )
            case 2:
                items.append(
                    item(
                        f"act/{n}",
                        "acts",
                        "act/assumption",
                        "assumption",
                        "Assumption",
                        start,
                        end,
                        why="takes for known what the other did",
                        facts=(Fact("Certainty", "93 %"),),
                        **more,
                    )
                )
                items.append(
                    item(
                        f"cue/{n}",
                        "cues",
                        "cue/ask_dont_assume",
                        "open_mind",
                        "Ask, don’t assume",
                        start,
                        end,
                        speaker="agent",
                        said="You probably did",
                        why="“You probably did not check the tracking page” takes something for granted.",
                        facts=(Fact("Certainty", "93 %"), Fact("Threshold", "70 %")),
                        text="Ask, don’t assume",
                        avoid="Asking how it is for this customer.",
                        shown_at=end,
                        held_back="" if n > len(TALK) else "the first 30 s of a call are quiet",
                    )
                )
            case 3:
                items.append(
                    item(
                        f"overlap/{n}",
                        "overlaps",
                        "overlap/interruption",
                        "interruption",
                        "Interruption, clear",
                        end - 1.4,
                        end,
                        speaker="agent",
                        why="Agent began while customer was mid-turn, both spoke for 1.46 s.",
                        facts=(Fact("Both spoke for", "1.46 s"),),
                    )
                )
            case 4:
                items.append(
                    item(
                        f"act/{n}",
                        "acts",
                        "act/validation",
                        "validation",
                        "Validation",
                        start,
                        end,
                        why="says that it can see why",
                        positive=True,
                        **more,
                    )
                )
                items.append(
                    item(
                        f"cue/{n}",
                        "cues",
                        "cue/you_named_the_feeling",
                        "active_listening",
                        "You named the feeling",
                        start,
                        end,
                        speaker="agent",
                        why="You said “I understand why that is annoying”.",
                        avoid="Saying it before you solve it.",
                        shown_at=end + 0.2,
                        positive=True,
                    )
                )
            case 5:
                items.append(
                    item(
                        f"overlap/{n}",
                        "overlaps",
                        "overlap/backchannel",
                        "backchannel",
                        "Backchannel (credited)",
                        start + 2,
                        start + 2.5,
                        speaker="agent",
                        positive=True,
                    )
                )
                items.append(
                    item(
                        f"shift/{n}",
                        "tone",
                        "shift/loud",
                        "loud",
                        "Customer loud: loudness -18 dB, usual -26",
                        start,
                        end,
                        speaker="customer",
                    )
                )
            case 6:
                items.append(
                    item(
                        f"act/{n}",
                        "acts",
                        "act/question",
                        "question",
                        "Open question",
                        start,
                        end,
                        why="asks for the story or the view",
                        **more,
                    )
                )
    duration = 1.0 + rounds * len(TALK) * LENGTH_S
    return ShownCall(
        "abc123",
        "2026-11-20_parcel_0042.wav",
        "Kim · 20 Nov 2026, 10:12 · 2:01 · escalated",
        duration,
        tuple(items),
        tuple(lines),
        tuple(tone),
        ("One side is heard on the other’s channel, 24 dB quieter; it is not counted as speech.",),
    )


class FakePlayer:
    """A player that the test moves."""

    trouble = ""
    lost = False

    def __init__(self, duration: float) -> None:
        self.duration = duration
        self.position = 0.0
        self.playing = False
        self.said: list[tuple[object, ...]] = []
        self.closed = False

    def play(self):
        self.playing = True

    def pause(self):
        self.playing = False

    def seek(self, to):
        self.position = to

    def loop(self, span):
        self.said.append(("loop", span))
        if span:
            self.position = span[0]

    def set_speed(self, speed):
        self.said.append(("speed", speed))

    def set_solo(self, side):
        self.said.append(("solo", side))

    def set_volume(self, volume):
        self.said.append(("volume", volume))

    def close(self):
        self.closed = True


class FakeWave:
    """A waveform that swells where somebody speaks."""

    ready = 1.0
    trouble = ""

    def __init__(self, call: ShownCall) -> None:
        self.lines = call.lines
        self.duration = call.duration

    def columns(self, side, start, end, width):
        step = (end - start) / width
        found = []
        for n in range(width):
            at = start + n * step
            row = int((at - 1.0) // LENGTH_S)
            speaks = (
                0 <= row < len(self.lines) and self.lines[row].speaker == side and (at - 1.0) % LENGTH_S < 5
            )
            swell = (0.25 + 0.6 * abs(math.sin(at * 3.1) * math.sin(at * 17))) if speaks else 0.01
            found.append((-swell, swell))
        return found

    def close(self):
        pass


class FakeMarking:
    """Marks in memory, with undo, as the library keeps them."""

    def __init__(self, coder: str = "Robin") -> None:
        self.coder = coder
        self.own: list[Mark] = []
        self.elses = [Mark("o1", "Alex", "note", replace_segment(0, 16_000), text="Good start.")]
        self.past: list[tuple[str, list[Mark]]] = []
        self.undone: list[tuple[str, list[Mark]]] = []
        self.finished = False
        self.trouble: Exception | None = None

    def marks(self):
        return sorted(self.own, key=lambda mark: mark.segment)

    def others(self):
        return self.elses if self.finished else []

    def _remember(self, said):
        if self.trouble is not None:
            raise self.trouble
        self.past.append((said, list(self.own)))
        self.undone.clear()

    def add(self, kind, segment, *, label="", target="", speaker=None, text=""):
        self._remember(kind)
        mark = Mark(uuid.uuid4().hex, self.coder, kind, segment, label, target, speaker, text)
        judged = ("agree", "disagree")
        if target:
            self.own = [
                m
                for m in self.own
                if not (m.target == target and (m.kind == kind or (m.kind in judged and kind in judged)))
            ]
        self.own.append(mark)
        return mark

    def change(self, mark):
        self._remember("change")
        self.own = [mark if each.id == mark.id else each for each in self.own]

    def remove(self, mark):
        self._remember("removal")
        self.own = [each for each in self.own if each.id != mark]

    def undo(self):
        if not self.past:
            return ""
        said, before = self.past.pop()
        self.undone.append((said, self.own))
        self.own = before
        return said

    def redo(self):
        if not self.undone:
            return ""
        said, after = self.undone.pop()
        self.past.append((said, self.own))
        self.own = after
        return said

    def finish(self, finished):
        self.finished = finished


def replace_segment(start: int, end: int):
    from callmon.timeline import Segment

    return Segment(start, end)


class FakeDoors:
    """Remembers where it led to."""

    def __init__(self) -> None:
        self.gone: list[tuple[str, str]] = []

    def addressee(self, call):
        return "Kim", Path("/reports") / f"{call}.html"

    def export_report(self, call, path, message, *, audio):
        self.gone.append(("report", call, str(path), message, audio))
        return f"The report is in {path}."

    def rehearse(self, call):
        self.gone.append(("rehearse", call))

    def exchange_sides(self, call):
        self.gone.append(("exchange", call))

    def find_recording(self, call):
        self.gone.append(("find", call))


__all__ = ["FakeDoors", "FakeMarking", "FakePlayer", "FakeWave", "made_call", "replace"]
