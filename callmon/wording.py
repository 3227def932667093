"""Word lists from files: those that ship with callmon, and a coach's own, which add to them or take out.

A mistake in a file is one sentence with the file, the line and, for a name, the nearest one that is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from callmon import paths
from callmon.conversation.lexicon import SURE, Lexicon, PhraseGroup, WordList
from callmon.errors import SettingsError
from callmon.timeline import PhraseError, Where
from callmon.toml_lines import Place, line_of
from callmon.toml_table import nearest, read_toml

_TOP = ("about", "words", "phrases", "lists", "without")
_GROUP = ("any", "where", "weight", "unless", "why")
_WHERE: tuple[Where, ...] = get_args(Where)


def own_lists() -> Path:
    """Folder of the user's own word lists, one folder a language; it need not exist."""
    return paths.settings_file().with_name("lexicon")


def load_lexicon(language: str, own: Path | None = None) -> Lexicon:
    """The word lists of a language; none where there are none, which is no mistake.

    Args:
        language: its code; a region without lists has those of its language (`de-AT` those of `de`).
        own: folder of own lists, one folder a language; they are added to those that ship with callmon.

    Raises:
        SettingsError: a file cannot be read or has a mistake in it.
    """
    shipped = paths.data_files("models") / "lexicon"
    names = sorted({each.stem for each in shipped.glob("*/*.toml")})
    files = [_File.read(path) for path in _files(shipped, language)]
    lists = {file.name: file.word_list() for file in files}
    for path in _files(own, language) if own is not None else ():
        if path.stem not in names:
            raise SettingsError(f"{path}: there is no list “{path.stem}”{nearest(path.stem, names)}")
        file = _File.read(path, own=True)
        files.insert(0, file)
        lists[file.name] = file.added_to(lists.get(file.name, WordList(file.name, "")))
    try:
        return Lexicon(language, lists.values())
    except PhraseError as error:
        raise next(file.fault(place, f"{error}.") for file, place in _places(files, error.phrase)) from None


def _files(root: Path, language: str) -> list[Path]:
    """Files of the lists of a language, in a fixed order; none where it has no folder."""
    folders = {each.name.lower(): each for each in root.iterdir()} if root.is_dir() else {}
    code = language.lower().replace("_", "-")
    folder = folders.get(code) or folders.get(code.partition("-")[0])
    return sorted(folder.glob("*.toml")) if folder is not None else []


def _places(files: Sequence["_File"], phrase: str) -> Iterator[tuple["_File", Place]]:
    for file in files:
        for place, text in file.entries():
            if text == phrase:
                yield file, place


@dataclass(frozen=True, slots=True)
class _File:
    """A file of words, read and not yet understood; `own` where a coach wrote it."""

    path: Path
    text: str
    table: dict[str, Any]
    own: bool

    @classmethod
    def read(cls, path: Path, *, own: bool = False) -> "_File":
        return cls(path, *read_toml(path), own)

    @property
    def name(self) -> str:
        return self.path.stem

    def fault(self, place: Place, message: str) -> SettingsError:
        return SettingsError(f"{self.path} line {line_of(self.text, place)}: {message}")

    def entries(self) -> Iterator[tuple[Place, str]]:
        """Every word and phrase of a file that has been checked, and where it stands."""
        for place, entries in (
            (("words",), self.table.get("words", [])),
            *((("phrases", n, "any"), each["any"]) for n, each in enumerate(self.table.get("phrases", []))),
            *(
                (("phrases", n, "unless"), each.get("unless", []))
                for n, each in enumerate(self.table.get("phrases", []))
            ),
            *((("lists", name), each) for name, each in self.table.get("lists", {}).items()),
        ):
            for number, entry in enumerate(entries):
                yield (*place, number), entry

    def word_list(self) -> WordList:
        """What the file says.

        Raises:
            SettingsError: an unknown key or a value of the wrong kind.
        """
        self._check_keys(self.table, _TOP if self.own else _TOP[:-1], ())
        if not self.own and "about" not in self.table:
            raise self.fault((), "“about” is missing; say what the list is and where it comes from.")
        groups = self.table.get("phrases", [])
        if not isinstance(groups, list) or not all(isinstance(each, dict) for each in groups):
            raise self.fault(("phrases",), "phrases must stand below [[phrases]], in double brackets.")
        lists = self.table.get("lists", {})
        if not isinstance(lists, dict):
            raise self.fault(("lists",), "lists must stand below [lists], each with a name.")
        for name in lists:
            if name in _TOP:
                raise self.fault(("lists", name), f"“{name}” must stand above [lists] and [[phrases]].")
        return WordList(
            self.name,
            self._text(self.table, ("about",)),
            self._texts(self.table, ("words",)),
            tuple(self._group(each, ("phrases", number)) for number, each in enumerate(groups)),
            {name: self._texts(lists, ("lists", name)) for name in lists},
        )

    def added_to(self, base: WordList) -> WordList:
        """The list `base` without what the file takes out of it, and with what the file adds.

        Raises:
            SettingsError: as in `word_list`, or something to take out is not there.
        """
        more = self.word_list()
        out = self._texts(self.table, ("without",))
        there = [*base.words, *(each for group in base.groups for each in group.phrases)]
        there += [each for entries in base.lists.values() for each in entries]
        for number, each in enumerate(out):
            if each not in there:
                told = f"“{each}” cannot be taken out, because the list does not hold it"
                raise self.fault(("without", number), f"{told}{nearest(each, there)}")
        kept = [replace(group, phrases=_rest(group.phrases, out)) for group in base.groups]
        lists = {name: _rest(entries, out) for name, entries in base.lists.items()}
        return WordList(
            base.name,
            more.about or base.about,
            _rest(base.words, out) + more.words,
            (*(group for group in kept if group.phrases), *more.groups),
            lists | {name: lists.get(name, ()) + entries for name, entries in more.lists.items()},
        )

    def _group(self, table: dict[str, Any], place: Place) -> PhraseGroup:
        self._check_keys(table, _GROUP, place)
        where = table.get("where", "anywhere")
        if where not in _WHERE:
            told = f"“where” must be one of {', '.join(_WHERE)}{nearest(where, _WHERE)}"
            raise self.fault((*place, "where"), told)
        weight = table.get("weight", SURE)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
            raise self.fault((*place, "weight"), "“weight” must be a number from 0 to 1.")
        phrases = self._texts(table, (*place, "any"))
        if not phrases:
            raise self.fault(place, "[[phrases]] needs “any”, a list of phrases in quotes.")
        unless, why = self._texts(table, (*place, "unless")), self._text(table, (*place, "why"))
        return PhraseGroup(phrases, where, float(weight), unless, why)

    def _check_keys(self, table: dict[str, Any], known: Sequence[str], place: Place) -> None:
        for name in table:
            if name in _TOP and name not in known and self.own:
                raise self.fault((*place, name), f"“{name}” must stand above the first [[phrases]].")
            if name not in known:
                raise self.fault((*place, name), f"unknown key “{name}”{nearest(name, known)}")

    def _text(self, table: dict[str, Any], place: Place) -> str:
        value = table.get(str(place[-1]), "")
        if not isinstance(value, str):
            raise self.fault(place, f"“{place[-1]}” must be a text in quotes.")
        return value.strip()

    def _texts(self, table: dict[str, Any], place: Place) -> tuple[str, ...]:
        value = table.get(str(place[-1]), [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fault(place, f"“{place[-1]}” must be a list of texts in quotes.")
        return tuple(value)


def _rest(entries: Sequence[str], out: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in entries if each not in out)
