"""Steadiness: the same call, heard from a few milliseconds earlier or later, should keep its edges.

    python bench/steadiness.py ../shared/data/A_calls/aws-lca

Ten starts, each against each other: edges of utterances and turns that are more than 120 ms from any edge of
the other run. The peer, in the same run, is one Silero model a side instead of two half a window apart.
"""

import sys
from itertools import permutations
from pathlib import Path

import numpy as np

from callmon import app
from callmon.conversation.conversation import Conversation
from callmon.speech.catalogue import VAD_MODEL, find_model
from callmon.speech.listener import Listener, Vad
from callmon.speech.locate import locate
from callmon.speech.vad import SileroVad, SteadyVad
from callmon.timeline import Turn, Utterance, samples

STARTS = (16_000, 26_240, 27_000, 27_500, 29_000, 29_700, 30_111, 30_300, 30_500, 30_800)
Edges = list[tuple[str, int]]


def edges(audio: np.ndarray, start: int, vads: tuple[Vad, Vad]) -> tuple[Edges, Edges]:
    """Edges of utterances and of turns, with `start` samples of silence before the call."""
    listener, conversation = Listener(vads), Conversation()
    utterances: Edges = []
    turns: Edges = []
    heard = listener.push(np.concatenate([np.zeros((2, start), np.float32), audio], axis=1))
    for observation in heard + listener.flush():
        if isinstance(observation, Utterance):
            segment = observation.segment
            utterances += [(observation.speaker, at - start) for at in (segment.start, segment.end)]
        for event in conversation.observe(observation):
            if isinstance(event, Turn):
                turns += [(event.speaker, at - start) for at in (event.segment.start, event.segment.end)]
    return utterances, turns


def astray(one: Edges, two: Edges) -> int:
    """How many edges of `one` have none of `two` within 120 ms."""
    return sum(
        all(other != side or abs(there - at) > samples(0.12) for other, there in two) for side, at in one
    )


def main(folder: Path) -> None:
    files = [folder / f"Auto_Repairs_40_UTC_{side}.wav" for side in ("agent", "caller")]
    blocks = app.recording_of(app.Source(tuple(files))).blocks(16_000)
    audio = np.concatenate(list(blocks), axis=1)
    model = find_model(VAD_MODEL)
    path = locate(model) / model.files[0].name

    def steady() -> Vad:
        return SteadyVad(SileroVad(path), SileroVad(path))

    def alone() -> Vad:
        vad = SileroVad(path)
        return lambda piece: np.repeat(vad(piece), 2)

    for name, made in (("callmon", steady), ("one Silero a side", alone)):
        runs = [edges(audio, start, (made(), made())) for start in STARTS]
        pairs = list(permutations(runs, 2))
        for kind, what in enumerate(("utterances", "turns")):
            far = sum(astray(one[kind], two[kind]) for one, two in pairs) / len(pairs)
            print(f"{name:18} {far:.2f} of {len(runs[0][kind])} edges of {what} astray, a run")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
