"""The listening report as one HTML page that needs nothing but itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from callmon import paths
from callmon.export import measures, thresholds, timeline_svg, transcript, words
from callmon.export.evidence import evidence
from callmon.export.fates import fates

_JUMP_ROWS = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """One row of the timeline with the lines of the transcript that start in it."""

    row: timeline_svg.Row
    lines: Sequence[transcript.Line]


@dataclass(frozen=True, slots=True)
class CueGroup:
    """The cues of one pillar that were shown, each with its place in the report's list."""

    label: str
    cues: Sequence[tuple[int, Mapping[str, Any]]]


def render_html(report: Mapping[str, Any]) -> str:
    """The report as a self-contained page: the same report gives the same bytes."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.data_files("ui") / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(words=words, svg=timeline_svg, evidence=evidence)
    environment.filters.update(n=words.number, plain=words.plain, clock=words.clock)
    return environment.get_template("report.html.j2").render(_view(report))


def _view(report: Mapping[str, Any]) -> dict[str, Any]:
    rows = timeline_svg.rows(report)
    stretches = _stretches(report, rows)
    cues = list(enumerate(report["cues"]))
    return {
        "report": report,
        "call": report["call"],
        "sides": {name: report["measures"][name].get for name in words.SPEAKERS},
        "call_measure": report["measures"]["call"].get,
        "heard_words": words.heard_words(report),
        "recognised_words": words.recognised_words(report),
        "overview": timeline_svg.overview(report) if len(rows) > 2 else None,
        "stretches": stretches,
        "jumps": [s.row for s in stretches[::_JUMP_ROWS]] if len(rows) > _JUMP_ROWS else [],
        "kinds": _kinds(report),
        "overlaps": sorted(report["overlaps"], key=lambda o: (o["start"], o["end"])),
        "cue_groups": _cue_groups(cues),
        "suppressed": [(index, cue) for index, cue in cues if not cue["shown"]],
        "side_rows": measures.side_rows(report),
        "call_rows": measures.call_rows(report),
        "fates": fates(report),
        "thresholds": thresholds.groups(report["definitions"]),
        "version": words.value(report["definitions"].get("version")),
    }


def _stretches(report: Mapping[str, Any], rows: Sequence[timeline_svg.Row]) -> list[Stretch]:
    held: list[list[transcript.Line]] = [[] for _ in rows]
    for line in transcript.lines(report):
        held[timeline_svg.row_of(line.start, report["call"]["duration"], len(rows))].append(line)
    return [Stretch(row, lines) for row, lines in zip(rows, held, strict=True)]


def _kinds(report: Mapping[str, Any]) -> list[tuple[str, words.Kind, int]]:
    """Every kind with how often it occurs; unknown kinds of a newer report come last."""
    counts = dict.fromkeys(words.KINDS, 0)
    for overlap in report["overlaps"]:
        counts[overlap["kind"]] = counts.get(overlap["kind"], 0) + 1
    return [(name, words.kind_of(name), count) for name, count in counts.items()]


def _cue_groups(cues: Sequence[tuple[int, Mapping[str, Any]]]) -> list[CueGroup]:
    pillars = dict(words.PILLARS)
    for _, cue in cues:
        pillars.setdefault(cue["pillar"], words.sentence_case(cue["pillar"]))
    return [
        CueGroup(label, [(i, cue) for i, cue in cues if cue["shown"] and cue["pillar"] == name])
        for name, label in pillars.items()
    ]
