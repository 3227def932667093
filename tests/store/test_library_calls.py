from dataclasses import replace

import pytest
from shelved import entry, report

from callmon.errors import StoreError
from callmon.store.library import Stamp, open_library
from callmon.timeline import Filter, Range, Segment, Sort

ALL, NEWEST = Filter(), Sort()


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "shelf" / "library.sqlite") as made:
        yield made


def ids(library, which=ALL, sort=NEWEST):
    return [call.id for call in library.page(which, sort, 0, 100)]


def test_a_call_comes_back_as_it_was_put_there(library):
    library.add(entry("a1", agent="Kim"))
    (call,) = library.page(ALL, NEWEST, 0, 10)
    assert (call.id, call.title, call.agent, call.duration) == ("a1", "a1.wav", "Kim", 120.0)
    assert (call.files, call.cues, call.state) == (("/calls/a1.wav",), 1, "ready")
    assert library.report("a1") == report()
    assert library.known() == {"a1": Stamp(1, 100)}


def test_it_is_all_there_when_it_is_opened_again(tmp_path):
    file = tmp_path / "library.sqlite"
    with open_library(file) as first:
        first.add(entry("a1"))
        first.tag(["a1"], "escalated")
    with open_library(file) as second:
        assert second.find("a1").tags == ("escalated",)


def test_what_a_person_said_outlives_a_new_analysis(library):
    library.add(entry("a1", agent="Kim"))
    library.set_agent(["a1"], "Sam")
    library.tag(["a1"], "escalated")
    library.set_files("a1", ["/elsewhere/a1.wav"])
    library.marking("a1", "Coach").add("note", Segment(0, 16_000), text="well done")
    library.add(entry("a1", stamp=2, agent="Kim", found=report(lines=("Other words.",))))
    call = library.find("a1")
    assert (call.agent, call.tags, call.files) == ("Sam", ("escalated",), ("/elsewhere/a1.wav",))
    assert [mark.text for mark in library.marking("a1", "Coach").marks()] == ["well done"]
    assert library.report("a1")["utterances"][0]["text"] == "Other words."
    assert ids(library, Filter(text="parcel")) == []


def test_an_agent_that_is_known_later_is_taken(library):
    library.add(entry("a1"))
    library.add(entry("a1", agent="Kim"))
    assert library.find("a1").agent == "Kim"


def test_a_call_that_can_no_longer_be_read_keeps_its_report(library):
    library.add(entry("a1"))
    damaged = entry("a1", stamp=2, state="damaged")
    library.add(replace(damaged, report=None))
    assert library.find("a1").state == "damaged"
    assert library.report("a1") == report()
    assert library.known()["a1"] == Stamp(2, 100)


def test_a_call_that_could_never_be_read_stands_there_without_a_report(library):
    library.add(replace(entry("a1", state="newer"), report=None))
    assert ids(library) == ["a1"]
    with pytest.raises(StoreError, match="no report of the call a1"):
        library.report("a1")


def test_a_removed_call_is_gone_and_what_was_marked_in_it_is_not(library):
    library.add(entry("a1"))
    library.add(entry("a2"))
    library.marking("a1", "Coach").add("note", Segment(0, 16_000), text="well done")
    library.remove(["a1"])
    assert (ids(library), library.count(ALL), ids(library, Filter(text="parcel"))) == (["a2"], 1, ["a2"])
    library.add(entry("a1"))
    assert [mark.text for _, mark, _ in library.all_marks(["a1"])] == ["well done"]


def test_a_call_is_found_by_how_its_id_begins(library):
    for name in ("abc1", "abd2", "ab"):
        library.add(entry(name))
    assert library.find("abc").id == "abc1"
    assert library.find("ab").id == "ab"
    with pytest.raises(StoreError, match="a names 3 calls; give more"):
        library.find("a")
    for missing in ("x", "", "%"):
        with pytest.raises(StoreError, match=r"no call named|id is empty"):
            library.find(missing)


def test_a_call_is_found_by_its_recordings_name_and_how_that_begins(library):
    library.add(entry("0a1", title="20260610-133722_in.wav"))
    library.add(entry("0b2", title="20260610-150000_in.wav"))
    library.add(entry("0c3", title="call.wav"))
    library.add(entry("0d4", title="call.wav.copy.wav"))
    assert library.find("20260610-133722_in.wav").id == "0a1"
    assert library.find("20260610-15").id == "0b2"
    assert library.find("call.wav").id == "0c3"
    for name, count in (("20260610", 2), ("call", 2), ("0", 4)):
        with pytest.raises(StoreError, match=f"^{name} names {count} calls; give more of the name"):
            library.find(name)


def test_pages_follow_each_other_without_gap_or_repetition(library):
    for n in range(23):
        library.add(entry(f"c{n:02}", held=f"2026-11-{n % 5 + 1:02}T10:00:00+01:00"))
    pages = [library.page(ALL, NEWEST, offset, 5) for offset in range(0, 25, 5)]
    found = [call.id for page in pages for call in page]
    assert found == library.ids(ALL, NEWEST)
    assert len(set(found)) == library.count(ALL) == 23


