from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.conversation.dialogue import Dialogue, content, join, likeness, mean, stem
from callmon.conversation.settings import TimingSettings
from callmon.timeline import Meaning, Segment, Sentence, Tick, Utterance, Word, Words, samples


class Spoken:
    """Lines into a dialogue, one after the other."""

    def __init__(self, lexicon, timing=None):
        self.dialogue, self.count, self.at = Dialogue(lexicon, timing), 0, 0

    def __call__(self, side, *texts, seconds=2.0, vectors=(), leanings=()):
        self.count += 1
        start, self.at = self.at, self.at + samples(seconds)
        words, parts = [], []
        for number, text in enumerate(texts):
            first = len(words)
            words += [Word(Segment(start, self.at), token, 1.0) for token in text.split()]
            vector = vectors[number] if vectors else ()
            parts.append(Sentence(first, len(words), vector, tuple(leanings)))
        self.dialogue.observe(Utterance(self.count, side, Segment(start, self.at)))
        self.dialogue.observe(Words(self.count, tuple(words)))
        return self.dialogue.observe(Meaning(self.count, tuple(parts)))


@pytest.fixture
def spoken(english):
    return Spoken(english)


def test_each_sentence_is_kept_as_it_was_said_and_as_phrases_see_it(spoken):
    first, second = spoken("customer", "Well, I’ve PAID.", "Twice!", leanings=[("negative", 0.7)])
    assert (first.text, first.words, second.text) == ("Well, I’ve PAID.", ("well", "i've", "paid"), "Twice!")
    assert (first.number, second.number, first.turn, second.turn) == (1, 2, 1, 1)
    assert first.marked
    assert not first.asks
    assert (first.leaning("negative"), first.leaning("worry")) == (0.7, 0.0)


def test_a_question_mark_before_closing_quotes_asks(spoken):
    (said,) = spoken("agent", "Was it “now?”")
    assert said.asks


def test_what_a_backchannel_is_stands_in_the_settings_of_timing(english):
    def hum(**how):
        return Spoken(english, TimingSettings(**how))("customer", "Yes, the boiler broke.", seconds=1.0)[0]

    assert not hum().backchannel
    assert hum(backchannel_words_share=0.25).backchannel
    assert not hum(backchannel_words_share=0.25, backchannel_max_s=0.9).backchannel


def test_evidence_is_quoted_as_it_was_recognised_where_a_token_holds_two_words(spoken):
    (said,) = spoken("agent", "We're open 24/7 – always.")
    assert said.words == ("we're", "open", "24", "7", "always")
    assert said.span(2, 4) == "24/7"
    assert said.span(3, 5) == "24/7 – always."
    assert said.span(2, 2) == ""


def test_apostrophes_that_a_recogniser_leaves_out_are_put_back(spoken):
    (said,) = spoken("customer", "i dont think youre there were they")
    assert said.words == ("i", "don't", "think", "you're", "there", "were", "they")
    assert not said.marked


def test_a_sentence_lies_where_its_words_do_inside_its_utterance(english):
    dialogue = Dialogue(english)
    dialogue.observe(Utterance(1, "agent", Segment(100, 200)))
    words = (Word(Segment(50, 120), "Hello.", 1), Word(Segment(400, 500), "There.", 1))
    dialogue.observe(Words(1, words))
    near, far = dialogue.observe(Meaning(1, (Sentence(0, 1), Sentence(1, 2))))
    assert near.segment == Segment(100, 120)
    assert far.segment == Segment(100, 200)


def test_a_turn_is_a_run_of_one_side_and_a_backchannel_ends_none(spoken):
    spoken("customer", "My boiler is broken.")
    (hum,) = spoken("agent", "Mm-hm.", seconds=0.4)
    (more,) = spoken("customer", "It leaks.")
    (answer,) = spoken("agent", "I see, it leaks.")
    assert (hum.backchannel, hum.turn, more.turn, answer.turn) == (True, 1, 1, 2)
    assert not spoken("customer", "Mm-hm.", seconds=1.5)[0].backchannel


def test_what_lacks_words_or_its_utterance_adds_nothing(english):
    dialogue = Dialogue(english)
    assert dialogue.observe(Meaning(7, (Sentence(0, 1),))) == []
    dialogue.observe(Utterance(8, "agent", Segment(0, 10)))
    assert dialogue.observe(Meaning(8, ())) == []
    dialogue.observe(Utterance(9, "agent", Segment(0, 10)))
    dialogue.observe(Words(9, (Word(Segment(0, 5), "–", 1), Word(Segment(5, 9), "Yes.", 1))))
    (said,) = dialogue.observe(Meaning(9, (Sentence(0, 1), Sentence(1, 2))))
    assert said.words == ("yes",)
    assert dialogue.observe(Tick(5)) == []


