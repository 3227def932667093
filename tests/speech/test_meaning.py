import shutil

import pytest

from callmon.speech.catalogue import HEADS_MODEL, MEANING_MODEL, find_model
from callmon.speech.heads import UNIT, read_heads
from callmon.speech.locate import find, locate
from callmon.speech.meaning import SIZE, MeaningReader
from callmon.timeline import Segment, Sentence, Word, Words


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> MeaningReader:
    found = find(find_model(MEANING_MODEL))
    if found is None:
        pytest.skip(f"the model {MEANING_MODEL} is not on this computer")
    folder = tmp_path_factory.mktemp("encoder")
    for name in ("model.onnx", "tokenizer.json"):
        source = found.folder / name if found.folder else found.pieces[name][0]
        shutil.copy(source, folder / name)
    heads = find_model(HEADS_MODEL)
    return MeaningReader(folder, read_heads(locate(heads) / heads.files[0].name))


def _words(text: str, utterance: int = 1) -> Words:
    return Words(utterance, tuple(Word(Segment(0, 1), each, 0.9) for each in text.split(" ")))


def _read(reader: MeaningReader, text: str) -> tuple[Sentence, ...]:
    return reader.read(_words(text)).sentences


def _alike(one: Sentence, other: Sentence) -> float:
    return sum(a * b for a, b in zip(one.vector, other.vector, strict=True)) / UNIT**2


def test_sentences_are_those_of_the_words_each_with_a_unit_vector(reader: MeaningReader) -> None:
    meaning = reader.read(_words("I see. Where was that? On the first of", 9))
    assert meaning.utterance == 9
    assert [(each.first, each.end) for each in meaning.sentences] == [(0, 2), (2, 5), (5, 9)]
    for each in meaning.sentences:
        assert len(each.vector) == SIZE
        assert all(type(value) is int for value in each.vector)
        assert _alike(each, each) == pytest.approx(1, abs=0.03)


SAID = [
    "So you paid twice.",
    "I am so sorry about that, and I can see that both payments left your account on Monday.",
    "Right.",
    "Is there anything else?",
]


@pytest.mark.parametrize("text", SAID)
def test_a_sentence_means_the_same_whatever_is_said_beside_it(text: str, reader: MeaningReader) -> None:
    (alone,) = _read(reader, text)
    beside = _read(reader, " ".join(SAID))[SAID.index(text)]
    again = _read(reader, " ".join(reversed(SAID)))[len(SAID) - 1 - SAID.index(text)]
    assert alone.vector == beside.vector == again.vector
    assert alone.leanings == beside.leanings == again.leanings


@pytest.mark.parametrize(
    "other",
    [
        "so you've been waiting since friday",
        "so youve been waiting since friday",
        " So  you’ve been, um, waiting since FRIDAY!",
    ],
)
def test_a_sentence_means_the_same_without_punctuation(other: str, reader: MeaningReader) -> None:
    (one,), (two,) = _read(reader, "So you've been waiting since Friday."), _read(reader, other)
    assert one.vector == two.vector
    assert one.leanings == two.leanings


def test_a_question_mark_changes_the_leanings_alone(reader: MeaningReader) -> None:
    (told,), (asked,) = _read(reader, "You paid that in cash."), _read(reader, "You paid that in cash?")
    assert told.vector == asked.vector
    assert asked.leaning("question") > told.leaning("question") + 0.2


def test_a_paraphrase_is_nearer_than_talk_of_the_same_thing(reader: MeaningReader) -> None:
    (said,) = _read(reader, "the engineer came twice and both times he did not have the part")
    (heard,) = _read(reader, "so he has been to you two times without the right piece")
    (missed,) = _read(reader, "we can send an engineer to you on Thursday")
    assert _alike(said, heard) > _alike(said, missed)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("what happened after that", {"question", "open"}),
        ("is the boiler still under warranty", {"question"}),
        ("so you were charged twice and nobody called you back", {"reflection"}),
        ("you probably just pressed the wrong button", {"assumption"}),
        ("while I'm here I could check your other line too", {"offer"}),
        ("is there anything else I can help you with today", {"question", "stock_offer"}),
        ("the total is forty two pounds", set()),
    ],
)
def test_plain_cases_lean_as_they_should(text: str, kinds: set[str], reader: MeaningReader) -> None:
    (sentence,) = _read(reader, text)
    watched = ("question", "reflection", "assumption", "offer", "stock_offer", "rebuttal", "validation")
    leaning = {name for name in watched if sentence.leaning(name) >= 0.5}
    if "question" in leaning and sentence.leaning("open") >= 0.5:
        leaning.add("open")
    assert leaning == kinds


def test_signs_and_fillers_alone_mean_nothing(reader: MeaningReader) -> None:
    assert _read(reader, "… Um.") == (Sentence(0, 1), Sentence(1, 2))
    assert reader.read(Words(3, ())).sentences == ()


def test_long_sentences_are_read_to_their_limit(reader: MeaningReader) -> None:
    rare = "antidisestablishmentarianism"
    one, two, rest = _read(reader, " ".join([rare] * 85))
    assert (one.first, one.end, two.end, rest.end) == (0, 40, 80, 85)
    assert one.vector == two.vector
    assert len(rest.vector) == SIZE
