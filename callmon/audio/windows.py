"""Windows: which microphones and speakers there are, and what hears each."""

from callmon.audio.microphone import Input
from callmon.audio.source import Device, Source
from callmon.audio.windows_endpoint import Endpoint, endpoints
from callmon.audio.windows_loopback import Loopback


def devices() -> list[Device]:
    """Every microphone and speaker that is plugged in and enabled.

    The default is the one that Windows uses for calls, its default *communication* device, which softphones
    play to and which need not be the one that music is played on.

    Raises:
        DeviceError: Windows' sound service does not answer.
    """
    return endpoints("microphone") + endpoints("speaker")


def source_for(device: Device) -> Source:
    """What hears `device`; not opened yet."""
    if device.kind == "speaker":
        return Loopback(device)
    return Input(
        device,
        api="Windows WASAPI",
        system=Endpoint(device),
        permission="Settings > Privacy & security > Microphone > Let desktop apps access your microphone",
    )
