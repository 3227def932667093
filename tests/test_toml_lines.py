import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.toml_lines import line_of

TEXT = '''# about = "not this one"
about = """
words = ["not this one either"] # "
[[phrases]]
"""
words = ["a", 'b # no remark', # a remark with "quotes", and [brackets
  "c",
  # "d"
  "e\\"]", [1, 2],
]

[[phrases]]
any = ["x"]
"where" = "start"
why = \'\'\'
it is "so"\'\'\'\'
[[phrases]] # any = 1
weight = 0.8
  any = [
  "y",
"z"]
deep = { one = 1, two = ["p",
"q"] }

[lists]
feelings.good = ["fine"]
"very bad" = ["a [pain]"]
when = 2024-01-01 10:00:00
[ lists . more ]
none = []
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("about",), 2),
        (("words",), 6),
        (("words", 1), 6),
        (("words", 2), 7),
        (("words", 3), 9),
        (("words", 4, 1), 9),
        (("phrases",), 12),
        (("phrases", 0), 12),
        (("phrases", 0, "any", 0), 13),
        (("phrases", 0, "where"), 14),
        (("phrases", 0, "why"), 15),
        (("phrases", 1), 17),
        (("phrases", 1, "weight"), 18),
        (("phrases", 1, "any"), 19),
        (("phrases", 1, "any", 1), 21),
        (("phrases", 1, "deep", "one"), 22),
        (("phrases", 1, "deep", "two", 1), 23),
        (("lists",), 25),
        (("lists", "feelings"), 26),
        (("lists", "feelings", "good", 0), 26),
        (("lists", "very bad", 0), 27),
        (("lists", "when"), 28),
        (("lists", "more"), 29),
        (("lists", "more", "none"), 30),
    ],
)
def test_each_value_is_on_its_line(place, line):
    assert line_of(TEXT, place) == line


@pytest.mark.parametrize(
    ("place", "line"),
    [((), 1), (("none",), 1), (("phrases", 2, "any"), 12), (("phrases", 1, "unless"), 17), (("words", 9), 6)],
)
def test_what_is_not_there_is_where_it_would_be(place, line):
    assert line_of(TEXT, place) == line


# Any text: a table written out in a style that is drawn

STRINGS = st.text("ab#[]{}=,'\" \\", max_size=5)
VALUES = st.recursive(
    st.integers(0, 99) | STRINGS | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
KEYS = st.text("abc", min_size=1, max_size=3) | STRINGS
TABLES = st.dictionaries(KEYS, VALUES, max_size=3)
NOISE = st.sampled_from(["", "\n", " # [a] = {\n", "  \n# 'x\n\n"])


class Writing:
    """TOML that is written piece by piece, and the line on which each value was put."""

    def __init__(self, data):
        self.text, self.lines, self._data = "", {}, data

    def pad(self):
        self.text += self._data.draw(NOISE)

    def put(self, place):
        self.lines[place] = self.text.count("\n") + 1

    def table(self, table, place=()):
        for key, value in table.items():
            self.pad()
            self.text += "\n"
            self.put((*place, key))
            self.text += f"{quoted(key)} = "
            self.value(value, (*place, key))
            self.text += self._data.draw(st.sampled_from(["", " # ]"]))
        self.text += "\n"

    def value(self, value, place):
        if not isinstance(value, list):
            self.text += quoted(value) if isinstance(value, str) else str(value).lower()
            return
        self.text += "["
        for number, each in enumerate(value):
            self.pad()
            self.put((*place, number))
            self.value(each, (*place, number))
            self.pad()
            self.text += ","
        self.pad()
        self.text += "]"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(TABLES, st.lists(TABLES, max_size=3), st.data())
def test_any_value_of_any_text_is_on_its_line(top, groups, data):
    writing = Writing(data)
    writing.table(top)
    for number, group in enumerate(groups):
        writing.pad()
        writing.text += "\n"
        writing.put(("group of", number))
        writing.text += '[["group of"]]'
        writing.table(group, ("group of", number))
    assert tomllib.loads(writing.text) == top | ({"group of": groups} if groups else {})
    assert {place: line_of(writing.text, place) for place in writing.lines} == writing.lines
