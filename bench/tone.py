"""Tone: what measuring how utterances were said costs, and how right it is in telephone speech.

    python bench/tone.py ../shared/data

Cost: processor time on one thread a second of voiced speech, of the utterances of real calls. The peers, in
the same run, give the pitch alone: SwiftF0's own class on the same utterances, and on the whole of the same
audio. Rate: syllables a second, against the syllables of what was said. Gain: of 16 linear bits, on calls
whose loudest sample is at -14 dB.
"""

import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from arousal import CALLS, OTHERS, utterances
from faster_whisper import WhisperModel
from swift_f0 import SwiftF0
from telephone import telephone
from train_arousal import PEAK, pitch_model, read_audio, read_clips

from callmon.speech.arousal import ArousalReader
from callmon.speech.catalogue import DEFAULT_MODEL, find_model
from callmon.speech.locate import locate
from callmon.speech.prosody import prosody_of
from callmon.speech.voice import VoiceReader
from callmon.timeline import Prosody, Segment, Utterance

SENTENCES = {
    "a01": "Der Lap pen liegt auf dem Eis schrank",
    "a02": "Das will sie am Mitt woch ab ge ben",
    "a04": "Heu te a bend könn te ich es ihm sa gen",
    "a05": "Das schwar ze Stück Pa pier be fin det sich da o ben ne ben dem Holz stück",
    "a07": "In sie ben Stun den wird es so weit sein",
    "b01": "Was sind denn das für Tü ten die da un ter dem Tisch ste hen",
    "b02": "Sie ha ben es ge ra de hoch ge tra gen und jetzt ge hen sie wie der run ter",
    "b03": "An den Wo chen en den bin ich jetzt im mer nach Hau se ge fah ren und ha be Ag nes be sucht",
    "b09": "Ich will das e ben weg brin gen und dann mit Karl was trin ken ge hen",
    "b10": "Die wird auf dem Platz sein wo wir sie im mer hin le gen",
}
"""What the speakers of EMO-DB said, by syllables, as one would write them; spoken, some are swallowed."""


def read(listen: VoiceReader, audio: np.ndarray) -> Prosody:
    return prosody_of(Utterance(0, "customer", Segment(0, len(audio))), listen(audio))


def cost(pieces: Sequence[np.ndarray], whole: Sequence[np.ndarray], listen: VoiceReader) -> None:
    peer = SwiftF0(threads=1, spin=False)
    voiced = sum(read(listen, piece).voiced for piece in pieces) / 16_000
    spoken, heard = (sum(map(len, audio)) / 16_000 for audio in (pieces, whole))
    print(f"{len(pieces)} utterances, {spoken:.0f} s of {heard:.0f} s, {voiced:.0f} s voiced")

    def each(call: Callable[[np.ndarray], object], audio: Sequence[np.ndarray]) -> float:
        taken = []
        for _ in range(3):
            begun = time.process_time()
            for piece in audio:
                call(piece)
            taken.append(time.process_time() - begun)
        return 1000 * min(taken) / voiced

    ours = each(lambda piece: read(listen, piece), pieces)
    each_second = f"{ours * voiced / spoken:.1f} a second of speech"
    print(f"all of prosody: {ours:.1f} ms a second of voiced speech, {each_second}")
    graph = locate(find_model("arousal")) / "arousal.onnx"
    arousal = ArousalReader(graph)
    more = each(lambda piece: arousal.read("customer", 0, listen(piece)), pieces)
    print(f"arousal, with the listening that it shares: {more:.1f} ms a second of voiced speech")
    for name, audio in (("utterances", pieces), ("whole calls", whole)):
        theirs = each(lambda piece: peer.detect(piece, 16_000), audio)
        print(f"SwiftF0, pitch alone, {name}: {theirs:.1f} ms a second of voiced speech")


