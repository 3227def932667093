import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.packer import Packer
from callmon.timeline import SpeechStarted, Utterance, samples

UTTERANCES = st.lists(
    st.tuples(st.integers(25, 500), st.integers(12, 3000)), max_size=12
)  # gap and length in frames of 10 ms
BLOCKS = st.sampled_from([1600, 15_360, 40_000])


def told(sides):
    """Observations of both sides and when each is told, in frames: starts late, as the endpointer may."""
    found, number = [], 0
    for speaker, gaps in zip(("agent", "customer"), sides, strict=True):
        at = 0
        for gap, length in gaps:
            start, end = at + gap, at + gap + length
            at, number = end, number + 1
            whole = Utterance(number, speaker, segment(start, end))
            found.append((min(start + 60, end), 0, SpeechStarted(start * 160, speaker, number)))
            found.append((end + 25, 1, whole))
    return sorted(found, key=lambda each: each[:2])


def segment(start, end):
    from callmon.timeline import Segment

    return Segment(start * 160, end * 160)


def packed(observations, audio, size):
    packer, windows, waiting = Packer(), [], list(observations)
    longest = 0
    for start in range(0, audio.shape[1], size):
        block = audio[:, start : start + size]
        packer.push(block)
        position = start + block.shape[1]
        while waiting and waiting[0][0] * 160 <= position:
            windows += packer.observe(waiting.pop(0)[2])
        windows += packer.passed(position)
        longest = max(longest, packer._buffer.shape[1])
    for _, _, observation in waiting:
        windows += packer.observe(observation)
    return windows + packer.flush(), longest


@settings(max_examples=60, deadline=None)
@given(UTTERANCES, UTTERANCES, BLOCKS)
def test_windows(agent, customer, size):
    observations = told((agent, customer))
    length = max((each[0] for each in observations), default=100) * 160
    audio = np.arange(2 * length, dtype=np.float32).reshape(2, length)
    windows, longest = packed(observations, audio, size)

    utterances = [each[2] for each in observations if isinstance(each[2], Utterance)]
    for row, side in enumerate(("agent", "customer")):
        own = [window for window in windows if window.utterances[0].speaker == side]
        assert [u for window in own for u in window.utterances] == [
            u for u in utterances if u.speaker == side
        ]
        for window in own:
            first, last = window.utterances[0].segment, window.utterances[-1].segment
            assert {u.speaker for u in window.utterances} == {side}
            assert len(window.utterances) == 1 or last.end - first.start <= samples(12)
            for one, two in zip(window.utterances, window.utterances[1:], strict=False):
                assert two.segment.start - one.segment.end <= samples(1)
            assert window.first == max(0, first.start - samples(0.1))
            assert np.array_equal(window.audio, audio[row, window.first : last.end + samples(0.1)])
    open_longest = max((u.segment.end - u.segment.start for u in utterances), default=0)
    assert longest <= max(open_longest, samples(12)) + samples(12 + 5) + 2 * size


def test_silence_is_let_go():
    packer = Packer()
    for at in range(1, 101):
        packer.push(np.zeros((2, 16_000), np.float32))
        assert packer.passed(at * 16_000) == []
    assert packer._buffer.shape[1] <= samples(4.2)
    assert packer.flush() == []
