"""Recordings made for tests, without any tool: RIFF headers by hand, everything else by PyAV."""

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "demo" / "call.flac"
SHARED = ROOT.parent / "shared" / "data"

_GUID = bytes.fromhex("000000001000800000aa00389b71")


def speechlike(seconds=4.0, rate=16_000, seed=1):
    """Two sides, float64 of shape (2, n): syllables of different pitch, the agent first, below full scale."""
    at = np.arange(round(seconds * rate)) / rate
    sides = []
    for side, pitch in enumerate((130.0, 210.0)):
        gate = np.clip(np.sin(2 * np.pi * (3.1 + side) * at), 0, 1) * (
            np.sin(np.pi * at / 2 + side * 1.5) > 0
        )
        tone = sum(np.sin(2 * np.pi * pitch * k * at + seed * k) / k for k in range(1, 12))
        sides.append(0.2 * gate * tone)
    return np.stack(sides)


def demo_start(seconds=20.0):
    """The first seconds of the demo call at 16 kHz, float64 of shape (2, n)."""
    parts = []
    with av.open(str(DEMO)) as container:
        for frame in container.decode(audio=0):
            parts.append(frame.to_ndarray().reshape(-1, 2).T / 32768)
            if sum(part.shape[1] for part in parts) >= seconds * 16_000:
                break
    return np.concatenate(parts, axis=1)[:, : round(seconds * 16_000)]


def riff(path, audio, rate=16_000, form="s16", extensible=False, announce=None):
    """Write `audio` (channels, n) in -1..1 as WAV; `announce` is what the data chunk claims to hold."""
    data = np.asarray(audio, np.float64).T
    codes = {"f32": 3, "f64": 3, "alaw": 6, "mulaw": 7}
    if form == "u8":
        raw, width = np.round(data * 127 + 128).astype("u1").tobytes(), 1
    elif form in ("s16", "s32"):
        width = int(form[1:]) // 8
        raw = np.round(data * (2 ** (8 * width - 1) - 1)).astype(f"<i{width}").tobytes()
    elif form == "s24":
        whole = np.round(data * (2**23 - 1)).astype("<i4")
        raw, width = whole.reshape(-1, 1).view("u1").reshape(-1, 4)[:, :3].tobytes(), 3
    elif form in ("f32", "f64"):
        width = int(form[1:]) // 8
        raw = data.astype(f"<f{width}").tobytes()
    else:
        raw, width = (_mulaw if form == "mulaw" else _alaw)(data).tobytes(), 1
    channels = data.shape[1]
    code = codes.get(form, 1)
    head = (channels, rate, rate * channels * width, channels * width, 8 * width)
    chunk = struct.pack("<HHIIHH", 0xFFFE if extensible else code, *head)
    if extensible:
        chunk += struct.pack("<HHIH", 22, 8 * width, 3, code) + _GUID
    size = len(raw) if announce is None else announce
    body = b"WAVEfmt " + struct.pack("<I", len(chunk)) + chunk + b"data" + struct.pack("<I", size) + raw
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    return path


def _mulaw(data):
    whole = np.round(np.abs(data) * 32635).astype(int) + 132
    exponent = np.floor(np.log2(whole)).astype(int) - 7
    mantissa = (whole >> (exponent + 3)) & 15
    return (~(np.where(data < 0, 128, 0) | exponent << 4 | mantissa) & 255).astype("u1")


def _alaw(data):
    whole = np.round(np.abs(data) * 32635).astype(int)
    exponent = np.maximum(np.floor(np.log2(np.maximum(whole, 1))).astype(int) - 7, 0)
    mantissa = (whole >> np.maximum(exponent + 3, 4)) & 15
    return ((np.where(data < 0, 0, 128) | exponent << 4 | mantissa) ^ 0x55).astype("u1")


def coded(path, audio, codec, rate=16_000, options=None):
    """Write `audio` (channels, n) with an encoder of PyAV's; the name's ending chooses the container."""
    layout = {1: "mono", 2: "stereo", 3: "2.1"}[len(audio)]
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout, options={"strict": "-2"})
        if codec != "flac":
            stream.bit_rate = 128_000
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(audio, dtype=np.float32), "fltp", layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        resampler = av.AudioResampler(stream.format, layout, rate, stream.frame_size or 4096)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def film(path):
    """A little video without any audio."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(10):
            picture = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def halved(path):
    """Cut a file in half."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path
