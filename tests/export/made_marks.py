"""Marks as nobody would make them, and a small report, for files of other tools."""

from itertools import count

from hypothesis import strategies as st

from callmon.export.exchange import read_marks
from callmon.timeline import Mark, Segment

DURATION = 60.0
REPORT = {
    "call": {"duration": DURATION},
    "utterances": [
        {"speaker": "agent", "start": 1.0, "end": 4.0, "text": "How can I help you?"},
        {"speaker": "customer", "start": 3.5, "end": 9.0, "text": "It is “late” & broken."},
    ],
    "overlaps": [
        {"id": 1, "start": 3.5, "end": 4.0, "kind": "interruption", "by": "customer", "of": "agent"}
    ],
    "acts": [
        {
            "id": 1,
            "kind": "question",
            "speaker": "agent",
            "start": 1.0,
            "end": 4.0,
            "said": "How",
            "confidence": 0.9,
        }
    ],
    "moments": [],
    "tone": {"shifts": []},
    "silent_interruptions": [],
    "cues": [{"rule": "slower", "at": 5.0, "shown": False, "evidence": {"start": 4.0, "words": ""}}],
}
HERE = Segment(160_001, 199_999)

_words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
_places = st.tuples(st.integers(0, 900_000), st.one_of(st.just(0), st.integers(0, 50_000)))

any_mark = st.builds(
    Mark,
    id=_words.filter(bool),
    coder=st.one_of(st.sampled_from(["Robin", 'A "B": notes 2', "said"]), _names),
    kind=st.sampled_from(["note", "agree", "disagree", "missed", "speaker", "word"]),
    segment=_places.map(lambda at: Segment(at[0], sum(at))),
    label=st.one_of(st.sampled_from(["", "act/question", "word"]), _words),
    target=st.one_of(st.sampled_from(["", "act/1"]), _words),
    speaker=st.sampled_from([None, "agent", "customer"]),
    text=st.one_of(st.sampled_from(["", "–", " a\r\nb ", '"', "=1", "x ⟦m 1-2⟧", "; ;"]), _words),
)
some_marks = st.lists(any_mark, max_size=6, unique_by=lambda mark: mark.id)


def again(file, **more):
    """What is read from a file; new marks are numbered."""
    numbers = count(1)
    return read_marks(
        file, **{"duration": DURATION, "coder": "File", "new_id": lambda _: f"new{next(numbers)}", **more}
    )


def by_id(marks):
    return sorted(marks, key=lambda mark: mark.id)
