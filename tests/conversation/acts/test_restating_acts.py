import pytest

STORY = "C: I took the whole of Monday off and the plumber never turned up, so I lost a day's pay."


def only(acts, kind):
    return [act for act in acts if act.kind == kind]


# Paraphrase


@pytest.mark.parametrize(
    "line",
    [
        "A: So you took Monday off, nobody turned up, and you lost the pay as well.",
        "A: So basically you lost a day's pay because the plumber didn't turn up.",
        "A: If I understand you correctly, you took the day off and the plumber never came.",
        "A: It sounds like you lost a day's pay waiting for the plumber.",
        "a: so you took monday off and the plumber never turned up",
    ],
)
def test_a_restatement_is_told_with_what_it_restates(talk, line):
    talk.say("A: What happened?")
    talk.say(STORY)
    (act,) = only([*talk.say(line.replace("a: ", "A: ")), *talk.end()], "paraphrase")
    assert act.answers == 2
    assert act.answered == STORY[3:]
    assert {"took", "day's", "pay"} & {word.strip("“,”") for word in act.why.split()}


@pytest.mark.parametrize(
    "line",
    [
        "A: Monday.",
        "A: The plumber, right.",
        "A: Which plumber was it on Monday?",
        "A: I can see here that our plumber was booked for Monday, let me check with the depot.",
        "A: You must have given us the wrong day, the plumber was there on Monday.",
        "A: We'll send a new plumber on Monday and he will call you before he comes.",
        "A: The parking permits for your street run out in spring.",
    ],
)
def test_an_echo_a_question_a_plan_or_another_act_restates_nothing(talk, line):
    talk.say("A: What happened?")
    talk.say(STORY)
    assert only(talk.say(line), "paraphrase") == []


def test_where_nothing_was_said_nothing_is_restated(talk):
    assert only(talk.say("A: So you took Monday off and the plumber never turned up."), "paraphrase") == []


def test_numbers_read_back_are_no_restatement(talk):
    talk.say("A: And the number?")
    talk.say("C: It's zero seven seven, double nine four, six two one, eight eight three.")
    assert (
        only(talk.say("A: Zero seven seven, double nine four, six two one, eight eight three."), "paraphrase")
        == []
    )


def test_the_agents_own_words_are_not_taken_for_the_customers(talk):
    talk.say("A: The grey cabinet in Elm Lane carries the copper pair.")
    talk.say("C: All right, the grey cabinet and the copper pair, if you say so I believe you there.")
    mine = only(talk.say("A: The grey cabinet carries the copper pair in that lane."), "paraphrase")
    assert mine == []


def test_meaning_alone_restates_where_the_model_leans_to_it(talk):
    near, far = (127, 0, 0), (0, 127, 0)
    talk.say("A: Hello.")
    talk.say("C: He just walked off and left all of it on the drive in the rain for days.", vector=near)
    line = "A: The whole lot stood out there getting soaked while nobody cared one bit."
    assert only(talk.say(line, vector=near, reflection=0.97), "paraphrase")
    talk.say("C: He just walked off and left all of it on the drive in the rain for days.", vector=near)
    assert only(talk.say(line, vector=far, reflection=0.02), "paraphrase") == []


def test_what_is_restated_is_the_sentence_nearest_in_meaning(talk):
    talk.say("A: Hello.")
    talk.say("C: The kettle broke on the first morning.", vector=(0, 127))
    talk.say("A: Right.")
    talk.say("C: My flight home is at noon and I am afraid to miss it.", vector=(127, 0))
    (act,) = only(
        talk.say("A: So you're afraid you'd miss the flight at noon.", vector=(127, 0)), "paraphrase"
    )
    assert act.answers == 4


# Callback


def told_long_ago(talk, *, since=4):
    talk.say("A: Hello, how can I help?")
    talk.say("C: My tortoise ate the charger of the scooter.", vector=(127, 0))
    for number in range(since):
        talk.say("A: Right, let me see.", vector=(0, 127))
        talk.say(f"C: The light on it blinks in green, number {number} of them.", vector=(0, 127))
    return talk


def test_a_return_to_something_said_long_ago_is_told_with_its_source(talk):
    (act,) = only(
        told_long_ago(talk).say("A: You mentioned a tortoise earlier, is the tortoise all right?"), "callback"
    )
    assert act.answers == 2
    assert "tortoise" in act.answered
    assert "“tortoise”" in act.why


def test_it_needs_no_phrase_where_meaning_and_word_agree(talk):
    acts = told_long_ago(talk, since=8).say("A: Give the tortoise and the scooter a pat.", vector=(127, 0))
    assert only(acts, "callback")


def test_a_phrase_without_a_word_needs_likeness_of_meaning(talk):
    told_long_ago(talk, since=8)
    assert only(talk.say("A: You said earlier that your pet was ill.", vector=(0, 127)), "callback") == []
    assert only(talk.say("A: You said earlier that your pet was ill.", vector=(127, 20)), "callback")


@pytest.mark.parametrize(
    "line",
    [
        "A: The light blinks in green, you said.",
        "A: Can I take the account number?",
        "A: It will be with you on Friday.",
    ],
)
def test_what_was_said_lately_or_never_is_no_callback(talk, line):
    assert only(told_long_ago(talk).say(line), "callback") == []


def test_early_in_a_call_there_is_nothing_to_return_to(talk):
    assert only(talk.say("A: You mentioned a tortoise earlier."), "callback") == []
    talk.say("C: My tortoise ate the charger.")
    assert only(talk.say("A: You mentioned a tortoise earlier."), "callback") == []


def test_a_name_is_no_callback(talk):
    talk.say("A: May I have your name?")
    talk.say("C: My name is Tortellini.")
    told_long_ago(talk)
    assert only(talk.say("A: Thank you for waiting, Tortellini."), "callback") == []


# Repetition


def test_a_customer_who_says_it_again_repeats(talk):
    talk.say("A: What happened?")
    talk.say("C: The driver threw the parcel over the fence.")
    talk.say("A: Which parcel?")
    (act,) = only(talk.say("C: The driver threw the parcel over the fence."), "repetition")
    assert act.answers == 2
    assert act.speaker == "customer"


def test_meaning_and_half_of_the_words_repeat_too(talk):
    same, other = (127, 0), (0, 127)
    talk.say("C: The driver threw my parcel over the garden fence.", vector=same)
    talk.say("A: Which one?")
    assert only(talk.say("C: That driver chucked the parcel across the fence.", vector=same), "repetition")
    talk.say("A: Which one?")
    assert only(talk.say("C: A driver chucked some parcel across fields.", vector=other), "repetition") == []


def test_one_explanation_in_two_breaths_is_no_repetition(talk):
    talk.say("C: The driver threw the parcel over the fence.")
    assert only(talk.say("C: The driver threw the parcel over the fence."), "repetition") == []


def test_who_says_that_they_said_it_repeats(talk):
    assert only(talk.say("C: I've already told your colleague all of this twice."), "repetition")


def test_the_agent_does_not_repeat(talk):
    assert only(talk.say("A: I've already told your colleague all of this twice."), "repetition") == []
