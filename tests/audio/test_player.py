import numpy as np
import pytest
from fakes.heard_player import LATENCY_S, RATE, Device, Room, until

from callmon.audio.mixing import RAMP
from callmon.audio.player import Player


@pytest.fixture
def rooms():
    """Makes rooms with a player, which are closed at the end."""
    made = []

    def room(**wanted):
        made.append(Room(**wanted))
        return made[-1]

    yield room
    for each in made:
        each.player.close()


@pytest.fixture
def room(rooms):
    return rooms()


def test_at_its_own_speed_a_call_sounds_sample_by_sample(room):
    room.player.seek(2.5)
    room.player.play()
    heard = room.hear(8_000)
    first = round(2.5 * RATE)
    assert np.array_equal(room.positions(heard)[RAMP:], np.arange(first + RAMP, first + 8_000))
    assert np.array_equal(heard[:, 1], -heard[:, 0])


def test_the_cursor_is_what_is_heard_not_what_was_given(room):
    room.player.seek(10.0)
    room.player.play()
    room.hear(1_600)
    assert room.player.position == pytest.approx(10.0 + 0.1 - LATENCY_S, abs=1e-4)
    room.output.time += 0.02
    assert room.player.position == pytest.approx(10.0 + 0.12 - LATENCY_S, abs=1e-4)


def test_before_the_first_sample_sounds_the_cursor_stands(room):
    room.player.seek(10.0)
    room.player.play()
    room.hear(160)
    assert (room.player.position, room.player.playing) == (10.0, True)


def test_a_pause_leaves_the_cursor_at_what_was_heard_and_play_goes_on_there(room):
    room.player.play()
    room.hear(4_000)
    room.player.pause()
    at = room.player.position
    assert (room.player.playing, at) == (False, pytest.approx(0.25 - LATENCY_S, abs=1e-4))
    room.output.time += 1
    assert room.player.position == at
    room.hear(RAMP)
    assert not room.hear(1_000).any()
    room.player.play()
    heard = room.hear(1_000)
    assert room.positions(heard)[RAMP] == round(at * RATE) + RAMP


def test_a_new_place_sounds_with_the_next_block(room):
    room.player.play()
    room.hear(4_000)
    room.player.seek(40.0)
    assert room.player.position == 40.0
    heard = room.hear(1_000)
    assert np.array_equal(room.positions(heard)[RAMP:], np.arange(40 * RATE + RAMP, 40 * RATE + 1_000))
    room.output.time += LATENCY_S
    assert room.player.position == pytest.approx(40.0 + 1_000 / RATE, abs=1e-4)


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_a_span_is_played_over_and_over_from_its_very_start_to_its_very_end(room, speed):
    room.player.set_speed(speed)
    room.player.loop((3.0, 3.3))
    room.player.play()
    heard = room.hear(round(4 * 0.3 / speed * RATE))
    where = room.positions(heard)
    assert np.abs(heard[RAMP:]).min() > 0.05
    assert where[RAMP:].min() >= 3.0 * RATE - 130
    assert where.max() <= 3.3 * RATE + 130
    seams = np.flatnonzero(np.diff(where[RAMP:]) < -2_000) + RAMP + 1
    assert len(seams) >= 3
    if speed == 1.0:
        assert np.array_equal(where[seams[0] : seams[0] + 4_800], np.arange(48_000, 52_800))
    else:
        # Each time begins with 20 ms at the speed of the call, so that its first sound is whole.
        assert np.diff(seams) == pytest.approx(0.3 * RATE / speed, abs=330)


def test_without_the_loop_it_goes_on_behind_it(room):
    room.player.loop((3.0, 3.2))
    room.player.play()
    room.hear(5_000)
    room.player.loop(None)
    where = room.positions(room.hear(8_000))
    assert where.max() > 3.2 * RATE + 2_000


def test_at_the_end_it_stops_and_plays_from_the_beginning_next_time(rooms):
    room = rooms(seconds=1.0)
    room.player.seek(0.9)
    room.player.play()
    room.hear(3_200)
    room.output.time += 0.2
    assert (room.player.playing, room.player.position) == (False, 1.0)
    room.player.play()
    assert room.positions(room.hear(500))[RAMP] == RAMP


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_at_another_speed_it_ends_at_the_end_too(rooms, speed):
    room = rooms(seconds=1.0)
    room.player.set_speed(speed)
    room.player.play()
    heard = room.hear(round(1.5 * RATE / speed))
    sounded = np.flatnonzero(heard[:, 0]).max() / RATE
    assert sounded == pytest.approx(1.0 / speed, abs=0.03)
    room.output.time += 1
    assert (room.player.playing, room.player.position) == (False, 1.0)


@pytest.mark.parametrize("speed", [0.5, 1.5, 2.0])
def test_the_cursor_keeps_to_what_is_heard_at_every_speed(room, speed):
    room.player.set_speed(speed)
    room.player.play()
    told, blocks = [], []
    for _ in range(100):
        blocks.append(room.hear(160))
        told.append(room.player.position)
    heard = np.abs(np.concatenate(blocks)[:, 0])
    for number, at in enumerate(told):
        sounds = (number + 1) * 160 - round(LATENCY_S * RATE)
        if sounds > RAMP:
            assert at == pytest.approx((heard[sounds] - 0.1) * 2**21 / RATE, abs=0.02)
    assert all(np.diff(told) >= 0)


