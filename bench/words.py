"""Word error rate against human texts: callmon, the same with full context, and plain faster-whisper.

    python bench/words.py ../shared/data [--model tiny.en] [--folder MODEL]

The recordings have one voice; it becomes the agent of a call whose other side is silent. Both texts are in
lower case without punctuation, as is usual with jiwer. The text of the bank call is the script that was
read, from which the speaker strays.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import jiwer
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio
from numpy.typing import NDArray

from callmon import engines
from callmon.session import Session
from callmon.speech.catalogue import find_model
from callmon.speech.listener import ListenerSettings
from callmon.speech.locate import locate
from callmon.speech.transcribe import Transcriber, TranscribeSettings
from callmon.speech.words_in_order import WordsInOrder
from callmon.timeline import Observation, Words

Samples = NDArray[np.float32]
DEMO = Path(__file__).resolve().parents[1] / "demo"
BLOCK = 16_384


def texts(data: Path) -> Iterator[tuple[str, Samples, str]]:
    """Name, audio at 16 kHz and text of each recording."""
    azure = data / "A_calls" / "azure-customspeech-enUS"
    if azure.is_dir():
        text = (azure / "trans.txt").read_text(encoding="utf-8-sig").split("\t")[1]
        yield "azure-customspeech-enUS", decode_audio(str(azure / "audio.wav")), text
    bank = data / "A_calls" / "aws-lca"
    if bank.is_dir():
        script = (bank / "agent-assist-demo-script.md").read_text(encoding="utf-8")
        said = [line.split(":", 1)[1] for line in script.splitlines() if line.startswith("**Agent**")]
        yield "bank agent (script)", decode_audio(str(bank / "demo-agent.wav")), " ".join(said)
    truth = json.loads((DEMO / "truth.json").read_text(encoding="utf-8"))
    sides = decode_audio(str(DEMO / "call.flac"), split_stereo=True)
    for side, audio in zip(("agent", "customer"), sides, strict=True):
        said = [line["text"] for line in truth["lines"] if line["speaker"] == side]
        yield f"demo call, {side}", audio, " ".join(said)


def normal(text: str) -> str:
    text = text.lower().replace("’", "'").replace("-", " ").replace("%", " percent ")
    return " ".join(re.sub(r"[^a-z0-9' ]", "", text).split())


def heard(audio: Samples, transcriber: Transcriber) -> str:
    """What callmon recognises, timing and packing included."""
    said: dict[int, str] = {}

    def sink(observation: Observation) -> None:
        if isinstance(observation, Words):
            said[observation.utterance] = " ".join(word.text for word in observation.words)

    call = np.stack([audio, np.zeros_like(audio)])
    blocks = (call[:, at : at + BLOCK] for at in range(0, call.shape[1], BLOCK))
    words = WordsInOrder(lambda: transcriber)
    Session(engines.listener_for(engines.Options(), ListenerSettings()), words, sink).run(blocks)
    return " ".join(said.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--folder", type=Path, help="a model that is not in the catalogue")
    asked = parser.parse_args()
    folder = asked.folder or locate(find_model(asked.model))
    short = Transcriber(folder, "en", threads=1)
    full = Transcriber(folder, "en", threads=1, settings=TranscribeSettings(full_context=True))
    plain = WhisperModel(str(folder), device="cpu", compute_type="int8")
    print(f"{asked.folder or asked.model}: word error rate")
    errors = {"callmon": 0, "full context": 0, "faster-whisper": 0}
    total = 0
    for name, audio, text in texts(asked.data):
        segments, _ = plain.transcribe(
            audio, language="en", vad_filter=True, beam_size=1, word_timestamps=True
        )
        found = {
            "callmon": heard(audio, short),
            "full context": heard(audio, full),
            "faster-whisper": " ".join(segment.text for segment in segments),
        }
        said = normal(text)
        total += len(said.split())
        row = []
        for who, guess in found.items():
            rate = jiwer.process_words(said, normal(guess))
            errors[who] += rate.substitutions + rate.insertions + rate.deletions
            row.append(f"{who} {rate.wer:6.1%}")
        print(f"  {name:26} {len(said.split()):4} words   {'   '.join(row)}")
    rates = "   ".join(f"{who} {count / total:6.1%}" for who, count in errors.items())
    print(f"  {'all':26} {total:4} words   {rates}")


if __name__ == "__main__":
    main()
