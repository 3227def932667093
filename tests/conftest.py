import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test does reaches the calls, models or settings of whoever runs it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg-data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg-config"))


_REAL_TIME = ("audio", "live", "live_call")
"""Folders whose tests hear or see in real time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what does not run beside other tests, which would take its time away."""
    for item in items:
        if item.path.relative_to(_TESTS).parts[0] in _REAL_TIME:
            item.add_marker("real_time")


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def announced() -> Iterator[list[str]]:
    """Parts of the warnings that a test may log; any other fails it."""
    allowed: list[str] = []
    handler, root = _Kept(), logging.getLogger()
    root.addHandler(handler)
    yield allowed
    root.removeHandler(handler)
    loose = [line for line in handler.kept if not any(part in line for part in allowed)]
    assert not loose, f"logged without being announced: {loose}"
