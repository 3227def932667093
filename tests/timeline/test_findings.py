from callmon.timeline import Segment, findings

REPORT = {
    "overlaps": [
        {"id": 3, "start": 4.0, "end": 4.6, "kind": "interruption", "by": "agent", "of": "customer"},
    ],
    "acts": [
        {
            "id": 7,
            "kind": "validation",
            "speaker": "agent",
            "start": 9.0,
            "end": 11.0,
            "said": "that is annoying",
            "confidence": 0.8,
        }
    ],
    "moments": [
        {"id": 2, "kind": "worry", "start": 6.0, "end": 8.5, "said": "I am worried", "confidence": 0.7}
    ],
    "tone": {"shifts": [{"word": "loud", "speaker": "customer", "start": 6.0, "end": 8.5}]},
    "silent_interruptions": [{"at": 0.3, "by": "agent", "pause": 0.5, "last_words": "so I"}],
    "cues": [
        {
            "rule": "let_them_finish",
            "at": 5.0,
            "shown": False,
            "evidence": {"start": 4.0, "words": ""},
        },
        {"rule": "pause", "at": 1.0, "shown": True, "evidence": {"start": 2.0, "words": "and so"}},
    ],
}


def test_everything_that_can_be_judged_has_a_key_and_lies_in_order():
    found = findings(REPORT)
    assert [(each.key, each.label, each.speaker) for each in found] == [
        ("silent/0", "silent/interruption", "agent"),
        ("cue/1", "cue/pause", "agent"),
        ("overlap/3", "overlap/interruption", "agent"),
        ("cue/0", "cue/let_them_finish", "agent"),
        ("moment/2", "moment/worry", "customer"),
        ("shift/0", "shift/loud", "customer"),
        ("act/7", "act/validation", "agent"),
    ]


def test_a_finding_says_where_with_which_words_and_how_sure_it_is():
    by_key = {each.key: each for each in findings(REPORT)}
    act, held_back = by_key["act/7"], by_key["cue/0"]
    assert (act.segment, act.said, act.confidence) == (Segment(144_000, 176_000), "that is annoying", 0.8)
    assert (held_back.shown, held_back.confidence, by_key["cue/1"].shown) == (False, None, True)


def test_a_finding_never_ends_before_it_starts_nor_begins_before_the_call():
    by_key = {each.key: each for each in findings(REPORT)}
    assert by_key["cue/1"].segment == Segment(16_000, 16_000)
    assert by_key["silent/0"].segment == Segment(0, 4_800)
