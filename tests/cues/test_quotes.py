"""What is quoted in a line: the sentence, cut to what fits."""

import pytest
from cue_scene import Call, act, heard, rule


@pytest.mark.parametrize(
    ("text", "said", "quoted"),
    [
        ("I see. You probably did not look. Or did you?", "probably", "You probably did not look"),
        (
            "Before we go into that you probably did not look at it on that day.",
            "you probably did",
            "Before we go into that you probably did not look at it …",
        ),
        (
            "Now before we go into all of it again, let me say you probably did not look, at it on that day.",
            "you probably did",
            "… let me say you probably did not look, at it on that …",
        ),
        (
            "now before we go into all of that again let me say you probably did not look at it",
            "you probably did",
            "… you probably did not look at it",
        ),
        (
            "Well, you probably did look, all of you, at it now, did you?",
            "did you?",
            "… did you?",
        ),
        (
            "It looked like it was stuck and you paid the fee and then they phoned.",
            "It looked like it was stuck and you paid the fee and then they phoned.",
            "It looked like it was stuck and you paid the fee and …",
        ),
        ("You prob- probably did", "you probably did.", "you probably did"),
        ("You probably did", "", ""),
    ],
)
def test_the_sentence_is_quoted_that_an_act_stands_in(text, said, quoted):
    call = Call(rule("ask_dont_assume"))
    call.turn("agent", 40, 46, text, act("assumption", 41, 42, said, confidence=0.95))
    [(_, cue)] = call.cues
    assert cue.why == f"“{quoted}” takes something for granted."
    assert cue.evidence.words == said


def test_what_is_quoted_in_a_line_is_cut_and_what_is_evidence_is_not():
    said = " ".join(f"word{number}" for number in range(20))
    cue = rule("hold_the_but").hear(heard(13, act("rebuttal", said=said)))
    assert cue.why == "You answered with “" + " ".join(said.split()[:12]) + " …”."
    assert cue.evidence.words == said
