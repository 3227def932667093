"""The peer of bench/diarization.py: pyannote.audio with the same weights, run by a Python that has it.

    PYTHON bench/diarization_peer.py FOLDER CHECKPOINT VOICES

FOLDER holds `list.json` and the audio; CHECKPOINT is segmentation-3.0 as published (pytorch_model.bin),
VOICES the graph of models/campplus. The pipeline is that of pyannote/speaker-diarization-3.1 with CAM++ in
the place of its embedding. The environment: pip install pyannote.audio==4.0.7 onnxruntime, with a PyTorch for
processors alone; the registry's torchaudio is built for CUDA, and its import succeeds once its compiled
extensions (torchaudio/lib/*.so) are deleted.
"""

import json
import os
import shutil
import sys
import tempfile
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


def pipeline(checkpoint: str, voices: Path) -> object:
    from pyannote.audio import Model
    from pyannote.audio.pipelines import speaker_diarization

    # Without the clustering that needs it, nothing is to be fetched.
    speaker_diarization.get_plda = lambda *_args, **_options: None
    made = speaker_diarization.SpeakerDiarization(
        segmentation=Model.from_pretrained(checkpoint),
        embedding=str(voices),
        embedding_exclude_overlap=True,
        clustering="AgglomerativeClustering",
        segmentation_batch_size=32,
        embedding_batch_size=32,
    )
    clustering = {"method": "centroid", "min_cluster_size": 12, "threshold": 0.7045654963945799}
    return made.instantiate({"segmentation": {"min_duration_off": 0.0}, "clustering": clustering})


def main(folder: Path, checkpoint: str, voices: Path) -> None:
    os.environ["PYANNOTE_METRICS_ENABLED"] = "0"
    warnings.filterwarnings("ignore")
    began = time.perf_counter()
    import torch
    from pyannote.audio import Pipeline  # noqa: F401 - what its import costs is measured

    imported = time.perf_counter() - began
    torch.set_num_threads(2)
    import numpy as np

    with tempfile.TemporaryDirectory() as name:
        # The word in the path is what makes the pipeline take a graph.
        graph = shutil.copy(voices, Path(name) / "wespeaker.onnx")
        made = pipeline(checkpoint, Path(graph))
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
