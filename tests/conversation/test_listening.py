from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from talk import Talk

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.lexicon import Lexicon
from callmon.timeline import (
    Act,
    Meaning,
    Segment,
    SpeechStarted,
    Tick,
    Utterance,
    Wording,
    Words,
    other,
    samples,
)


def kinds(acts):
    return [act.kind for act in acts]


def test_an_act_carries_its_evidence_and_is_known_when_its_meaning_comes(talk):
    talk.hear(Tick(samples(9.0)))
    (act,) = [act for act in talk.say("A: Right. What happened?") if act.kind == "question"]
    assert (act.at, act.speaker, act.utterance, act.said) == (samples(9.0), "agent", 1, "What happened?")
    assert act.form == "open"
    assert act.why
    assert 0.5 <= act.confidence <= 1
    assert act.segment == Segment(samples(1.3), samples(1.9))


def test_acts_are_numbered_through_the_call(talk):
    talk.say("A: Hello, how can I help? What happened?")
    talk.say("C: Hello, can you hear me?")
    acts = [event for event in talk.events if isinstance(event, Act)]
    assert [act.id for act in acts] == list(range(1, len(acts) + 1))
    assert len(acts) > 3


def test_an_utterance_that_breaks_off_is_judged_with_the_rest_of_it(talk):
    assert talk.say("A: so can you tell me what the") == []
    (act,) = talk.say("A: number on the letter says")
    assert (act.kind, act.utterance) == ("question", 2)
    assert act.said == "can you tell me what the number on the letter says"


def test_an_act_that_lies_in_its_first_piece_is_told_of_that(talk):
    assert talk.say("A: sorry about that can you tell me the") == []
    acts = talk.say("A: number on the letter")
    assert {act.kind: act.utterance for act in acts} == {"apology": 1, "question": 2}


def test_what_is_said_before_the_open_sentence_is_judged_at_once(talk):
    assert "apology" in kinds(talk.say("A: I'm so sorry. Could you give me the"))
    assert kinds(talk.say("A: account number please?")) == ["question"]


def test_an_open_utterance_is_judged_alone_once_the_other_speaks(talk):
    assert talk.say("A: I'm so sorry about the") == []
    assert ("agent", "apology") in [(act.speaker, act.kind) for act in talk.say("C: It is all broken here.")]


def test_an_open_utterance_is_judged_alone_after_a_pause_of_its_speaker(talk):
    talk.say("A: I'm so sorry about the", pause=3.5)
    acts = talk.say("A: Can you see a light?")
    assert [(act.utterance, act.kind) for act in acts] == [(1, "apology"), (2, "question")]


def test_an_open_utterance_is_judged_alone_when_nothing_follows(talk):
    talk.say("A: I'm so sorry about the", pause=0)
    end = samples(talk.at)
    assert talk.hear(Tick(end + samples(3.0))) == []
    assert kinds(talk.hear(Tick(end + samples(3.1)))) == ["apology"]
    assert talk.hear(Tick(end + samples(9.0))) == []


def test_while_its_speaker_goes_on_an_open_utterance_waits_longer_but_not_for_ever(talk):
    talk.say("A: I'm so sorry about the", pause=0)
    end = samples(talk.at)
    talk.hear(SpeechStarted(end + samples(1), "agent", 9))
    assert talk.hear(Tick(end + samples(19))) == []
    assert kinds(talk.hear(Tick(end + samples(21)))) == ["apology"]


def test_words_that_were_not_understood_are_not_waited_for(talk):
    talk.say("A: I'm so sorry about the", pause=0)
    end = samples(talk.at)
    talk.hear(SpeechStarted(end + samples(1), "agent", 9))
    talk.hear(Utterance(9, "agent", Segment(end + samples(1), end + samples(2))), Words(9, ()))
    assert kinds(talk.hear(Tick(end + samples(4)))) == ["apology"]


def test_an_open_utterance_is_judged_when_the_call_ends(talk):
    talk.say("A: I'm so sorry about the")
    assert kinds(talk.end()) == ["apology"]
    assert talk.end() == []


