"""pycaw with comtypes, and PyAudioWPatch, over one set of endpoints."""

import enum
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

CO_E_NOTINITIALIZED = -2147221008
RPC_E_CHANGED_MODE = -2147417850
RPC_E_WRONG_THREAD = -2147417842
E_NOTFOUND = -2147023728
AUDCLNT_E_DEVICE_INVALIDATED = -2004287484
RENDER, CAPTURE = 0, 1
ACTIVE, UNPLUGGED = 1, 8


class COMError(Exception):
    """Not an OSError, as in ctypes."""


def windows_error(code: int) -> OSError:
    error = OSError(f"[WinError {code}]")
    error.winerror = code
    return error


@dataclass
class Endpoint:
    """An endpoint as Windows knows it."""

    id: str
    name: str | None
    flow: int = RENDER
    state: int = ACTIVE
    muted: bool = False
    peak: float = 0.0
    rate: int = 48_000
    channels: int = 2
    has_meter: bool = True


@dataclass
class Windows:
    """The computer: its endpoints, and what runs on them."""

    endpoints: list[Endpoint]
    communications: dict[int, str] = field(default_factory=dict)
    down: bool = False
    exclusive: bool = False
    com: dict[int, str] = field(default_factory=dict)
    streams: list["Stream"] = field(default_factory=list)
    portaudio_users: int = 0

    def needs_com(self) -> None:
        if threading.get_ident() not in self.com:
            raise windows_error(CO_E_NOTINITIALIZED)

    def modules(self) -> dict[str, ModuleType]:
        """What `sys.modules` holds where these libraries are installed."""
        interface = SimpleNamespace
        return {
            "comtypes": _module(
                "comtypes", COMError=COMError, CoInitialize=self._initialize, GUID=str, CLSCTX_ALL=7
            ),
            "pycaw": _module("pycaw"),
            "pycaw.utils": _module(
                "pycaw.utils", AudioUtilities=SimpleNamespace(GetDeviceEnumerator=lambda: _Enumerator(self))
            ),
            "pycaw.constants": _module(
                "pycaw.constants",
                EDataFlow=enum.Enum("EDataFlow", {"eRender": 0, "eCapture": 1, "eAll": 2}),
                ERole=enum.Enum("ERole", {"eConsole": 0, "eMultimedia": 1, "eCommunications": 2}),
                DEVICE_STATE=enum.Enum("DEVICE_STATE", {"ACTIVE": 1, "UNPLUGGED": 8, "MASK_ALL": 15}),
                STGM=enum.Enum("STGM", {"STGM_READ": 0}),
            ),
            "pycaw.api": _module("pycaw.api"),
            "pycaw.api.endpointvolume": _module(
                "pycaw.api.endpointvolume",
                IAudioEndpointVolume=interface(_iid_="volume"),
                IAudioMeterInformation=interface(_iid_="meter"),
            ),
            "pycaw.api.mmdeviceapi": _module("pycaw.api.mmdeviceapi"),
            "pycaw.api.mmdeviceapi.depend": _module("pycaw.api.mmdeviceapi.depend"),
            "pycaw.api.mmdeviceapi.depend.structures": _module(
                "pycaw.api.mmdeviceapi.depend.structures", PROPERTYKEY=SimpleNamespace
            ),
            "pyaudiowpatch": _module(
                "pyaudiowpatch", PyAudio=lambda: PyAudio(self), paFloat32=1, paContinue=0
            ),
        }

    def active(self, flow: int) -> list[Endpoint]:
        return [one for one in self.endpoints if one.flow == flow and one.state == ACTIVE]

    def _initialize(self) -> None:
        thread = threading.get_ident()
        if self.com.setdefault(thread, "single-threaded") != "single-threaded":
            raise windows_error(RPC_E_CHANGED_MODE)


