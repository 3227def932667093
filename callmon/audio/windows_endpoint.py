"""What Windows itself says of its sound endpoints: names, the one for calls, state, mute and peak, by pycaw.

COM belongs to the thread that uses it: each thread that calls in here has it initialised first, as a
single-threaded apartment, which the window's thread needs for its dialogs.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from callmon.audio.portaudio import Place
from callmon.audio.source import Device, Fault, Kind
from callmon.errors import DeviceError

_RPC_E_CHANGED_MODE = -2147417850
"""The thread has COM already, as another apartment; it can be used as it is."""
_FRIENDLY_NAME = ("{A45C254E-DF1C-4EFD-8020-67D146A850E0}", 14)
"""PKEY_Device_FriendlyName, what the sound settings show and PortAudio lists."""
_METER_EVERY_S = 0.1
_METER_HOLD_S = 1.0


def use_com() -> None:
    """Initialise COM in this thread.

    Raises:
        OSError: COM itself fails.
    """
    import comtypes

    try:
        comtypes.CoInitialize()
    except OSError as error:
        if getattr(error, "winerror", None) != _RPC_E_CHANGED_MODE:
            raise


def com_errors() -> tuple[type[Exception], ...]:
    """What COM raises."""
    import comtypes

    return (comtypes.COMError, OSError)


@contextmanager
def _answering() -> Iterator[Any]:
    """Windows' own list of endpoints, for as long as it answers."""
    from pycaw.utils import AudioUtilities

    try:
        use_com()
        yield AudioUtilities.GetDeviceEnumerator()
    except com_errors() as error:
        raise DeviceError(
            "Windows' sound service does not answer; start the service Windows Audio or sign in again "
            f"({error})."
        ) from error


def endpoints(kind: Kind) -> list[Device]:
    """The endpoints of this kind that are plugged in and enabled, in Windows' order.

    Raises:
        DeviceError: the sound service does not answer.
    """
    with _answering() as system:
        default = _default(system, kind)
        return [
            Device(id=identity, name=_name(endpoint) or identity, kind=kind, default=identity == default)
            for endpoint in _active(system, kind)
            for identity in [str(endpoint.GetId())]
        ]


def _flow(kind: Kind) -> int:
    from pycaw.constants import EDataFlow

    return int((EDataFlow.eCapture if kind == "microphone" else EDataFlow.eRender).value)


def _active(system: Any, kind: Kind) -> list[Any]:
    from pycaw.constants import DEVICE_STATE

    found = system.EnumAudioEndpoints(_flow(kind), DEVICE_STATE.ACTIVE.value)
    return [found.Item(index) for index in range(found.GetCount())]


def _default(system: Any, kind: Kind) -> str | None:
    from pycaw.constants import ERole

    try:
        return str(system.GetDefaultAudioEndpoint(_flow(kind), ERole.eCommunications.value).GetId())
    except com_errors():
        return None  # no endpoint of this kind: that is an empty list, not a fault


def _name(endpoint: Any) -> str | None:
    from comtypes import GUID
    from pycaw.api.mmdeviceapi.depend.structures import PROPERTYKEY
    from pycaw.constants import STGM

    key = PROPERTYKEY()
    key.fmtid, key.pid = GUID(_FRIENDLY_NAME[0]), _FRIENDLY_NAME[1]
    value = endpoint.OpenPropertyStore(STGM.STGM_READ.value).GetValue(key)
    name = value.GetValue()
    value.clear()
    return str(name) if name else None


class _Interfaces:
    """What one thread asks an endpoint by: COM's pointers stay in the thread that got them."""

    def __init__(self, identity: str) -> None:
        from pycaw.api.endpointvolume import IAudioEndpointVolume, IAudioMeterInformation
        from pycaw.utils import AudioUtilities

        use_com()
        self.thread = threading.get_ident()
        self.endpoint: Any = AudioUtilities.GetDeviceEnumerator().GetDevice(identity)
        self.volume = _activated(self.endpoint, IAudioEndpointVolume)
        self.meter = _activated(self.endpoint, IAudioMeterInformation)


class Endpoint:
    """One endpoint, asked by its id. It may be opened in one thread and asked in another, one at a time."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._opened = False
        self._interfaces: _Interfaces | None = None
        self._peaks: deque[tuple[float, float]] = deque()

    def open(self) -> Place:
        """Find the endpoint.

        Returns:
            Where PortAudio lists it.

        Raises:
            DeviceError: it is not plugged in, or the sound service does not answer.
        """
        self.close()
        with _answering() as system:
            before: list[str | None] = []
            for endpoint in _active(system, self._device.kind):
                name = _name(endpoint)
                if endpoint.GetId() == self._device.id:
                    self._opened = True
                    return Place(name or "", before.count(name))
                before.append(name)
        raise DeviceError(
            f"{self._device.name} is not connected or is switched off in Windows' sound settings; "
            "connect it or choose another device."
        )

    def fault(self) -> Fault | None:
        """Whether the endpoint is gone, or muted where it is a microphone."""
        from pycaw.constants import DEVICE_STATE

        if not self._opened:
            return None
        try:
            asked = self._asked()
            if asked.endpoint.GetState() != DEVICE_STATE.ACTIVE.value:
                return "lost"
            muted = asked.volume is not None and asked.volume.GetMute()
        except com_errors():
            return "lost"
        return "muted" if muted and self._device.kind == "microphone" else None

    def watch(self) -> None:
        """Look at the meter, which shows the last 10 ms or so; to be called several times a second."""
        now = time.monotonic()
        if not self._opened or (self._peaks and now - self._peaks[-1][0] < _METER_EVERY_S):
            return
        while self._peaks and now - self._peaks[0][0] > _METER_HOLD_S:
            self._peaks.popleft()
        try:
            meter = self._asked().meter
            if meter is not None:
                self._peaks.append((now, float(meter.GetPeakValue())))
        except com_errors():
            self._peaks.clear()  # the endpoint is gone, which `fault` tells

    def meter(self) -> float | None:
        """The highest peak (0..1) that Windows showed within the last second; None where it shows none."""
        self.watch()
        return max((peak for _, peak in self._peaks), default=None)

    def close(self) -> None:
        """Let go of the endpoint."""
        self._opened = False
        self._interfaces = None
        self._peaks.clear()

    def _asked(self) -> _Interfaces:
        if self._interfaces is None or self._interfaces.thread != threading.get_ident():
            self._interfaces = _Interfaces(self._device.id)
        return self._interfaces


def _activated(endpoint: Any, interface: Any) -> Any:
    """An interface of the endpoint; None where its driver has none."""
    from comtypes import CLSCTX_ALL

    try:
        return endpoint.Activate(interface._iid_, CLSCTX_ALL, None).QueryInterface(interface)
    except com_errors():
        return None
