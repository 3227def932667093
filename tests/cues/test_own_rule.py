"""What own cues say, and when."""

import pytest
from cue_scene import act, heard, span

from callmon.cues import Done, Heard, Measured, OwnCue, OwnRule, Said, Unless
from callmon.timeline import (
    Meaning,
    Measure,
    Pause,
    Segment,
    Sentence,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
    samples,
)

JARGON = Said("agent", ("bandwidth", "provision*"))
SORRY = Said("agent", ("sorry", "apolog*"))


def own(when=JARGON, why="{count} {words}", **more):
    return OwnCue(
        "plain", "Plain words", why, "Saying it plainly.", "care", **{"urgency": 1, "when": when} | more
    )


class Scene:
    """Tells one own rule what happens; gives the seconds at which it fires."""

    def __init__(self, **how):
        self.rule = OwnRule(own(**how))
        self.cues = []
        self._number = 0

    def tell(self, at, *events, observation=None, measures=()):
        cue = self.rule.hear(heard(at, *events, observation=observation, measures=measures))
        if cue is not None:
            self.cues.append((at, cue))

    def says(self, side, start, end, text, words_at=None, meaning_at=None):
        """An utterance whose words (None: never) and meaning come later."""
        self._number += 1
        number, segment, each = self._number, span(start, end), text.split()
        self.tell(start + 0.2, observation=SpeechStarted(segment.start, side, number))
        self.tell(end, observation=Utterance(number, side, segment))
        if words_at is None:
            self.words(end, number, segment, each)
        elif words_at:
            self.words(words_at, number, segment, each)
        if meaning_at:
            self.tell(meaning_at, observation=Meaning(number, (Sentence(0, len(each)),)))
        return number

    def words(self, at, number, segment, each):
        step = len(segment) // max(1, len(each))
        places = [Segment(segment.start + n * step, segment.start + (n + 1) * step) for n in range(len(each))]
        said = tuple(Word(place, word, 0.9) for place, word in zip(places, each, strict=True))
        self.tell(at, observation=Words(number, said))

    @property
    def times(self):
        return [at for at, _ in self.cues]


# Said


def test_what_is_said_calls_for_the_cue():
    scene = Scene(why="{count} times: “{words}”")
    scene.says("agent", 40, 44, "Well, your Bandwidth was. It is fine now.")
    [(at, cue)] = scene.cues
    assert (at, cue.rule, cue.version, cue.text, cue.pillar, cue.urgency) == (
        44,
        "plain",
        1,
        "Plain words",
        "care",
        1,
    )
    assert (cue.why, cue.avoid, cue.positive) == ("1 times: “bandwidth”", "Saying it plainly.", False)
    assert (cue.evidence.segment, cue.evidence.words) == (span(40, 42), "bandwidth")
    assert (cue.evidence.value, cue.evidence.threshold, cue.evidence.unit) == (1, 1, "times")
    assert scene.rule.hears == ("agent", "customer")


@pytest.mark.parametrize(
    ("side", "text"), [("customer", "my bandwidth"), ("agent", "my band width"), ("agent", "")]
)
def test_nothing_else_does(side, text):
    scene = Scene()
    scene.says(side, 40, 44, text)
    scene.tell(45, Pause(span(44, 45), "agent"))
    scene.tell(45, observation=Words(77, (Word(span(44, 45), "bandwidth", 0.9),)))
    assert scene.cues == []


def test_a_phrase_lies_where_it_should_in_each_sentence():
    scene = Scene(when=Said("agent", ("actually",), "start"))
    scene.says("agent", 40, 44, "it is actually fine")
    assert scene.cues == []
    scene.says("agent", 50, 54, "I see. Actually it is not.")
    assert scene.times == [54]


def test_word_times_that_lie_elsewhere_do_not_move_the_evidence():
    scene = Scene()
    scene.tell(44, observation=Utterance(1, "agent", span(40, 44)))
    scene.tell(45, observation=Words(1, (Word(span(50, 51), "bandwidth", 0.9),)))
    assert [cue.evidence.segment for _, cue in scene.cues] == [span(40, 44)]


def test_so_many_times_in_the_time():
    scene = Scene(at_least=3, within_s=60.0, why="{count} in {within} s: {words}")
    for start in (10, 50, 75, 90):
        scene.says("agent", start, start + 2, "the bandwidth")
    # The first is more than a minute before the third: the fourth is the third of the last minute.
    [(at, cue)] = scene.cues
    assert (at, cue.why) == (92, "3 in 60 s: bandwidth")
    assert (cue.evidence.segment, cue.evidence.count) == (span(50, 92), 3)
    # It needs as many again.
    scene.says("agent", 93, 94, "the bandwidth")
    scene.says("agent", 95, 96, "the bandwidth")
    assert scene.times == [92]
    scene.says("agent", 97, 98, "the bandwidth")
    assert scene.times == [92, 98]


def test_so_many_times_in_the_whole_call():
    scene = Scene(at_least=2)
    scene.says("agent", 10, 12, "the bandwidth")
    scene.says("agent", 3000, 3002, "the bandwidth and. More bandwidth")
    assert scene.times == [3002]


