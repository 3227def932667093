"""A call whose two sides come on one device of a real sound server: told apart by voice as it runs."""

import numpy as np
import pytest
from live.live_program import LiveProgram
from live.sides import REPAIRS, repairs_call, written

from callmon.timeline import Health, SpeechStarted, Utterance

FROM_S, UNTIL_S = 40, 58
SAID_S = {"agent": [(4.9, 10.8), (17.0, 18.0)], "customer": [(0.0, 2.7), (11.8, 12.5), (13.5, 16.1)]}
"""Who speaks when in that part of the call, as each channel of its own shows."""


def said(sides):
    """Who speaks in each frame of 10 ms, shape (2, frames)."""
    found = np.zeros((2, 6000), bool)
    for row, side in zip(found, ("agent", "customer"), strict=True):
        for start, end in sides[side]:
            row[round(start * 100) : round(end * 100)] = True
    return found


def right_share(heard):
    """Share (0..1) of what is said or heard that is of the right side, wherever in it the call begins."""
    true = said(SAID_S)
    shifts = (np.roll(true, by, axis=1) for by in range(2000))
    return max((heard & each).sum() / (heard | each).sum() for each in shifts)


@pytest.mark.skipif(not REPAIRS.is_dir(), reason="the public call is not here")
def test_both_sides_of_a_device_are_heard_while_the_call_runs(sound_server, tmp_path):
    call = repairs_call()[:, FROM_S * 16_000 : UNTIL_S * 16_000].sum(axis=0) / 2
    line, _ = written([call, call], tmp_path)
    program = LiveProgram("--one-line", sound_server.speaker, "--agent-speaker", "second", "--no-words")
    try:
        program.wait_until(lambda: program.heard_until() > 0.5, "time stood still")
        sound_server.play(line, sound_server.speaker)
        program.wait_until(lambda: program.heard_until() > UNTIL_S - FROM_S + 2, "time stood still")
        program.stop()
    finally:
        program.kill()
    heard = program.observations()
    assert Health(0, "bleed", "one_line") in heard
    assert any(isinstance(each, SpeechStarted) for each in heard)
    spoken = {"agent": [], "customer": []}
    for each in heard:
        if isinstance(each, Utterance):
            spoken[each.speaker].append((each.segment.start / 16_000, each.segment.end / 16_000))
    # A sound server begins the call anywhere in a window: the edges of the first windows move with it.
    assert right_share(said(spoken)) > 0.75
