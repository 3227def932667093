import pytest

from callmon.timeline import Wording


def only(acts, kind):
    return [act for act in acts if act.kind == kind]


@pytest.mark.parametrize(
    "line",
    [
        "A: You must have forgotten the password.",
        "A: At your age you won't be using the app.",
        "A: I'm sure you just clicked the wrong button.",
        "A: You probably don't need the big one.",
        "A: you'll want the cheaper one i expect",
        "A: Your wife will know the dose.",
    ],
)
def test_what_is_taken_for_known_is_an_assumption(talk, line):
    assert "assumption" in talk.kinds(line)


@pytest.mark.parametrize(
    "line",
    [
        "A: You must type it exactly as it comes.",
        "A: It probably gets damp in the evenings.",
        "A: You'll have the money back by Friday.",
        "A: Are you sure you have the right form?",
        "A: You must have been so worried.",
    ],
)
def test_a_duty_a_thing_a_promise_or_a_feeling_is_no_assumption(talk, line):
    assert "assumption" not in talk.kinds(line)


@pytest.mark.parametrize(
    "line",
    [
        "A: Would you like me to send you a copy as well?",
        "A: I could put a note on your file so you don't have to explain it again.",
        "A: Shall I book you a taxi for the way home?",
        "A: If you like, I can stay on the line.",
        "A: How about I call them for you?",
        "A: you might be entitled to a discount",
        "A: I'll also waive the fee for you.",
    ],
)
def test_something_named_beyond_the_request_is_a_specific_offer(talk, line):
    assert "offer/specific" in talk.kinds(line)


@pytest.mark.parametrize(
    "line",
    ["A: Is there anything else I can help with?", "A: anything else", "A: Is that everything for today?"],
)
def test_anything_else_is_a_stock_offer(talk, line):
    assert "offer/stock" in talk.kinds(line)
    assert "offer/specific" not in talk.kinds(line)


def test_asking_to_wait_offers_nothing(talk):
    assert "offer/specific" not in talk.kinds("A: Would you like me to put you on hold?")


def test_holds_are_announced_and_thanked(talk):
    assert "hold" in talk.kinds("A: Bear with me one moment.")
    assert talk.kinds("A: Thank you for holding.") == {"hold_thanks"}
    assert talk.kinds("A: Thank you for calling us.") == {"greeting"}
    assert "hold" in talk.kinds("C: Hold on, let me find my glasses.")


@pytest.mark.parametrize(
    "line",
    [
        "A: I'll call you back on Friday.",
        "A: You'll get an email in the next ten minutes.",
        "A: The refund will be with you in three working days.",
        "A: once we have the form we'll send you the contract",
    ],
)
def test_who_does_what_and_when_is_a_next_step(talk, line):
    assert "next_step" in talk.kinds(line)


def test_a_hold_or_a_stock_offer_is_no_next_step(talk):
    assert "next_step" not in talk.kinds("A: Hold on, I'll call you back tomorrow.")
    assert "next_step" not in talk.kinds("A: I'll call you tomorrow, is there anything else?")


def test_greetings_open_and_farewells_close_a_call(talk):
    assert "closing" not in talk.kinds("A: Bye.")
    assert "greeting" in talk.kinds("A: Good morning, this is the service desk.")
    assert "greeting" in talk.kinds("C: Hello there.")
    for _ in range(2):
        talk.say("A: The form is here.")
        talk.say("C: It has two pages.")
    assert "greeting" not in talk.kinds("A: Good morning.")
    assert "closing" in talk.kinds("A: Goodbye, have a nice day.")


# Jargon


def test_a_listed_term_is_jargon_and_the_why_has_the_plain_words(talk):
    (act,) = only(talk.say("A: The beneficiary bank has to agree."), "jargon")
    assert act.said == "beneficiary bank"
    assert "say" in act.why


def test_an_unknown_acronym_is_jargon(talk):
    (act,) = only(talk.say("A: It fails in the QZX, see."), "jargon")
    assert act.said == "QZX,"
    assert "QZX" in act.why
    assert only(talk.say("A: Two QZXs failed."), "jargon")


@pytest.mark.parametrize(
    "line",
    [
        "A: Is the TV on?",
        "A: I said NO.",
        "A: HELLOOO there.",
        "A: It is E H six, QZ J.",
        "A: A QZ9X.",
        "A: I am OK.",
    ],
)
def test_what_everybody_knows_or_is_spelt_is_no_jargon(talk, line):
    assert only(talk.say(line), "jargon") == []


def test_words_that_the_customer_brought_are_no_jargon(talk):
    talk.say("C: The QZX light is red and the beneficiary bank is mine.")
    assert only(talk.say("A: So the QZX is red."), "jargon") == []
    assert only(talk.say("A: The beneficiary bank has to agree."), "jargon") == []


# Names


@pytest.mark.parametrize(
    ("asked", "answer", "used"),
    [
        ("And your name, please?", "Grace Okafor.", "Thank you, Mrs Okafor."),
        ("Who am I speaking to?", "It's Tom. Tom Geddes.", "Give me a minute, Tom, please."),
        ("Hello.", "Hi, my name is Sarah and I can't log in.", "I can help with that Sarah."),
        ("Hello.", "This is Yusuf Rahman, hello.", "How are you, Yusuf?"),
        ("who am i speaking to", "yes sarah miller", "thanks for waiting sarah"),
        ("what was the name", "my name's miller", "thanks ms miller"),
    ],
)
def test_a_name_that_was_given_is_told_where_it_is_used(talk, asked, answer, used):
    talk.say(f"A: {asked}")
    talk.say(f"C: {answer}")
    assert only(talk.say(f"A: {used}"), "name")


@pytest.mark.parametrize(
    "line",
    [
        "A: Is it Mrs Okafor?",
        "A: You're Mr Rahman, is it?",
        "A: Can you spell Okafor for me?",
        "A: Good morning, Jean speaking, how can I help?",
        "A: It comes on Friday, Saturday at the latest.",
        "A: There is DMV, Medicare, the pension people.",
        "A: Please, Take it.",
    ],
)
def test_a_name_that_is_asked_for_checked_or_no_name_is_not_used(talk, line):
    talk.say("A: And your name?")
    talk.say("C: Okafor.")
    assert only(talk.say(line), "name") == []


def test_a_name_between_commas_is_used_though_nobody_gave_it(talk):
    (act,) = only(talk.say("A: Hey, Janelle, are you still with me?"), "name")
    assert act.said == "Janelle,"


def test_a_name_that_the_agent_learnt_from_the_screen_is_known_later(talk):
    talk.say("A: Is it Miss Novak, first name Ivana?")
    assert only(talk.say("A: Thanks Ivana that helps."), "name")


def test_an_answer_without_a_name_gives_none(talk):
    talk.say("A: Who am I speaking to?")
    talk.say("C: It's me.")
    talk.say("A: And the name?")
    talk.say("C: i'm calling about the bill")
    assert only(talk.say("A: calling about the bill then"), "name") == []


# Wording


def test_concrete_and_vague_words_are_counted(talk):
    talk.say("C: My dishwasher floods the kitchen.")
    talk.say("A: The dishwasher floods the kitchen twice.")
    talk.say("A: That thing is a matter for somebody.")
    *_, concrete, vague = [event for event in talk.events if isinstance(event, Wording)]
    assert (concrete.named, concrete.vague) == (4, 0)
    assert (vague.named, vague.vague) == (0, 4)
