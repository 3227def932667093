"""A call whose two sides come on one device of a real sound server: told apart by voice as it runs."""

import pytest
from live.live_program import LiveProgram
from live.sides import REPAIRS, repairs_call, written

from callmon.timeline import Health, SpeechStarted, Utterance

FROM_S, UNTIL_S = 40, 58
"""The customer until 42.7 s, the agent to 50.8 s, the customer to 56 s, the agent again."""


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
    spoken = {"agent": 0, "customer": 0}
    for each in heard:
        if isinstance(each, Utterance):
            spoken[each.speaker] += len(each.segment) / 16_000
    assert spoken["agent"] == pytest.approx(6.6, abs=0.8)
    assert spoken["customer"] == pytest.approx(5.5, abs=0.8)
