"""Opens a pipeline of pyannote.audio: its own community-1 where that is here, else one on callmon's weights.

Nothing here opens a connection, and pyannote's telemetry is off before it is imported.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callmon.errors import ModelError
from callmon.speech.catalogue import SEGMENTATION_MODEL, VOICE_MODEL
from callmon.speech.diarization.embedding import EmbeddingModel
from callmon.speech.diarization.load import model_file
from callmon.speech.diarization.pyannote_access import PULL, REPOSITORY, community_folder
from callmon.speech.diarization.pyannote_engine import Pipeline, PyannoteDiarizer, Turn, Turns
from callmon.speech.diarization.segmentation import WINDOW, SegmentationModel

NOT_INSTALLED = (
    'pyannote.audio is not installed; run `pip install "callmon[pyannote]"`, or leave out --diarizer.'
)
OWN_WEIGHTS = (
    "pyannote.audio ran on callmon's own weights, since its gated pipeline community-1 is not on this "
    f"computer; to get it, {PULL}."
)
TELEMETRY_OFF = {
    "PYANNOTE_METRICS_ENABLED": "0",
    "OTEL_SDK_DISABLED": "true",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
"""What pyannote.audio, the library that it reports with, and the one that it downloads with read."""

_THRESHOLDS = {
    "segmentation": {"min_duration_off": 0.0},
    "clustering": {"method": "centroid", "min_cluster_size": 12, "threshold": 0.7045654963945799},
}
"""Those of pyannote/speaker-diarization-3.1."""


def load_pyannote(models_dir: Path | None = None) -> tuple[Callable[[], PyannoteDiarizer], str, str]:
    """What makes a diarizer for one call, the name of the engine, and what to know of it, or nothing.

    Args:
        models_dir: a folder of models that comes before all others.

    Raises:
        ModelError: pyannote.audio is not installed or does not start, or a model is not here.
    """
    import_pyannote()
    voices = model_file(VOICE_MODEL, models_dir)
    folder = community_folder()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = (
            own_pipeline(_segmentation(model_file(SEGMENTATION_MODEL, models_dir)), voices)
            if folder is None
            else _community(folder)
        )
    embed, run = EmbeddingModel(voices), _running(made)
    engine, remark = ("pyannote", OWN_WEIGHTS) if folder is None else ("pyannote-community-1", "")
    return lambda: PyannoteDiarizer(run, embed), engine, remark


def import_pyannote() -> None:
    """Import pyannote.audio, with its telemetry off whatever the environment says.

    Raises:
        ModelError: it is not installed, or does not start.
    """
    os.environ.update(TELEMETRY_OFF)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pyannote.audio.telemetry import set_telemetry_metrics
    except (ImportError, OSError) as error:
        if not _installed():
            raise ModelError(NOT_INSTALLED) from None
        reason = str(error).partition("\n")[0]
        raise ModelError(
            f"pyannote.audio is installed but does not start ({reason}); torch and torchaudio must be of one "
            "kind: install both from https://download.pytorch.org/whl/cpu, or leave out --diarizer."
        ) from None
    set_telemetry_metrics(False)


def own_pipeline(segmentation: Any, voices: Path) -> Any:
    """The pipeline 3.1 of pyannote on these weights, for PyTorch's processors.

    Args:
        segmentation: a pyannote model, segmentation-3.0 or one that does the same.
        voices: the graph of `models/campplus`, in the place of the embedding of 3.1.
    """
    from pyannote.audio.pipelines import speaker_diarization

    fetch = speaker_diarization.get_plda
    # It would be fetched from the network, for a clustering that is not used here.
    speaker_diarization.get_plda = lambda *_args, **_options: None
    try:
        with tempfile.TemporaryDirectory(prefix="callmon-", ignore_cleanup_errors=True) as folder:
            # The word in the path is what makes the pipeline take a graph.
            graph = shutil.copy(voices, Path(folder) / "wespeaker.onnx")
            made = speaker_diarization.SpeakerDiarization(
                segmentation=segmentation,
                embedding=str(graph),
                embedding_exclude_overlap=True,
                clustering="AgglomerativeClustering",
                segmentation_batch_size=32,
                embedding_batch_size=32,
            )
    finally:
        speaker_diarization.get_plda = fetch
    return made.instantiate(_THRESHOLDS)


def _segmentation(path: Path) -> Any:
    """A pyannote model that callmon's graph of segmentation-3.0 computes."""
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.segmentation import PyanNet

    graph = SegmentationModel(path)

    class Graph(PyanNet):  # type: ignore[misc]
        """Its layers say how frames lie in time; their weights are not used."""

        def forward(self, waveforms: Any) -> Any:
            windows = waveforms[:, 0].numpy()
            return torch.from_numpy(np.stack([graph(window) for window in windows]))

    model = Graph()
    model.specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=WINDOW / 16_000,
        classes=["speaker#1", "speaker#2", "speaker#3"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    model.build()
    return model.eval()


def _community(folder: Path) -> Any:
    from pyannote.audio import Pipeline as Pretrained

    try:
        made = Pretrained.from_pretrained(folder)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        reason = str(error).partition("\n")[0]
        raise ModelError(
            f"{REPOSITORY} in {folder} cannot be opened ({reason}); delete that folder to go without it, "
            f"or fetch it again: {PULL}."
        ) from None
    if made is None:
        raise ModelError(f"{REPOSITORY} in {folder} is not complete; fetch it again: {PULL}.")
    return made


def _running(made: Any) -> Pipeline:
    def run(samples: NDArray[np.float32], speakers: int | None) -> Turns:
        import torch

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            given = {"waveform": torch.from_numpy(samples)[None], "sample_rate": 16_000}
            found = made(given, num_speakers=speakers)
        # A pipeline in its old manner gives one annotation, others what is found in parts.
        everything = getattr(found, "speaker_diarization", found)
        alone = getattr(found, "exclusive_speaker_diarization", None)
        return Turns(_turns(everything), None if alone is None else _turns(alone))

    return run


def _turns(annotation: Any) -> list[Turn]:
    return [
        Turn(segment.start, segment.end, str(label))
        for segment, _, label in annotation.itertracks(yield_label=True)
    ]


def _installed() -> bool:
    try:
        return find_spec("pyannote.audio") is not None
    except ModuleNotFoundError:
        return False
