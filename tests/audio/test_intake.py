import numpy as np
import pytest
from fakes.line import BLOCK, RATE, AtOnce, Clock, Line, late_by

from callmon.audio.intake import Heard, Intake
from callmon.errors import DeviceError
from callmon.timeline import Dropout, Health, Segment


class Call:
    """An intake of two lines on a fake clock, and all that it handed over, with the position of each item."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.agent, self.customer = Line(self.clock, "Headset"), Line(self.clock, "Speaker")
        makers = (self.agent.source, self.customer.source)
        self.intake = Intake(makers, self.clock.now, workers=AtOnce)
        self.items: list[tuple[int, Heard]] = []
        self.position = 0

    def open(self) -> "Call":
        self.intake.open(self.clock.now)
        return self

    def run(self, seconds: float, pull_s: float = 0.02) -> "Call":
        for _ in range(round(seconds / pull_s)):
            self.clock.now += pull_s
            self.take(self.intake.pull(self.clock.now))
        return self

    def take(self, items: list[Heard]) -> None:
        for item in items:
            if isinstance(item, np.ndarray):
                assert item.shape[0] == 2
                assert item.shape[1] > 0
                self.position += item.shape[1]
            self.items.append((self.position, item))
        assert self.intake.position == self.position

    @property
    def heard(self) -> np.ndarray:
        return np.concatenate([item for _, item in self.items if isinstance(item, np.ndarray)], axis=1)

    @property
    def told(self) -> list[tuple[int, Heard]]:
        return [(at, item) for at, item in self.items if not isinstance(item, np.ndarray)]


def test_both_sides_lie_where_they_sounded_however_much_one_is_behind() -> None:
    call = Call().open()
    call.run(1)
    call.customer.delivers = False
    call.run(0.4)
    assert call.position == pytest.approx(RATE, abs=BLOCK)
    call.run(2)
    call.customer.delivers = True
    call.run(2)
    agent, customer = call.heard
    assert set(late_by(agent)) == set(late_by(customer)) == {0}
    assert agent.all()
    assert set(np.flatnonzero(customer == 0)) == set(range(RATE, round(3.4 * RATE)))


def test_a_gap_is_told_between_its_last_sample_and_what_is_heard_next_and_then_the_side_is_well() -> None:
    call = Call().open().run(2)
    call.customer.plugged = False
    call.run(10)
    call.customer.plugged = True
    call.run(8)
    (ill_at, ill), (gap_at, gap), (well_at, well) = call.told
    assert ill == Health(ill_at, "customer", "lost")
    assert ill_at == 2 * RATE
    assert isinstance(gap, Dropout)
    assert (gap.speaker, gap.segment.start, gap.segment.end) == ("customer", 2 * RATE, gap_at)
    assert well == Health(well_at, "customer", "ok")
    assert well_at == gap_at
    customer = call.heard[1]
    assert not customer[gap.segment.start : gap.segment.end].any()
    assert customer[: gap.segment.start].all()
    assert customer[gap.segment.end :].all()


@pytest.fixture
def behind() -> Call:
    """A call whose customer's loopback is idle, so that 0.2 s of the agent wait to be handed over."""
    call = Call()
    call.customer.silent_when_idle, call.customer.delivers = True, False
    call.open().run(2)
    assert call.position < 1.9 * RATE
    return call


def test_what_waits_to_be_handed_over_when_a_side_is_moved_is_not_handed_over(behind: Call) -> None:
    at, behind.agent.fault = behind.position, "moved"
    behind.run(0.02)
    behind.agent.fault = None
    behind.run(2)
    gap = next(item for _, item in behind.told if isinstance(item, Dropout))
    assert gap.segment.start == at
    assert not behind.heard[0, gap.segment.start : gap.segment.end].any()


def test_a_side_that_is_well_before_its_gap_is_handed_over_is_told_to_be_well_after_it(behind: Call) -> None:
    behind.agent.fault = "lost"
    behind.run(0.02)
    behind.agent.fault = None
    behind.run(3)
    (_, ill), (gap_at, gap), (well_at, well) = behind.told
    assert isinstance(gap, Dropout)
    assert gap.segment.end == gap_at == well_at
    assert [ill, well] == [Health(gap.segment.start, "agent", "lost"), Health(well_at, "agent", "ok")]


def test_a_muted_side_is_ill_from_before_the_block_until_after_the_block_in_which_that_ends() -> None:
    call = Call().open().run(1)
    call.agent.fault = "muted"
    call.run(1)
    call.agent.fault = None
    call.run(1)
    assert call.told == [
        (RATE, Health(RATE, "agent", "muted")),
        (2 * RATE + BLOCK, Health(2 * RATE + BLOCK, "agent", "ok")),
    ]


