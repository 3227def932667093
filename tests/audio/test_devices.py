import sys

import pytest

from callmon.audio import devices, linux
from callmon.audio.devices import find_device
from callmon.audio.source import Device
from callmon.errors import DeviceError

HEADSET = Device("usb-1", "Jabra Headset", "microphone", default=True)
DESK = Device("usb-2", "Desk Microphone", "microphone")
WEBCAM = Device("usb-3", "Desk Microphone", "microphone")
SPEAKER = Device("usb-1", "Jabra Headset", "speaker")


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> list[Device]:
    known = [WEBCAM, DESK, SPEAKER, HEADSET]
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(linux, "devices", lambda: known)
    return known


def test_microphones_come_first_and_among_them_the_systems_own_choice() -> None:
    assert devices.devices() == [HEADSET, WEBCAM, DESK, SPEAKER]


def test_without_a_wish_it_is_the_systems_own_choice_of_that_kind() -> None:
    assert find_device("microphone", None) == HEADSET
    with pytest.raises(DeviceError, match="has no speaker"):
        find_device("speaker", None)


@pytest.mark.parametrize("wanted", ["usb-1", "Jabra Headset", "jabra"])
def test_an_id_a_name_or_a_part_of_it_finds_the_device_of_the_wanted_kind(wanted: str) -> None:
    assert find_device("microphone", wanted) == HEADSET
    assert find_device("speaker", wanted) == SPEAKER


def test_a_whole_name_goes_before_a_part_of_another(known: list[Device]) -> None:
    known.append(Device("usb-4", "Jabra Headset 2", "microphone"))
    assert find_device("microphone", "Jabra Headset") == HEADSET
    with pytest.raises(DeviceError, match=r"several devices \(Jabra Headset, Jabra Headset 2\)"):
        find_device("microphone", "jabra")


def test_devices_of_one_name_are_told_apart_by_their_ids() -> None:
    with pytest.raises(DeviceError, match=r"Desk Microphone \(usb-3\), Desk Microphone \(usb-2\)"):
        find_device("microphone", "Desk Microphone")
    assert find_device("microphone", "usb-2") == DESK


def test_an_unknown_name_is_told_with_what_lists_the_known() -> None:
    with pytest.raises(DeviceError, match="no microphone named Bose; `callmon devices`"):
        find_device("microphone", "Bose")
