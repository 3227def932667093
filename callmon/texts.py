"""Texts of the cues in a language, from the files that ship with callmon."""

import tomllib

from callmon import paths
from callmon.cues import NAMES, RuleTexts, Texts
from callmon.errors import SettingsError


def languages() -> list[str]:
    """Codes of the languages that there are texts in."""
    return sorted(file.name.split(".")[1] for file in (paths.data_files("ui") / "texts").glob("cues.*.toml"))


def load_texts(language: str = "en") -> Texts:
    """What every built-in rule says in `language`.

    Raises:
        SettingsError: there are no texts in that language.
    """
    known = languages()
    if language not in known:
        raise SettingsError(
            f"The cues do not speak “{language}”; set `language` in [cues] to one of {', '.join(known)}."
        )
    file = paths.data_files("ui") / "texts" / f"cues.{language}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Texts(language, {name: _of_rule(table[name]) for name in NAMES})


def _of_rule(entry: dict[str, str]) -> RuleTexts:
    whys = {key: value for key, value in entry.items() if key.startswith("why")}
    return RuleTexts(entry["text"], entry["avoid"], entry["about"], whys)
