"""Sides exchanged: everything that names a side names the other, and nothing else changes."""

from callmon.timeline import (
    Arousal,
    Dropout,
    Ended,
    Health,
    Leakage,
    Segment,
    Sound,
    SpeechStarted,
    Tick,
    Usual,
    Utterance,
    Words,
    swapped,
)

PLACE = Segment(0, 1600)
SIDED = [
    SpeechStarted(0, "agent", 1),
    Utterance(1, "agent", PLACE),
    Sound("customer", PLACE),
    Leakage("agent", PLACE, 0.9, -20.0),
    Dropout("customer", PLACE),
    Usual("agent", 3, ()),
    Tick(1600, 800, None, True),
    Health(0, "agent", "lost"),
    Health(0, "customer", "ok"),
]
PLAIN = [Words(1, ()), Health(0, "call", "paused"), Ended(1600)]


def test_twice_exchanged_is_the_same():
    found = list(swapped([*SIDED, *PLAIN]))
    assert all(one != two for one, two in zip(found, SIDED, strict=False))
    assert found[len(SIDED) :] == PLAIN
    assert list(swapped(found)) == [*SIDED, *PLAIN]


def test_who_spoke_is_the_other():
    found = list(swapped(SIDED))
    assert found[0] == SpeechStarted(0, "customer", 1)
    assert found[6] == Tick(1600, None, 800, True)
    assert found[7] == Health(0, "customer", "lost")


def test_an_estimate_about_the_customer_does_not_become_one_about_the_agent():
    assert list(swapped([Arousal(1, 0.8), *PLAIN])) == PLAIN
