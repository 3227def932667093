"""The bench of the set-up: lists devices, hears two of them, plays the test sound, all on threads. No Qt.

Nothing here waits: whoever shows the set-up takes the latest sight when it wants to.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from callmon.audio.check import Headset, Voice
from callmon.audio.devices import devices, source_for
from callmon.audio.probe import AFTER_S, Probe, Reading, sound_since, voice_since
from callmon.audio.source import Device, Kind, Source
from callmon.audio.test_sound import play
from callmon.errors import DeviceError

_LIST_S = 2.0
"""Between two looks at which devices there are."""
_VOICE_S = 0.5
"""Between two looks at whether somebody speaks."""
_SPOKEN_S = 5.0
"""How much of the microphone's sound is looked at for a voice."""
_PATIENCE_S = 4.0
"""How long somebody may take to begin to speak."""
_OPEN_S = 3.0
"""How long a device may take to open before the test sound is played all the same."""

Sound = Literal["", "playing", "heard", "unheard", "failed"]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the set-up shows of the devices.

    Attributes:
        devices: which there are; None until they were listed.
        trouble: one sentence where they cannot be listed.
        microphone: what is heard of the agent.
        speaker: what is heard of the customer.
        voice: whether somebody spoke in the last seconds; None until the microphone is heard.
        sound: what became of the last test sound.
        failure: one sentence where it could not be played.
        headset: what it said about the microphone; None where none was played since a device was chosen.
    """

    devices: tuple[Device, ...] | None = None
    trouble: str = ""
    microphone: Reading = field(default_factory=Reading)
    speaker: Reading = field(default_factory=Reading)
    voice: Voice | None = None
    sound: Sound = ""
    failure: str = ""
    headset: Headset | None = None


class Bench:
    """Devices on the bench, until `close`.

    Args:
        known: lists the devices.
        make: gives the source behind one.
        play: plays the test sound through one.
        after_s: how long to wait for the sound after it was played.
    """

    def __init__(
        self,
        known: Callable[[], list[Device]] = devices,
        make: Callable[[Device], Source] = source_for,
        play: Callable[[Device], None] = play,
        after_s: float = AFTER_S,
    ) -> None:
        self._known, self._make, self._play, self._after_s = known, make, play, after_s
        self._lock = threading.Lock()
        self._sight = Sight()
        self._probes: dict[Kind, Probe] = {}
        self._ended: list[Probe] = []
        self._chosen = 0.0
        self._watching = threading.Event()
        self._player: threading.Thread | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, name="set-up devices", daemon=True)
        self._thread.start()

    def sight(self) -> Sight:
        """The latest of everything."""
        with self._lock:
            sight, probes = self._sight, dict(self._probes)
        return replace(
            sight,
            microphone=probes["microphone"].reading if "microphone" in probes else Reading(),
            speaker=probes["speaker"].reading if "speaker" in probes else Reading(),
        )

    def watch(self, watching: bool) -> None:
        """Whether to list devices anew every two seconds; they are listed once in any case."""
        (self._watching.set if watching else self._watching.clear)()

    def listen(self, kind: Kind, device: Device | None) -> None:
        """Hear this device as the microphone or the speaker, or none; what was found out before is gone."""
        with self._lock:
            before = self._probes.get(kind)
            if (before.device.id if before else None) == (device.id if device else None):
                return
            if before is not None:
                before.end()
                self._ended.append(self._probes.pop(kind))
            if device is not None:
                self._probes[kind] = Probe(device, self._make)
            self._sight = replace(self._sight, sound="", failure="", headset=None)
            if kind == "microphone":
                self._sight = replace(self._sight, voice=None)
                self._chosen = time.monotonic()

    def test_sound(self) -> None:
        """Play the test sound through the speaker that is heard; nothing while it plays already."""
        with self._lock:
            speaker, microphone = self._probes.get("speaker"), self._probes.get("microphone")
            if speaker is None or self._sight.sound == "playing":
                return
            self._sight = replace(self._sight, sound="playing", failure="", headset=None)
            self._player = threading.Thread(
                target=self._test, args=(speaker, microphone), name="test sound", daemon=True
            )
            self._player.start()

    def close(self) -> None:
        """Let go of every device."""
        self._stop.set()
        with self._lock:
            self._ended += self._probes.values()
            self._probes.clear()
        for probe in self._ended:
            probe.end()
        for probe in self._ended:
            probe.close()
        self._thread.join(_LIST_S)

    def _look(self) -> None:
        listed = float("-inf")
        while not self._stop.is_set():
            now = time.monotonic()
            if now >= listed + _LIST_S and (self._watching.is_set() or listed < 0):
                listed = now
                self._list()
            self._hear_voice(now)
            self._stop.wait(_VOICE_S)

    def _list(self) -> None:
        try:
            found, trouble = tuple(self._known()), ""
        except DeviceError as error:
            found, trouble = (), str(error)
        with self._lock:
            self._sight = replace(self._sight, devices=found, trouble=trouble)

    def _hear_voice(self, now: float) -> None:
        with self._lock:
            probe = self._probes.get("microphone")
        if probe is None or probe.reading.state != "hearing":
            return
        voice = voice_since(probe, now - _SPOKEN_S)
        with self._lock:
            early = now < self._chosen + _PATIENCE_S and voice in ("quiet", "silent")
            if self._probes.get("microphone") is probe and not early:
                self._sight = replace(self._sight, voice=voice)

    def _await(self, *probes: Probe | None) -> None:
        """Wait until they are open, or cannot be opened."""
        until = time.monotonic() + _OPEN_S
        while time.monotonic() < until and any(
            probe is not None and probe.reading.state == "opening" for probe in probes
        ):
            self._stop.wait(0.05)

    def _test(self, speaker: Probe, microphone: Probe | None) -> None:
        self._await(speaker, microphone)
        start = time.monotonic()
        sound: Sound = "failed"
        failure, headset = "", None
        try:
            self._play(speaker.device)
        except DeviceError as error:
            failure = str(error)
        else:
            self._stop.wait(self._after_s)
            found = sound_since(microphone, speaker, start)
            sound = "heard" if found.arrives else "unheard"
            headset = found.headset if microphone is not None else None
        with self._lock:
            # Of a speaker that is heard no longer, nothing is told.
            if self._probes.get("speaker") is speaker and self._sight.sound == "playing":
                self._sight = replace(self._sight, sound=sound, failure=failure, headset=headset)
