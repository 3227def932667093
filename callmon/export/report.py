"""The listening report as one HTML page that needs nothing but itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from callmon import paths
from callmon.export import (
    acts,
    measures,
    moments,
    scorecard,
    thresholds,
    timeline_svg,
    tone,
    transcript,
    words,
)
from callmon.export.entries import entries
from callmon.export.evidence import evidence
from callmon.export.fates import fates
from callmon.export.handover import (
    Handover,
    corrected_lines,
    corrections,
    judged_whole,
    paragraphs,
    recorded,
)
from callmon.export.handover_chapters import Chapter, chapters

_JUMP_ROWS = 8
_MOMENTS_SHOWN = 6
"""More moments than this are folded."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One row of the timeline with the lines of the transcript that start in it."""

    row: timeline_svg.Row
    lines: Sequence[transcript.Line]


@dataclass(frozen=True, slots=True)
class CueGroup:
    """The cues of one pillar that were shown, advice first, each with its place in the report's list."""

    label: str
    cues: Sequence[tuple[int, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to keep or to try; `place` is the line of the transcript that it is about."""

    title: str
    sign: str
    advice: Mapping[str, Any] | None
    place: str | None


def render_html(report: Mapping[str, Any], handover: Handover | None = None) -> str:
    """The report as a self-contained page: the same report gives the same bytes.

    Args:
        report: of a call.
        handover: what a coach says about it, first on the page.
    """
    return _rendered("report.html.j2", report, handover)


def render_plain(report: Mapping[str, Any], handover: Handover | None = None) -> str:
    """The report as a page of headings, paragraphs and lists alone, for printers that know no styles."""
    return _rendered("plain.html.j2", report, handover)


def _rendered(template: str, report: Mapping[str, Any], handover: Handover | None) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.data_files("ui") / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        words=words, svg=timeline_svg, tones=tone, acts=acts, moments=moments, evidence=evidence
    )
    environment.filters.update(n=words.number, plain=words.plain, clock=words.clock)
    return environment.get_template(template).render(_view(report, handover))


def _view(report: Mapping[str, Any], handover: Handover | None) -> dict[str, Any]:
    rows = timeline_svg.rows(report)
    lines = transcript.lines(report)
    cues = list(enumerate(report["cues"]))
    tone_rows = tone.rows(report)
    coached = _handed_over(report, handover, lines)
    return {
        "report": report,
        "call": report["call"],
        "handover": handover,
        **coached,
        "sides": {name: report["measures"][name].get for name in words.SPEAKERS},
        "call_measure": report["measures"]["call"].get,
        "heard_words": words.heard_words(report),
        "recognised_words": words.recognised_words(report),
        "words_judged": words.judged(report),
        "chapters": _chapters(
            report, coached=None if handover is None else coached["coach_chapters"], has_tone=bool(tone_rows)
        ),
        "places": transcript.places(lines),
        "starts": {utterance["id"]: utterance["start"] for utterance in report["utterances"]},
        **_scorecard(report, lines),
        "little_speech": scorecard.little_speech(report),
        "moments_shown": report["moments"][:_MOMENTS_SHOWN],
        "moments_folded": report["moments"][_MOMENTS_SHOWN:],
        "done": {name: acts.pillars(report, name) for name in words.SPEAKERS},
        "tone_rows": tone_rows,
        **_timeline(report, rows, lines),
        "kinds": _kinds(report),
        "overlaps": sorted(report["overlaps"], key=lambda o: (o["start"], o["end"])),
        "cue_groups": _cue_groups(cues),
        "suppressed": [(index, cue) for index, cue in cues if not cue["shown"]],
        "side_tables": [
            ("Each side: time", measures.timing_rows(report)),
            ("Each side: words", measures.wording_rows(report)),
        ],
        "call_rows": measures.call_rows(report),
        "fates": fates(report),
        "thresholds": thresholds.groups(report["definitions"]),
        "version": words.value(report["definitions"].get("version")),
    }


def _handed_over(
    report: Mapping[str, Any], handover: Handover | None, lines: Sequence[transcript.Line]
) -> dict[str, Any]:
    if handover is None:
        return {"coach_chapters": [], "verdicts": {}, "corrected_lines": {}, "held": ""}
    told = entries(report, handover)
    return {
        "held": recorded(handover.held, of_file=handover.of_file),
        "message": paragraphs(handover.message),
        "judged_whole": judged_whole(handover),
        "told": told,
        "coach_chapters": chapters(report, told),
        "verdicts": {entry.key: entry for entry in told if entry.key},
        "entry_place": lambda entry: transcript.place_of(lines, entry.start, entry.end),
        "corrections": corrections(handover.marks),
        "corrected_lines": corrected_lines(report, handover.before),
    }


def _chapters(
    report: Mapping[str, Any], *, coached: Sequence[Chapter] | None, has_tone: bool
) -> list[tuple[str, str]]:
    """Anchor and name of each chapter that the page has."""
    own = {f"chapter-{place}": chapter.label for place, chapter in enumerate(coached or (), start=1)}
    found = {
        "handover-title": "" if coached is None else "From your coach",
        "scorecard-title": "Scorecard" if report.get("scorecard") and coached is None else "",
        **own,
        "moments-title": "Moments",
        "call-title": "The call",
        "acts-title": "Listening acts",
        "tone-title": "Tone" if has_tone else "",
        "cues-title": "Cues",
        "overlaps-title": "Where both speak",
        "measures-title": "All measures",
        "definitions": "Definitions",
    }
    return [(anchor, label) for anchor, label in found.items() if label]


def _scorecard(report: Mapping[str, Any], lines: Sequence[transcript.Line]) -> dict[str, Any]:
    card = report.get("scorecard") or {}

    def advice(title: str, sign: str, name: str) -> Advice:
        found = card.get(name)
        at = None if found is None else found["at"]
        return Advice(title, sign, found, None if at is None else transcript.place_of(lines, at, at))

    return {
        "cards": scorecard.cards(report),
        "advice": [
            advice("One thing to keep", "praise", "keep"),
            advice("One thing to try", "shown", "try"),
        ],
        "not_measured": card.get("not_measured", []),
        "place_of": lambda quote: transcript.place_of(lines, quote["start"], quote["end"], quote["speaker"]),
    }


def _timeline(
    report: Mapping[str, Any], rows: Sequence[timeline_svg.Row], lines: Sequence[transcript.Line]
) -> dict[str, Any]:
    held: list[list[transcript.Line]] = [[] for _ in rows]
    for line in lines:
        held[timeline_svg.row_of(line.start, report["call"]["duration"], len(rows))].append(line)
    return {
        "overview": timeline_svg.overview(report) if len(rows) > 2 else None,
        "stretches": [Stretch(row, inside) for row, inside in zip(rows, held, strict=True)],
        "jumps": rows[::_JUMP_ROWS] if len(rows) > _JUMP_ROWS else [],
    }


def _kinds(report: Mapping[str, Any]) -> list[tuple[str, words.Kind, int]]:
    """Every kind with how often it occurs; unknown kinds of a newer report come last."""
    counts = dict.fromkeys(words.KINDS, 0)
    for overlap in report["overlaps"]:
        counts[overlap["kind"]] = counts.get(overlap["kind"], 0) + 1
    return [(name, words.kind_of(name), count) for name, count in counts.items()]


def _cue_groups(cues: Sequence[tuple[int, Mapping[str, Any]]]) -> list[CueGroup]:
    pillars = dict(words.PILLARS)
    for _, cue in cues:
        pillars.setdefault(cue["pillar"], words.pillar_label(cue["pillar"]))
    return [
        CueGroup(
            label,
            sorted(
                ((i, cue) for i, cue in cues if cue["shown"] and cue["pillar"] == name),
                key=lambda each: (each[1]["positive"], each[0]),
            ),
        )
        for name, label in pillars.items()
    ]