def test_an_own_cue_without_urgency_praises():
    scene = Scene(urgency=0)
    scene.says("agent", 40, 44, "bandwidth")
    assert [cue.positive for _, cue in scene.cues] == [True]


def test_what_is_quoted_is_cut():
    scene = Scene(when=Done("agent", "rebuttal"), why="{words}")
    scene.tell(
        12, act("rebuttal", said="one two three four five six seven eight nine ten eleven twelve thirteen")
    )
    [(_, cue)] = scene.cues
    assert cue.why == "one two three four five six seven eight nine ten eleven twelve …"
    assert cue.evidence.words.endswith("thirteen")


def test_the_full_stop_of_what_is_quoted_is_left_out():
    scene = Scene(when=Done("agent", "rebuttal"), why="You said “{words}”.")
    scene.tell(12, act("rebuttal", said="That is our policy."))
    assert [cue.why for _, cue in scene.cues] == ["You said “That is our policy”."]


# Done


@pytest.mark.parametrize(
    ("form", "events", "fires"),
    [
        ("", [act("question", form="open")], True),
        ("open", [act("question", form="open")], True),
        ("open", [act("question", form="closed")], False),
        ("follow_up", [act("question", form="closed", follow_up=True)], True),
        ("follow_up", [act("question", form="open")], False),
        ("", [act("question", form="open", by="customer")], False),
        ("", [act("offer", form="stock")], False),
        ("", [Pause(span(1, 2), "agent")], False),
    ],
)
def test_an_act_calls_for_the_cue(form, events, fires):
    scene = Scene(when=Done("agent", "question", form))
    scene.tell(12, *events)
    assert len(scene.cues) == fires


# Measured


def measured(scene, at, value, name="talk_share_now", speaker="agent"):
    scene.tell(at, measures=[Measure(name, speaker, value, "share", samples(at))])


def test_a_measure_above_its_limit_calls_once_until_it_was_below():
    scene = Scene(when=Measured("agent", "talk_share_now", above=0.6), why="{value:.0%}")
    for at, value in ((100, 0.6), (101, 0.61), (102, 0.7), (103, None), (104, 0.6), (105, 0.65)):
        measured(scene, at, value)
    assert scene.times == [101, 105]
    cue = scene.cues[0][1]
    assert cue.why == "61%"
    assert cue.evidence.segment == span(41, 101)
    assert (cue.evidence.value, cue.evidence.threshold, cue.evidence.unit) == (0.61, 0.6, "share")


def test_a_measure_below_its_limit():
    scene = Scene(when=Measured("customer", "pace_now", below=100.0), why="{value:.0f}")
    measured(scene, 30, 90.0, "pace_now", "agent")
    measured(scene, 40, 100.0, "pace_now", "customer")
    measured(scene, 50, 90.0, "pace_usual", "customer")
    measured(scene, 60, 99.0, "pace_now", "customer")
    assert scene.times == [60]
    assert scene.cues[0][1].evidence.segment == span(0, 60)
    assert scene.rule.hears == ("customer",)
    assert Scene(when=Measured("agent", "talk_share_now", above=0.6)).rule.hears == ("agent", "customer")


def test_a_measure_of_the_call_belongs_to_either():
    scene = Scene(when=Measured("agent", "speech_now", below=5.0), why="{value}")
    measured(scene, 60, 3.0, "speech_now", None)
    assert scene.times == [60]


# Unless, before


def test_what_was_said_before_takes_the_cue_back():
    scene = Scene(unless=Unless(SORRY, 30.0))
    scene.says("agent", 10, 12, "I am sorry")
    scene.says("agent", 40, 44, "your bandwidth")
    assert scene.cues == []
    scene.says("agent", 50, 54, "your bandwidth")
    assert scene.times == [54]


def test_without_a_time_the_whole_call_counts():
    scene = Scene(unless=Unless(SORRY))
    scene.says("agent", 1, 2, "I am sorry")
    scene.says("agent", 4000, 4004, "your bandwidth")
    assert scene.cues == []
    scene = Scene(unless=Unless(SORRY))
    scene.says("agent", 4000, 4004, "your bandwidth")
    assert scene.times == [4004]


def test_what_is_said_in_the_same_breath_counts_as_before():
    scene = Scene(unless=Unless(SORRY, 5.0))
    scene.says("agent", 40, 44, "I am sorry. It is your bandwidth.")
    assert scene.cues == []


def test_words_that_may_take_it_back_are_waited_for():
    scene = Scene(when=Said("customer", ("broken",)), unless=Unless(SORRY, 30.0))
    number = scene.says("agent", 30, 39, "sorry about that", words_at=0)
    scene.says("customer", 40, 42, "it is broken")
    scene.tell(43)
    assert scene.cues == []
    scene.words(44, number, span(30, 39), ["sorry", "about", "that"])
    scene.tell(45)
    assert scene.cues == []
    scene = Scene(when=Said("customer", ("broken",)), unless=Unless(SORRY, 30.0))
    number = scene.says("agent", 30, 39, "hello", words_at=0)
    scene.says("customer", 40, 42, "it is broken")
    scene.words(44, number, span(30, 39), ["hello"])
    assert scene.times == [44]


