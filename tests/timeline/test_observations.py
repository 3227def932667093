import pytest

from callmon.timeline import Ended, Health, Segment, SpeechStarted, Tick, Utterance, Words, reached


@pytest.mark.parametrize(
    ("observation", "at"),
    [
        (Tick(7, agent=5), 7),
        (SpeechStarted(7, "agent", 1), 7),
        (Utterance(1, "agent", Segment(3, 7)), 7),
        (Ended(7), 7),
        (Words(1, ()), 0),
        (Health(7, "call", "paused"), 0),
    ],
)
def test_only_what_was_heard_tells_how_far_the_call_has_come(observation, at):
    assert reached(observation) == at
