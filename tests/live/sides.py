"""Calls as files of one side each, which is what a sound server plays."""

from pathlib import Path

import av
import numpy as np

from callmon.audio.recording import PairRecording, StereoRecording

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo" / "call.flac"
REPAIRS = ROOT.parent / "shared" / "data" / "A_calls" / "aws-lca"


def demo_call():
    """The demo call, shape (2, n) at 16 kHz."""
    return np.concatenate(list(StereoRecording(DEMO).blocks(16_000)), axis=1)


def repairs_call():
    """The public call Auto_Repairs_40, shape (2, n) at 16 kHz."""
    files = [REPAIRS / f"Auto_Repairs_40_UTC_{side}.wav" for side in ("agent", "caller")]
    return np.concatenate(list(PairRecording(*files).blocks(16_000)), axis=1)


def written(audio, folder):
    """Both sides of `audio` as 16-bit WAV files in `folder`: the agent's and the customer's."""
    files = folder / "agent.wav", folder / "customer.wav"
    for row, path in zip(audio, files, strict=True):
        with av.open(str(path), "w") as file:
            stream = file.add_stream("pcm_s16le", rate=16_000, layout="mono")
            whole = np.clip(np.rint(row * 32767), -32768, 32767).astype(np.int16)[None]
            frame = av.AudioFrame.from_ndarray(whole, "s16", "mono")
            frame.sample_rate = 16_000
            file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
    return files
