import json
import stat
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callmon.cues import NAMES
from callmon.errors import SettingsError
from callmon.preferences import MODES, Chosen, Loaded, Preferences, load, preferences_file, save

RULES = list(NAMES)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DEVICE = st.none() | st.builds(Chosen, TEXT, TEXT)
ANY = st.builds(
    Preferences,
    microphone=DEVICE,
    speaker=DEVICE,
    mode=st.sampled_from(MODES),
    notice=TEXT,
    notice_read=st.none() | st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
    cues=st.booleans(),
    rules_off=st.frozensets(st.sampled_from(RULES)),
    model=st.none() | TEXT,
    language=TEXT,
    set_up=st.booleans(),
)


def test_nothing_stored_is_the_defaults_which_keep_only_numbers():
    assert load() == Loaded(Preferences(), None)
    assert Preferences().mode == "cues"
    assert not preferences_file().exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY)
def test_what_is_saved_is_loaded(tmp_path, preferences):
    save(preferences, tmp_path / "choices.json")
    assert load(tmp_path / "choices.json") == (preferences, None)


def test_only_the_owner_can_read_them_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "new" / "preferences.json"
    save(Preferences(), file)
    save(Preferences(set_up=True), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"version": 1, "no_such_choice": 1}',
        b'{"version": 1, "mode": "everything"}',
        b'{"version": 1, "mode": ["cues"]}',
        b'{"version": 1, "cues": "yes"}',
        b'{"version": 1, "microphone": {"id": "usb"}}',
        b'{"version": 1, "speaker": {"id": "usb", "name": 3}}',
        b'{"version": 1, "rules_off": "slower"}',
        b'{"version": 1, "notice_read": "yesterday"}',
        b'{"version": 1, "notice_read": "2026-01-01T10:00:00"}',
        b'{"version": true}',
    ],
)
def test_a_damaged_file_is_told_and_kept_beside(tmp_path, damage):
    file = tmp_path / "preferences.json"
    for name in ("preferences.json.damaged", "preferences.json.damaged-2"):
        file.write_bytes(damage)
        found, trouble = load(file)
        assert found == Preferences()
        assert trouble is not None
        assert name in trouble
        assert not file.exists()
        assert (tmp_path / name).read_bytes() == damage


def test_a_missing_choice_is_its_default(tmp_path):
    file = tmp_path / "preferences.json"
    for each in fields(Preferences):
        save(Preferences(set_up=True, cues=False), file)
        table = json.loads(file.read_text("utf-8"))
        del table[each.name]
        file.write_text(json.dumps(table), "utf-8")
        found, trouble = load(file)
        assert trouble is None
        assert getattr(found, each.name) == getattr(Preferences(), each.name)


def test_a_rule_that_is_no_more_is_forgotten(tmp_path):
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"version": 1, "rules_off": ["of_old", RULES[0]]}), "utf-8")
    assert load(file) == (Preferences(rules_off=frozenset({RULES[0]})), None)


def test_the_file_of_a_newer_callmon_is_left_as_it_is(tmp_path):
    file = tmp_path / "preferences.json"
    file.write_text('{"version": 2, "mode": "of tomorrow"}', "utf-8")
    with pytest.raises(SettingsError, match="of a newer callmon; install"):
        load(file)
    assert json.loads(file.read_text("utf-8"))["version"] == 2


def test_what_cannot_be_read_or_written_is_one_sentence(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "in the way").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        save(Preferences(), tmp_path / "in the way" / "preferences.json")
    with pytest.raises(SettingsError, match="cannot be written"):
        save(Preferences(), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["in the way"]
