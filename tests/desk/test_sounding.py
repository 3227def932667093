import shutil
from pathlib import Path

import numpy as np
import pytest

from callmon import paths
from callmon.app import Source, analyze, call_id, recording_of
from callmon.desk.shelving import refresh
from callmon.desk.sounding import found_again, passage_reader, player_of, source_of_call, waveform_of
from callmon.engines import Options
from callmon.errors import RecordingError
from callmon.settings import Settings
from callmon.store.library import open_library
from callmon.timeline import SAMPLE_RATE

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"


@pytest.fixture
def recording(tmp_path):
    file = tmp_path / "kept" / "parcel.flac"
    file.parent.mkdir()
    shutil.copy(DEMO, file)
    return file


@pytest.fixture
def library():
    with open_library() as made:
        yield made


def shelved(library, file, agent="left"):
    source = Source((file,), agent)
    analyze(source, Options(words=False, tone=False), Settings())
    refresh(library)
    return library.find(call_id(source))


def heard(file, agent, start, count):
    whole = np.concatenate(list(recording_of(Source((file,), agent)).blocks(SAMPLE_RATE)), axis=1)
    return whole[:, start : start + count]


@pytest.mark.parametrize("agent", ["left", "right"])
def test_a_passage_is_what_was_analysed_agent_first(library, recording, agent):
    read = passage_reader(shelved(library, recording, agent))
    assert np.array_equal(read(300_001, 5_000), heard(recording, agent, 300_001, 5_000))


def test_a_recording_that_was_moved_is_told_and_all_but_the_sound_works(library, recording):
    call = shelved(library, recording)
    recording.rename(recording.with_name("moved.flac"))
    with pytest.raises(RecordingError, match="is not where it was; say where it lies now"):
        source_of_call(call)
    player, waveform = player_of(call), waveform_of(call)
    player.seek(12.5)
    assert (player.position, "is not where it was" in player.trouble) == (12.5, True)
    waveform.close()
    assert "is not where it was" in waveform.trouble
    assert waveform.columns("agent", 0, 10, 3) == [(0.0, 0.0)] * 3
    player.close()


def test_peaks_are_kept_beside_the_journal_and_outlive_the_recording(library, recording):
    call = shelved(library, recording)
    first = waveform_of(call)
    first._thread.join()
    drawn = first.columns("customer", 0, call.duration, 50)
    first.close()
    assert (paths.calls() / call.id / "peaks").is_file()
    recording.unlink()
    second = waveform_of(call)
    assert (second.ready, second.columns("customer", 0, call.duration, 50)) == (1.0, drawn)
    second.close()
    assert max(high for _, high in drawn) > 0.1


def test_a_call_of_which_nothing_was_recorded_says_so(library, recording):
    from dataclasses import replace

    call = replace(shelved(library, recording), files=())
    with pytest.raises(RecordingError, match=r"No recording of parcel\.flac was kept"):
        source_of_call(call)


def test_a_recording_is_found_again_by_its_sound(library, recording, tmp_path):
    call = shelved(library, recording)
    elsewhere = tmp_path / "elsewhere.flac"
    recording.rename(elsewhere)
    library.set_files(call.id, found_again(call, [elsewhere]))
    assert source_of_call(library.find(call.id)).files == (elsewhere,)


def test_another_recording_is_not_taken_for_it(library, recording, tmp_path):
    import av

    call = shelved(library, recording)
    other = tmp_path / "other.wav"
    silence = av.AudioFrame.from_ndarray(np.zeros((1, 32_000), np.int16), "s16", "stereo")
    silence.rate = SAMPLE_RATE
    with av.open(str(other), "w") as container:
        stream = container.add_stream("pcm_s16le", SAMPLE_RATE, layout="stereo")
        container.mux(stream.encode(silence))
        container.mux(stream.encode(None))
    with pytest.raises(RecordingError, match="is not the recording of this call"):
        found_again(call, [other])
