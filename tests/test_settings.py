from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.conversation import ActSettings, MomentSettings, TimingSettings, ToneSettings
from callmon.cues import NAMES, CueSettings
from callmon.errors import SettingsError
from callmon.metrics import MetricSettings
from callmon.policy import Policy
from callmon.settings import Settings, from_table, load_settings, to_table

ROOMS = {
    "timing": TimingSettings(),
    "acts": ActSettings(),
    "moments": MomentSettings(),
    "tone": ToneSettings(),
    "metrics": MetricSettings(),
    "cues": CueSettings(),
    "policy": Policy(),
}
RULES = list(NAMES)
NUMBER = st.floats(0, 1e6, allow_nan=False)


def _values(default):
    if isinstance(default, bool):
        return st.booleans()
    if isinstance(default, str):
        return st.sampled_from([default, "eu", "us", "other"] if default == "eu" else [default, "de"])
    if isinstance(default, frozenset):
        return st.sets(st.sampled_from(RULES)).map(sorted)
    if isinstance(default, tuple):
        return st.lists(NUMBER, max_size=4).map(sorted)
    return st.integers(0, 1000) if isinstance(default, int) else NUMBER


def _table(room):
    return st.fixed_dictionaries(
        {}, optional={each.name: _values(getattr(room, each.name)) for each in fields(room)}
    )


tables = st.fixed_dictionaries({}, optional={name: _table(room) for name, room in ROOMS.items()})


def test_nothing_set_is_the_default():
    assert from_table({}) == Settings()
    assert from_table({"cues": {}}) == Settings()


@given(tables)
def test_a_table_comes_back_from_the_settings(table):
    settings = from_table(table)
    whole = to_table(settings)
    assert from_table(whole) == settings
    for room, values in table.items():
        for name, value in values.items():
            assert whole[room][name] == value


def test_one_key_changes_one_thing():
    settings = from_table({"timing": {"turn_pause_s": 2}})
    assert settings.timing == TimingSettings(turn_pause_s=2.0)
    assert isinstance(settings.timing.turn_pause_s, float)
    assert (settings.metrics, settings.cues) == (MetricSettings(), CueSettings())


def test_tiers_come_in_order():
    settings = from_table({"timing": {"non_talk_tiers_s": [10, 3]}})
    assert settings.timing.non_talk_tiers_s == (3.0, 10.0)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"timing": {"turn_paus": 2}},
            "[timing] in my.toml has an unknown key “turn_paus”; did you mean “turn_pause_s”?",
        ),
        ({"cue": {}}, "my.toml has an unknown key “cue”; did you mean “cues”?"),
        ({"turn_pause_s": 2}, "my.toml has an unknown key “turn_pause_s”; did you mean “"),
        ({"": {}}, "my.toml has an unknown key “”; did you mean “"),
        ({"timing": 3}, "[timing] in my.toml must be a table."),
        ({"timing": {"turn_pause_s": "3"}}, "turn_pause_s in [timing] in my.toml must be a number"),
        ({"timing": {"turn_pause_s": True}}, "must be a number that is not negative."),
        ({"timing": {"turn_pause_s": -0.1}}, "must be a number that is not negative."),
        ({"timing": {"turn_pause_s": float("nan")}}, "must be a number that is not negative."),
        ({"timing": {"turn_pause_s": float("inf")}}, "must be a number that is not negative."),
        ({"timing": {"turn_pause_s": [3]}}, "must be a number that is not negative."),
        ({"cues": {"most": 1.5}}, "most in [cues] in my.toml must be a whole number."),
        ({"cues": {"most": float("inf")}}, "must be a number that is not negative."),
        ({"metrics": {"non_talk_counted_s": 3}}, "must be a list of numbers that are not negative."),
        ({"metrics": {"non_talk_counted_s": [3, "5"]}}, "must be a list of numbers that are not negative."),
        ({"metrics": {"non_talk_counted_s": [-3]}}, "must be a list of numbers that are not negative."),
        ({"cues": {"off": "slower"}}, "off in [cues] in my.toml must be a list of names of rules."),
        ({"cues": {"off": [["slower"]]}}, "must be a list of names of rules."),
        (
            {"cues": {"off": ["slower", "let_them"]}},
            "off in [cues] in my.toml has an unknown rule “let_them”; did you mean “let_them_finish”?",
        ),
    ],
)
def test_what_cannot_be_is_told(table, message):
    with pytest.raises(SettingsError) as told:
        from_table(table, "my.toml")
    assert message in str(told.value)


def test_a_whole_number_may_be_written_with_a_point():
    most = from_table({"cues": {"most": 4.0}}).cues.most
    assert (most, type(most)) == (4, int)


def test_rules_are_switched_off_by_their_names():
    settings = from_table({"cues": {"off": ["slower", "let_them_finish", "slower"]}})
    assert settings.cues.off == {"slower", "let_them_finish"}
    assert settings.definitions()["cue_off"] == ["let_them_finish", "slower"]


def test_a_missing_file_is_the_default(tmp_path):
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_a_file_is_read(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("[cues]\nmonologue_s = 45\n[metrics]\nnon_talk_counted_s = [3, 6.5]\n")
    assert load_settings(path) == Settings(
        metrics=MetricSettings(non_talk_counted_s=(3.0, 6.5)), cues=CueSettings(monologue_s=45.0)
    )


def test_a_file_may_begin_with_a_mark_of_its_encoding(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("\ufeff[cues]\nmonologue_s = 45\n", encoding="utf-8")
    assert load_settings(path).cues.monologue_s == 45


@pytest.mark.parametrize("content", [b"[cues", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_a_file_that_is_no_toml_is_told(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"settings\.toml is not valid TOML"):
        load_settings(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(SettingsError, match=r"cannot be read \(Is a directory\)"):
        load_settings(tmp_path)


def test_the_faults_of_a_file_name_the_file(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("[cues]\nmonolog_s = 45\n")
    with pytest.raises(SettingsError) as told:
        load_settings(path)
    assert str(told.value) == (
        f"[cues] in {path} has an unknown key “monolog_s”; did you mean “monologue_s”?"
    )


def test_the_definitions_hold_every_setting_once():
    found = Settings().definitions()
    assert found["version"] == "3"
    assert len(found) == 1 + sum(len(fields(room)) for room in ROOMS.values())
    for name in ("turn_pause_s", "pace_window_s", "cue_monologue_s"):
        assert found[name] == {"turn_pause_s": 3.0}.get(name, 60.0)
    assert found["non_talk_counted_s"] == [3.0, 5.0, 10.0]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"policy": {"region": "mars"}}, "unknown value “mars”; did you mean “us”"),
        ({"policy": {"region": 5}}, "region in [policy] in the settings must be a text in quotes."),
        ({"policy": {"arousal": "yes"}}, "arousal in [policy] in the settings must be true or false."),
        ({"cues": {"quiet": 1}}, "quiet in [cues] in the settings must be true or false."),
        ({"cues": {"plugins": "all"}}, "plugins in [cues] in the settings must be a list of names of rules."),
    ],
)
def test_a_word_that_cannot_be_is_refused_with_what_could(table, sentence):
    with pytest.raises(SettingsError) as refused:
        from_table(table)
    assert sentence in str(refused.value)


def test_packages_may_be_named_that_callmon_does_not_know():
    assert from_table({"cues": {"plugins": ["polite"]}}).cues.plugins == frozenset({"polite"})