def test_utterances_and_words_that_nothing_follows_are_forgotten_in_the_end(english):
    dialogue = Dialogue(english)
    for number in range(1, 70):
        dialogue.observe(Utterance(number, "agent", Segment(0, 10)))
        dialogue.observe(Words(number, (Word(Segment(0, 10), "Yes.", 1),)))
    assert dialogue.observe(Meaning(1, (Sentence(0, 1),))) == []
    assert len(dialogue.observe(Meaning(69, (Sentence(0, 1),)))) == 1


def test_turns_are_looked_up_from_a_sentence_backwards(spoken):
    spoken("customer", "One.", "Two.")
    spoken("agent", "Ah.")
    spoken("customer", "Three.")
    spoken("agent", "Yeah.", seconds=0.3)
    (now,) = spoken("agent", "So.")
    spoken("customer", "Later.")

    def texts(found):
        return [said.text for said in found]

    assert texts(spoken.dialogue.turns("customer", now, 1)) == ["Three."]
    assert texts(spoken.dialogue.turns("customer", now, 2)) == ["One.", "Two.", "Three."]
    assert texts(spoken.dialogue.turns("agent", now, 5)) == ["Ah."]
    assert texts(spoken.dialogue.earlier("customer", now, 2)) == ["One.", "Two."]
    assert texts(spoken.dialogue.earlier("agent", now, 0)) == ["Ah.", "So."]


def test_the_place_of_a_sentence_counts_those_of_its_turn_before_it(spoken):
    spoken("agent", "Hello.")
    spoken("customer", "Hello there.")
    one, two = spoken("agent", "Right.", "So.")
    (three,) = spoken("agent", "Then.")
    assert [spoken.dialogue.place(said) for said in (one, two, three)] == [0, 1, 2]


def test_pieces_of_a_sentence_are_joined(spoken):
    (first,) = spoken("agent", "so you paid the", vectors=[(127, 0)], leanings=[("a", 0.2), ("b", 0.5)])
    (second,) = spoken("agent", "deposit paid twice", vectors=[(0, 127)], leanings=[("a", 0.6)])
    both = join(first, second)
    assert both.text == "so you paid the deposit paid twice"
    assert both.span(3, 5) == "the deposit"
    assert (both.number, both.utterance) == (second.number, second.utterance)
    assert (both.said_in(4), both.said_in(5)) == (first.utterance, second.utterance)
    assert both.segment == first.segment | second.segment
    assert both.content == ("paid", "deposi", "twic")
    assert (both.leaning("a"), both.leaning("b")) == (0.6, 0.5)
    assert both.vector[0] > both.vector[1] > 0


def test_content_words_are_neither_small_nor_short(english):
    assert content(english, ["the", "refund", "tv", "refunds", "was", "delayed"]) == ("refund", "delay")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("charge", "charged"),
        ("delivery", "delivered"),
        ("cancel", "cancelled"),
        ("bill", "bills"),
        ("mum", "mum's"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=30))
def test_a_stem_is_never_empty_nor_long(word):
    assert 1 <= len(stem(word)) <= 6


def test_likeness_is_a_cosine_and_0_where_a_vector_is_missing():
    assert likeness((127, 0), (127, 0)) == 1.0
    assert likeness((127, 0), (0, 127)) == 0.0
    assert likeness((), (1, 2)) == likeness((1, 2), ()) == likeness((1,), (1, 2)) == 0.0


def test_a_mean_of_vectors_is_weighted_has_their_length_and_leaves_out_what_is_missing():
    assert mean([]) == mean([((), 3)]) == ()
    assert mean([((3, 4), 2), ((), 9)]) == (3, 4)
    assert mean([((127, 0), 1), ((-127, 0), 1)]) == ()
    heavy, light = mean([((127, 0), 3), ((0, 127), 1)])
    assert heavy > light > 0
    assert likeness((heavy, light), (heavy, light)) == pytest.approx(1, abs=0.02)


def test_memory_of_sentences_is_bounded(spoken):
    (first,) = spoken("customer", "The very first thing.")
    for _ in range(400):
        (last,) = spoken("customer", "More and more.")
    kept = spoken.dialogue.turns("customer", replace(last, number=10_000), 10_000)
    assert len(kept) == 400
    assert first not in kept