def test_another_speed_while_it_plays_repeats_nothing_and_leaves_nothing_out(room):
    room.player.play()
    heard = [room.hear(3_000)]
    for speed in (2.0, 0.5, 1.0):
        room.player.set_speed(speed)
        heard.append(room.hear(6_000))
    steps = np.diff(room.positions(np.concatenate(heard))[RAMP:])
    assert steps.min() >= -2
    assert steps.max() <= 8
    assert np.all(steps[-2_000:] == 1)


@pytest.mark.parametrize(("side", "sign"), [("agent", 1), ("customer", -1)])
def test_one_side_alone_is_heard_in_both_ears(room, side, sign):
    room.player.set_solo(side)
    room.player.play()
    heard = room.hear(1_000)[RAMP:]
    assert np.array_equal(heard[:, 0], heard[:, 1])
    assert np.all(np.sign(heard) == sign)


def test_volume_goes_from_silence_to_as_recorded(room):
    room.player.set_volume(0.5)
    room.player.play()
    assert room.hear(1_000)[-1, 0] == pytest.approx(room.call.value(np.array([999]))[0] / 2, abs=1e-4)
    room.player.set_volume(-3)
    assert not room.hear(1_000)[RAMP:].any()
    room.player.set_volume(7)
    assert room.positions(room.hear(1_000))[-1] == 2_999


def test_nothing_clicks_whatever_one_does(room):
    room.player.play()
    heard = [room.hear(1_000)]
    for act in (
        lambda: room.player.seek(55.0),
        lambda: room.player.set_solo("customer"),
        room.player.pause,
        room.player.play,
        lambda: room.player.set_volume(0.1),
        lambda: room.player.set_solo(""),
        lambda: room.player.seek(1.0),
        lambda: room.player.loop((2.0, 30.0)),
        room.player.pause,
    ):
        act()
        heard.append(room.hear(1_000))
    joined = np.concatenate(heard)
    loudest = np.abs(joined).max()
    assert np.abs(np.diff(joined, axis=0)).max() < 2.5 * loudest / RAMP


def test_without_a_device_it_says_so_and_goes_on_in_silence(rooms):
    room = rooms(refuses="No sound output is there.")
    room.player.play()
    until(lambda: room.player.trouble)
    assert room.player.trouble == "No sound output is there."
    room.hear(8_000)
    room.output.time += LATENCY_S
    assert (room.player.playing, room.player.position) == (True, pytest.approx(0.5, abs=1e-3))


def test_another_press_of_play_tries_the_device_again(rooms):
    room = rooms(refuses="No sound output is there.")
    room.player.play()
    room.hear(160)
    room.refuses = ""
    room.player.pause()
    room.player.play()
    until(lambda: not room.player.trouble and room.player._output is room.devices[-1])
    assert room.silences[-2].stopped
    assert room.positions(room.hear(500))[RAMP] == RAMP


def test_a_device_that_vanishes_leaves_the_call_playing_in_silence(room):
    room.player.seek(5.0)
    room.player.play()
    room.hear(8_000)
    lost, at = room.output, room.player.position
    room.refuses = "The headset is gone."
    lost.lost = True
    until(lambda: room.player.trouble)
    until(lambda: room.player._output is room.silences[-1])
    assert lost.stopped
    room.output.time = 5.0
    assert room.player.position >= at
    room.hear(8_000)
    room.output.time += LATENCY_S
    assert room.player.position == pytest.approx(at + 0.5, abs=0.06)


def test_a_recording_that_is_gone_is_told_and_the_cursor_goes_on(room):
    room.player.play()
    room.hear(1_000)
    room.call.broken = True
    room.hear(8_000)
    room.output.time += LATENCY_S
    assert room.player.trouble == "The recording is not where it was."
    assert room.player.position == pytest.approx(9_000 / RATE, abs=1e-3)
    assert room.call.closed


def test_it_seeks_loops_and_tells_where_it_is_before_anything_sounds(room):
    room.player.seek(1e9)
    assert room.player.position == 60.0
    room.player.seek(-4)
    assert room.player.position == 0.0
    room.player.loop((7.0, 6.0))
    assert (room.player.position, room.player.playing) == (7.0, False)
    assert room.devices == []


def test_closing_lets_go_of_device_and_recording(room):
    room.player.play()
    room.hear(160)
    room.player.close()
    assert (room.devices[-1].stopped, room.call.closed) == (True, True)


def test_a_call_without_a_recording_is_followed_in_silence_and_keeps_its_reason():
    silence = Device()
    player = Player(None, 10.0, Device, lambda: silence, "No recording of this call was kept.")
    player.play()
    until(lambda: player._output is silence and len(player._ahead) >= 5)
    assert not silence.ask(1_600).any()
    silence.time += LATENCY_S
    assert player.position == pytest.approx(0.1, abs=1e-3)
    assert player.trouble == "No recording of this call was kept."
    player.close()
    assert silence.stopped
