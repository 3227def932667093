import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.store.codec import decode, encode
from callmon.timeline import (
    Arousal,
    Dropout,
    Ended,
    Feedback,
    Health,
    Leakage,
    Meaning,
    NoticeGiven,
    Observation,
    Painted,
    Part,
    Prosody,
    Segment,
    Sentence,
    Snooze,
    Sound,
    SpeechStarted,
    State,
    Tick,
    Usual,
    Utterance,
    Verdict,
    Word,
    Words,
)

at = st.integers(0, 10**9)
ids = st.integers(0, 10**6)
speakers = st.sampled_from(["agent", "customer"])
segments = st.tuples(at, at).map(lambda ends: Segment(min(ends), max(ends)))
numbers = st.floats(allow_nan=False, allow_infinity=False)
text = st.text(st.characters(exclude_categories=["Cs"]))
maybe = st.none() | numbers
vectors = st.lists(st.integers(-128, 127), max_size=5).map(tuple)
leanings = st.dictionaries(text, numbers, max_size=3).map(lambda named: tuple(named.items()))
observations = st.one_of(
    st.builds(Tick, at, st.none() | at, st.none() | at, st.booleans()),
    st.builds(SpeechStarted, at, speakers, ids),
    st.builds(Utterance, ids, speakers, segments),
    st.builds(Words, ids, st.lists(st.builds(Word, segments, text, numbers)).map(tuple)),
    st.builds(Meaning, ids, st.lists(st.builds(Sentence, at, at, vectors, leanings), max_size=3).map(tuple)),
    st.builds(Prosody, ids, at, maybe, maybe, numbers, maybe, numbers, numbers, numbers),
    st.builds(Arousal, ids, numbers),
    st.builds(Usual, speakers, ids, st.lists(st.tuples(text, numbers, numbers)).map(tuple)),
    st.builds(Sound, speakers, segments),
    st.builds(Leakage, speakers, segments, numbers, numbers),
    st.builds(Health, at, st.sampled_from(get_args(Part)), st.sampled_from(get_args(State))),
    st.builds(Dropout, speakers, segments),
    st.builds(Snooze, at, at),
    st.builds(Painted, at, text, at),
    st.builds(Feedback, at, text, at, st.sampled_from(get_args(Verdict))),
    st.builds(NoticeGiven, at),
    st.builds(Ended, at),
)
FORMAT = [
    (Tick(1600), ["t", 1600, None, None]),
    (Tick(1600, customer=1500), ["t", 1600, None, 1500]),
    (Tick(1600, stirring=True), ["t", 1600, None, None, 1]),
    (SpeechStarted(5, "agent", 1), ["s", 5, "agent", 1]),
    (Utterance(1, "agent", Segment(5, 9)), ["u", 1, "agent", 5, 9]),
    (Words(1, (Word(Segment(5, 9), "Hi.", 0.5),)), ["w", 1, [[5, 9, "Hi.", 0.5]]]),
    (Words(1, ()), ["w", 1, []]),
    (Meaning(1, (Sentence(0, 2, (1, -2), (("open", 0.5),)),)), ["m", 1, [[0, 2, "Af4=", {"open": 0.5}]]]),
    (
        Prosody(1, 9, 5.0, None, -20.0, 4.5, 0.9, 0.1, -6.0),
        ["y", 1, 9, 5.0, None, -20.0, 4.5, 0.9, 0.1, -6.0],
    ),
    (Arousal(1, 0.75), ["a", 1, 0.75]),
    (Usual("agent", 3, (("rate", 4.0, 0.5),)), ["b", "agent", 3, [["rate", 4.0, 0.5]]]),
    (Sound("customer", Segment(5, 9)), ["n", "customer", 5, 9]),
    (Leakage("agent", Segment(5, 9), 0.5, -20.0), ["l", "agent", 5, 9, 0.5, -20.0]),
    (Health(5, "customer", "no_frames"), ["h", 5, "customer", "no_frames"]),
    (Dropout("agent", Segment(5, 9)), ["d", "agent", 5, 9]),
    (Snooze(5, 9), ["z", 5, 9]),
    (Painted(9, "slower", 5), ["p", 9, "slower", 5]),
    (Feedback(9, "slower", 5, "dismissed"), ["f", 9, "slower", 5, "dismissed"]),
    (NoticeGiven(9), ["g", 9]),
    (Ended(9), ["e", 9]),
]
"""Every kind of observation and its line."""


@given(observations)
def test_an_observation_comes_back_from_its_line(observation):
    line = json.dumps(encode(observation), ensure_ascii=False)
    assert "\n" not in line
    assert decode(json.loads(line)) == observation


@pytest.mark.parametrize(("observation", "value"), FORMAT)
def test_the_format_stays_as_it_is(observation, value):
    # Journals on people's disks hold these: another shape needs another version of the journal.
    assert encode(observation) == value
    assert decode(value) == observation


def test_every_kind_of_observation_has_a_letter_of_its_own():
    letters = {type(observation): value[0] for observation, value in FORMAT}
    assert set(letters) == set(get_args(Observation))
    assert len(set(letters.values())) == len(letters)


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        None,
        5,
        "t",
        ["x", 1],
        ["t", 1],
        ["t", "1", None, None],
        ["t", None, None, None],
        ["s", 5, "agnt", 1],
        ["s", 5, "agent", None],
        ["u", 1, "agent", 9, 5],
        ["u", 1, ["agent"], 5, 9],
        ["w", 1, None],
        ["w", 1, [[5, 9, "Hi."]]],
        ["w", 1, [[5, 9, None, 0.5]]],
        ["w", 1, [[9, 5, "Hi.", 0.5]]],
        ["n", "both", 5, 9],
        ["l", "agent", 5, 9, None, 0.5],
        ["e", 9.5],
        ["m", 1, [[0, 2, "Af4", {}]]],
        ["m", 1, [[0, 2, "Af4=", []]]],
        ["m", 1, [[0, 2, "Af4=", {"open": None}]]],
        ["y", 1, 9, 5.0, None, None, 4.5, 0.9, 0.1, -6.0],
        ["y", 1, 9, 5.0],
        ["a", 1, True],
        ["b", "agent", 3, [["rate", 4.0]]],
        ["b", "both", 3, []],
        ["h", 5, "both", "ok"],
        ["h", 5, "agent", "tired"],
        ["h", 5, ["agent"], "ok"],
        ["h", 5, "agent", {}],
        ["d", "agent", 9, 5],
        ["d", "call", 5, 9],
        ["z", 5, None],
        ["p", 9, None, 5],
        ["f", 9, "slower", 5, "liked"],
        ["f", 9, "slower", 5, ["dismissed"]],
    ],
)
def test_what_is_no_observation_is_refused(value):
    with pytest.raises(ValueError):
        decode(value)
