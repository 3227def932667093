import pytest
from scene import demo, only, play, record

from callmon.timeline import Overlap, Silence, SilentInterruption, Turn


@pytest.mark.parametrize("words", [0.3, 1.0, 5.0])
def test_the_demo_call_has_exactly_its_overlaps_turns_and_silences(words):
    truth, scene = demo()
    events = play(scene, end=truth["duration_samples"] / 16000, words=words)
    lines = [utterance["line"] for utterance in truth["utterances"]]
    found = [
        {
            "start": lap.segment.start,
            "end": lap.segment.end,
            "kind": lap.kind,
            "by": lap.by,
            "of": lap.of,
            "by_line": lines[lap.utterance - 1],
            "of_line": lines[lap.holder - 1],
        }
        | ({"severity": lap.severity} if lap.severity else {})
        for lap in record(events)
    ]
    assert found == truth["overlaps"]
    assert [
        {"speaker": turn.speaker, "start": turn.segment.start, "end": turn.segment.end}
        for turn in only(events, Turn)
    ] == truth["turns"]
    whole = [silence for silence in only(events, Silence) if silence.settled]
    assert [{"start": s.segment.start, "end": s.segment.end} for s in whole] == truth["dead_air"]
    assert only(events, SilentInterruption) == []
    live = [lap for lap in only(events, Overlap) if not lap.settled]
    assert [lines[lap.utterance - 1] for lap in live] == ["a3", "c4", "a5"]
