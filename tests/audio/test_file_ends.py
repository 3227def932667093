import io

import made_audio as made
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.audio import ogg, riff
from callmon.audio.sameness import Sameness, all_same


@given(st.binary(max_size=200))
def test_any_bytes_have_an_answer(data):
    for start in (b"", b"RIFF0000WAVE", b"RIFX0000WAVEfmt ", b"OggS\0"):
        for room in (riff, ogg):
            assert room.missing_bytes(io.BytesIO(start + data)) >= 0


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    path = made.coded(tmp_path_factory.mktemp("ogg") / "a.ogg", made.speechlike(3), "vorbis")
    return path.read_bytes()


def test_a_whole_ogg_misses_nothing(pages):
    assert ogg.missing_bytes(io.BytesIO(pages)) == 0


def test_an_ogg_misses_bytes_unless_it_ends_with_a_page(pages):
    ends = {at for at in range(len(pages)) if pages[at : at + 5] == b"OggS\0"} - {0} | {len(pages)}
    assert len(ends) >= 3
    cuts = {*range(4, len(pages), 97), *ends, *(end - 1 for end in ends), *(end + 9 for end in ends)}
    for cut in cuts:
        assert (ogg.missing_bytes(io.BytesIO(pages[:cut])) == 0) == (min(cut, len(pages)) in ends)


@pytest.mark.parametrize("cut", [1, 2, 1000])
def test_a_wav_says_how_much_it_misses(cut, tmp_path):
    data = made.riff(tmp_path / "a.wav", made.speechlike(1)).read_bytes()
    assert riff.missing_bytes(io.BytesIO(data)) == 0
    assert riff.missing_bytes(io.BytesIO(data[:-cut])) == cut


def same(left, right, size=1600):
    found = Sameness()
    audio = np.stack([left, right]).astype(np.float32)
    for start in range(0, audio.shape[1], size):
        found.add(audio[:, start : start + size])
    return found


def test_sameness():
    left, right = made.speechlike()
    nothing = np.zeros_like(left)
    assert same(left, left).same
    assert same(left, 0.6 * left).same
    assert same(left, left + 1e-4 * right).same
    assert not same(left, right).same
    assert not same(left, 0.1 * left).same  # the other side heard faintly: leakage, not one channel
    assert not same(left, right + 0.3 * left).same
    assert not same(left, nothing).same
    assert not same(nothing, nothing).same
    assert not same(left, left).enough
    assert same(*[np.tile(left, 12)] * 2).enough


def test_all_same():
    left, right = made.speechlike()
    blocks = [np.stack([left, left]).astype(np.float32)] * 3
    assert all_same(blocks)
    assert not all_same([*blocks, np.stack([left, right]).astype(np.float32)])
    assert not all_same([])
