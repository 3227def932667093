from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.endpoint import Endpointer, EndpointSettings, Finished, Started

PROBABILITY = st.sampled_from([0.0, 0.05, 0.15, 0.31, 0.6, 0.99])
LEVEL = st.sampled_from([-100.0, -70.0, -55.0, -45.0, -38.0, -30.0, -20.0, -5.0])
FRAMES = st.lists(st.tuples(st.integers(1, 80), PROBABILITY, LEVEL), max_size=60)


def run(runs):
    """Edges of runs of (frames, probability, level), each with the frame after which it was told."""
    ends, told, now = Endpointer(EndpointSettings()), [], 0
    for length, probability, level in runs:
        for _ in range(length):
            now += 1
            told += [(now, edge) for edge in ends.push(probability, level)]
            assert ends.voiced_until is None or ends.voiced_until <= now
    return told + [(now, edge) for edge in ends.flush()]


@settings(max_examples=300, deadline=None)
@given(FRAMES)
def test_the_grammar_of_edges(runs):
    told = run(runs)
    edges = [edge for _, edge in told]
    assert [type(edge) for edge in edges] == [Started, Finished] * (len(edges) // 2)
    last = None
    for begun, ended in zip(edges[::2], edges[1::2], strict=True):
        assert begun.start == ended.start
        assert ended.end - ended.start >= 12
        assert last is None or ended.start - last >= 25
        last = ended.end
    for now, edge in told:
        assert (edge.start if isinstance(edge, Started) else edge.end) <= now
    assert last is None or last <= sum(length for length, _, _ in runs)


SPEECH, QUIET = (0.95, -20.0), (0.01, -70.0)


def spans(*runs):
    return [
        (edge.start, edge.end)
        for _, edge in run([(length, *kind) for length, kind in runs])
        if isinstance(edge, Finished)
    ]


def test_a_pause_of_a_quarter_of_a_second_ends_an_utterance_and_a_shorter_one_does_not():
    assert spans((100, QUIET), (50, SPEECH), (25, QUIET), (50, SPEECH)) == [(100, 150), (175, 225)]
    assert spans((100, QUIET), (50, SPEECH), (24, QUIET), (50, SPEECH)) == [(100, 224)]


def test_only_silence_counts_towards_a_pause():
    tail = (0.05, -52.0)  # under what still is speech, above what is silence
    assert spans((100, QUIET), (50, SPEECH), (5, tail), (24, QUIET), (50, SPEECH)) == [(100, 229)]
    assert spans((100, QUIET), (50, SPEECH), (5, tail), (25, QUIET), (50, SPEECH)) == [(100, 150), (180, 230)]
    assert spans((100, QUIET), (50, SPEECH), (29, tail), (50, SPEECH)) == [(100, 229)]
    assert spans((100, QUIET), (50, SPEECH), (30, tail), (50, SPEECH)) == [(100, 150), (180, 230)]


def test_leaked_frames_are_silence_and_tell_nothing():
    ends = Endpointer(EndpointSettings())
    for _ in range(200):
        assert ends.push(0.95, -20.0, leaked=True) == []
    assert ends.speech_level_db is None
    assert ends.noise_level_db == -100.0


def test_shorter_speech_than_120_ms_is_none():
    assert spans((100, QUIET), (11, SPEECH), (100, QUIET)) == []
    assert spans((100, QUIET), (12, SPEECH), (100, QUIET)) == [(100, 112)]


def test_what_is_never_sure_is_no_speech():
    assert spans((100, QUIET), (50, (0.4, -20.0)), (100, QUIET)) == []


def test_the_level_carries_both_edges():
    soft = (0.03, -30.0)
    found = spans(
        (100, QUIET), (100, SPEECH), (100, QUIET), (10, soft), (50, SPEECH), (20, soft), (100, QUIET)
    )
    assert found == [(100, 200), (300, 380)]


def test_the_level_carries_an_edge_for_half_a_second_at_most():
    soft = (0.03, -30.0)
    ((_, end),) = spans((100, QUIET), (100, SPEECH), (300, soft))
    assert end == 250


def test_an_edge_is_told_as_soon_as_it_is_certain():
    told = run([(100, *QUIET), (50, *SPEECH), (60, *QUIET)])
    assert told == [(112, Started(100)), (175, Finished(100, 150))]


def test_a_breath_before_the_first_speech_of_a_call_is_no_part_of_it():
    breath = (0.4, -52.0)
    assert spans((20, QUIET), (20, breath), (50, SPEECH), (60, QUIET)) == [(40, 90)]
    # Later in the call the level is known, and decides at once.
    later = spans((20, QUIET), (50, SPEECH), (60, QUIET), (20, breath), (50, SPEECH), (60, QUIET))
    assert later == [(20, 70), (150, 200)]


def test_soft_speech_before_the_first_loud_speech_of_a_call_belongs_to_it():
    soft = (0.1, -40.0)
    assert spans((20, QUIET), (20, soft), (50, SPEECH), (60, QUIET)) == [(20, 90)]


def test_a_first_word_that_is_over_before_its_level_is_known_is_told_at_its_end():
    told = run([(3, *QUIET), (4, 0.6, -20.0), (10, 0.4, -20.0), (60, *QUIET)])
    assert [edge for _, edge in told] == [Started(3), Finished(3, 17)]
