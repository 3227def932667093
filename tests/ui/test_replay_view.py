from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_replay import item, made_call

from callmon.ui.replay.lanes import Lanes
from callmon.ui.replay.shown import TonePoint
from callmon.ui.replay.tone_curve import ToneCurve
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


def test_zooming_at_what_is_not_seen_keeps_the_middle():
    view = View(0, 100, 1000).zoomed(2, 900)
    assert (view.start, view.end) == (25, 75)


WIDE, HIGH = 1000.0, 26.0
"""A lane, in pixels."""


def lanes():
    return Lanes(made_call(3).items)


def acts(*places, kind="offer"):
    return [item(f"act/{n}", "acts", "", kind, "x", *place) for n, place in enumerate(places)]


def drawn(found, lane, view, chosen=""):
    return found.boxes(lane, view, WIDE, HIGH, chosen)


def test_only_what_is_seen_is_drawn_long_things_that_began_before_too():
    found = Lanes(
        [
            item("turn/0", "turns", "", "agent", "long", 0, 50),
            item("turn/1", "turns", "", "agent", "x", 60, 61),
        ]
    )
    keys = [
        [box.item.key for box in drawn(found, "turns", View(*seen, 100))] for seen in ((30, 40), (55, 70))
    ]
    assert keys == [["turn/0"], ["turn/1"]]
    assert drawn(found, "turns", View(51, 59, 100)) == []


def test_what_cannot_be_told_apart_is_one_box_until_one_looks_nearer():
    crowd = Lanes(acts(*((n / 100, n / 100) for n in range(100))))
    (one,) = drawn(crowd, "acts", View(0, 1000, 1000))
    assert one.more == 99
    assert len(drawn(crowd, "acts", View(0, 1, 1000))) == 100


def test_of_a_crowd_the_worst_is_drawn_or_what_is_chosen():
    crowd = Lanes(
        [
            item("overlap/0", "overlaps", "", "backchannel", "x", 10, 10.2, positive=True),
            item("overlap/1", "overlaps", "", "interruption", "x", 10.1, 10.4),
            item("overlap/2", "overlaps", "", "terminal", "x", 10.3, 10.5),
        ]
    )
    whole_call = View(0, 7200, 7200)
    assert [box.item.key for box in drawn(crowd, "overlaps", whole_call)] == ["overlap/1"]
    assert [box.item.key for box in drawn(crowd, "overlaps", whole_call, "overlap/2")] == ["overlap/2"]


def test_what_begins_at_once_stands_side_by_side_where_there_is_room():
    found = Lanes(acts((10, 30), (10, 30), (10, 30)))
    boxes = drawn(found, "acts", View(0, 100, 100))
    assert len(boxes) == 3
    assert all(after.x >= before.x + before.sign for before, after in pairwise(boxes))
    points = Lanes(acts((10, 10), (10, 10)))
    assert len(drawn(points, "acts", View(0, 20, 20))) == 2


def test_short_turns_of_one_side_grow_together_and_those_of_the_other_stay_apart():
    turns = [
        item(f"turn/{n}", "turns", "", side, "x", n, n + 0.9, speaker=side)
        for n, side in enumerate(["agent"] * 40 + ["customer"] * 40)
    ]
    agent, customer = drawn(Lanes(turns), "turns", View(0, 7200, 7200))
    assert (agent.more, customer.more) == (39, 39)
    assert agent.width == pytest.approx(39.9 / 7200 * WIDE, abs=1)
    assert agent.x + agent.width <= customer.x + 1


def test_a_cue_stands_at_its_end_when_it_is_known():
    found = Lanes([item("cue/0", "cues", "", "care", "x", 10, 30)])
    (box,) = drawn(found, "cues", View(0, 100, 100))
    assert box.x + box.sign / 2 == pytest.approx(300)
    assert drawn(found, "cues", View(0, 20, 100)) == []


@given(
    st.lists(st.tuples(st.floats(0, 600), st.floats(0, 20)), max_size=60),
    st.floats(1, 600),
    st.sampled_from(["acts", "cues", "tone", "overlaps"]),
)
def test_every_item_that_is_seen_is_drawn_or_counted(places, length, lane):
    found = Lanes([item(f"{n}", lane, "", "loud", "x", at, at + long) for n, (at, long) in enumerate(places)])
    boxes = drawn(found, lane, View(0, length, 600))
    ends = lane == "cues"
    seen = [at for at, long in places if (at + long if ends else at) <= length]
    assert sum(1 + box.more for box in boxes) >= len(seen)
    assert len({box.item.key for box in boxes}) == len(boxes)


