import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callmon.audio.recorder import Recorder
from callmon.audio.recording import StereoRecording
from callmon.errors import OutputError

ROOT = Path(__file__).parents[2]
RATE = 16_000


def sixteen_bit(length: int, seed: int = 1) -> np.ndarray:
    whole = np.random.default_rng(seed).integers(-32768, 32768, (2, length))
    return (whole / 32768).astype(np.float32)


def read(path: Path) -> np.ndarray:
    return np.concatenate(list(StereoRecording(path).blocks(RATE)), axis=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 9_000), min_size=1, max_size=12), st.integers(8_000, 30_000))
def test_sixteen_bit_audio_in_blocks_of_any_size_comes_back_as_it_was(
    tmp_path: Path, sizes: list[int], length: int
) -> None:
    path, audio, start = tmp_path / "call.flac", sixteen_bit(length), 0
    path.unlink(missing_ok=True)
    recorder = Recorder(path)
    for size in [*sizes, length]:
        if start < length:
            recorder.write(audio[:, start : start + size])
        start += size
    recorder.close()
    np.testing.assert_array_equal(read(path), audio)


def test_louder_than_full_scale_is_clipped_and_finer_than_16_bit_is_rounded(tmp_path: Path) -> None:
    audio = np.zeros((2, RATE), np.float32)
    audio[0, :4] = [1.0, 1.5, -1.5, 0.6 / 32768]
    audio[1, :2] = [0.4 / 32768, -0.6 / 32768]
    recorder = Recorder(tmp_path / "call.flac")
    recorder.write(audio)
    recorder.close()
    heard = np.rint(read(tmp_path / "call.flac") * 32768)
    assert heard[0, :4].tolist() == [32767, 32767, -32768, 1]
    assert heard[1, :2].tolist() == [0, -1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions otherwise")
def test_only_its_owner_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        recorder = Recorder(tmp_path / "calls" / "call.flac")
        recorder.write(sixteen_bit(RATE))
        recorder.close()
    finally:
        os.umask(before)
    assert (tmp_path / "calls" / "call.flac").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "calls").stat().st_mode & 0o777 == 0o700


_UNTIL_KILLED = """
import sys
from pathlib import Path
import numpy as np
from callmon.audio.recorder import Recorder
recorder = Recorder(Path(sys.argv[1]))
whole = np.random.default_rng(1).integers(-32768, 32768, (2, 16_000 * 5))
audio = (whole / 32768).astype(np.float32)
for start in range(0, audio.shape[1], 320):
    recorder.write(audio[:, start : start + 320])
print("written", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills otherwise")
def test_what_a_killed_program_recorded_can_be_read_but_for_less_than_the_last_second(tmp_path: Path) -> None:
    path = tmp_path / "call.flac"
    command = [sys.executable, "-c", _UNTIL_KILLED, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written\n"
        child.send_signal(signal.SIGKILL)
        assert child.wait(30) == -signal.SIGKILL
    audio, heard = sixteen_bit(5 * RATE), read(path)
    assert 4 * RATE < heard.shape[1] <= 5 * RATE
    np.testing.assert_array_equal(heard, audio[:, : heard.shape[1]])


def test_a_recording_never_overwrites_another(tmp_path: Path) -> None:
    (tmp_path / "call.flac").write_bytes(b"old")
    with pytest.raises(OutputError, match=r"call\.flac cannot be written"):
        Recorder(tmp_path / "call.flac")
    assert (tmp_path / "call.flac").read_bytes() == b"old"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    disk = tmp_path / "small"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if not hasattr(os, "geteuid") or os.geteuid() or subprocess.run(mounted, capture_output=True).returncode:
        pytest.skip("a small disk can be mounted by root alone, and not everywhere")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_is_one_sentence_and_what_was_recorded_can_be_read(small: Path) -> None:
    recorder, audio = Recorder(small / "call.flac"), sixteen_bit(60 * RATE)

    def record() -> None:
        for start in range(0, audio.shape[1], 320):
            recorder.write(audio[:, start : start + 320])

    with pytest.raises(OutputError, match=r"call\.flac cannot be written .*No space left.*free some space"):
        record()
    recorder.give_up()
    heard = read(small / "call.flac")
    assert heard.shape[1] > 2 * RATE
    np.testing.assert_array_equal(heard, audio[:, : heard.shape[1]])


def test_a_disk_that_is_full_from_the_start_is_one_sentence(small: Path) -> None:
    (small / "ballast").write_bytes(b"0" * 256 * 1024)
    recorder = Recorder(small / "call.flac")
    recorder.write(sixteen_bit(RATE // 8))
    with pytest.raises(OutputError, match="No space left"):
        recorder.close()
    recorder.give_up()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "calls").write_text("a file")
    with pytest.raises(OutputError, match="check that the folder is there"):
        Recorder(tmp_path / "calls" / "call.flac")
