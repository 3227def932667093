import pytest

POINT = "C: You took the money twice and nobody rang me back."


def kinds(talk, line, **how):
    return talk.kinds(line, **how)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A: Anyone would be upset about that.", "validation"),
        ("A: You're absolutely right to ask.", "validation"),
        ("A: I don't blame you at all.", "validation"),
        ("A: That's a perfectly reasonable thing to want.", "validation"),
        ("A: No wonder you're fed up.", "validation"),
        ("A: you did the right thing by ringing", "validation"),
        ("A: That must have been so frightening for you.", "empathy"),
        ("A: I'm so sorry to hear about your mother.", "empathy"),
        ("A: Oh no, what a nightmare.", "empathy"),
        ("A: I can only imagine how stressful that was.", "empathy"),
        ("A: We got this wrong, and I apologise.", "apology"),
        ("A: I'm really sorry about the wait.", "apology"),
        ("A: My bad, I should have told you.", "apology"),
        ("A: That's on us.", "apology"),
        ("A: sorry to keep you waiting", "apology"),
    ],
)
def test_care_is_told_from_its_words(talk, line, kind):
    talk.say(POINT)
    assert kind in talk.kinds(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A: Sorry?", "apology"),
        ("A: Sorry, could you repeat that?", "apology"),
        ("A: Sorry, I didn't catch that.", "apology"),
        ("A: No need to apologise.", "apology"),
        ("A: It wasn't our fault.", "apology"),
        ("A: I'm sorry to hear about your mother.", "apology"),
        ("A: I'm sorry you feel that way.", "empathy"),
        ("A: The invoice is in the post.", "validation"),
        ("A: I see the second page here.", "acknowledgement"),
    ],
)
def test_what_only_sounds_like_care_is_none(talk, line, kind):
    talk.say(POINT)
    assert kind not in talk.kinds(line)


def test_care_that_is_taken_back_in_the_same_breath_is_none(talk):
    talk.say(POINT)
    assert talk.kinds("A: I understand your frustration, but those are the rules.") == {"rebuttal"}


@pytest.mark.parametrize(
    "line", ["A: I see.", "A: Got it.", "A: Okay, noted.", "A: Thank you for telling me that.", "A: okay"]
)
def test_receipt_is_acknowledged(talk, line):
    talk.say(POINT)
    assert "acknowledgement" in talk.kinds(line)


def test_an_acknowledgement_comes_first_and_answers_something(talk):
    assert "acknowledgement" not in talk.kinds("A: I see.")
    talk.say(POINT)
    assert "acknowledgement" not in talk.kinds("A: The form is here. It has two pages. I see.")


def test_the_customer_acknowledges_and_apologises_too(talk):
    talk.say("A: It comes on Friday.")
    assert talk.kinds("C: I see, got it.") == {"acknowledgement"}
    assert "apology" in talk.kinds("C: I'm so sorry I shouted at you.")


def test_a_sure_model_tells_what_no_list_knows_and_takes_a_doubtful_phrase_away(talk):
    talk.say(POINT)
    assert "empathy" in talk.kinds("A: Ten days of that.", empathy=0.995)
    assert "empathy" not in talk.kinds("A: Ten days of that.", empathy=0.3)
    assert "empathy" in talk.kinds("A: Oh dear.", empathy=0.5)
    assert "empathy" not in talk.kinds("A: Oh dear.", empathy=0.01)
    assert "apology" in talk.kinds("A: We apologise.", apology=0.01)


# Rebuttal


@pytest.mark.parametrize(
    "line",
    [
        "A: But that's not what our records show.",
        "A: I understand, but that's our policy.",
        "A: No, that's not how it works.",
        "A: Well, you should have read the terms.",
        "A: He wouldn't do that.",
        "A: It says here that you signed for it.",
        "A: everybody has to pay for the visit",
        "A: Right. But those are the rules.",
    ],
)
def test_a_rebuttal_answers_a_point(talk, line):
    talk.say(POINT)
    (act,) = [act for act in talk.say(line) if act.kind == "rebuttal"]
    assert act.answers == 1
    assert act.answered == POINT[3:]


@pytest.mark.parametrize(
    "line",
    [
        "A: I can't do it today, but I can do it tomorrow.",
        "A: You're right, that's not good enough.",
        "A: But I'd be happy to look into it.",
        "A: The cheque went out on Friday.",
    ],
)
def test_a_way_out_or_care_rebuts_nothing(talk, line):
    talk.say(POINT)
    assert "rebuttal" not in talk.kinds(line)


def test_without_a_point_or_late_in_the_answer_nothing_is_rebutted(talk):
    line = "A: But that's not what our records show."
    assert "rebuttal" not in talk.kinds(line)
    talk.say("C: Is the fee due every month?")
    assert "rebuttal" not in talk.kinds(line)
    talk.say("C: Thanks.")
    assert "rebuttal" not in talk.kinds(line)
    talk.say(POINT)
    assert "rebuttal" not in talk.kinds("A: Green. Blue. Red. Yellow. That's not what our records show.")


def test_a_complaint_makes_a_rebuttal_more_certain(talk):
    talk.say(POINT, negative=0.9)
    (more,) = [act for act in talk.say("A: He wouldn't do that.", rebuttal=0.4) if act.kind == "rebuttal"]
    talk.say(POINT, negative=0.1)
    (less,) = [act for act in talk.say("A: He wouldn't do that.", rebuttal=0.4) if act.kind == "rebuttal"]
    assert more.confidence > less.confidence


def test_a_reproach_that_is_asked_is_a_point_too(talk):
    line = "A: But that's not what our records show."
    talk.say("C: Is that what you call a visit?", negative=0.1)
    assert "rebuttal" not in talk.kinds(line, rebuttal=0.9)
    talk.say("C: Is that what you call a visit?", negative=0.9)
    assert "rebuttal" in talk.kinds(line, rebuttal=0.9)


def test_what_only_the_whole_sentence_tells_is_said_so_that_a_coach_understands(talk):
    talk.say(POINT)
    (act,) = [
        each for each in talk.say("A: It is what it is with us.", rebuttal=0.97) if each.kind == "rebuttal"
    ]
    assert act.why == "as a whole it sounds like a rebuttal, though it has no phrase known for that"
    (act,) = [
        each for each in talk.say("A: All of that at once, my.", empathy=0.97) if each.kind == "empathy"
    ]
    assert act.why.startswith("as a whole it sounds like empathy,")
