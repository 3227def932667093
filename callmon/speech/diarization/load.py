"""Loads what tells the voices of one channel apart, from the models that are on this computer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from callmon.speech.catalogue import SEGMENTATION_MODEL, VOICE_MODEL, find_model
from callmon.speech.diarization.diarizer import Diarizer
from callmon.speech.diarization.embedding import EmbeddingModel
from callmon.speech.diarization.live import LiveLines
from callmon.speech.diarization.segmentation import SegmentationModel
from callmon.speech.diarization.settings import DiarizationSettings, LiveSettings
from callmon.speech.diarization.two_voices import TwoVoices
from callmon.speech.locate import locate
from callmon.speech.memory import give_back, use_one_heap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def load_diarizer(
    models_dir: Path | None = None, settings: DiarizationSettings | None = None
) -> Callable[[], Diarizer]:
    """What makes a diarizer for one call; the models are opened once and shared.

    Args:
        models_dir: a folder of models that comes before all others.
        settings: how voices are told apart.

    Raises:
        ModelError: a model is not here, or damaged.
    """
    use_one_heap()
    segment = SegmentationModel(model_file(SEGMENTATION_MODEL, models_dir))
    embed = EmbeddingModel(model_file(VOICE_MODEL, models_dir))
    give_back()
    return lambda: Diarizer(segment, embed, settings)


def load_live_lines(
    models_dir: Path | None = None,
    first: "NDArray[np.float32] | None" = None,
    settings: LiveSettings | None = None,
) -> Callable[[], LiveLines]:
    """What makes that which tells the sides of a running call on one line apart.

    What was learnt of the voices is shared by all that it makes: after a pause the same two go on.

    Args:
        models_dir: a folder of models that comes before all others.
        first: what the first voice sounds like, where somebody gave a sample.
        settings: how they are told apart.

    Raises:
        ModelError: a model is not here, or damaged.
    """
    segment = SegmentationModel(model_file(SEGMENTATION_MODEL, models_dir))
    embed = EmbeddingModel(model_file(VOICE_MODEL, models_dir))
    voices = TwoVoices(first)
    return lambda: LiveLines(segment, embed, voices, settings)


def model_file(name: str, models_dir: Path | None = None) -> Path:
    """The file of a model that is one file.

    Raises:
        ModelError: the model is not here, or damaged.
    """
    model = find_model(name)
    return locate(model, models_dir) / model.files[0].name
