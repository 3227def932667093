"""Where sentences of recognised words end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.timeline import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("so your card was stolen", [(0, 5)]),
        ("I see. Where was that? Oh", [(0, 2), (2, 5), (5, 6)]),
        ("Mr. Smith said “no.” Fine", [(0, 4), (4, 5)]),
        ("it costs 3.50 a month", [(0, 5)]),
        ("Oh no. That was it", [(0, 2), (2, 5)]),
        ("invoice no. 12 please", [(0, 4)]),
        ("I said no.", [(0, 3)]),
    ],
)
def test_splits_at_the_end_of_sentences(text: str, found: list[tuple[int, int]]) -> None:
    assert sentences(text.split()) == found


def test_cuts_what_nothing_ends() -> None:
    assert sentences(["word"] * 90) == [(0, 40), (40, 80), (80, 90)]


@given(st.lists(st.sampled_from(["a", "b.", "c?", "Dr.", "…", "it's"]), max_size=120))
def test_covers_every_word_once(words: list[str]) -> None:
    covered = [index for first, end in sentences(words) for index in range(first, end)]
    assert covered == list(range(len(words)))
