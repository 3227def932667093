"""What a reader is told about a call on one channel."""

import pytest

from callmon.export.one_channel import notes, trust, trust_text

FOUND = {
    "voices": 2,
    "others": 0,
    "apart": 0.9,
    "agent": "second",
    "agent_known": True,
    "agent_certainty": 0.97,
    "agent_because": [
        {"voice": "first", "why": "speaks first", "said": ""},
        {"voice": "second", "why": "speaks first", "said": ""},
        {"voice": "second", "why": "offers help", "said": "How can I help?"},
    ],
}


@pytest.mark.parametrize(
    ("name", "clear", "alike"),
    [
        ("talk_share_of_speech", "good", "fair"),
        ("response_time_median", "fair", "low"),
        ("interruptions", "low", "low"),
        ("duration", "good", "good"),
        ("something_new", "fair", "low"),
    ],
)
def test_a_measure_is_as_sure_as_what_it_rests_on(name, clear, alike):
    assert trust(name, {"one_channel": FOUND}) == clear
    assert trust(name, {"one_channel": FOUND | {"apart": 0.2}}) == alike
    assert trust(name, {"one_channel": FOUND | {"live": True}}) == alike
    assert trust(name, {}) is None


def test_a_channel_a_side_needs_no_word():
    assert trust_text(None) == ""
    assert trust_text("low").startswith("One channel: a hint")


def told(**changes):
    return " ".join(notes(FOUND | changes))


def test_who_the_agent_is_is_told_with_the_words_that_say_so():
    assert "second voice to be heard is taken for the agent’s (certainty 97 %): “How can I help?”" in told()
    because = [{"voice": "second", "why": "speaks first", "said": ""}]
    assert told(agent_because=because).endswith("(certainty 97 %).")


def test_an_honest_unknown_names_the_way_out():
    unknown = told(agent_known=False, agent_certainty=0.62)
    assert "could not be told" in unknown
    assert "--agent-speaker first" in unknown
    assert "--agent-speaker second" in told(agent_known=False, agent_certainty=0.62, agent="first")


def test_another_engine_is_named():
    assert "engine" not in FOUND, "journals of old do not name theirs"
    assert "pyannote" not in told() + told(engine="builtin")
    assert "told apart by pyannote.audio, on callmon’s weights." in told(engine="pyannote")
    assert "pyannote.audio’s community-1" in told(engine="pyannote-community-1")


def test_what_a_person_said_is_no_guess():
    assert "is the agent’s, as was said." in told(agent_certainty=1.0)


def test_voices_that_sound_alike_and_voices_set_apart_are_told():
    assert "clearly" in told()
    assert "sound alike" in told(apart=0.2)
    assert "One more voice or sound was set apart" in told(others=1)
    assert "3 more voices or sounds were set apart" in told(others=3)
    assert "and count for neither side" in told(others=3)


def test_one_voice_alone_is_told():
    (only,) = notes(FOUND | {"voices": 1, "agent": "first"})
    assert "only one voice" in only
    assert "counts as the agent’s" in only
    (only,) = notes(FOUND | {"voices": 1, "agent": "second"})
    assert "counts as the customer’s" in only
    (nobody,) = notes(FOUND | {"voices": 0})
    assert "no voice was found" in nobody


def test_a_call_that_was_told_apart_while_it_ran_says_so():
    sample = [{"voice": "first", "why": "sounds like the agent", "said": ""}]
    live = {"live": True, "agent": "first", "agent_because": []}
    assert "while the call went on" in told(**live)
    assert told(**live, agent_known=False).endswith("`callmon exchange` exchanges the sides.")
    assert told(**live).endswith("The first voice to be heard is the agent’s, as was said.")
    assert "quick answers were held back" in told(**live)
    assert "no cue was shown" in told(**live, cues_held=True)
    assert "told by the sample" in told(**live | {"agent_because": sample})
    # Exchanged by a person since.
    assert "as was said" in told(**live | {"agent_because": sample, "agent": "second"})