@pytest.mark.parametrize("descending", [False, True])
def test_calls_that_lack_the_value_come_last_in_either_direction(library, descending):
    for name, pace in (("slow", 120.0), ("none", None), ("fast", 190.0)):
        library.add(entry(name, found=report(measures={"pace": pace})))
    found = ids(library, sort=Sort("agent.pace", descending))
    assert found == (["fast", "slow", "none"] if descending else ["slow", "fast", "none"])


def test_calls_of_one_value_come_latest_first(library):
    for day in (1, 3, 2):
        library.add(entry(f"c{day}", held=f"2026-11-0{day}T10:00:00+01:00"))
    for descending in (False, True):
        assert ids(library, sort=Sort("duration", descending)) == ["c3", "c2", "c1"]
    assert ids(library, sort=Sort("held", descending=False)) == ["c1", "c2", "c3"]


def test_calls_of_nobody_come_last_by_agent(library):
    for name, agent in (("c1", ""), ("c2", "sam"), ("c3", "Kim")):
        library.add(entry(name, agent=agent))
    assert ids(library, sort=Sort("agent", descending=False)) == ["c3", "c2", "c1"]
    assert ids(library, sort=Sort("agent")) == ["c2", "c3", "c1"]


def test_filters_hold_all_at_once(library):
    library.add(entry("old", held="2026-10-01T10:00:00+02:00", agent="Kim"))
    library.add(entry("new", held="2026-11-20T23:59:00+01:00", agent="Kim"))
    library.add(entry("sams", agent="Sam", found=report(cues=(("slower", "active_listening"),))))
    library.tag(["new", "sams"], "escalated")
    library.tag(["sams"], "training")
    assert ids(library, Filter(agent="Kim")) == ["new", "old"]
    assert ids(library, Filter(agent="Kim", since="2026-11-01")) == ["new"]
    assert ids(library, Filter(until="2026-11-20", since="2026-11-20")) == ["new", "sams"]
    assert ids(library, Filter(until="2026-11-19")) == ["old"]
    assert ids(library, Filter(tags=frozenset({"escalated", "training"}))) == ["sams"]
    assert ids(library, Filter(cue="slower")) == ["sams"]
    assert ids(library, Filter(pillar="care")) == ["new", "old"]
    assert ids(library, Filter(text="parcel", agent="Sam", cue="slower")) == ["sams"]
    assert library.count(Filter(agent="Kim")) == 2


def test_ranges_of_measures_include_their_ends(library):
    for name, pace in (("slow", 120.0), ("fast", 190.0), ("none", None)):
        library.add(entry(name, found=report(measures={"pace": pace})))
    assert ids(library, Filter(ranges=(Range("agent", "pace", 120.0, 189.0),))) == ["slow"]
    assert ids(library, Filter(ranges=(Range("agent", "pace", least=120.0),))) == ["fast", "slow"]
    assert ids(library, Filter(ranges=(Range("agent", "pace", most=120.0),))) == ["slow"]
    assert ids(library, Filter(ranges=(Range("customer", "pace", most=500.0),))) == []


def test_measures_that_are_asked_for_come_with_the_calls(library):
    library.add(entry("a1", found=report(measures={"pace": 140.0})))
    (call,) = library.page(ALL, NEWEST, 0, 10, [("agent", "pace"), ("customer", "pace")])
    assert call.measures == (("agent", "pace", 140.0), ("customer", "pace", None))


def test_it_names_agents_tags_rules_and_measures(library):
    library.add(entry("a1", agent="sam"))
    library.add(entry("a2", agent="Kim"))
    library.tag(["a1", "a2"], "b")
    library.tag(["a1"], "A")
    library.untag(["a1"], "b")
    assert library.agents() == ["Kim", "sam"]
    assert library.tags() == ["A", "b"]
    assert library.find("a1").tags == ("A",)
    assert library.rules() == [("let_them_finish", "care")]
    assert library.measures() == [("agent", "talk_share_of_speech")]


def test_points_are_an_agents_own_oldest_first(library):
    for name, day, agent, pace in (("b", 2, "Kim", 150.0), ("a", 1, "Kim", 140.0), ("c", 3, "Sam", 100.0)):
        held = f"2026-11-0{day}T10:00:00+01:00"
        library.add(entry(name, held=held, agent=agent, found=report(measures={"pace": pace})))
    found = library.points("Kim", [("agent", "pace")])
    assert [(call, value) for call, _, _, _, value in found] == [("a", 140.0), ("b", 150.0)]


def test_many_calls_are_changed_at_once(library):
    names = [f"c{n}" for n in range(600)]
    for name in names[:3]:
        library.add(entry(name))
    library.set_agent(names, "Kim")
    library.tag(names, "x")
    assert [call.agent for call in library.page(Filter(tags=frozenset({"x"})), NEWEST, 0, 10)] == ["Kim"] * 3
    library.remove(names)
    assert library.count(ALL) == 0
