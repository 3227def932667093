"""The findings of a report as items on the lanes of a replay: report in, items out."""

from collections.abc import Iterator, Mapping
from typing import Any

from callmon.export import acts, fates, moments, tone, words
from callmon.export.evidence import figures
from callmon.timeline import Finding, findings, seconds
from callmon.ui.replay.shown import LANES, Fact, Item, LaneName

Row = Mapping[str, Any]

_TURN_WORDS = 12
"""Words of a turn that its name shows."""


def items(report: Row) -> tuple[Item, ...]:
    """Turns and everything that was found, by lane and start."""
    shown = [*_turns(report), *_found(report)]
    return tuple(sorted(shown, key=lambda item: (LANES.index(item.lane), item.start, item.key)))


def _turns(report: Row) -> Iterator[Item]:
    texts = {each["id"]: each["text"] for each in report["utterances"]}
    for place, turn in enumerate(report["turns"]):
        said = words.plain(" ".join(filter(None, (texts.get(number, "") for number in turn["utterances"]))))
        first = said.split()
        name = " ".join(first[:_TURN_WORDS]) + ("…" if len(first) > _TURN_WORDS else "")
        yield Item(
            key=f"turn/{place}",
            lane="turns",
            label="",
            kind=turn["speaker"],
            name=name or f"{words.speaker_label(turn['speaker'])} speaks",
            start=turn["start"],
            end=turn["end"],
            speaker=turn["speaker"],
            said=said,
            facts=(Fact("Length", words.seconds(turn["end"] - turn["start"])),),
        )


def _found(report: Row) -> Iterator[Item]:
    rows: dict[str, Row] = {
        **{f"overlap/{row['id']}": row for row in report["overlaps"]},
        **{f"act/{row['id']}": row for row in report["acts"]},
        **{f"moment/{row['id']}": row for row in report["moments"]},
        **{f"shift/{place}": row for place, row in enumerate(report["tone"]["shifts"])},
        **{f"silent/{place}": row for place, row in enumerate(report["silent_interruptions"])},
        **{f"cue/{place}": row for place, row in enumerate(report["cues"])},
    }
    told = fates.fates(report)
    for finding in findings(report):
        row = rows[finding.key]
        match finding.key.split("/"):
            case ["overlap", _]:
                yield _overlap(finding, row)
            case ["act", _]:
                yield _act(finding, row)
            case ["moment", _]:
                yield _moment(finding, row)
            case ["shift", _]:
                yield _shift(finding, row)
            case ["silent", _]:
                yield _silent(finding, row)
            case ["cue", place]:
                yield _cue(finding, row, told[int(place)])


def _item(finding: Finding, lane: LaneName, kind: str, name: str, **more: Any) -> Item:
    return Item(
        key=finding.key,
        lane=lane,
        label=finding.label,
        kind=kind,
        name=name,
        start=seconds(finding.segment.start),
        end=seconds(finding.segment.end),
        speaker=finding.speaker or "",
        said=words.plain(finding.said),
        **more | {"why": _sentence(more["why"])},
    )


def _sentence(why: str) -> str:
    """A reason as a sentence of its own."""
    return why[:1].upper() + why[1:] + ("" if why.endswith((".", "…")) else ".")


def _overlap(finding: Finding, row: Row) -> Item:
    kind = words.kind_of(row["kind"])
    severity = f", {row['severity']}" if row["severity"] else ""
    facts = [
        Fact("Who", words.who(row)),
        Fact("Both spoke for", words.brief(row["end"] - row["start"])),
        Fact("What that means", words.sentence_case(kind.note)),
    ]
    if row["discounted"]:
        facts.append(Fact("Discounted", "the delay of the line may have made part of it"))
    return _item(
        finding,
        "overlaps",
        row["kind"],
        f"{kind.label}{severity}",
        why=row["reason"],
        facts=tuple(facts),
        positive=row["credited"],
    )


def _silent(finding: Finding, row: Row) -> Item:
    return _item(
        finding,
        "overlaps",
        "silent",
        "Silent interruption",
        why="Began in a short pause of an unfinished sentence.",
        facts=(
            Fact("Who", words.who(row)),
            Fact("Pause", words.brief(row["pause"])),
        ),
    )


def _act(finding: Finding, row: Row) -> Item:
    kind = acts.kind_of(row)
    facts = [Fact("Certainty", words.share(row["confidence"]))]
    if row["answered"]:
        facts.append(Fact("Answers", f"“{words.plain(row['answered'])}”"))
    if row["follow_up"]:
        facts.append(Fact("Follow-up", "digs into what was just said"))
    return _item(
        finding,
        "acts",
        row["kind"],
        kind.label,
        why=row["why"],
        facts=tuple(facts),
        positive=kind.sign == "credit",
    )


def _moment(finding: Finding, row: Row) -> Item:
    facts = [
        Fact("What became of it", moments.outcome(row)),
        Fact("Certainty", words.share(row["confidence"])),
    ]
    if row["answer"]:
        facts.append(Fact("Answer", f"“{words.plain(row['answer'])}”"))
    return _item(
        finding,
        "moments",
        row["kind"],
        moments.kind(row),
        why=row["why"],
        facts=tuple(facts),
        positive=moments.sign(row) == "answered",
    )


def _shift(finding: Finding, row: Row) -> Item:
    return _item(finding, "tone", row["word"], tone.told(row), why="Against this speaker’s own usual.")


def _cue(finding: Finding, row: Row, fate: str) -> Item:
    facts = [Fact(*_named(part)) for part in figures(row["evidence"])]
    facts.append(Fact("Rule", f"{row['rule']}, version {row['version']}"))
    if fate:
        facts.append(Fact("On the screen", fate))
    return _item(
        finding,
        "cues",
        row["pillar"],
        row["text"],
        why=row["why"],
        facts=tuple(facts),
        text=row["text"],
        avoid=row["avoid"],
        shown_at=None if not row["shown"] else row["at"] if row["painted"] is None else row["painted"],
        held_back=row["suppressed_because"] or "",
        positive=row["positive"],
    )


def _named(part: str) -> tuple[str, str]:
    name, _, value = part.partition(" ")
    return words.sentence_case(name), value
