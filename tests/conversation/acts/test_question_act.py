import pytest

from callmon.timeline import Act

OPEN = [
    "What happened?",
    "How did the fitting go?",
    "So what brings you to us today?",
    "Why do you think it does that?",
    "Can you tell me a bit more about the noise?",
    "Walk me through what you did.",
    "Okay, and how has that been for you?",
    "What would you like to see happen now?",
    "Tell me what's going on.",
    "Could you describe the smell for me?",
    "What's been troubling you?",
]
CLOSED = [
    "Did you get the letter?",
    "Have you tried another socket?",
    "What time does the shop close?",
    "How many people are travelling?",
    "Is it the red one or the blue one?",
    "Can I have your postcode?",
    "Which branch did you go to?",
    "Okay, and what's your date of birth?",
    "When was it installed?",
    "Are you at home at the moment?",
    "Would you like me to book that?",
    "And your surname, please?",
    "Is there anything else I can help you with?",
    "Could you spell that for me?",
    "You're still at the same address?",
]


def bare(text):
    return "".join(each for each in text.lower() if each not in ",.?!")


@pytest.mark.parametrize("text", OPEN)
@pytest.mark.parametrize("plain", [False, True])
def test_an_open_question_is_told_with_and_without_marks(talk, text, plain):
    assert "question/open" in talk.kinds(f"A: {bare(text) if plain else text}")


@pytest.mark.parametrize("text", CLOSED)
def test_a_closed_question_is_told(talk, text):
    assert "question/closed" in talk.kinds(f"A: {text}")


@pytest.mark.parametrize("text", CLOSED[:-1])
def test_a_closed_question_is_told_from_its_words_alone(talk, text):
    assert "question/closed" in talk.kinds(f"A: {bare(text)}")


@pytest.mark.parametrize(
    "text",
    [
        "okay lovely thank you for that can you see a light on the front",
        "right i've found you what's your postcode",
        "that's on there now do you want it sent to the same address",
        "good for her what's the first line of the address",
        "thanks tom and are you calling about the car or the house",
        "let me see nearly what stopped you",
        "i have that now would you rather have it by post",
        "did payroll say anything about the delay",
        "got that mr smith how did it start",
    ],
)
def test_a_question_is_found_inside_of_what_has_no_marks(talk, text):
    assert any(kind.startswith("question") for kind in talk.kinds(f"A: {text}"))


