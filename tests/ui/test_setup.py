from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pretended import ALL, CAMERA, DESK, EARS, HEADSET

from callmon.audio.check import Level
from callmon.audio.probe import Reading
from callmon.preferences import Chosen, Preferences
from callmon.ui.setup import PAGES, DeviceRow, SetupModel, device_rows
from callmon.ui.setup_bench import Sight


class Bench:
    """Shows what the test wants seen, and remembers what is heard."""

    def __init__(self):
        self.seen = Sight(tuple(ALL))
        self.heard = {"microphone": None, "speaker": None}
        self.watching, self.played = False, 0

    def sight(self):
        return self.seen

    def watch(self, watching):
        self.watching = watching

    def listen(self, kind, device):
        self.heard[kind] = device

    def test_sound(self):
        self.played += 1


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def setup(qapp, bench):
    return SetupModel(Preferences(), bench, now=lambda: datetime(2026, 3, 1, 9, 30, tzinfo=UTC))


def go_to(setup, page):
    setup.setNoticeRead(True)
    setup.turn(PAGES.index(page))


def names(rows):
    return [(row.name, row.chosen) for row in rows.rows]


def test_the_system_s_own_choice_comes_first_and_says_what_it_is_now():
    rows = device_rows("microphone", tuple(ALL), None)
    assert rows == (
        DeviceRow("", HEADSET.name, True),
        DeviceRow(HEADSET.id, HEADSET.name, False),
        DeviceRow(CAMERA.id, CAMERA.name, False),
    )


def test_a_choice_that_is_gone_stays_in_the_list():
    rows = device_rows("speaker", (HEADSET,), Chosen("old", "Old Headset"))
    assert rows == (DeviceRow("", "", False, there=False), DeviceRow("old", "Old Headset", True, there=False))


def test_devices_are_heard_on_their_pages_alone(setup, bench):
    heard = {}
    for page in PAGES:
        go_to(setup, page)
        heard[page] = [device and device.id for device in bench.heard.values()]
        assert bench.watching == (page in ("microphone", "speaker", "headset"))
    assert heard == {
        **{page: [None, None] for page in PAGES},
        "microphone": [HEADSET.id, None],
        "speaker": [None, EARS.id],
        "headset": [HEADSET.id, EARS.id],
    }


def test_what_is_chosen_is_heard_and_kept_by_id_and_name(setup, bench):
    go_to(setup, "headset")
    setup.chooseMicrophone(CAMERA.id)
    setup.chooseSpeaker(DESK.id)
    assert bench.heard == {"microphone": CAMERA, "speaker": DESK}
    assert setup.preferences.microphone == Chosen(CAMERA.id, CAMERA.name)
    assert setup.preferences.speaker == Chosen(DESK.id, DESK.name)
    setup.chooseMicrophone("")
    assert bench.heard["microphone"] == HEADSET
    assert setup.preferences.microphone is None
    setup.chooseMicrophone("no such device")
    assert setup.preferences.microphone is None


def test_a_device_that_is_plugged_in_appears_and_the_system_s_new_choice_is_heard(setup, bench):
    go_to(setup, "speaker")
    new = replace(DESK, id="new", name="New Headset", default=True)
    bench.seen = Sight((replace(EARS, default=False), new))
    setup.refresh()
    assert names(setup.property("speakers")) == [
        ("New Headset", True),
        (EARS.name, False),
        ("New Headset", False),
    ]
    assert bench.heard["speaker"] == new
    assert setup.property("speakerName") == "New Headset"


def test_the_steps_lead_on_and_back_and_the_notice_must_be_read(setup):
    seen = [setup.property("page")]
    for _ in range(20):
        setup.next()
        seen.append(setup.property("page"))
    assert seen[:5] == list(PAGES[:5])
    assert seen[-1] == "notice"
    assert not setup.finished
    setup.back()
    assert setup.property("page") == "headset"
    setup.next()
    setup.setNoticeRead(True)
    for _ in range(3):
        setup.next()
    assert setup.finished
    assert setup.preferences.set_up
    assert setup.preferences.notice_read == "2026-03-01T09:30:00+00:00"


def test_back_from_the_first_page_stays_there(setup):
    setup.back()
    assert setup.property("page") == "welcome"


def test_skipping_keeps_what_was_chosen_and_says_nothing_of_the_notice(setup, qtbot):
    go_to(setup, "microphone")
    setup.setNoticeRead(False)
    setup.chooseMicrophone(CAMERA.id)
    with qtbot.waitSignal(setup.closed):
        setup.skip()
    assert setup.preferences == Preferences(microphone=Chosen(CAMERA.id, CAMERA.name), set_up=True)


def test_a_notice_that_was_read_before_keeps_its_time(qapp, bench):
    setup = SetupModel(Preferences(notice_read="2025-12-24T10:00:00+00:00"), bench)
    assert setup.property("noticeRead")
    setup.setNoticeRead(True)
    assert setup.preferences.notice_read == "2025-12-24T10:00:00+00:00"


def test_cues_and_mode_are_chosen(setup):
    setup.setCues(False)
    setup.setMode("recording")
    assert (setup.preferences.cues, setup.preferences.mode) == (False, "recording")
    assert (setup.property("cues"), setup.property("mode")) == (False, "recording")


def test_a_voice_once_heard_counts_until_another_microphone_is_chosen(setup, bench):
    go_to(setup, "microphone")
    bench.seen = replace(bench.seen, voice="heard")
    setup.refresh()
    bench.seen = replace(bench.seen, voice="quiet")
    setup.refresh()
    assert setup.property("voiceHeard")
    setup.chooseMicrophone(CAMERA.id)
    assert not setup.property("voiceHeard")


def test_the_headset_check_is_remembered_on_later_pages_until_a_device_changes(setup, bench):
    go_to(setup, "headset")
    setup.playSound()
    assert bench.played == 1
    bench.seen = replace(bench.seen, sound="heard", headset="loudspeaker")
    setup.refresh()
    bench.seen = replace(bench.seen, sound="", headset=None)
    go_to(setup, "done")
    setup.refresh()
    assert setup.property("headset") == "loudspeaker"
    setup.chooseSpeaker(DESK.id)
    assert setup.property("headset") == ""


def test_meters_tell_only_of_change(setup, bench, qtbot):
    bench.seen = replace(bench.seen, microphone=Reading(Level(-30, -15), "hearing"))
    with qtbot.waitSignal(setup.meters_changed):
        setup.refresh()
    assert setup.property("microphoneLevel") == pytest.approx(0.5)
    assert setup.property("microphonePeak") == pytest.approx(0.75)
    with qtbot.assertNotEmitted(setup.meters_changed), qtbot.assertNotEmitted(setup.devices_changed):
        setup.refresh()