def test_a_pause_silences_both_sides_at_once_and_is_a_gap_on_both() -> None:
    call = Call().open().run(1)
    call.take(call.intake.pause())
    call.run(60)
    call.take(call.intake.resume(call.clock.now))
    call.run(1)
    paused, resumed, *gaps = (item for _, item in call.told)
    assert paused == Health(RATE, "call", "paused")
    assert isinstance(resumed, Health)
    assert (resumed.part, resumed.state) == ("call", "ok")
    # They are opened when they are next looked after.
    pause = Segment(RATE, 61 * RATE + BLOCK)
    assert gaps == [Dropout("agent", pause), Dropout("customer", pause)]
    assert not call.heard[:, pause.start : pause.end].any()
    assert call.heard[:, pause.end :].all()


def test_at_the_end_both_sides_are_as_long_as_the_longer_one_and_what_is_missing_is_told() -> None:
    call = Call()
    call.customer.silent_when_idle = True
    call.open().run(2)
    call.customer.delivers = False
    call.run(1)
    assert call.position == pytest.approx(2.8 * RATE, abs=BLOCK)
    call.take(call.intake.close())
    assert call.position == 3 * RATE
    assert call.heard[0].all()
    assert call.told == []
    assert call.intake.close() == []
    assert (call.agent.closed, call.customer.closed) == (1, 1)


def test_a_side_that_is_gone_at_the_end_was_missed_until_the_end() -> None:
    call = Call().open().run(1)
    call.agent.plugged = False
    call.run(1)
    call.take(call.intake.close())
    assert [item for _, item in call.told][-1] == Dropout("agent", Segment(RATE, call.position))
    assert call.position == 2 * RATE


def test_the_same_call_is_handed_over_the_same_again_and_sounds_the_same_however_seldom_it_is_fetched() -> (
    None
):
    def handed_over(pull_s: float) -> Call:
        call = Call().open()
        for pull in range(round(12 / pull_s)):
            call.customer.plugged = not 4 <= pull * pull_s < 7
            call.run(pull_s, pull_s)
        call.take(call.intake.close())
        return call

    often, again, seldom = handed_over(0.02), handed_over(0.02), handed_over(0.5)
    np.testing.assert_array_equal(often.heard, again.heard)
    assert often.told == again.told
    assert [type(item) for _, item in often.told] == [type(item) for _, item in seldom.told]
    assert often.heard.shape == seldom.heard.shape
    both = (often.heard != 0) & (seldom.heard != 0)
    assert both.mean() > 0.8
    np.testing.assert_array_equal(often.heard[both], seldom.heard[both])


def test_where_one_device_cannot_be_opened_neither_stays_open() -> None:
    call = Call()
    call.customer.plugged = False
    with pytest.raises(DeviceError, match="Speaker is not connected"):
        call.open()
    assert (call.agent.opened, call.agent.closed) == (1, 1)


def test_names_and_problems_are_of_the_agent_and_the_customer() -> None:
    call = Call().open().run(1)
    call.customer.plugged = False
    call.run(0.1)
    assert call.intake.names == ("Headset", "Speaker")
    assert call.intake.problems == ("", "Speaker is gone; connect it again.")


def test_what_becomes_of_one_line_is_told_of_both_sides_on_it() -> None:
    clock = Clock()
    line = Line(clock, "Desk phone")
    intake = Intake((line.source,), clock.now, workers=AtOnce)
    intake.open(clock.now)
    found: list[Heard] = []

    def run(seconds: float) -> None:
        for _ in range(round(seconds / 0.02)):
            clock.now += 0.02
            found.extend(intake.pull(clock.now))

    run(2)
    line.delivers = False
    run(4)
    line.delivers = True
    run(2)
    found += intake.close()
    assert intake.names == ("Desk phone",)
    assert intake.problems == ("",)
    assert {item.shape[0] for item in found if isinstance(item, np.ndarray)} == {1}
    lost = [item for item in found if isinstance(item, Dropout)]
    assert [item.speaker for item in lost] == ["agent", "customer"]
    assert lost[0].segment == lost[1].segment
    health = [(item.part, item.state) for item in found if isinstance(item, Health)]
    assert health == [
        ("agent", "no_frames"),
        ("customer", "no_frames"),
        ("agent", "ok"),
        ("customer", "ok"),
    ]
