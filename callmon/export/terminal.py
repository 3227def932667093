"""The listening report for a terminal: a report in, a page of at most 80 columns out."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from callmon.export import scorecard, words
from callmon.export.fates import fates

WIDTH = 80
OVERLAPS = 12
MEASURES = 3
"""Measures of a pillar that are told here; the page has all of them."""
NARROW = 72
"""Below this width the tables leave out what the full report says anyway."""

_STYLES = {"agent": "blue", "customer": "magenta"}
_KIND_STYLES = {
    "interruption": "red",
    "attempted_interruption": "yellow",
    "backchannel": "green",
    "supportive": "cyan",
}
_COUNTS = (
    ("Interruptions", "interruptions"),
    ("Tried to speak", "attempted_interruptions"),
    ("Backchannels (credited)", "backchannels"),
    ("Supportive", "supportive_overlaps"),
    ("Normal turn overlaps", "terminal_overlaps"),
)


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """Prints the report; it reads the same without colour, and narrower where the terminal is."""
    width = min(WIDTH, console.width)
    for part in _parts(report, width, unicode=console.encoding.lower().startswith("utf")):
        console.print(part, width=width, highlight=False, soft_wrap=False)


def _parts(report: Mapping[str, Any], width: int, *, unicode: bool) -> Iterator[RenderableType]:
    yield _title(report)
    for note in _remarks(report):
        yield Padding(Text(note, style="yellow"), (0, 0, 0, 2))
    yield from _scorecard(report, narrow=width < NARROW)
    yield Text()
    yield from _talk_share(report, width, unicode=unicode)
    yield Text()
    yield from _sides(report, narrow=width < NARROW)
    yield Text()
    yield _silence(report)
    yield from _cues(report)
    yield from _overlaps(report, narrow=width < NARROW)
    yield Text()
    version = words.value(report["definitions"].get("version"))
    yield Text(f"Definitions version {version}; the thresholds stand in the full report.", style="dim")


def _title(report: Mapping[str, Any]) -> Text:
    call = report["call"]
    model = f"words by {words.plain(call['model'])}" if call["model"] else "words were not recognised"
    return Text.assemble(
        (words.plain(call["file"]), "bold"), (f"  {words.clock(call['duration'])} · {model}", "dim")
    )


def _remarks(report: Mapping[str, Any]) -> Iterator[str]:
    if not report["call"]["timing_reliable"]:
        yield "Timing is not reliable in this recording: read overlaps with care."
    if not report["utterances"]:
        yield "Nobody speaks in this recording."
    yield from (words.plain(note) for note in report["call"]["notes"])


def _scorecard(report: Mapping[str, Any], *, narrow: bool) -> Iterator[RenderableType]:
    """The measures that lead each pillar, what to keep and what to try; lines that read well aloud."""
    cards = scorecard.cards(report)
    if not cards:
        return
    yield Text()
    yield Text.assemble(("Scorecard", "bold"), ("  what was found; there is no grade", "dim"))
    rows = [(card.label, Text("\n").join(map(_figure, card.leading[:MEASURES]))) for card in cards]
    for title, name in (("To keep", "keep"), ("To try", "try")):
        if (advice := report["scorecard"][name]) is not None:
            rows.append((title, Text(words.plain(advice["text"]), style="bold")))
    if gaps := report["scorecard"]["not_measured"]:
        rows.append(("Not measured", Text(" ".join(words.plain(gap) for gap in gaps), style="dim")))
    if narrow:
        for label, told in rows:
            yield Text(label, style="bold")
            yield Padding(told, (0, 0, 0, 2))
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for label, told in rows:
        table.add_row(label, told)
    yield table


def _figure(each: scorecard.Figure) -> Text:
    behind = f" ({each.counts.replace(' · ', ', ')})" if each.counts else ""
    return Text.assemble(f"{each.label}: ", (each.value, "bold"), behind)


def _talk_share(report: Mapping[str, Any], width: int, *, unicode: bool) -> Iterator[Text]:
    shares = [report["measures"][side].get("talk_share_of_speech") for side in words.SPEAKERS]
    agent, customer = shares
    if agent is None or customer is None or agent + customer <= 0:
        yield Text("Talk share  –")
        return
    little = scorecard.little_speech(report)
    told = [
        words.short_clock(report["measures"][side]["talk_time"]) if little else words.share(share)
        for side, share in zip(words.SPEAKERS, shares, strict=True)
    ]
    left, right = f"Agent {told[0]} ", f" {told[1]} Customer"
    room = max(4, width - len(left) - len(right))
    part = min(room, max(0, int(room * agent / (agent + customer) + 0.5)))
    # Two shades, so that the bar reads without colour too.
    full, light = ("█", "░") if unicode else ("#", "-")
    yield Text(
        "Talk time in minutes, too little for a share" if little else "Talk share of all speech", style="dim"
    )
    yield Text.assemble(
        (left, "blue"), (full * part, "blue"), (light * (room - part), "magenta"), (right, "magenta")
    )


def _sides(report: Mapping[str, Any], *, narrow: bool) -> Iterator[RenderableType]:
    agent, customer = (report["measures"][side].get for side in words.SPEAKERS)
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    table.add_column("", overflow="fold")
    for side, label in words.SPEAKERS.items():
        table.add_column(Text(label, style=_STYLES[side]), justify="right")
    severities = _severities(report)
    table.add_column("", style="dim")
    for label, name in _COUNTS:
        note = severities if name == "interruptions" and not narrow else ""
        table.add_row(label, words.value(agent(name)), words.value(customer(name)), note)
    for label, name in (
        ("Response time, median", "response_time_median"),
        ("Response time, 90 %", "response_time_p90"),
    ):
        table.add_row(label, words.brief(agent(name)), words.brief(customer(name)), "")
    if agent("unheard_time") or customer("unheard_time"):
        lost = (words.seconds(side("unheard_time")) for side in (agent, customer))
        table.add_row("Not heard", *lost, "" if narrow else "neither speech nor silence")
    yield table
    if narrow and severities:
        yield Text(f"Interruptions by the {severities}", style="dim")


def _severities(report: Mapping[str, Any]) -> str:
    counts = []
    for side, label in words.SPEAKERS.items():
        measure = report["measures"][side].get
        found = [
            f"{measure(f'interruptions_{s}')} {s}"
            for s in ("minor", "clear", "long")
            if measure(f"interruptions_{s}")
        ]
        if found:
            counts.append(f"{label.lower()}: {', '.join(found)}")
    return "; ".join(counts)


def _silence(report: Mapping[str, Any]) -> Text:
    call = report["measures"]["call"].get
    over = call("non_talk_over_3s")
    stretches = "" if over is None else f" in {over} {'stretch' if over == 1 else 'stretches'} over 3 s"
    hold = f" · hold {words.seconds(call('hold_time'))}, counted apart"
    return Text(f"Nobody speaks for {words.seconds(call('non_talk_time'))}{stretches}{hold}")


def _cues(report: Mapping[str, Any]) -> Iterator[RenderableType]:
    shown = [(cue, fate) for cue, fate in zip(report["cues"], fates(report), strict=True) if cue["shown"]]
    held = len(report["cues"]) - len(shown)
    yield Text()
    yield Text.assemble(("Cues", "bold"), (f"  {len(shown)} shown, {held} held back" if held else "", "dim"))
    if not shown:
        yield Text("  none", style="dim")
        return
    table = _list(right=1)
    for cue, fate in shown:
        pillar = words.pillar_label(cue["pillar"])
        pillar += " · praise" if cue["positive"] else ""
        said = Text.assemble((words.plain(cue["text"]), "bold"), f"  {words.plain(cue['why'])}")
        rest = f"  {pillar} · {fate}" if fate else f"  {pillar}"
        table.add_row(words.clock(cue["at"]), Text.assemble(said, (rest, "dim")))
    yield table


def _overlaps(report: Mapping[str, Any], *, narrow: bool) -> Iterator[RenderableType]:
    ordered = sorted(report["overlaps"], key=words.importance)
    yield Text()
    yield Text.assemble(("Where both speak", "bold"), ("  the most telling first" if ordered else "", "dim"))
    if not ordered:
        yield Text("  nowhere", style="dim")
        return
    table = _list(right=3 if narrow else 4)
    for overlap in ordered[:OVERLAPS]:
        kind = words.kind_of(overlap["kind"])
        label = kind.label.removesuffix(" (credited)") if narrow else kind.label
        length = words.brief(overlap["end"] - overlap["start"])
        table.add_row(
            words.clock(overlap["start"]),
            Text(f"{kind.letter} {label}", style=_KIND_STYLES.get(overlap["kind"], "")),
            *([words.speaker_label(overlap["by"])] if narrow else [words.who(overlap), length]),
            words.plain(overlap["severity"] or ""),
        )
    yield table
    if len(ordered) > OVERLAPS:
        yield Text(f"  … and {len(ordered) - OVERLAPS} more", style="dim")


def _list(right: int) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, style="dim")
    for _ in range(right):
        table.add_column(overflow="fold")
    return table
