"""Which readers the options and the policy lead to."""

import numpy as np
import pytest

from callmon.engines import Options, readers_for
from callmon.policy import Policy
from callmon.speech.packer import Place, Window
from callmon.timeline import Arousal, Prosody, Segment, Utterance

pytest.importorskip("swift_f0", reason="the package with the pitch model is not installed")


def voice(seconds, seed):
    """A buzz whose pitch and level wander, long enough to be a voice."""
    noise = np.random.default_rng(seed)
    at = np.arange(int(16_000 * seconds)) / 16_000
    pitch = 140 + 30 * np.sin(2 * np.pi * 0.7 * at + noise.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch) / 16_000
    sound = sum(np.sin(n * phase) / n for n in range(1, 20))
    return (0.05 * sound * (1 + 0.5 * np.sin(2 * np.pi * 3 * at))).astype(np.float32)


def read(readers, speaker, count=8):
    reader = readers.tone()
    found = []
    for number in range(count):
        audio = voice(3.0, number)
        utterance = Utterance(number, speaker, Segment(0, len(audio)))
        found += reader(Window((utterance,), (Place(0, 0),), audio))
    return found


def kinds(found):
    return {type(each) for each in found}


def test_nobody_is_estimated_unless_that_was_asked_for():
    readers = readers_for(Options(words=False, notice_given=True), Policy())
    assert readers.meaning is None
    assert kinds(read(readers, "customer")) == {Prosody}


def test_in_the_eu_the_estimate_waits_until_both_were_told():
    readers = readers_for(Options(words=False), Policy(arousal=True))
    assert "only once both sides were told" in readers.missing[0]
    assert kinds(read(readers, "customer")) == {Prosody}
    readers.notice.set()
    assert kinds(read(readers, "customer")) == {Prosody, Arousal}


def test_elsewhere_it_was_asked_for_and_that_is_enough():
    readers = readers_for(Options(words=False), Policy("us", arousal=True))
    assert readers.missing == ()
    assert kinds(read(readers, "customer")) == {Prosody, Arousal}


@pytest.mark.parametrize("region", ["eu", "us", "other"])
def test_the_agent_is_never_estimated(region):
    readers = readers_for(Options(words=False, notice_given=True), Policy(region, arousal=True))
    assert kinds(read(readers, "agent")) == {Prosody}


def test_tone_may_be_left_out():
    readers = readers_for(Options(words=False, tone=False), Policy(arousal=True))
    assert readers.tone is None
    assert readers.missing == ()


def test_without_the_model_of_arousal_it_is_still_heard_how_utterances_sound(monkeypatch):
    from callmon.speech import locate

    known = locate.find
    monkeypatch.setattr(
        locate, "find", lambda model, folder=None: None if model.name == "arousal" else known(model, folder)
    )
    readers = readers_for(Options(words=False, notice_given=True), Policy(arousal=True))
    (sentence,) = readers.missing
    assert "The model arousal is not on this computer" in sentence
    assert kinds(read(readers, "customer")) == {Prosody}


def test_a_model_that_is_not_here_is_named_and_done_without(monkeypatch):
    from callmon.speech import locate

    monkeypatch.setattr(locate, "find", lambda model, folder=None: None)
    readers = readers_for(Options(), Policy())
    assert readers.tone is None
    assert readers.meaning is not None
    assert len(readers.missing) == 2
    assert all("is not on this computer; get it with" in sentence for sentence in readers.missing)