def pitch(clips: Sequence[np.ndarray], listen: VoiceReader) -> None:
    wide = [listen(clip).track for clip in clips]
    for name, channel in OTHERS.items():
        if channel is None:
            continue
        gross = octaves = both = found = 0
        medians = []
        for clip, reference in zip(clips, wide, strict=True):
            track = listen(telephone(clip, *channel)).track
            one, two = (each.confidence >= 0.5 for each in (reference, track))
            off = np.abs(12 * np.log2(track.hz / reference.hz))[one & two]
            gross, octaves = gross + int((off > 1).sum()), octaves + int((off > 9).sum())
            both, found = both + int(one.sum()), found + len(off)
            medians.append(12 * abs(np.log2(np.median(track.hz[two]) / np.median(reference.hz[one]))))
        wrong = f"{gross / found:.2%} of frames off by a semitone, {octaves / found:.2%} by 9"
        middle = f"median off by {np.mean(medians):.2f}, at most {max(medians):.2f} semitones"
        print(f"  {name}: {wrong}; {found / both:.1%} found; {middle}")


def rates(name: str, said: Sequence[int], prosodies: Sequence[Prosody], lengths: Sequence[int]) -> None:
    """Prints how the counted syllables compare with those that were said, an utterance each."""
    pairs = list(zip(prosodies, lengths, strict=True))
    spoken = np.array([length / 16_000 * (1 - each.pause_share) for each, length in pairs])
    counted = np.array([each.rate or 0 for each in prosodies]) * spoken
    counts = np.corrcoef(said, counted)[0, 1]
    found = np.corrcoef(said / spoken, counted / spoken)[0, 1]
    print(f"  {name}: {counted.sum():.0f} nuclei of {sum(said)} syllables, {len(said)} utterances")
    print(f"    counts correlate at {counts:.2f}, rates at {found:.2f}")


def syllables(text: str) -> int:
    """Syllables of English words, by their groups of vowels; a last e is silent."""
    words = re.findall(r"[a-z']+", text.lower())
    heard = [re.sub(r"(?<=[^l])e$|es$|ed$", "", word) for word in words]
    return sum(max(1, len(re.findall(r"[aeiouy]+", word))) for word in heard)


def gain(pieces: Sequence[np.ndarray], listen: VoiceReader) -> None:
    for db in (-12, 12):
        off = []
        for piece in pieces:
            one, two = read(listen, telephone(piece)), read(listen, telephone(piece, gain_db=db))
            names = ("pitch_st", "spread_st", "rate", "voiced_share", "pause_share", "tilt_db")
            pairs = [(getattr(one, name), getattr(two, name)) for name in names]
            off.append([abs(b - a) if a is not None and b is not None else 0.0 for a, b in pairs])
            off[-1].append(abs(two.loudness_db - one.loudness_db - db))
        most, usual = np.max(off, axis=0), np.percentile(off, 95, axis=0)
        for name, high, mid in zip((*names, "loudness_db, beyond the gain"), most, usual, strict=True):
            print(f"  {db:+} dB, {name}: at most {high:.3f}, 95 in 100 below {mid:.3f}")


def main(folder: Path) -> None:
    listen = VoiceReader(pitch_model())
    whole = [read_audio(folder / "A_calls" / file) for file in CALLS]
    whole = [audio * np.float32(PEAK / np.abs(audio).max()) for audio in whole]
    pieces = [piece for audio in whole for piece in utterances(audio)]
    cost(pieces, whole, listen)

    emodb = folder / "C_emotion" / "emodb"
    names = [path.name for path in sorted((emodb / "wav").glob("*.wav"))]
    clips = [clip.audio * np.float32(PEAK) for clip in read_clips(emodb)]
    print("pitch in telephone speech against that of the same clips in wide band")
    pitch(clips[::4], listen)

    print("rate")
    narrow = [telephone(clip, "mu") for clip in clips]
    said = [len(SENTENCES[name[2:5]].split()) for name in names]
    rates("German sentences", said, [read(listen, each) for each in narrow], list(map(len, narrow)))
    model = WhisperModel(
        str(locate(find_model(DEFAULT_MODEL))), device="cpu", compute_type="int8", cpu_threads=1
    )
    long = [piece for piece in pieces if len(piece) >= 32_000]
    texts = [" ".join(part.text for part in model.transcribe(piece, beam_size=1)[0]) for piece in long]
    counted = [syllables(text) for text in texts]
    rates("calls, words of tiny.en", counted, [read(listen, each) for each in long], list(map(len, long)))

    print("change of the readings with gain alone")
    gain(pieces, listen)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
