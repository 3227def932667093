from pathlib import Path

import pytest

from callmon.desk.recordings import recordings


@pytest.fixture
def archive(tmp_path):
    def made(*names):
        for name in names:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"sound")
        return tmp_path

    return made


def names(found, folder):
    return [[str(file.relative_to(folder)) for file in source.files] for source in found.sources]


def test_all_that_may_be_a_recording_is_found_below_a_folder_in_order_of_name(archive):
    folder = archive("b.wav", "a.FLAC", "notes.txt", "deep/er/c.mp3", ".hidden/d.wav", ".e.wav")
    found = recordings([folder])
    assert names(found, folder) == [["a.FLAC"], ["b.wav"], ["deep/er/c.mp3"]]
    assert found.problems == ()


def test_a_file_that_is_named_is_taken_whatever_its_name(archive):
    folder = archive("call.recording")
    assert names(recordings([folder / "call.recording"]), folder) == [["call.recording"]]


def test_what_is_named_twice_is_one_call(archive):
    folder = archive("a.wav")
    assert names(recordings([folder, folder / "a.wav"]), folder) == [["a.wav"]]


@pytest.mark.parametrize("other", ["customer", "Caller", "CLIENT"])
def test_two_sides_of_one_name_are_one_call(archive, other):
    folder = archive("7_agent.wav", f"7_{other}.wav", "8_agent.wav")
    assert names(recordings([folder]), folder) == [["7_agent.wav", f"7_{other}.wav"], ["8_agent.wav"]]


def test_a_side_that_is_there_twice_is_not_lost(archive):
    folder = archive("7_agent.wav", "7_caller.wav", "7_customer.wav")
    assert names(recordings([folder]), folder) == [["7_agent.wav", "7_customer.wav"], ["7_caller.wav"]]


def test_sides_in_different_folders_or_formats_are_no_pair(archive):
    folder = archive("x/7_agent.wav", "y/7_customer.wav", "8-agent.wav", "8-customer.mp3")
    assert len(recordings([folder]).sources) == 4


def test_a_name_that_names_both_sides_or_part_of_a_word_is_one_recording(archive):
    folder = archive("agent-customer.wav", "reagent.wav", "customers.wav")
    assert [len(source.files) for source in recordings([folder]).sources] == [1, 1, 1]


def test_the_agents_channel_is_that_of_every_file_of_two(archive):
    folder = archive("a.wav")
    assert [source.agent for source in recordings([folder], "right").sources] == ["right"]


def test_what_is_not_there_is_told_and_the_rest_is_taken(archive):
    folder = archive("a.wav")
    found = recordings([Path("/no/such/place"), folder])
    assert len(found.sources) == 1
    assert found.problems == ("/no/such/place does not exist; check the name and the folder.",)


def test_what_may_not_be_looked_at_is_told_and_the_rest_is_taken(archive, monkeypatch):
    folder = archive("a.wav")
    is_dir = Path.is_dir

    def refused(path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", refused)
    found = recordings([folder / "locked", folder])
    assert len(found.sources) == 1
    assert found.problems == (
        f"{folder / 'locked'} cannot be read (Permission denied); check its permissions.",
    )