def test_a_passage_does_not_grow_without_end(talking):
    talk = talking(settings=ActSettings(longest_words=8))
    talk.say("A: can you tell me what the")
    assert kinds(talk.say("A: number was on the")) == ["question"]


def test_a_nod_on_its_way_to_a_but_is_no_acknowledgement(talk):
    talk.say("C: You took the money twice, it is all wrong.")
    assert kinds(talk.say("A: I hear you. But that's not what our records show.")) == ["rebuttal"]
    talk.say("C: I rang you three times about this.")
    assert "acknowledgement" in kinds(talk.say("A: I hear you. What happened then?"))


def test_a_meaning_without_words_tells_nothing(talk):
    assert talk.hear(Meaning(77, ())) == []


def test_the_wording_of_each_utterance_is_told(talk):
    talk.say("C: The boiler leaks since Monday.")
    talk.say("A: So the boiler has leaked for two days, and that thing is wet.")
    theirs, ours = [event for event in talk.events if isinstance(event, Wording)]
    assert (theirs.utterance, theirs.speaker, theirs.named) == (1, "customer", 1)
    assert ours.named == 3, "boiler, leaked and two"
    assert ours.vague == 2, "that and thing"


def test_names_that_come_up_are_known_later(talk):
    talk.say("A: who am I speaking to")
    talk.say("C: it's sarah miller")
    assert "name" in kinds(talk.say("A: thank you for waiting sarah"))


def test_a_language_without_lists_tells_acts_by_the_model_alone(talking):
    talk = talking(lexicon=Lexicon("xx"))
    assert talk.say("A: Was ist passiert.") == []
    assert kinds(talk.say("A: Das tut mir leid.", apology=0.99)) == ["apology"]


def test_utterances_that_never_get_words_are_forgotten(talk):
    for number in range(100, 200):
        talk.hear(SpeechStarted(number, "agent", number))
    assert len(talk.listening._open) == 64


def test_old_questions_are_forgotten(talk):
    for _ in range(210):
        talk.say("A: Is it green?", pause=0.1)
    assert len(talk.listening._asked) == 200


WORDS = [
    "so",
    "you",
    "paid",
    "the",
    "fee",
    "but",
    "why",
    "is",
    "it",
    "sorry",
    "can",
    "I",
    "Monday",
    "what's",
    "mm-hm",
]
LINES = st.lists(
    st.tuples(
        st.sampled_from(["A", "C"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
        st.sampled_from(["", ".", "?", ","]),
        st.sampled_from([0.1, 1.0, 4.0]),
    ),
    max_size=12,
)


@given(LINES)
@settings(max_examples=30, deadline=None)
def test_every_act_quotes_words_of_its_side_and_points_back(english, lines):
    talk = Talk(english)
    texts = {}
    for side, words, mark, pause in lines:
        talk.say(f"{side}: {' '.join(words)}{mark}", pause=pause)
        texts[talk.lines] = ("agent" if side == "A" else "customer", " ".join(words) + mark)
        talk.hear(Tick(samples(talk.at)))
    talk.end()
    acts = [event for event in talk.events if isinstance(event, Act)]
    assert [act.id for act in acts] == list(range(1, len(acts) + 1))
    for act in acts:
        speaker, text = texts[act.utterance]
        assert act.speaker == speaker
        assert act.said.split()[-1] in text or act.said in text
        assert 0.5 <= act.confidence <= 1
        assert act.why
        if act.answers is not None:
            assert act.answers < act.utterance
            # Who repeats answers themselves.
            answered = speaker if act.kind == "repetition" else other(speaker)
            assert texts[act.answers][0] == answered
            assert act.answered in texts[act.answers][1]
    assert all(one.at <= two.at for one, two in pairwise(acts))
    assert [event.utterance for event in talk.events if isinstance(event, Wording)] == sorted(texts)


def test_the_same_observations_give_the_same_events(english):
    def told():
        talk = Talk(english)
        for line in ("C: The boiler leaks.", "A: So the boiler leaks? I'm so sorry about the", "A: wait."):
            talk.say(line, apology=0.9)
        talk.end()
        return talk.events

    assert len(told()) > 3
    assert told() == told()
