"""Engines: the models that the options of a call lead to, ready to be loaded on the thread that uses them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from callmon.errors import ModelError
from callmon.policy import Policy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from callmon.speech.listener import ListenerSettings
    from callmon.speech.readings import MeaningLoad, ToneLoad
    from callmon.speech.running_line import OneLine

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
        speakers: how many voices a call on one channel has; None where that is to be found out.
        agent_speaker: whose voice is the agent's on one channel, `first` or `second` to be heard; None where
            that is to be found out.
        diarizer: what tells the voices of one channel apart, callmon's own engine or pyannote.audio.
        journal: whether a journal is kept.
        block: samples of one block.
    """

    model: str = "tiny.en"
    language: str = "en"
    words: bool = True
    tone: bool = True
    notice_given: bool = False
    models_dir: Path | None = None
    speakers: int | None = 2
    agent_speaker: Literal["first", "second"] | None = None
    diarizer: Literal["builtin", "pyannote"] = "builtin"
    journal: bool = True
    block: int = BLOCK


def listener_for(options: Options, hearing: "ListenerSettings") -> Any:
    """A listener with the voice activity model that `options` lead to."""
    from callmon.speech.catalogue import VAD_MODEL
    from callmon.speech.listener import Listener
    from callmon.speech.vad import SileroVad, SteadyVad

    path = _file_of(VAD_MODEL, options)
    agent, customer = (SteadyVad(SileroVad(path), SileroVad(path)) for _ in range(2))
    return Listener((agent, customer), hearing)


@dataclass(frozen=True, slots=True)
class Diarizers:
    """What tells the voices of one channel apart.

    Attributes:
        make: makes one for a call.
        engine: its name, `builtin`, `pyannote` or `pyannote-community-1`.
        missing: sentences about what is not on this computer, and the way out.
    """

    make: Callable[[], Any]
    engine: str = "builtin"
    missing: tuple[str, ...] = ()

    def __call__(self) -> Any:
        """One for the next call."""
        return self.make()


def line_for(
    options: Options, hearing: "ListenerSettings", first: "NDArray[np.float32] | None" = None
) -> "OneLine":
    """What hears a running call on one line.

    Args:
        options: which models, and whose voice the agent's is.
        hearing: how the listener works.
        first: what the agent sounds like, where there is a sample.

    Raises:
        ModelError: a model is not here.
    """
    from callmon.speech.diarization.load import load_live_lines
    from callmon.speech.running_line import OneLine, RunningLine

    # Whom a sample is of is the first voice from the beginning, whoever speaks first.
    said = {None: None, "first": 0, "second": 1}[options.agent_speaker]
    agent = said if first is None else 0
    return OneLine(load_live_lines(options.models_dir, first), RunningLine(agent), hearing)


def diarizer_for(options: Options) -> Diarizers:
    """What makes that which tells the voices of one channel apart.

    Raises:
        ModelError: a model is not here, or pyannote.audio is asked for and not installed.
    """
    if options.diarizer == "pyannote":
        from callmon.speech.diarization.pyannote_pipeline import load_pyannote

        make, engine, remark = load_pyannote(options.models_dir)
        return Diarizers(make, engine, (remark,) if remark else ())
    from callmon.speech.diarization.load import load_diarizer

    return Diarizers(load_diarizer(options.models_dir))


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


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads utterances beside their words.

    Attributes:
        tone, meaning: load the readers; None where nobody wants to know.
        reads_meaning: whether a model reads what words mean.
        notice: set once both sides were told what is done with the call.
        missing: sentences about what cannot be read on this computer, and the way out.
    """

    tone: "ToneLoad | None"
    meaning: "MeaningLoad | None"
    reads_meaning: bool
    notice: threading.Event
    missing: tuple[str, ...]


def readers_for(options: Options, policy: Policy) -> Readers:
    """The readers that `options` and `policy` lead to; one that is not here is left out and named."""
    notice = threading.Event()
    if options.notice_given:
        notice.set()
    missing: list[str] = []
    if options.tone and policy.arousal and not policy.allows_arousal(notice_given=options.notice_given):
        missing.append(
            "How tense the customer sounds is estimated only once both sides were told; confirm that in the "
            "call, or give --notice-given for a recording."
        )
    tone = _found(lambda: _tone_for(options, policy, notice, missing), missing) if options.tone else None
    if not options.words:
        return Readers(tone, None, False, notice, tuple(missing))
    meaning = _found(lambda: _meaning_for(options), missing) if options.language == "en" else None
    return Readers(tone, meaning or _unread, meaning is not None, notice, tuple(missing))


def _file_of(name: str, options: Options) -> Path:
    """The file of a model that is one file."""
    from callmon.speech.catalogue import find_model
    from callmon.speech.locate import locate

    model = find_model(name)
    return locate(model, options.models_dir) / model.files[0].name


def _found(find: Callable[[], Any], missing: list[str]) -> Any:
    try:
        return find()
    except ModelError as error:
        missing.append(str(error))
        return None


def _tone_for(options: Options, policy: Policy, notice: threading.Event, missing: list[str]) -> "ToneLoad":
    from callmon.speech.catalogue import AROUSAL_MODEL, PITCH_MODEL

    graph = _file_of(PITCH_MODEL, options)
    tense = _found(lambda: _file_of(AROUSAL_MODEL, options), missing) if policy.arousal else None

    def load() -> Any:
        from callmon.speech.arousal import ArousalReader
        from callmon.speech.tone import ToneReader
        from callmon.speech.voice import VoiceReader

        reader = ArousalReader(tense) if tense else None

        def allowed() -> bool:
            return policy.allows_arousal(notice_given=notice.is_set())

        return ToneReader(VoiceReader(graph), reader, allowed)

    return load


def _meaning_for(options: Options) -> "MeaningLoad":
    from callmon.speech.catalogue import HEADS_MODEL, MEANING_MODEL, find_model
    from callmon.speech.locate import locate

    encoder = locate(find_model(MEANING_MODEL), options.models_dir)
    weights = _file_of(HEADS_MODEL, options)

    def load() -> Any:
        from callmon.speech.heads import read_heads
        from callmon.speech.meaning import MeaningReader

        reader = MeaningReader(encoder, read_heads(weights))
        return lambda words: [reader.read(words)]

    return load


def _unread() -> Any:
    from callmon.speech.readings import unread

    return unread
