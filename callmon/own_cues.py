"""Own cues from files: what coaches write without code, checked on loading, and the table of a journal.

A mistake in a file is one sentence with the file, the line and, for a name, the nearest one that is known.
"""

import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from callmon.cues import NAMES, Done, Measured, OwnCue, Said, Unless
from callmon.errors import SettingsError
from callmon.timeline import ActKind, PhraseError, Phrases, Pillar, Speaker, Where
from callmon.toml_lines import Place, line_of
from callmon.toml_table import CheckedTable, Fault, nearest, read_toml

_CUE = ("name", "text", "why", "avoid", "pillar", "urgency", "when", "unless")
_WHEN = ("role", "said", "where", "act", "measure", "above", "below", "at_least", "within_s")
_UNLESS = ("role", "said", "where", "act", "within_s", "after")
_PILLARS: tuple[Pillar, ...] = get_args(Pillar)
_ROLES: tuple[Speaker, ...] = get_args(Speaker)
_WHERE: tuple[Where, ...] = get_args(Where)
_ACTS: tuple[ActKind, ...] = get_args(ActKind)
_FORMS = {"question": ("open", "closed", "follow_up"), "offer": ("specific", "stock")}
MEASURES: dict[str, tuple[Speaker, ...]] = {
    "talk_share_now": ("agent",),
    "speech_now": _ROLES,
    "pace_now": _ROLES,
    "pace_usual": _ROLES,
}
"""Measures that are known while the call goes on, and of whom; `speech_now` is that of both together."""
_MOST_WORDS = 4
_URGENCIES = (0, 1, 2)


def load_own_cues(folder: Path) -> tuple[OwnCue, ...]:
    """The cues of every `*.toml` in `folder`, by file name; none where there is no folder.

    Raises:
        SettingsError: a file cannot be read or has a mistake in it, or two cues have one name.
    """
    found: dict[str, OwnCue] = {}
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        text, table = read_toml(path)
        for cue in _cues(table, _faults_of(path, text), known=found):
            found[cue.name] = cue
    return tuple(found.values())


def from_tables(tables: Any, source: str) -> tuple[OwnCue, ...]:
    """The cues that `to_tables` made `tables` of.

    Raises:
        SettingsError: they are not what it makes; `source` is what the sentence calls them.
    """

    def fault(place: Place, message: str) -> SettingsError:
        return SettingsError(f"{source} {'.'.join(str(part) for part in place)}: {message}")

    return tuple(_cues({"cue": tables}, fault, known={}))


def to_tables(cues: Sequence[OwnCue]) -> list[dict[str, Any]]:
    """The cues as plain values, in the words of their files."""
    return [_table(cue) for cue in cues]


def _faults_of(path: Path, text: str) -> Fault:
    return lambda place, message: SettingsError(f"{path} line {line_of(text, place)}: {message}")


