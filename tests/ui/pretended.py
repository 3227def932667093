"""Devices that are not there: made-up sources, and a test sound that reaches them."""

import time

import numpy as np

from callmon.audio.source import Chunk, Device
from callmon.audio.test_sound import waveform
from callmon.errors import DeviceError

HEADSET = Device("usb-headset-in", "Jabra Evolve2 30", "microphone", default=True)
CAMERA = Device("camera", "Logitech C920 camera", "microphone")
EARS = Device("usb-headset-out", "Jabra Evolve2 30", "speaker", default=True)
DESK = Device("desk", "Desk loudspeaker", "speaker")
ALL = [HEADSET, CAMERA, EARS, DESK]
BLOCK = 640


class PretendedSource:
    """Gives sound as time passes: noise, and whatever `room` says is heard besides."""

    silent_when_idle = False
    trouble = None

    def __init__(self, device, room):
        self.device, self.room = device, room
        self.name = device.name
        self.opened = False

    def open(self):
        if self.device.id in self.room.broken:
            raise DeviceError(f"{self.name} cannot be opened; close programs that use it alone.")
        self.room.open.add(self.device.id)
        self.opened, self.at = True, time.monotonic()

    def read(self):
        chunks = []
        while self.at + BLOCK / 16_000 <= time.monotonic():
            chunks.append(Chunk(self.at, self.room.heard(self.device, self.at, BLOCK)))
            self.at += BLOCK / 16_000
        return chunks

    def fault(self):
        return self.room.faults.get(self.device.id)

    def meter(self):
        return None

    def close(self):
        self.room.open.discard(self.device.id)


class Room:
    """What there is: the devices, who speaks, and what of the test sound each device hears.

    `leak` is the gain from the speaker to the microphone; None for none.
    """

    def __init__(self, devices=ALL, leak=None, speaks=True, plays=True):
        self.devices, self.leak, self.speaks, self.plays = list(devices), leak, speaks, plays
        self.trouble, self.broken, self.faults, self.open = None, set(), {}, set()
        self.played = []
        self._noise = np.random.default_rng(3)

    def known(self):
        if self.trouble:
            raise DeviceError(self.trouble)
        return list(self.devices)

    def source(self, device):
        return PretendedSource(device, self)

    def play(self, speaker):
        if speaker.id in self.broken:
            raise DeviceError(f"The test sound cannot be played through {speaker.name} (it is gone).")
        self.played.append((speaker.id, time.monotonic() + 0.05))
        time.sleep(2.1)

    def heard(self, device, at, count):
        samples = 0.0005 * self._noise.standard_normal(count)
        if device.kind == "microphone" and self.speaks:
            times = at + np.arange(count) / 16_000
            samples += 0.1 * np.sin(2 * np.pi * 130 * times) * np.clip(np.sin(2 * np.pi * 2 * times), 0, 1)
        gain = self.leak if device.kind == "microphone" else 1.0 if self.plays else None
        for speaker, start in self.played if gain is not None else []:
            if device.kind == "microphone" or device.id == speaker:
                samples += gain * self._sound(at - start, count)
        return samples.astype(np.float32)

    @staticmethod
    def _sound(begun, count):
        sound = waveform(16_000)
        places = round(begun * 16_000) + np.arange(count)
        inside = (places >= 0) & (places < len(sound))
        return np.where(inside, sound[np.clip(places, 0, len(sound) - 1)], 0)
