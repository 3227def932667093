from callmon.timeline import Sentence


def test_a_sentence_leans_to_nothing_that_the_model_does_not_know():
    sentence = Sentence(0, 2, leanings=(("question", 0.8), ("offer", 0.1)))
    assert (sentence.leaning("question"), sentence.leaning("offer"), sentence.leaning("hold")) == (
        0.8,
        0.1,
        0,
    )
