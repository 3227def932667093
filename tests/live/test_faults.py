"""What happens to a running call when devices and the sound server fail, on a real PulseAudio."""

import subprocess
import time

import pytest
from live.live_program import LiveProgram
from live.sides import demo_call, written

from callmon.timeline import Dropout, Health, SpeechStarted, Tick, Utterance


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    """The demo call's sides from its sixth second on, as WAV files: agent and customer."""
    return written(demo_call()[:, 6 * 16_000 :], tmp_path_factory.mktemp("sides"))


@pytest.fixture
def live(sound_server):
    started = []

    def start(*options):
        devices = ("--microphone", sound_server.microphone, "--speaker", sound_server.speaker)
        program = LiveProgram(*devices, "--no-words", *options)
        started.append(program)
        return program

    yield start
    for program in started:
        program.kill()


def utterances(program, speaker):
    return [
        each for each in program.observations() if isinstance(each, Utterance) and each.speaker == speaker
    ]


def long_dropouts(program):
    """Without the gaps of a busy computer, whose sound server is late at times."""
    dropouts = [each for each in program.observations() if isinstance(each, Dropout)]
    return [each for each in dropouts if len(each.segment) > 8_000]


def test_a_sink_that_goes_is_noticed_at_once_and_the_microphone_never_becomes_the_customer(
    sound_server, live, sides
):
    agent, customer = sides
    program = live()
    sound_server.play(customer, sound_server.speaker)
    program.wait_until(lambda: utterances(program, "customer"), "the customer was never heard")
    gone = time.monotonic()
    sound_server.remove_sink(sound_server.speaker)
    told = program.wait_for_health("customer", "moved", "lost")
    noticed = time.monotonic() - gone
    # From here on only the agent speaks, into what PulseAudio offers in place of the sink.
    sound_server.play(agent, sound_server.feed)
    program.wait_until(lambda: utterances(program, "agent"), "the agent was never heard")
    sound_server.add_sink(sound_server.speaker, sound_server.speaker_name)
    back = program.wait_for_health("customer", "ok")
    sound_server.play(customer, sound_server.speaker)
    before = len(utterances(program, "customer"))
    program.wait_until(lambda: len(utterances(program, "customer")) > before, "the customer never came back")
    program.stop()
    lost = long_dropouts(program)
    assert noticed < 2.0, "what a person is told within two seconds"
    assert [each.speaker for each in lost] == ["customer"]
    (gap,) = (each.segment for each in lost)
    # What is printed is rounded to milliseconds.
    assert gap.start - 16 <= told["at"] * 16_000 <= gap.end
    assert abs(gap.end - back["at"] * 16_000) < 0.5 * 16_000
    started = [
        each
        for each in program.observations()
        if isinstance(each, SpeechStarted) and each.speaker == "customer"
    ]
    assert not [each for each in started if gap.start <= each.at < gap.end]


def test_a_server_that_dies_is_waited_for_and_the_same_call_goes_on(sound_server, live, sides):
    agent, customer = sides
    program = live()
    sound_server.play(customer, sound_server.speaker)
    program.wait_until(lambda: utterances(program, "customer"), "the customer was never heard")
    sound_server.kill()
    program.wait_for_health("customer", "moved", "lost")
    at = program.heard_until()
    program.wait_until(lambda: program.heard_until() > at + 2, "time stood still")
    sound_server.start()
    program.wait_for_health("customer", "ok")
    sound_server.play(agent, sound_server.feed)
    program.wait_until(lambda: utterances(program, "agent"), "the agent was never heard")
    program.stop()
    lost = {each.speaker: each.segment for each in long_dropouts(program)}
    assert set(lost) == {"agent", "customer"}
    assert all(len(segment) > 2 * 16_000 for segment in lost.values())


def test_time_goes_on_while_nothing_plays(sound_server, live):
    program = live()
    begun = time.monotonic()
    program.wait_until(lambda: program.heard_until() >= 4, "time stood still")
    passed = time.monotonic() - begun
    program.stop()
    ticks = [each.at for each in program.observations() if isinstance(each, Tick)]
    assert ticks == [800 * number for number in range(1, len(ticks) + 1)]
    assert abs(ticks[-1] / 16_000 - passed) < 2.5
    assert not long_dropouts(program)
    assert not [each for each in program.observations() if isinstance(each, Health)]


def test_a_muted_microphone_is_told_until_it_is_unmuted(sound_server, live):
    program = live()
    program.wait_until(lambda: program.heard_until() >= 0.5, "time stood still")
    sound_server.pactl("set-source-mute", sound_server.microphone, "1")
    program.wait_for_health("agent", "muted")
    sound_server.pactl("set-source-mute", sound_server.microphone, "0")
    program.wait_for_health("agent", "ok")
    program.stop()
    assert {each.part for each in program.observations() if isinstance(each, Health)} == {"agent"}


def test_without_a_device_there_is_one_sentence_and_no_call(sound_server):
    from live.live_program import CALLMON

    done = subprocess.run(
        [CALLMON, "live", "--no-window", "--no-words", "--speaker", "nowhere"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert (
        done.stderr == "callmon: There is no speaker named nowhere; `callmon devices` lists what there is.\n"
    )


def test_a_new_default_speaker_is_followed(sound_server, sides):
    _, customer = sides
    sound_server.add_sink("second_out", "Second_Speakers")
    program = LiveProgram("--no-words")
    try:
        program.wait_until(lambda: program.heard_until() >= 0.5, "time stood still")
        sound_server.pactl("set-default-sink", "second_out")
        program.wait_for_health("customer", "moved")
        program.wait_for_health("customer", "ok")
        sound_server.play(customer, "second_out")
        program.wait_until(lambda: utterances(program, "customer"), "the customer was never heard")
        program.stop()
        assert not utterances(program, "agent")
        assert {each.part for each in program.observations() if isinstance(each, Health)} == {"customer"}
    finally:
        program.kill()
