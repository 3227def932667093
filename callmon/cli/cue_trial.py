"""What the cues would have said on a call: a report in, lines or JSON on standard output out."""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from callmon.cli.models import console
from callmon.export import words

WIDTH = 100
"""Columns where there is no terminal."""
_QUOTED = 6
"""Words by which a quotation is recognised that the line holds already, cut or whole."""


def trial_as_json(report: Mapping[str, Any], *, transcript: bool) -> None:
    """Print the cues, those held back too, and rules that failed; the utterances where they are wanted."""
    found = {"call": report["call"], "cues": report["cues"], "failures": report["failures"]}
    if transcript:
        found["utterances"] = report["utterances"]
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def print_trial(report: Mapping[str, Any], *, transcript: bool) -> None:
    """Print the cues in order of time, among what was said where that is wanted, and how many there were."""
    out = console(WIDTH)
    told = [(cue["at"], 1, _cue(cue)) for cue in report["cues"]]
    told += [(failed["at"], 1, _failed(failed)) for failed in report["failures"]]
    if transcript:
        told += [(each["start"], 0, _spoken(each)) for each in report["utterances"]]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for at, _, lines in sorted(told, key=lambda each: each[:2]):
        table.add_row(words.clock(at), Group(*lines))
    out.print(table, highlight=False)
    shown = sum(cue["shown"] for cue in report["cues"])
    out.print(_summary(shown, len(report["cues"]) - shown, report["call"]["duration"]), highlight=False)


def _summary(shown: int, held: int, duration: float) -> str:
    count = "1 cue" if shown == 1 else f"{shown} cues"
    return f"{count} in {words.seconds(duration)}, {held} held back"


def _cue(cue: Mapping[str, Any]) -> Iterator[Text]:
    style = "bold" if cue["shown"] else "dim"
    mark = "▸" if cue["shown"] else "·"
    pillar = words.pillar_label(cue["pillar"]) + (" · praise" if cue["positive"] else "")
    yield Text.assemble((f"{mark} {words.plain(cue['text'])}", style), (f"  {cue['rule']} · {pillar}", "dim"))
    yield Text(words.plain(cue["why"]), style="" if cue["shown"] else "dim")
    said = words.plain(cue["evidence"]["words"])
    if said and " ".join(said.split()[:_QUOTED]) not in words.plain(cue["why"]):
        yield Text(f"“{said}”", style="italic")
    if not cue["shown"]:
        yield Text(f"held back: {words.plain(cue['suppressed_because'])}", style="dim")


def _failed(failure: Mapping[str, Any]) -> Iterator[Text]:
    yield Text(
        f"! {failure['rule']} failed and was off from here on: {words.plain(failure['reason'])}", "red"
    )


def _spoken(utterance: Mapping[str, Any]) -> Iterator[Text]:
    side = words.speaker_label(utterance["speaker"])
    yield Text(f"{side + ':':<10}{words.plain(utterance['text']) or '…'}")
