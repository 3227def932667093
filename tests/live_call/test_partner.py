import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.live.partner import Line, Partner, lines_of
from callmon.timeline import Segment, SpeechStarted, Tick, samples

STEP = 800
"""A tick: 0.05 s."""
ONE = Line(Segment(samples(10), samples(12)), gap=samples(0.5))


class Room:
    """A rehearsal in steps of a tick: `talks` says in which of them the agent speaks."""

    def __init__(self, *lines):
        self.partner = Partner(lines)
        self.at = 0
        self.heard = []
        self._talks = False

    def pass_time(self, seconds, talks=False):
        for _ in range(round(seconds * 20)):
            self.at += STEP
            if talks and not self._talks:
                self.partner.hear(SpeechStarted(self.at, "agent", 1))
            self._talks = talks
            self.partner.hear(Tick(self.at, agent=self.at if talks else None))
            self.heard += [(self.at - STEP, piece) for piece in self.partner.advance(self.at)]
        return self

    @property
    def spoken(self):
        """Where in the rehearsal each stretch of the recording began, in seconds, and its length."""
        found = []
        for at, piece in self.heard:
            if piece.start is None:
                continue
            if found and found[-1][2] == piece.start:
                found[-1][1] += piece.length
                found[-1][2] += piece.length
            else:
                found.append([at, piece.length, piece.start + piece.length])
        return [(at / 16_000, length / 16_000) for at, length, _ in found]


def turn(speaker, start, end):
    return {"speaker": speaker, "start": start, "end": end}


def test_a_customer_waits_for_the_answer_and_then_as_long_as_they_did():
    room = Room(ONE).pass_time(3).pass_time(2, talks=True).pass_time(4)
    ((begins, length),) = room.spoken
    assert begins == pytest.approx(5.5, abs=0.1)
    assert length == 2


def test_a_cough_is_no_answer():
    assert Room(ONE).pass_time(0.3, talks=True).pass_time(10).spoken == []


def test_two_halves_of_an_answer_are_one():
    room = Room(ONE).pass_time(0.3, talks=True).pass_time(0.3).pass_time(0.3, talks=True).pass_time(3)
    assert [begins for begins, _ in room.spoken] == [pytest.approx(1.4, abs=0.1)]


def test_who_speaks_first_does_not_wait():
    line = Line(ONE.segment, gap=samples(1), waits=False)
    assert Room(line).pass_time(4).spoken == [(pytest.approx(1, abs=0.1), 2)]


def test_a_customer_who_cut_in_does_so_again():
    line = Line(ONE.segment, gap=samples(0.2), cuts_in=samples(2))
    room = Room(line).pass_time(1).pass_time(2.4, talks=True)
    assert [begins for begins, _ in room.spoken] == [pytest.approx(3, abs=0.15)]


def test_a_customer_who_cut_in_speaks_after_a_shorter_answer_too():
    line = Line(ONE.segment, gap=samples(0.2), cuts_in=samples(5))
    room = Room(line).pass_time(1, talks=True).pass_time(2)
    assert [begins for begins, _ in room.spoken] == [pytest.approx(1.2, abs=0.1)]


def test_a_sign_of_listening_stops_nobody_and_an_interruption_does():
    polite = Room(Line(ONE.segment, 0, waits=False)).pass_time(0.5).pass_time(0.6, talks=True).pass_time(2)
    assert polite.spoken == [(0, 2)]
    rude = Room(Line(ONE.segment, 0, waits=False)).pass_time(0.2).pass_time(3, talks=True)
    ((_, length),) = rude.spoken
    assert length == pytest.approx(1.7, abs=0.1)


def test_what_was_said_over_the_customer_counts_as_the_answer():
    lines = Line(ONE.segment, 0, waits=False), ONE
    room = Room(*lines).pass_time(0.2).pass_time(3, talks=True).pass_time(1)
    assert len(room.spoken) == 2


def test_one_can_go_on_without_an_answer():
    room = Room(ONE).pass_time(2)
    room.partner.go_on()
    assert room.pass_time(1).spoken[0][0] == pytest.approx(2, abs=0.1)


def test_it_is_over_when_the_last_answer_is():
    room = Room(Line(ONE.segment, 0, waits=False)).pass_time(1)
    assert not room.partner.over
    room.pass_time(2).pass_time(4, talks=True)
    assert not room.partner.over
    assert room.pass_time(3.2).partner.over
    assert room.partner.said == 1


def test_the_lines_are_the_customers_turns_with_how_they_took_the_floor():
    first, second, third, fourth = lines_of(
        {
            "turns": [
                turn("customer", 1, 3),
                turn("agent", 4, 8),
                turn("customer", 8.4, 12),
                turn("agent", 12.5, 20),
                turn("customer", 15, 22),
                turn("customer", 27, 28),
            ]
        }
    )
    assert (first.waits, first.segment) == (False, Segment(samples(0.9), samples(3.1)))
    assert (second.waits, second.gap, second.cuts_in) == (True, samples(0.4), None)
    assert third.cuts_in == samples(2.5)
    assert (fourth.waits, fourth.gap) == (False, samples(3))


def test_a_call_without_turns_has_no_lines():
    assert lines_of({"turns": []}) == ()
    assert Room().pass_time(4).partner.over


@given(
    st.lists(st.tuples(st.floats(0.05, 3), st.booleans()), max_size=12),
)
def test_pieces_fill_the_time_whatever_the_agent_does(course):
    partner = Partner((Line(ONE.segment, 0, waits=False), ONE, ONE))
    at = heard = 0
    for seconds, talks in course:
        partner.hear(Tick(at, agent=at if talks else None))
        at += samples(seconds)
        pieces = list(partner.advance(at))
        heard += sum(piece.length for piece in pieces)
        assert heard == at
        for piece in pieces:
            if piece.start is not None:
                assert ONE.segment.start <= piece.start
                assert piece.start + piece.length <= ONE.segment.end
