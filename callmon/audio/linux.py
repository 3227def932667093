"""Linux: the devices of PulseAudio, or of PipeWire in its place, and the source behind each."""

import functools

from callmon.audio.pulse_server import connection
from callmon.audio.pulse_stream import ParecSource, PulseSource
from callmon.audio.pulse_watch import PulseWatch
from callmon.audio.source import Device, Source


def devices() -> list[Device]:
    """Every source that is a microphone, and every sink.

    Raises:
        DeviceError: no sound server answers.
    """
    with connection() as pulse:
        server = pulse.server_info()
        microphones = [
            Device(source.name, source.description, "microphone", source.name == server.default_source_name)
            for source in pulse.source_list()
            if source.monitor_of_sink_name is None
        ]
        speakers = [
            Device(sink.name, sink.description, "speaker", sink.name == server.default_sink_name)
            for sink in pulse.sink_list()
        ]
    return [*microphones, *speakers]


def source_for(device: Device, *, follows: bool = False) -> Source:
    """What hears `device`; a speaker is heard through its monitor.

    Args:
        device: what is to be heard.
        follows: whether it is left as soon as it is no longer the server's default.

    Raises:
        DeviceError: no sound server answers.
    """
    name = device.id
    if device.kind == "speaker":
        with connection() as pulse:
            monitors = {sink.name: sink.monitor_source_name for sink in pulse.sink_list()}
        name = monitors.get(device.id, f"{device.id}.monitor")
    made = PulseSource if _portaudio_has_pulse() else ParecSource
    return made(name, device.name, _watch, follows=follows)


@functools.cache
def _portaudio_has_pulse() -> bool:
    try:
        import sounddevice
    except OSError:
        # Without the PortAudio library, sounddevice cannot even be imported.
        return False
    return any(device["name"] == "pulse" for device in sounddevice.query_devices())


_watch = PulseWatch(connection)
