"""What is known about a cue, wherever it comes from: settings in, facts and lines for a reader out."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from callmon.cues import NAMES, RULES, CueSettings, Done, Measured, OwnCue, RuleTexts, Said
from callmon.errors import SettingsError
from callmon.export.words import PILLARS, sentence_case
from callmon.plugins import load_plugins
from callmon.settings import Settings
from callmon.texts import load_texts
from callmon.toml_table import nearest


@dataclass(frozen=True, slots=True)
class Fact:
    """One cue.

    Attributes:
        name: what settings call it.
        text: what it says on the screen; empty where only its code knows.
        pillar: the habit that it serves, for a reader; empty as above.
        reads: what it needs: `timing`, `words`, `tone`, `measures`.
        source: `callmon`, `own` or `package`.
        on: whether it may be shown.
        more: what else `explain` tells, line by line.
    """

    name: str
    text: str
    pillar: str
    reads: str
    source: str
    on: bool
    more: tuple[str, ...]


def facts_of(settings: Settings) -> list[Fact]:
    """Every cue that takes part in a call by these settings.

    Raises:
        SettingsError: a cue that a package brings is at fault.
    """
    texts = load_texts(settings.cues.language)
    meanings = meanings_of_settings()
    found = [_built_in(kind, texts.rules[kind.name], settings.cues, meanings) for kind in RULES]
    found += [_own(cue, settings.cues) for cue in settings.own_cues]
    taken = [*NAMES, *(cue.name for cue in settings.own_cues)]
    for rule in load_plugins(settings.cues.plugins, taken):
        told = inspect.getdoc(rule) or "What it looks at, only its code says."
        on = _is_on(rule.name, settings.cues)
        found.append(Fact(rule.name, "", "", "", "package", on, (told.splitlines()[0],)))
    return found


def find_fact(name: str, settings: Settings) -> Fact:
    """The cue of this name.

    Raises:
        SettingsError: there is none.
    """
    known = {fact.name: fact for fact in facts_of(settings)}
    if name not in known:
        raise SettingsError(f"There is no cue “{name}”{nearest(name, list(known))}")
    return known[name]


def explained(fact: Fact, settings: Settings) -> Iterator[str]:
    """The lines that explain a cue."""
    head = f"{fact.name}: “{fact.text}”" if fact.text else fact.name
    yield head
    yield from fact.more
    if settings.cues.quiet:
        yield "No cue is shown: `quiet` is set in [cues]."
    elif not fact.on:
        yield "It is switched off: its name stands in `off` in [cues]."


def _is_on(name: str, settings: CueSettings) -> bool:
    return not settings.quiet and name not in settings.off


def _built_in(kind: Any, texts: RuleTexts, settings: CueSettings, meanings: Mapping[str, str]) -> Fact:
    reads = ", ".join(kind.reads) or "timing"
    sides = " and the ".join(kind.hears)
    more = [texts.about]
    more.append(f"{PILLARS[kind.pillar]} · urgency {kind.urgency} · version {kind.version} · reads {reads}")
    more.append(f"It rests on the {sides}; where they are not heard well, it is held back.")
    if kind.looks_at:
        more.append("Settings, in [cues] of settings.toml:")
        more += [
            f"  {name} = {getattr(settings, name):g}  {meanings[name]}".rstrip() for name in kind.looks_at
        ]
    more.append("It may say:")
    more += [f"  {line}" for line in texts.whys.values()]
    more.append(f"{'To keep' if kind.positive else 'What would avoid it'}: {texts.avoid}")
    return Fact(
        kind.name,
        texts.text,
        PILLARS[kind.pillar],
        reads,
        "callmon",
        _is_on(kind.name, settings),
        tuple(more),
    )


def _own(cue: OwnCue, settings: CueSettings) -> Fact:
    reads = "measures" if isinstance(cue.when, Measured) else "words"
    more = [
        f"{PILLARS[cue.pillar]} · urgency {cue.urgency} · reads {reads} · a cue of your own",
        f"It comes when {_condition(cue)}.",
        f"It says: {cue.why}",
    ]
    if cue.avoid:
        more.append(f"{'What would avoid it' if cue.urgency else 'To keep'}: {cue.avoid}")
    return Fact(
        cue.name, cue.text, PILLARS[cue.pillar], reads, "own", _is_on(cue.name, settings), tuple(more)
    )


def _condition(cue: OwnCue) -> str:
    told = _happening(cue.when)
    if cue.at_least > 1:
        told += f" {cue.at_least} times"
        told += " in the call" if cue.within_s is None else f" within {cue.within_s:g} s"
    if cue.unless is not None:
        within = cue.unless.within_s
        when = "in the call before" if within is None else f"within {within:g} s before"
        if cue.unless.after:
            when = f"within {within:g} s afterwards"
        told += f", unless {_happening(cue.unless.what)} {when}"
    return told


def _happening(what: Said | Done | Measured) -> str:
    match what:
        case Said():
            return f"the {what.role} says {' or '.join(f'“{phrase}”' for phrase in what.phrases)}"
        case Done():
            return f"the {what.role} does “{what.kind}{':' if what.form else ''}{what.form}”"
        case _:
            limit = f"above {what.above:g}" if what.above is not None else f"below {what.below:g}"
            return f"{sentence_case(what.name).lower()} of the {what.role} is {limit}"


def meanings_of_settings() -> dict[str, str]:
    """What each setting of the cues means, from where it is declared; empty where its name says it."""
    [declared] = ast.parse(inspect.getsource(CueSettings)).body
    found: dict[str, str] = {}
    name = ""
    for line in getattr(declared, "body", ()):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            name = line.target.id
            found[name] = ""
        elif name and isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            found[name] = " ".join(str(line.value.value).split())
    return found
