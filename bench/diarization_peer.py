"""The peer of bench/diarization.py: pyannote.audio with the same weights, run by a Python that has it.

    PYTHON bench/diarization_peer.py FOLDER CHECKPOINT VOICES

FOLDER holds `list.json` and the audio; CHECKPOINT is segmentation-3.0 as published (pytorch_model.bin),
VOICES the graph of models/campplus. The pipeline is that of pyannote/speaker-diarization-3.1 with CAM++ in
the place of its embedding, as `--diarizer pyannote` makes it. `scripts/test-pyannote` makes the environment,
.venv-pyannote/bin/python.
"""

import json
import os
import sys
import time
import warnings
from pathlib import Path


def peak() -> float:
    """Most memory of this process so far, in MB; what getrusage tells on Linux may be that of its parent."""
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(folder: Path, checkpoint: str, voices: Path) -> None:
    os.environ["PYANNOTE_METRICS_ENABLED"] = "0"
    warnings.filterwarnings("ignore")
    began = time.perf_counter()
    import torch
    from pyannote.audio import Model

    imported = time.perf_counter() - began
    torch.set_num_threads(2)
    import numpy as np

    from callmon.speech.diarization.pyannote_pipeline import own_pipeline

    made = own_pipeline(Model.from_pretrained(checkpoint), voices)
    runs = []
    for item in json.loads((folder / "list.json").read_text()):
        samples = np.load(folder / f"{item['name']}.npy")
        began, busy = time.perf_counter(), time.process_time()
        given = {"waveform": torch.from_numpy(samples)[None], "sample_rate": 16_000}
        found = made(given, num_speakers=item["speakers"])
        took, busy = time.perf_counter() - began, time.process_time() - busy
        tracks = found.speaker_diarization.itertracks(yield_label=True)
        spans = [[turn.start, turn.end, label] for turn, _, label in tracks]
        runs.append({"name": item["name"], "seconds": took, "busy": busy, "tracks": spans})
    (folder / "peer.json").write_text(json.dumps({"import": imported, "peak": peak(), "runs": runs}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