def _cues(table: dict[str, Any], fault: Fault, known: dict[str, OwnCue]) -> list[OwnCue]:
    read = CheckedTable(table, (), fault)
    read.check_keys(("cue",))
    entries = table.get("cue", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise fault(("cue",), "cues must stand below [[cue]], in double brackets.")
    found: list[OwnCue] = []
    for number, entry in enumerate(entries):
        cue = _cue(CheckedTable(entry, ("cue", number), fault))
        if cue.name in NAMES or cue.name in known or cue.name in (each.name for each in found):
            raise fault(
                ("cue", number, "name"), f"there is a cue named “{cue.name}” already; choose another."
            )
        found.append(cue)
    return found


def _cue(read: CheckedTable) -> OwnCue:
    read.check_keys(_CUE)
    name, text = read.line("name"), read.line("text")
    if name != name.lower() or not name.isidentifier():
        raise read.wrong("name", f"“{name}” must be small letters, digits and underscores, as in “say_less”.")
    if len(text.split()) > _MOST_WORDS:
        raise read.wrong("text", f"“{text}” has more than {_MOST_WORDS} words, too many to read in a call.")
    urgency = read.whole("urgency", 1)
    if urgency not in _URGENCIES:
        raise read.wrong("urgency", "“urgency” must be 0 (praise), 1 or 2.")
    if "when" not in read.table:
        raise read.fault(read.place, "[cue.when] is missing: say what calls for the cue.")
    when = read.inner("when")
    when.check_keys(_WHEN)
    at_least, within_s = when.whole("at_least", 1), when.seconds("within_s")
    if at_least < 1:
        raise when.wrong("at_least", "“at_least” must be 1 or more.")
    condition = _condition(when)
    unless = _unless(read.inner("unless")) if "unless" in read.table else None
    cue = OwnCue(
        name,
        text,
        read.line("why"),
        read.line("avoid", ""),
        read.choice("pillar", _PILLARS),
        urgency,
        condition,
        at_least,
        within_s,
        unless,
    )
    _check_why(read, cue)
    return cue


def _condition(read: CheckedTable) -> Said | Done | Measured:
    named = [key for key in ("said", "act", "measure") if key in read.table]
    if len(named) != 1:
        raise read.fault(read.place, "name one of “said”, “act” and “measure”.")
    if named == ["measure"]:
        return _measured(read)
    for key in ("above", "below"):
        if key in read.table:
            raise read.wrong(key, f"“{key}” goes with “measure”, not with “{named[0]}”.")
    return _happened(read)


def _happened(read: CheckedTable) -> Said | Done:
    role = read.choice("role", _ROLES)
    if "said" in read.table:
        return Said(role, _phrases(read), read.choice("where", _WHERE, "anywhere"))
    if "where" in read.table:
        raise read.wrong("where", "“where” goes with “said”, not with “act”.")
    kind, colon, form = read.line("act").partition(":")
    if kind not in _ACTS:
        raise read.wrong("act", f"there is no act “{kind}”{nearest(kind, _ACTS)}")
    forms = _FORMS.get(kind, ())
    if colon and form not in forms:
        known = nearest(form, forms) if forms else ", which has no forms."
        raise read.wrong("act", f"there is no form “{form}” of the act “{kind}”{known}")
    return Done(role, _ACTS[_ACTS.index(kind)], form)


def _phrases(read: CheckedTable) -> tuple[str, ...]:
    phrases = read.texts("said")
    for number, phrase in enumerate(phrases):
        try:
            Phrases([phrase])
        except PhraseError as error:
            raise read.fault((*read.place, "said", number), f"{error}.") from None
    return phrases


def _measured(read: CheckedTable) -> Measured:
    for key in ("where", "at_least", "within_s"):
        if key in read.table:
            raise read.wrong(key, f"“{key}” does not go with “measure”, which is of the moment.")
    name, role = read.choice("measure", list(MEASURES)), read.choice("role", _ROLES)
    if role not in MEASURES[name]:
        raise read.wrong("role", f"“{name}” is measured of the {MEASURES[name][0]} alone.")
    above, below = read.number("above"), read.number("below")
    if (above is None) == (below is None):
        raise read.fault(read.place, "give one of “above” and “below”.")
    return Measured(role, name, above, below)


def _unless(read: CheckedTable) -> Unless:
    read.check_keys(_UNLESS)
    if ("said" in read.table) == ("act" in read.table):
        raise read.fault(read.place, "name one of “said” and “act”.")
    within_s, after = read.seconds("within_s"), read.flag("after")
    if after and within_s is None:
        raise read.fault(read.place, "“after” needs “within_s”: how long to wait for it.")
    return Unless(_happened(read), within_s, after)


def _check_why(read: CheckedTable, cue: OwnCue) -> None:
    """The line can be given: its values are those that there are, in forms that they can take."""
    values: dict[str, Any] = {"count": 1, "words": "words"}
    if isinstance(cue.when, Measured):
        values = {"value": 0.5}
    if cue.within_s is not None or (cue.unless is not None and cue.unless.within_s is not None):
        values["within"] = "60"
    try:
        for _, name, _, _ in string.Formatter().parse(cue.why):
            if name is not None and name not in values:
                raise read.wrong("why", f"“why” knows no value {{{name}}}{nearest(name, list(values))}")
        cue.why.format_map(values)
    except (ValueError, LookupError) as error:
        raise read.wrong("why", f"“why” cannot be filled in ({error}).") from None


def _table(cue: OwnCue) -> dict[str, Any]:
    when: dict[str, Any] = _happening(cue.when)
    if not isinstance(cue.when, Measured):
        when["at_least"] = cue.at_least
    if cue.within_s is not None:
        when["within_s"] = cue.within_s
    table: dict[str, Any] = {
        "name": cue.name,
        "text": cue.text,
        "why": cue.why,
        "avoid": cue.avoid,
        "pillar": cue.pillar,
        "urgency": cue.urgency,
        "when": when,
    }
    if cue.unless is not None:
        table["unless"] = {**_happening(cue.unless.what), "after": cue.unless.after}
        if cue.unless.within_s is not None:
            table["unless"]["within_s"] = cue.unless.within_s
    return table


def _happening(what: Said | Done | Measured) -> dict[str, Any]:
    match what:
        case Said():
            return {"role": what.role, "said": [*what.phrases], "where": what.where}
        case Done():
            return {"role": what.role, "act": f"{what.kind}:{what.form}" if what.form else what.kind}
        case Measured(above=None):
            return {"role": what.role, "measure": what.name, "below": what.below}
        case _:
            return {"role": what.role, "measure": what.name, "above": what.above}
