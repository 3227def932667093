"""What a room exports is all that others may use of it."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import callmon

ROOMS = ["callmon.timeline", "callmon.conversation", "callmon.metrics", "callmon.cues", "callmon.coaching"]
SOURCE = Path(callmon.__file__).parent


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_exports_what_it_imports_and_nothing_else(name):
    room = importlib.import_module(name)
    public = {
        key for key, value in vars(room).items() if not key.startswith("_") and not inspect.ismodule(value)
    }
    assert len(room.__all__) == len(set(room.__all__))
    assert set(room.__all__) == public


def test_the_timeline_exports_every_value_that_it_defines():
    timeline = importlib.import_module("callmon.timeline")
    for each in pkgutil.iter_modules(timeline.__path__):
        module = importlib.import_module(f"callmon.timeline.{each.name}")
        for key, value in vars(module).items():
            defined_here = inspect.isclass(value) and value.__module__ == module.__name__
            assert not defined_here or key.startswith("_") or key in timeline.__all__, key


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name


def test_nobody_outside_the_timeline_reaches_past_its_front():
    reached = [
        (str(path.relative_to(SOURCE)), module)
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "timeline"
        for module, _ in _imports(path)
        if module.startswith("callmon.timeline.")
    ]
    assert reached == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_private_is_imported_from_elsewhere(path):
    private = [
        (module, name)
        for module, name in _imports(path)
        if module.startswith("callmon") and name.startswith("_") and not name.startswith("__")
    ]
    assert private == []
