import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.ui.placement import EDGE, Box, Place, place_of, stand
from callmon.ui.remembered import Remembered, load, remembered_file, save

SCREEN = Box(0, 0, 1920, 1040)
SIZES = {"width": 456, "bar": 112, "full": 620}
BOXES = st.builds(Box, *[st.integers(-4000, 4000)] * 2, *[st.integers(300, 4000)] * 2)
PLACES = st.builds(Place, *[st.floats(0, 1)] * 2)


def test_it_stands_at_the_top_right_where_nothing_is_remembered():
    found = stand(Place(), SCREEN, **SIZES, expanded=False)
    assert found.box == Box(1920 - 456 - EDGE, EDGE, 456, 112)


def test_unfolded_in_the_lower_part_it_grows_upwards_and_the_bar_stays():
    folded = stand(Place(0.5, 1.0), SCREEN, **SIZES, expanded=False)
    unfolded = stand(Place(0.5, 1.0), SCREEN, **SIZES, expanded=True)
    assert folded.up
    assert unfolded.up
    assert unfolded.box.height == 620
    assert unfolded.box.y + unfolded.box.height == folded.box.y + folded.box.height


def test_it_takes_the_height_that_there_is():
    low = Box(0, 0, 800, 480)
    assert stand(Place(0, 0), low, **SIZES, expanded=True).box == Box(EDGE, EDGE, 456, 480 - 2 * EDGE)


@given(BOXES, PLACES, st.booleans())
def test_it_never_leaves_a_screen_that_is_large_enough(screen, place, expanded):
    box = stand(place, screen, 200, 100, 700, expanded).box
    assert screen.x + EDGE <= box.x
    assert box.x + box.width <= screen.x + screen.width - EDGE
    assert screen.y + EDGE <= box.y
    assert box.y + box.height <= screen.y + screen.height - EDGE


@given(BOXES, PLACES)
def test_where_it_was_left_is_where_it_comes_back(screen, place):
    box = stand(place, screen, 200, 100, 700, False).box
    again = stand(place_of(box.x, box.y, screen, 200, 100), screen, 200, 100, 700, False).box
    assert again == box


def test_a_place_outside_the_screen_is_clamped():
    assert place_of(-5000, 9000, SCREEN, 456, 112) == Place(0.0, 1.0)


def test_a_screen_smaller_than_the_overlay_still_shows_its_beginning():
    assert stand(Place(1, 1), Box(0, 0, 100, 50), **SIZES, expanded=True).box.x == EDGE


def test_places_are_remembered_per_screen(tmp_path):
    file = tmp_path / "new" / "overlay.json"
    remembered = Remembered({"DP-1": Place(0.25, 1.0), "eDP-1": Place()}, "DP-1", True)
    save(file, remembered)
    assert load(file) == remembered
    assert [each.name for each in file.parent.iterdir()] == ["overlay.json"]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"places": {}}',
        b'{"places": {"A": [0.5]}, "screen": "A", "hidden_from_sharing": false}',
        b'{"places": {"A": [0.5, "x"]}, "screen": "A", "hidden_from_sharing": false}',
        b'{"places": {"A": [7, 0]}, "screen": "A", "hidden_from_sharing": false}',
        b'{"places": {"A": [NaN, 0]}, "screen": "A", "hidden_from_sharing": false}',
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path, damaged):
    file = tmp_path / "overlay.json"
    file.write_bytes(damaged)
    assert load(file) == Remembered()
    save(file, Remembered(screen="A"))
    assert json.loads(file.read_text())["screen"] == "A"


def test_a_place_that_cannot_be_written_is_said_and_stops_nobody(tmp_path, announced):
    announced.append("The overlay's place is not remembered")
    (tmp_path / "occupied").write_text("")
    save(tmp_path / "occupied" / "overlay.json", Remembered())


def test_it_lies_beside_the_settings(tmp_path):
    assert remembered_file().parent.name == "callmon"
    assert str(tmp_path) in str(remembered_file())
