from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from scene import A, C, fold, mirrored, observations, only, play, record, spoken

from callmon.conversation import TimingSettings
from callmon.timeline import (
    Gap,
    Overlap,
    Pause,
    Silence,
    SilentInterruption,
    SpeechStarted,
    Turn,
    TurnStarted,
    Utterance,
    other,
    samples,
)

TEXTS = st.sampled_from(
    [
        None,
        "",
        "mm-hm",
        "yes exactly",
        "but I told them",
        "one moment please",
        "so I went to the",
        "that makes sense",
    ]
)


@st.composite
def sides(draw, speaker):
    """Utterances of one speaker: pieces of 0.12 s and more with silences of 0.25 s and more."""
    at, lines = draw(st.integers(0, 300)), []
    for _ in range(draw(st.integers(0, 7))):
        length = draw(st.one_of(st.integers(12, 120), st.integers(100, 600)))
        lines.append((speaker, at / 100, (at + length) / 100, draw(TEXTS)))
        at += length + draw(st.one_of(st.integers(25, 80), st.integers(25, 500)))
    return lines


SCENES = st.tuples(sides(A), sides(C)).map(lambda both: both[0] + both[1])
CALMLY = settings(deadline=None)
"""A busy machine is no defect."""
TIMINGS = TurnStarted | Turn | Gap | Pause


@CALMLY
@given(SCENES)
def test_turns_alternate_or_lie_more_than_three_seconds_apart(scene):
    events = play(scene)
    turns = only(events, Turn)
    for one, two in pairwise(turns):
        if one.speaker == two.speaker:
            assert one.segment.gap_to(two.segment) > samples(TimingSettings().turn_pause_s)
    assert [(s.at, s.speaker) for s in only(events, TurnStarted)] == [
        (t.segment.start, t.speaker) for t in turns
    ]


@CALMLY
@given(SCENES)
def test_each_utterance_is_in_at_most_one_turn_and_turns_span_theirs(scene):
    lines = {utterance.id: utterance for utterance, _ in spoken(scene)}
    seen = [number for turn in only(play(scene), Turn) for number in turn.utterances]
    assert len(seen) == len(set(seen))
    for turn in only(play(scene), Turn):
        parts = [lines[number] for number in turn.utterances]
        assert {part.speaker for part in parts} == {turn.speaker}
        assert parts[0].segment.start == turn.segment.start
        assert max(part.segment.end for part in parts) == turn.segment.end


@CALMLY
@given(SCENES)
def test_overlaps_lie_within_both_utterances_and_count_once(scene):
    lines = {utterance.id: utterance for utterance, _ in spoken(scene)}
    events = play(scene)
    for lap in only(events, Overlap):
        by, of = lines[lap.utterance], lines[lap.holder]
        assert (by.speaker, of.speaker) == (lap.by, lap.of)
        both = by.segment & of.segment
        assert both.start <= lap.segment.start
        assert lap.segment.end <= both.end
        assert len(lap.segment) >= samples(0.1)
    standing = record(events)
    assert len({lap.utterance for lap in standing}) == len(standing)
    assert {lap.id for lap in only(events, Overlap)} == {lap.id for lap in standing}


@CALMLY
@given(SCENES, st.sampled_from([0.26, 1.0, 4.0]))
def test_words_move_no_timing(scene, words):
    def timing(events):
        return [event for event in events if isinstance(event, TIMINGS)]

    def spans(events):
        return [replace(s, hold=False) for s in only(events, Silence)]

    def laps(events):
        return [(lap.id, lap.segment, lap.by, lap.of) for lap in record(events)]

    bare = play([(*line[:3], None) for line in scene])
    told = play(scene, words=words)
    assert timing(told) == timing(bare)
    assert spans(told) == spans(bare)
    assert laps(told) == laps(bare)


@CALMLY
@given(SCENES)
def test_whenever_words_come_the_record_is_the_same(scene):
    soon, late = play(scene, words=0.26), play(scene, words=3.9)
    assert record(soon) == record(late)
    assert sorted(map(repr, only(soon, SilentInterruption))) == sorted(
        map(repr, only(late, SilentInterruption))
    )


@CALMLY
@given(SCENES)
def test_a_mirrored_scene_gives_mirrored_events(scene):
    def flipped(event):
        change = {
            name: other(getattr(event, name))
            for name in ("speaker", "by", "of", "after")
            if getattr(event, name, None) is not None
        }
        if isinstance(event, Overlap):
            change["reason"] = event.reason.replace(A, "*").replace(C, A).replace("*", C)
        return replace(event, **change)

    assert [flipped(event) for event in play(scene)] == play(mirrored(scene))


@CALMLY
@given(SCENES, st.randoms(use_true_random=False), st.booleans())
def test_no_order_of_news_breaks_the_fold(scene, random, pairs):
    heard = observations(scene)
    edges = [i for i, o in enumerate(heard) if isinstance(o, Utterance | SpeechStarted) or pairs]
    shuffled = random.sample(edges, len(edges))
    mixed = list(heard)
    for place, source in zip(edges, shuffled, strict=True):
        mixed[place] = heard[source]
    events = fold(mixed)
    seen = [number for turn in only(events, Turn) for number in turn.utterances]
    assert len(seen) == len(set(seen))


@CALMLY
@given(SCENES)
def test_the_fold_is_a_function_of_its_observations(scene):
    heard = observations(scene)
    assert fold(heard) == fold(heard)
