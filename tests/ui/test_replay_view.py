from hypothesis import given
from hypothesis import strategies as st
from made_replay import item, made_call

from callmon.ui.replay.lanes import Lanes
from callmon.ui.replay.view import LEAST_S, View, whole

seconds = st.floats(0, 7200)


@given(st.floats(0.5, 7200), st.lists(st.tuples(st.sampled_from("zms"), st.floats(-5000, 5000)), max_size=30))
def test_a_view_never_leaves_the_call_nor_gets_too_small(duration, moves):
    view = whole(duration)
    for how, by in moves:
        if how == "z":
            view = view.zoomed(2 ** (by / 1000), by)
        elif how == "m":
            view = view.moved(by)
        else:
            view = view.showing(abs(by) % duration)
        assert 0 <= view.start < view.end <= duration + 1e-6
        assert view.length >= min(LEAST_S, duration) - 1e-6


def test_what_is_zoomed_at_stays_where_it_is_seen():
    view = View(100, 200, 1000)
    near = view.zoomed(4, 150)
    assert (near.start, near.end) == (137.5, 162.5)
    assert near.zoomed(0.25, 150) == view


def test_a_page_turns_when_the_cursor_leaves_it():
    view = View(0, 100, 1000)
    assert view.turned(99) == view
    assert view.turned(150).start == 145
    assert view.turned(990) == View(900, 1000, 1000)


def test_a_thing_comes_into_view_with_room_around_it():
    view = View(0, 100, 1000)
    assert view.showing(40, 60) == view
    moved = view.showing(500, 510)
    assert (moved.start, moved.end) == (455, 555)
    long = view.showing(400, 590)
    assert long.start == 390


def lanes():
    return Lanes(made_call(3).items)


def test_only_what_is_seen_is_drawn_long_things_that_began_before_too():
    found = Lanes(
        [
            item("turn/0", "turns", "", "agent", "long", 0, 50),
            item("turn/1", "turns", "", "agent", "x", 60, 61),
        ]
    )
    assert [each.key for each in found.within("turns", 30, 40)] == ["turn/0"]
    assert [each.key for each in found.within("turns", 55, 70)] == ["turn/1"]
    assert found.within("turns", 51, 59) == []


def test_what_cannot_be_told_apart_is_one_box():
    crowd = Lanes([item(f"act/{n}", "acts", "", "offer", "x", n / 100, n / 100) for n in range(100)])
    boxes = list(crowd.boxes("acts", View(0, 1000, 1000), 500))
    assert sum(1 + box.more for box in boxes) == 100
    assert len(boxes) == 1
    assert len(list(crowd.boxes("acts", View(0, 1, 1000), 1000))) == 100


def test_the_pointer_hits_the_shortest_of_what_lies_below_it():
    found = Lanes(
        [
            item("act/1", "acts", "", "offer", "long", 0, 50),
            item("act/2", "acts", "", "offer", "short", 20, 21),
        ]
    )
    view = View(0, 100, 100)
    assert found.at("acts", 20.5, view, 1000).key == "act/2"
    assert found.at("acts", 10, view, 1000).key == "act/1"
    assert found.at("acts", 21.3, view, 1000).key == "act/2"
    assert found.at("acts", 70, view, 1000) is None


@given(st.floats(0, 200))
def test_events_follow_each_other_both_ways(at):
    found = lanes()
    names = ("overlaps", "acts", "moments", "cues")
    starts = sorted(each.start for name in names for each in found.within(name, 0, 1e9))
    later, earlier = found.beside(at, names, later=True), found.beside(at, names, later=False)
    assert (later.start if later else None) == next((s for s in starts if s > at + 1e-6), None)
    assert (earlier.start if earlier else None) == next((s for s in reversed(starts) if s < at - 1e-6), None)


def test_marks_come_and_go():
    found = lanes()
    found.replace("marks", [item("mark/1", "marks", "", "note", "Note", 5, 6)])
    assert found.count("marks") == 1
    found.replace("marks", [])
    assert found.within("marks", 0, 100) == []