@pytest.mark.parametrize(
    "text",
    [
        "I'm not sure how long that takes.",
        "What we can do is send somebody.",
        "What happens is the pump stops.",
        "What bothers people is the noise, it wasn't there before.",
        "I know what you mean.",
        "That's how it works.",
        "I'll tell you what's going on with it.",
        "I can see who keyed it and when they keyed it.",
        "When the engineer comes he will ring you.",
        "Which is fine.",
        "Do it whenever it suits you.",
        "It is the policy for children.",
        "I have that here and it was paid on Monday.",
        "I did that with my own.",
        "The problem is it keeps on dropping.",
        "I don't know which one does the talking.",
        "If she can do it then so can you.",
        "What's going to happen is they ring you.",
        "So the way it works is it picks one.",
        "The man who is on the desk was there.",
        "The one who was it is on leave.",
        "We had you down for the ninth.",
        "I will do it with you over the phone.",
        "The lads did it for you on Monday.",
        "They are paying, as are you.",
        "What matters most is that is was sent.",
        "There is why.",
        "They know what is the cause, I hope.",
        "The desk where are the forms is closed.",
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_a_question_word_or_a_helping_verb_in_a_statement_asks_nothing(talk, text, plain):
    assert not any(kind.startswith("question") for kind in talk.kinds(f"A: {bare(text) if plain else text}"))


@pytest.mark.parametrize(
    "text",
    [
        "Sorry?",
        "Pardon?",
        "Sorry, can you say that again?",
        "Could you hold the line for a moment?",
        "Do you mind holding while I check?",
        "Can I put you on hold?",
        "Could you email me that?",
        "Mind sending me the photo?",
    ],
)
def test_a_request_to_repeat_to_wait_or_to_do_something_is_no_question(talk, text):
    assert not any(kind.startswith("question") for kind in talk.kinds(f"A: {text}"))


def test_a_mark_makes_a_statement_a_question(talk):
    assert "question/closed" in talk.kinds("A: The blue wire?")
    assert talk.kinds("A: The blue wire.") == set()


def test_another_mark_speaks_against_a_question(talk):
    (marked,) = [act for act in talk.say("A: Do you see the light?") if act.kind == "question"]
    (bare_one,) = [act for act in talk.say("A: do you see the light") if act.kind == "question"]
    (other,) = [act for act in talk.say("A: Do you see the light.") if act.kind == "question"]
    assert marked.confidence > bare_one.confidence > other.confidence


def test_the_model_tells_a_question_that_no_form_shows(talk):
    assert "question/closed" in talk.kinds("A: the red wire or the blue one", question=0.99, open=0.1)
    assert "question/open" in talk.kinds("A: the whole story from you", question=0.99, open=0.95)
    assert talk.kinds("A: the red wire and the blue one", question=0.3) == set()


def test_the_longer_phrase_says_how_a_question_is_put(talk):
    assert talk.kinds("A: How are you paying?") == {"question/closed"}
    assert talk.kinds("A: How are you?") == {"question/open"}


def test_both_sides_ask(talk):
    (act,) = talk.say("C: When will it be here?")
    assert (act.kind, act.speaker) == ("question", "customer")


def follow_up(talk, line, **how):
    (act,) = [act for act in talk.say(line, **how) if act.kind == "question"]
    return act


def test_a_question_that_takes_up_what_was_said_is_a_follow_up(talk):
    talk.say("A: Hello.")
    talk.say("C: Since the storm on Sunday the gutter has been leaking into the bedroom.")
    act = follow_up(talk, "A: How bad is the leaking in the bedroom?")
    assert act.follow_up
    assert act.answers == 2
    assert "gutter" in act.answered


def test_an_open_question_on_a_long_story_is_a_follow_up(talk):
    talk.say("A: Hello.")
    talk.say("C: He came in the morning and looked at the thing and just walked off without a word.")
    assert follow_up(talk, "A: How did that feel?").follow_up


def test_a_question_for_the_form_an_offer_and_the_first_one_follow_nothing_up(talk):
    assert not follow_up(talk, "A: How can I help?").follow_up
    talk.say("C: I want to know about my bill, it is far too high.")
    assert not follow_up(talk, "A: Can I take the account number and the postcode please?").follow_up
    talk.say("C: It is one two three.")
    assert not follow_up(talk, "A: Would you like me to send you a copy of it in the post as well?").follow_up
    talk.say("C: Thanks.")
    assert not follow_up(talk, "A: Is there anything else?").follow_up


def test_likeness_of_meaning_alone_makes_a_follow_up(talk):
    near, far = (127, 0), (0, 127)
    talk.say("A: Hello.")
    talk.say("C: Right.", vector=near, pause=0.1, word=1.1)
    long = "A: Is there a smell of any kind when one stands beside the boiler in the kitchen upstairs?"
    assert follow_up(talk, long, vector=near).follow_up
    talk.say("C: Right.", vector=near, word=1.1)
    assert not follow_up(talk, long, vector=far).follow_up


def test_words_that_the_agent_brought_up_make_no_follow_up(talk):
    talk.say("A: Hello. The reservoir and the turbine must be checked.")
    talk.say("C: Okay then.", word=1.0)
    assert not follow_up(
        talk, "A: And may I book the reservoir and the turbine for Monday the third?"
    ).follow_up


def test_the_question_is_evidence_from_where_it_is_put(talk):
    (act,) = [
        act
        for act in talk.say("A: right i've got you down can i take your phone number")
        if isinstance(act, Act)
    ]
    assert act.said == "can i take your phone number"
