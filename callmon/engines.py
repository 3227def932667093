"""Engines: the models that the options of a call lead to, ready to be loaded on the thread that uses them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callmon.errors import ModelError

if TYPE_CHECKING:
    from callmon.speech.listener import ListenerSettings

BLOCK = 16_384
"""Samples of one block from a file; any size gives the same result."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a call is analysed.

    Attributes:
        model: name of the recognition model.
        language: code of the spoken language.
        words: whether words are recognised, and read for their meaning.
        tone: whether it is measured how utterances sound.
        notice_given: whether both sides were told what is done with the call; see `policy`.
        models_dir: a folder of models that comes before all others.
        journal: whether a journal is kept.
        block: samples of one block.
    """

    model: str = "tiny.en"
    language: str = "en"
    words: bool = True
    tone: bool = True
    notice_given: bool = False
    models_dir: Path | None = None
    journal: bool = True
    block: int = BLOCK


def listener_for(options: Options, hearing: "ListenerSettings") -> Any:
    """A listener with the voice activity model that `options` lead to."""
    from callmon.speech.catalogue import VAD_MODEL, find_model
    from callmon.speech.listener import Listener
    from callmon.speech.locate import locate
    from callmon.speech.vad import SileroVad, SteadyVad

    model = find_model(VAD_MODEL)
    path = locate(model, options.models_dir) / model.files[0].name
    agent, customer = (SteadyVad(SileroVad(path), SileroVad(path)) for _ in range(2))
    return Listener((agent, customer), hearing)


def recogniser_for(options: Options) -> Callable[[], Any]:
    """What loads the recogniser that `options` lead to.

    Raises:
        ModelError: there is no such model, or it is not here.
    """
    from callmon.speech.catalogue import find_model
    from callmon.speech.locate import locate
    from callmon.speech.memory import use_one_heap
    from callmon.speech.transcribe import knows_language

    if not knows_language(options.language):
        raise ModelError(f"Whisper knows no language {options.language!r}; give a code such as en, de or fr.")
    model = find_model(options.model)
    if model.engine != "whisper":
        raise ModelError(f"The model {model.name} recognises no words; give --model tiny.en, for instance.")
    if options.models_dir is not None and not options.models_dir.is_dir():
        raise ModelError(f"{options.models_dir} is not a folder; give --models-dir the folder of the models.")
    if model.language == "en" and options.language != "en":
        raise ModelError(
            f"The model {model.name} knows English alone; give --model base for other languages."
        )
    folder = locate(model, options.models_dir)
    use_one_heap()

    def load() -> Any:
        from callmon.speech.transcribe import Transcriber

        return Transcriber(folder, options.language, threads=1)

    return load