@given(st.lists(st.floats(0, 7200), min_size=1, max_size=40), st.floats(1, 7200))
def test_what_is_drawn_is_what_the_pointer_hits(starts, length):
    found = Lanes(acts(*((at, at + 0.3) for at in starts)))
    view = View(0, length, 7200)
    for box in drawn(found, "acts", view):
        hit = found.at("acts", box.x + box.sign / 2, HIGH / 2, view, WIDE, HIGH)
        assert box.x <= hit.x + hit.width
        assert hit.x <= box.x + box.width


def test_the_pointer_hits_a_sign_before_a_line_and_the_shortest_before_the_longer():
    found = Lanes(acts((0, 50), (20, 21)))
    view = View(0, 100, 100)
    keys = [
        hit.item.key if hit else None
        for hit in (found.at("acts", x, 20, view, WIDE, HIGH) for x in (205, 100, 213, 700))
    ]
    assert keys == ["act/1", "act/0", "act/1", None]


def test_of_two_rows_the_one_below_the_pointer_comes_first():
    found = Lanes(
        [
            item("turn/0", "turns", "", "agent", "x", 0, 50, speaker="agent"),
            item("turn/1", "turns", "", "customer", "x", 40, 90, speaker="customer"),
        ]
    )
    view = View(0, 100, 100)
    keys = [found.at("turns", x, y, view, WIDE, HIGH).item.key for x, y in ((450, 3), (450, 23), (100, 23))]
    assert keys == ["turn/0", "turn/1", "turn/0"]


EVENTS = ("overlaps", "acts", "moments", "cues")


def test_each_event_is_reached_once_in_each_direction_also_what_begins_at_once():
    found = lanes()
    for later, place in ((True, -1.0), (False, 1e9)):
        reached = []
        while (event := found.beside(place, EVENTS, later=later)) is not None:
            reached.append(event.key)
            place = event
        assert len(set(reached)) == len(reached) == sum(found.count(lane) for lane in EVENTS)


@given(st.floats(0, 200))
def test_events_beside_a_time_are_the_nearest(at):
    found = lanes()
    starts = sorted(each.start for each in made_call(3).items if each.lane in EVENTS)
    later, earlier = found.beside(at, EVENTS, later=True), found.beside(at, EVENTS, later=False)
    assert (later.start if later else None) == next((s for s in starts if s >= at), None)
    assert (earlier.start if earlier else None) == next((s for s in reversed(starts) if s < at), None)


def test_marks_come_and_go():
    found = lanes()
    found.replace("marks", [item("mark/1", "marks", "", "note", "Note", 5, 6)])
    assert found.count("marks") == 1
    found.replace("marks", [])
    assert drawn(found, "marks", View(0, 100, 100)) == []


def tone(*points, feature="loudness"):
    return ToneCurve(TonePoint(side, feature, at, at + 2, value) for side, at, value in points)


def test_a_curve_is_level_while_somebody_speaks_and_sloped_in_between():
    curve = tone(("agent", 10, 1.0), ("customer", 12, 3.0), ("agent", 20, -1.0))
    (line,) = curve.lines("agent", View(0, 100, 100), WIDE)
    assert line == [(100, 1.0), (120, 1.0), (200, -1.0), (220, -1.0)]
    assert len(curve.lines("customer", View(0, 100, 100), WIDE)) == 1
    assert tone(("agent", 10, 1.0), feature="pitch").lines("agent", View(0, 100, 100), WIDE) == []


def test_a_curve_begins_anew_after_a_long_silence():
    curve = tone(("agent", 10, 1.0), ("agent", 60, 1.0))
    assert len(curve.lines("agent", View(0, 100, 100), WIDE)) == 2


def test_a_curve_leads_into_what_is_seen_and_out_of_it():
    curve = tone(*(("agent", n * 5.0, 0.0) for n in range(20)))
    (line,) = curve.lines("agent", View(40, 60, 100), WIDE)
    assert line[0][0] < 0
    assert line[-1][0] > WIDE


def test_a_crowded_curve_is_drawn_as_means():
    curve = tone(*(("agent", n * 2.0, n % 2 * 2.0) for n in range(3000)))
    (line,) = curve.lines("agent", View(0, 6000, 6000), WIDE)
    assert len(line) < WIDE / 5
    assert all(value == pytest.approx(1.0, abs=0.4) for _, value in line[1:-1])
