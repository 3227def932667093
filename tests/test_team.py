import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.errors import SettingsError
from callmon.settings import Settings, from_table, to_table
from callmon.team import Change, layered, read_team, reasons, take_back, take_over, team_file

SURER = Change("cues.rebuttal_confidence", 0.7, 0.8, "kappa 0.40 at 0.7 and 0.60 held out")
LONGER = Change("cues.monologue_s", 60.0, 75.0, "kappa 0.30 at 60 and 0.50 held out")
HIDDEN = Change("cues.off", (), ("slower", "softer"), "slower: kappa 0.05")


def over(*changes):
    take_over(changes, "Ada", "2026-11-26")


def test_the_teams_file_lies_beside_the_settings():
    assert team_file().name == "team.toml"
    assert read_team() == {}
    assert reasons() == {}


def test_what_is_taken_over_is_read_as_settings_and_says_why():
    over(SURER, HIDDEN)
    settings = from_table(read_team())
    assert settings.cues.rebuttal_confidence == 0.8
    assert settings.cues.off == {"slower", "softer"}
    assert reasons()["cues.rebuttal_confidence"] == (
        "0.7 → 0.8: kappa 0.40 at 0.7 and 0.60 held out (marks of Ada, 2026-11-26)"
    )


def test_a_second_step_leaves_the_first_as_it_is():
    over(SURER)
    over(LONGER)
    assert read_team() == {"cues": {"rebuttal_confidence": 0.8, "monologue_s": 75.0}}
    assert set(reasons()) == {"cues.rebuttal_confidence", "cues.monologue_s"}


def test_each_step_can_be_taken_back_until_nothing_is_left():
    over(SURER)
    first = team_file().read_text(encoding="utf-8")
    over(LONGER)
    assert take_back()
    assert team_file().read_text(encoding="utf-8") == first
    assert take_back()
    assert not team_file().exists()
    assert not take_back()
    assert [each.name for each in team_file().parent.iterdir()] == ["team-back.toml"]


def test_a_file_that_somebody_removed_is_put_back_as_it_was_before():
    over(SURER)
    over(LONGER)
    team_file().unlink()
    assert take_back()
    assert read_team() == {"cues": {"rebuttal_confidence": 0.8}}


def test_no_change_writes_nothing():
    over()
    assert not team_file().exists()


def test_an_own_value_wins_over_the_teams():
    own = {"cues": {"monologue_s": 90.0, "off": []}, "timing": {"delay_budget_s": 0.1}}
    over(SURER, LONGER, HIDDEN)
    settings = from_table(layered(own, read_team()))
    assert (settings.cues.monologue_s, settings.cues.rebuttal_confidence) == (90.0, 0.8)
    assert (settings.cues.off, settings.timing.delay_budget_s) == (frozenset(), 0.1)


def test_a_mistake_in_the_own_file_is_still_one():
    table = layered({"cues": 3}, {"cues": {"monologue_s": 75.0}})
    with pytest.raises(SettingsError, match=r"\[cues\] in settings.toml must be a table"):
        from_table(table, "settings.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cues = 3", r"\[cues\] in .*team.toml must be a table"),
        ("[cues]\nmonologue_s = 2026-11-26", r"monologue_s in \[cues\] in .*team.toml must be a number"),
        ("[cues", r"team.toml is not valid TOML"),
    ],
)
def test_a_mistake_in_the_teams_file_is_told_with_its_name_and_nothing_is_written(text, said):
    team_file().parent.mkdir(parents=True)
    team_file().write_text(text, encoding="utf-8")
    for action in (read_team, reasons, lambda: over(SURER)):
        with pytest.raises(SettingsError, match=said):
            action()
    assert team_file().read_text(encoding="utf-8") == text
    assert not take_back()


def test_a_place_that_cannot_be_written_changes_nothing():
    team_file().parent.parent.mkdir(parents=True)
    team_file().parent.write_text("in the way", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"cannot be (read|written)"):
        over(SURER)


def test_a_file_that_cannot_be_put_in_its_place_leaves_no_step_behind():
    team_file().mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read"):
        over(SURER)
    assert not take_back()


def test_a_disk_that_is_full_leaves_the_file_and_its_steps_as_they_were(monkeypatch):
    over(SURER)
    before = sorted(each.name for each in team_file().parent.iterdir())

    def full(self, target):
        if target == team_file():
            raise OSError(28, "No space left on device")
        return replace(self, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SettingsError, match=r"No space left on device\); nothing was changed"):
        over(LONGER)
    assert sorted(each.name for each in team_file().parent.iterdir()) == before
    assert read_team() == {"cues": {"rebuttal_confidence": 0.8}}


def test_a_step_that_cannot_be_put_back_is_told():
    over(SURER)
    team_file().with_name("team-back.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be put back"):
        take_back()
    assert read_team() == {"cues": {"rebuttal_confidence": 0.8}}


def test_files_of_other_names_are_no_steps():
    team_file().parent.mkdir(parents=True)
    team_file().with_name("team-old.toml").write_text("", encoding="utf-8")
    assert not take_back()


def test_every_setting_can_stand_in_the_teams_file(tmp_path):
    file = tmp_path / "team.toml"
    table = {room: values for room, values in to_table(Settings()).items() if room != "own_cues"}
    wanted = [
        Change(f"{room}.{name}", value, tuple(value) if isinstance(value, list) else value, "as it is")
        for room, values in table.items()
        for name, value in values.items()
    ]
    take_over(wanted, "Ada", "2026-11-26", file)
    assert from_table(read_team(file)) == Settings()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("team") / "team.toml"
    take_over([Change("cues.language", "en", text, text)], text, "2026-11-26", file)
    assert read_team(file) == {"cues": {"language": text}}
    assert tomllib.loads(file.read_text(encoding="utf-8"))["because"]["cues.language"].endswith(
        f"(marks of {text}, 2026-11-26)"
    )
