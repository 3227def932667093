"""Cues that installed packages bring: of the entry points `callmon.cues`, those that the settings name."""

from collections.abc import Collection
from importlib.metadata import EntryPoint, entry_points

from callmon.cues import BOTH, Rule
from callmon.errors import SettingsError
from callmon.toml_table import nearest

GROUP = "callmon.cues"
"""The group of entry points; each is a callable without arguments that gives a rule of the same name."""


def load_plugins(names: Collection[str], taken: Collection[str] = ()) -> list[Rule]:
    """The rules of these names, fresh for one call, in the order of their names.

    Nothing of an installed package runs unless its cue is named: this program listens to private calls.

    Args:
        names: as in `plugins` of the settings.
        taken: names of the rules that there are already.

    Raises:
        SettingsError: a rule is not installed, cannot be loaded, or is no rule.
    """
    known = entry_points(group=GROUP) if names else ()
    return [
        _rule(name, [each for each in known if each.name == name], known, taken) for name in sorted(names)
    ]


def _rule(name: str, found: list[EntryPoint], known: Collection[EntryPoint], taken: Collection[str]) -> Rule:
    out = f"or take “{name}” out of `plugins` in [cues]"
    if not found:
        near = nearest(name, sorted({each.name for each in known}))
        raise SettingsError(f"No installed package brings the cue “{name}”; install it, {out}{near}")
    packages = " and ".join(sorted(_package(each) for each in found))
    if len(found) > 1:
        raise SettingsError(f"The packages {packages} both bring the cue “{name}”; remove one, {out}.")
    if name in taken:
        raise SettingsError(
            f"The package {packages} brings a cue “{name}”, but there is one; rename it, {out}."
        )
    try:
        rule = found[0].load()()
        fault = _fault(rule, name)
    except Exception as error:  # noqa: BLE001 - whatever other people's code raises is told as a fault of it
        fault = f"{type(error).__name__}: {error}"
    if fault:
        told = f"The cue “{name}” of the package {packages} cannot be used ({fault})"
        raise SettingsError(f"{told}; update the package, {out}.")
    loaded: Rule = rule
    return loaded


def _fault(rule: object, name: str) -> str:
    """Why `rule` is no rule; empty where it is one."""
    if not callable(getattr(rule, "hear", None)):
        return "it has no method `hear`"
    if getattr(rule, "name", None) != name:
        return f"its `name` is not “{name}”"
    hears = getattr(rule, "hears", None)
    if not isinstance(hears, tuple) or not hears or not {*hears} <= {*BOTH}:
        return "its `hears` is no tuple of “agent” and “customer”"
    return ""


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value