def _module(name: str, **contents: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(contents)
    return module


class _Enumerator:
    def __init__(self, windows: Windows) -> None:
        windows.needs_com()
        if windows.down:
            raise windows_error(-2147023836)
        self._windows = windows

    def EnumAudioEndpoints(self, flow: int, state: int) -> Any:  # noqa: N802
        assert state == ACTIVE
        found = [_MMDevice(self._windows, one) for one in self._windows.active(flow)]
        return SimpleNamespace(GetCount=lambda: len(found), Item=lambda index: found[index])

    def GetDevice(self, identity: str) -> Any:  # noqa: N802
        for one in self._windows.endpoints:
            if one.id == identity:
                return _MMDevice(self._windows, one)
        raise COMError(E_NOTFOUND, "Element not found.", None)

    def GetDefaultAudioEndpoint(self, flow: int, role: int) -> Any:  # noqa: N802
        assert role == 2, "the default for communications is asked for"
        for one in self._windows.active(flow):
            if one.id == self._windows.communications.get(flow):
                return _MMDevice(self._windows, one)
        raise COMError(E_NOTFOUND, "Element not found.", None)


class _MMDevice:
    """A COM pointer: of use only in the thread that got it."""

    def __init__(self, windows: Windows, endpoint: Endpoint) -> None:
        self._windows = windows
        self._endpoint = endpoint
        self._thread = threading.get_ident()

    def _needs_its_thread(self) -> None:
        self._windows.needs_com()
        if threading.get_ident() != self._thread:
            raise COMError(RPC_E_WRONG_THREAD, "The interface was marshalled for a different thread.", None)

    def GetId(self) -> str:  # noqa: N802
        return self._endpoint.id

    def GetState(self) -> int:  # noqa: N802
        self._needs_its_thread()
        if self._endpoint not in self._windows.endpoints:
            raise COMError(E_NOTFOUND, "Element not found.", None)
        return self._endpoint.state

    def OpenPropertyStore(self, access: int) -> Any:  # noqa: N802
        assert access == 0
        return SimpleNamespace(GetValue=self._value)

    def _value(self, key: Any) -> Any:
        assert (key.fmtid, key.pid) == ("{A45C254E-DF1C-4EFD-8020-67D146A850E0}", 14)
        return SimpleNamespace(GetValue=lambda: self._endpoint.name, clear=lambda: None)

    def Activate(self, interface: str, context: int, parameters: None) -> Any:  # noqa: N802
        assert (context, parameters) == (7, None)
        if interface == "meter" and not self._endpoint.has_meter:
            raise COMError(-2147467262, "No such interface supported", None)
        asked = SimpleNamespace(
            GetMute=lambda: self._if_there(int(self._endpoint.muted)),
            GetPeakValue=lambda: self._if_there(self._endpoint.peak),
        )
        return SimpleNamespace(QueryInterface=lambda _: asked)

    def _if_there(self, value: float) -> float:
        self._needs_its_thread()
        if self._endpoint.state != ACTIVE:
            raise COMError(AUDCLNT_E_DEVICE_INVALIDATED, None, None)
        return value


class PyAudio:
    """Knows the devices that there were when it was made."""

    def __init__(self, windows: Windows) -> None:
        windows.portaudio_users += 1
        self._windows = windows
        self._streams: set[Stream] = set()
        outputs = windows.active(RENDER)
        plain = [(one, one.name, 0, one.channels, False) for one in outputs]
        inputs = [(one, one.name, one.channels, 0, False) for one in windows.active(CAPTURE)]
        loopbacks = [(one, f"{one.name} [Loopback]", one.channels, 0, True) for one in outputs]
        self._listed = [*plain, *inputs, *loopbacks]

    def get_loopback_device_info_generator(self) -> Iterator[dict[str, Any]]:
        for index, (endpoint, name, ins, outs, loopback) in enumerate(self._listed):
            if loopback:
                yield {
                    "index": index,
                    "name": name,
                    "maxInputChannels": ins,
                    "maxOutputChannels": outs,
                    "defaultSampleRate": float(endpoint.rate),
                    "isLoopbackDevice": True,
                }

    def open(self, *, rate: int, channels: int, format: int, input: bool, **more: Any) -> "Stream":  # noqa: A002
        self._windows.needs_com()
        index, size, callback = (
            more.pop(key) for key in ("input_device_index", "frames_per_buffer", "stream_callback")
        )
        assert (format, input, more) == (1, True, {})
        assert isinstance(rate, int), "the C function takes no float"
        endpoint = self._listed[index][0]
        if self._windows.exclusive:
            raise OSError(-9996, "Invalid device")
        if (rate, channels) != (endpoint.rate, endpoint.channels):
            raise OSError(-9997, "Invalid sample rate")
        stream = Stream(self, endpoint, channels, size, callback)
        self._streams.add(stream)
        self._windows.streams.append(stream)
        return stream

    def terminate(self) -> None:
        for stream in self._streams.copy():
            stream.close()
        self._windows.portaudio_users -= 1

    def forget(self, stream: "Stream") -> None:
        self._streams.discard(stream)


class Stream:
    """Runs until its device is gone; then PortAudio's thread has ended and stopping it is an error."""

    def __init__(self, parent: PyAudio, endpoint: Endpoint, channels: int, size: int, callback: Any) -> None:
        self._parent, self.endpoint, self._channels, self.size = parent, endpoint, channels, size
        self._callback = callback
        self.closed = False
        self.hangs: threading.Event | None = None

    def is_active(self) -> bool:
        if self.closed:
            raise OSError(-9988, "Stream closed")
        return self.endpoint.state == ACTIVE

    def stop_stream(self) -> None:
        if self.hangs is not None:
            self.hangs.wait()
        if self.endpoint.state != ACTIVE:
            raise OSError(-9999, "Unanticipated host error")

    def close(self) -> None:
        self.closed = True
        self._parent.forget(self)

    def play(self, frames: np.ndarray, adc: float, current: float) -> None:
        """Deliver these frames, shape (n, channels), as PortAudio's thread does."""
        assert frames.shape[1] == self._channels
        times = {"input_buffer_adc_time": adc, "current_time": current, "output_buffer_dac_time": 0.0}
        data = np.ascontiguousarray(frames, np.float32).tobytes()
        assert self._callback(data, len(frames), times, 0) == (None, 0)
