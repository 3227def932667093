"""Golden scenes: what the scorecard of a made call says."""

from typing import Any

from cards import checked
from two_calls import bad, good


def shown(report: dict[str, Any]) -> list[str]:
    """The scorecard as lines, once it has been checked."""
    card = checked(report)
    lines = []
    for pillar in card["pillars"]:
        lines.append(f"# {pillar['pillar']}")
        lines += [
            f"{each['name']}: {each['value']} {each['unit']} of "
            f"{', '.join(str(count['count']) for count in each['counts']) or 'nothing'}"
            for each in pillar["measures"]
        ]
        for name in ("best", "missed"):
            if (quote := pillar[name]) is not None:
                lines.append(
                    f"{name} {quote['start']} {quote['speaker']}: {quote['said'][:40]} / {quote['why']}"
                )
    for name in ("keep", "try"):
        if (advice := card[name]) is not None:
            lines.append(f"{name} {advice['at']} {advice['pillar']}: {advice['text']} {advice['why']}")
    return lines + card["not_measured"]


GOOD_CARD = [
    "# open_mind",
    "questions_open: 0.6 share of 3, 5",
    "questions_follow_up: 0.6 share of 3, 5",
    "questions_rate: 17.4 per ten minutes of 5, 172",
    "assumptions: 0 count of 0",
    "best 66.5 agent: What happened after that? / An open question that grows out of what the customer "
    "has just said.",
    "# care",
    "interruptions: 0 count of 0, 0, 0",
    "attempts_to_speak: 0 count of 0",
    "rebuttals: 0 count of 0",
    "validations: 1 count of 1, 0",
    "offers: 1 count of 1, 0",
    "holds_announced: 1 count of 1",
    "holds_thanked: 1 count of 1",
    "dead_air: 0 count of 0",
    "best 43.5 agent: You are right to chase that. What did th / Gives the customer’s point its due.",
    "# active_listening",
    "response_time_median: 0.5 s of 7",
    "response_time_p90: None s of 7",
    "longest_turn: 15.5 s of 8",
    "talk_share_of_speech: 0.518 share of 72, 138",
    "talk_share_of_call: 0.416 share of 72, 172",
    "backchannels: 1 count of 1",
    "paraphrases: 1 count of 1",
    "long_customer_turns_said_back: 1 of of 1, 1",
    "moments: 2 count of 0, 1, 1, 0, 0",
    "moment_answer_time_median: 27.25 s of 2",
    "callbacks: 1 count of 1",
    "concreteness: 0.85 share of 17, 20",
    "pace: 90.15 wpm of 100",
    "best 32.5 agent: So March was charged twice, you rang las / Says back, in other words, what the "
    "customer had said.",
    "keep 32.5 active_listening: Keep saying back what you heard, as at 0:32. It shows that it has "
    "arrived, and lets the customer put it right.",
]

BAD_CARD = [
    "# open_mind",
    "questions_open: 0.0 share of 0, 6",
    "questions_follow_up: 0.333 share of 2, 6",
    "questions_rate: 22.5 per ten minutes of 6, 160",
    "assumptions: 1 count of 1",
    "missed 40.5 agent: You probably do not read your letters, d / Takes something for granted; a "
    "question would tell whether it is so.",
    "# care",
    "interruptions: 2 count of 1, 0, 1",
    "attempts_to_speak: 1 count of 1",
    "rebuttals: 2 count of 2",
    "validations: 0 count of 0, 0",
    "offers: 1 count of 0, 1",
    "holds_announced: 0 count of 0",
    "holds_thanked: 0 count of 0",
    "dead_air: 1 count of 1",
    "missed 27.0 agent: But you did not pay in March, so that is / Both spoke for 3.0 s here; waiting "
    "for the end leaves room for the rest.",
    "# active_listening",
    "response_time_median: 0.2 s of 6",
    "response_time_p90: None s of 6",
    "longest_turn: 62.8 s of 7",
    "talk_share_of_speech: 0.726 share of 107, 147",
    "talk_share_of_call: 0.668 share of 107, 160",
    "backchannels: 0 count of 0",
    "paraphrases: 0 count of 0",
    "long_customer_turns_said_back: 0 of of 0, 1",
    "moments: 4 count of 0, 0, 0, 3, 1",
    "moment_answer_time_median: None s of 0",
    "callbacks: 0 count of 0",
    "concreteness: 0.182 share of 2, 11",
    "pace: 27.371 wpm of 61",
    "missed 4.2 customer: It is four four seven, and I am worried  / No answer to this was found in "
    "the agent’s next turns; one sentence on it shows that it was heard.",
    "try 4.2 active_listening: Next time, before you go on, try a word on what the customer "
    "thinks might happen, as at 0:04. No answer to it was found in your next turns.",
]


def test_a_good_call():
    assert shown(good()) == GOOD_CARD


def test_a_bad_call():
    assert shown(bad()) == BAD_CARD
