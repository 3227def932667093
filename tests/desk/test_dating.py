import os
from datetime import UTC, datetime, timedelta

import av
import numpy as np
import pytest

from callmon.desk.dating import time_in, when_held

NOW = datetime(2026, 11, 26, 15).astimezone()
CALL = datetime(2026, 6, 10, 13, 37, 22).astimezone()
ANALYSED = NOW.timestamp()


@pytest.mark.parametrize(
    "name",
    [
        "20260610-133722_0171555017_ext204_in",
        "2026-06-10_13-37-22",
        "2026-06-10 13.37.22 Kim",
        "2026_06_10_13_37_22",
        "2026-06-10 at 13.37.22",
        "20260610T133722",
        "20260610133722",
        "in-5551234-20260610-133722-1781091442.123",
        f"q-{CALL.timestamp():.0f}.17",
        f"{CALL.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    ],
)
def test_the_date_in_a_recordings_name_is_when_the_call_was(name):
    assert time_in(name, NOW) == CALL


def test_a_time_may_lack_seconds_and_a_plain_day_its_time():
    assert time_in("20260610_1337", NOW) == CALL.replace(second=0)
    assert time_in("2026-06-10 Kim", NOW) == CALL.replace(hour=0, minute=0, second=0)
    assert time_in("2026-06-10_0171555017", NOW) == CALL.replace(hour=0, minute=0, second=0)


@pytest.mark.parametrize(
    "name",
    [
        *("call", "0171555017", "+201012101234", "201012101234", "4917155501720260610", "1781091442"),
        *("20260610", "order 20260610", "20260610_0171555017", "20260610133722123"),
        *("20261310-133722", "20260230-133722", "20260610-256199", "2026-02-30"),
        *("18991231-101010", "19891231-101010", "20261126-150001", "20991231-101010"),
    ],
)
def test_a_number_or_a_day_that_cannot_be_is_no_date(name):
    assert time_in(name, NOW) is None


def recording(folder, name, **tags):
    file = folder / name
    with av.open(str(file), "w") as container:
        stream = container.add_stream("flac" if file.suffix == ".flac" else "aac", rate=16_000, layout="mono")
        container.metadata.update(tags)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 16_000), np.float32), "fltp", "mono")
        frame.sample_rate = 16_000
        resampler = av.AudioResampler(stream.format.name, "mono", 16_000)
        for piece in resampler.resample(frame):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    os.utime(file, (NOW.timestamp() - 3600,) * 2)
    return file


def test_a_name_comes_before_tags_and_tags_before_the_file(tmp_path):
    tagged = recording(tmp_path, "a.m4a", creation_time="2026-06-10T13:37:22Z")
    held, dated = when_held("a1", [str(tagged)], ANALYSED)
    assert (datetime.fromisoformat(held).timestamp(), dated) == (1_781_098_642, "tag")
    named = tagged.rename(tmp_path / "20260509-101112.m4a")
    held, dated = when_held("a1", ["/no/such/file.wav", str(named)], ANALYSED)
    assert (held[:19], dated) == ("2026-05-09T10:11:12", "name")
    plain = recording(tmp_path, "c.flac")
    held, dated = when_held("a1", [str(plain)], ANALYSED)
    assert (datetime.fromisoformat(held), dated) == (NOW - timedelta(hours=1), "file")


@pytest.mark.parametrize("date", ["2026", "yesterday", "0001-01-01", "2099-01-01", "1904-01-01"])
def test_a_tag_that_names_no_day_of_a_call_is_passed_over(tmp_path, date):
    assert when_held("a1", [str(recording(tmp_path, "a.flac", date=date))], ANALYSED).dated == "file"


def test_a_tag_may_name_the_day_alone(tmp_path):
    held, dated = when_held("a1", [str(recording(tmp_path, "a.flac", date="2026-06-10"))], ANALYSED)
    assert (held[:16], dated) == ("2026-06-10T00:00", "tag")


def test_a_day_without_a_time_has_that_of_a_file_of_this_day(tmp_path):
    file = recording(tmp_path, "2026-11-26 Kim.flac")
    assert when_held("a1", [str(file)], ANALYSED).held[:16] == "2026-11-26T14:00"
    file = file.rename(tmp_path / "2026-11-25 Kim.flac")
    assert when_held("a1", [str(file)], ANALYSED).held[:16] == "2026-11-25T00:00"


def test_where_nothing_is_left_of_a_recording_nobody_knows(tmp_path):
    held, dated = when_held("a1", ["/no/such/file.wav"], ANALYSED)
    assert (datetime.fromisoformat(held), dated) == (NOW, "")
    assert when_held("live-20260203-140506-ab", [], ANALYSED).dated == "call"