def test_what_was_never_understood_may_have_taken_it_back():
    scene = Scene(when=Said("customer", ("broken",)), unless=Unless(SORRY, 30.0))
    scene.says("agent", 30, 39, "", words_at=0)
    scene.says("customer", 40, 42, "it is broken")
    scene.tell(62.1)
    scene.tell(90)
    assert scene.cues == []


def test_speech_of_which_the_text_was_not_kept_may_have_taken_it_back():
    scene = Scene(when=Done("customer", "repetition"), unless=Unless(SORRY, 30.0))
    scene.tell(39, observation=Utterance(9, "agent", span(30, 39)))
    scene.tell(40, observation=Words(9, (Word(span(30, 39), "", 0.9),)))
    scene.tell(42, act("repetition", 40, 42, by="customer"))
    assert scene.cues == []


def test_sounds_without_words_take_nothing_back():
    scene = Scene(when=Done("customer", "repetition"), unless=Unless(SORRY, 30.0))
    scene.says("agent", 30, 39, "")
    scene.tell(42, act("repetition", 40, 42, by="customer"))
    assert scene.times == [42]


# Unless, after


def greeted(**how):
    return Scene(
        when=Done("agent", "greeting"), unless=Unless(Done("agent", "name"), 10.0, after=True), **how
    )


def test_what_is_not_said_afterwards_calls_for_the_cue():
    scene = greeted(why="{within}")
    scene.tell(12, act("greeting", 10, 12))
    scene.tell(21.9)
    assert scene.cues == []
    scene.tell(22)
    [(at, cue)] = scene.cues
    assert (at, cue.at, cue.why, cue.evidence.segment) == (22, samples(22), "10", span(10, 12))


@pytest.mark.parametrize(("start", "fires"), [(9.9, True), (10, False), (21.9, False), (22, True)])
def test_what_is_said_in_time_takes_it_back(start, fires):
    scene = greeted()
    scene.tell(12, act("greeting", 10, 12))
    scene.tell(22.5, act("name", start, start + 0.5), observation=SpeechStarted(samples(22.4), "customer", 9))
    scene.tell(23)
    assert len(scene.cues) == fires


def test_an_act_in_speech_that_has_begun_in_time_is_waited_for():
    scene = greeted()
    scene.tell(12, act("greeting", 10, 12))
    scene.says("agent", 21, 25, "I am Ann and", meaning_at=26)
    scene.tell(28.4)
    # A sentence that is not finished may still turn out to be one.
    assert scene.cues == []
    scene.tell(28.5)
    assert scene.times == [28.5]


def test_speech_that_begins_later_is_not_waited_for():
    scene = greeted()
    scene.tell(12, act("greeting", 10, 12))
    scene.says("customer", 15, 18, "hello")
    scene.says("agent", 22, 25, "I am Ann", words_at=0)
    assert scene.times == [22.2]


def test_several_cues_wait_side_by_side_and_come_one_by_one():
    scene = greeted()
    scene.tell(12, act("greeting", 10, 12))
    scene.tell(14, act("greeting", 13, 14, number=2))
    scene.tell(22)
    assert scene.times == [22]
    scene.tell(24)
    scene.tell(24.1)
    assert scene.times == [22, 24]
    scene = greeted()
    scene.tell(12, act("greeting", 10, 12), act("greeting", 10.5, 11, number=2))
    scene.tell(30)
    scene.tell(30.1)
    assert scene.times == [30, 30.1]


def test_a_measure_may_wait_too():
    scene = Scene(
        when=Measured("agent", "talk_share_now", above=0.6),
        unless=Unless(Done("agent", "question"), 20.0, after=True),
        why="{value}",
    )
    measured(scene, 100, 0.7)
    scene.tell(119)
    scene.tell(120)
    assert scene.times == [120]
    measured(scene, 130, 0.5)
    measured(scene, 131, 0.7)
    scene.tell(140, act("question", 138, 139))
    scene.tell(160)
    assert scene.times == [120]


def test_of_many_utterances_without_words_the_oldest_are_forgotten():
    scene = Scene(when=Done("customer", "repetition"), unless=Unless(SORRY, 300.0))
    for number in range(65):
        scene.tell(number + 1, observation=Utterance(number, "agent", span(number, number + 1)))
    scene.tell(70, observation=Words(0, (Word(span(0, 1), "sorry", 0.9),)))
    for number in range(1, 65):
        scene.tell(71, observation=Words(number, (Word(span(number, number + 1), "so", 0.9),)))
    scene.tell(72, act("repetition", 40, 42, by="customer"))
    assert scene.times == [72]


def test_the_same_steps_give_the_same_cues():
    steps = [
        Heard(samples(at), Tick(samples(at)), (act("greeting", at - 1, at, number=at),), ())
        for at in range(1, 99)
    ]
    waits = own(when=Done("agent", "greeting"), unless=Unless(SORRY, 10.0, after=True))
    one, other = OwnRule(waits), OwnRule(waits)
    cues = [one.hear(step) for step in steps]
    assert cues == [other.hear(step) for step in steps]
    assert any(cues)
