import copy

from coded import mark, report

from callmon.coaching.corrections import corrected


def line(found, number):
    return found.report["utterances"][number]


def test_a_fixed_speaker_and_corrected_words_stand_in_a_copy_alone():
    told = report()
    before = copy.deepcopy(told)
    found = corrected(
        told,
        [
            mark("speaker", 26.5, 40, "utterance", "utterance/3", speaker="agent"),
            mark("word", 0, 1, "word", "word/0/0", text="Southwind,"),
        ],
    )
    assert line(found, 3)["speaker"] == "agent"
    assert line(found, 0)["text"] == "Southwind, how can I help you today?"
    assert line(found, 0)["words"][0]["probability"] == 0.93
    assert line(found, 3)["text"] == "I told you that I have no letter"
    line(found, 5)["words"][0]["text"] = "No"
    assert told == before


def test_a_word_that_was_none_is_left_out():
    found = corrected(report(), [mark("word", 70.5, 80, "word", "word/5/0")])
    assert (line(found, 5)["text"], line(found, 5)["words"]) == ("", [])


def test_words_whose_text_was_not_kept_stay_as_they_are():
    told = report()
    told["utterances"][5]["words"] = [{"start": 70.5 + n, "end": 71.5 + n, "text": ""} for n in range(2)]
    found = corrected(told, [mark("word", 70.5, 71.5, "word", "word/5/0", text="No")])
    assert line(found, 5)["text"] == "No"
    assert [each["text"] for each in line(found, 5)["words"]] == ["No", ""]


def test_what_lies_elsewhere_by_now_is_found_by_where_it_lies():
    found = corrected(
        report(),
        [
            mark("speaker", 27, 39, "utterance", "utterance/9", speaker="agent"),
            mark("word", 70.5, 79, "word", "word/3/0", text="No"),
        ],
    )
    assert line(found, 3)["speaker"] == "agent"
    assert line(found, 5)["text"] == "No"


def test_corrections_of_what_is_gone_are_told_and_change_nothing():
    lost = mark("speaker", 90, 95, "utterance", "utterance/9", speaker="agent")
    told = mark("disagree", 90, 95, "act/name", "act/9")
    found = corrected(report(), [lost, told])
    assert found.orphaned == (told, lost)
    assert found.report == report()


def test_its_findings_are_those_that_the_coder_holds_to_be_true():
    found = corrected(report(), [mark("disagree", 19, 26, "act/rebuttal", "act/0")])
    assert [each.key for each in found.findings] == ["moment/0", "overlap/0", "act/1"]
