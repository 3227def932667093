from collections.abc import Callable
from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.errors import ModelError
from callmon.speech.catalogue import HEADS_MODEL, find_model
from callmon.speech.heads import SCALE, UNIT, read_heads
from callmon.speech.locate import locate
from callmon.speech.sentence_form import FORM, plain

NAMES = (
    "question open reflection validation empathy apology acknowledgement rebuttal assumption offer "
    "stock_offer hold hold_thanks next_step worry loss delay repetition negative greeting closing"
)


def _made(path: Path, **other: np.ndarray) -> Path:
    """Heads of two kinds, on vectors of three values and the groups “may we” and “we”."""
    shape = np.zeros((len(FORM), 2), np.float32)
    shape[FORM.index("ends on a question mark")] = 2, 0
    parts = {
        "names": np.array(["asking", "telling"]),
        "grams": np.array(["may we", "we"]),
        "rarity": np.array([4, 3], np.float16),
        "meaning": np.array([[1, 0], [0, 1], [0, 0]], np.float16),
        "form": shape,
        "wording": np.array([[1, 0], [0, 2]], np.float16),
        "bias": np.array([-1, 0.5], np.float32),
    }
    np.savez(path, **(parts | other))
    return path


def _sure(odds: float) -> float:
    return round(1 / (1 + exp(-odds)), 3)


def test_leanings_are_the_sum_of_meaning_form_and_wording(tmp_path: Path) -> None:
    heads = read_heads(_made(tmp_path / "heads.npz"))
    assert heads.size == 3
    vector = (UNIT, 0, 0)
    assert heads(vector, ["hello"], False) == (("asking", _sure(SCALE - 1)), ("telling", _sure(0.5)))
    assert heads(vector, ["hello"], True)[0] == ("asking", _sure(SCALE + 1))
    both = heads((0, 0, UNIT), ["may", "we", "may", "we"], False)
    assert both == (("asking", _sure(SCALE * 4 / 5 - 1)), ("telling", _sure(SCALE * 2 * 3 / 5 + 0.5)))


def test_the_shipped_heads_are_those_of_the_catalogue_and_fit_the_encoder() -> None:
    model = find_model(HEADS_MODEL)
    heads = read_heads(locate(model) / model.files[0].name)
    assert heads.names == tuple(NAMES.split())
    assert heads.size == 384
    assert len(heads.grams) > 1000


@given(
    vector=st.lists(st.integers(-127, 127), min_size=3, max_size=3),
    text=st.text(max_size=40),
    asked=st.booleans(),
)
def test_leanings_are_probabilities_with_three_decimals(
    vector: list[int], text: str, asked: bool, heads_of_two: Path
) -> None:
    leanings = read_heads(heads_of_two)(vector, plain(text), asked)
    assert [name for name, _ in leanings] == ["asking", "telling"]
    assert all(0 <= value <= 1 and round(value, 3) == value for _, value in leanings)


@pytest.fixture(scope="module")
def heads_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("heads") / "heads.npz")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("no weights", encoding="utf-8")


def _cut(path: Path) -> None:
    path.write_bytes(_made(path).read_bytes()[:-30])


def _pickled(path: Path) -> None:
    _made(path, names=np.array(["asking", None], object))


def _lacking(path: Path) -> None:
    np.savez(path, names=np.array(["asking"]), grams=np.array(["we"]))


def _not_fitting(path: Path) -> None:
    _made(path, bias=np.zeros(3, np.float32))


def _flat(path: Path) -> None:
    _made(path, meaning=np.float32(1))


@pytest.mark.parametrize("damage", [_empty, _text, _cut, _pickled, _lacking, _not_fitting, _flat])
def test_damaged_heads_are_told_and_nothing_in_them_is_run(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "heads.npz"
    damage(path)
    with pytest.raises(ModelError, match=r"heads\.npz are damaged \(.+\); reinstall callmon\.$"):
        read_heads(path)


def test_missing_heads_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be read \(No such file.*\); reinstall callmon\.$"):
        read_heads(tmp_path / "heads.npz")
