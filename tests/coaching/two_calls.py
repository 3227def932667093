"""Two calls, a good one and a bad one, as reports."""

from typing import Any

from made_call import made

GOOD = [
    ("agent", 0.0, 6.0, "Good morning, this is Ana at Northwind, how can I help you today?"),
    (
        "customer",
        6.4,
        32.0,
        "I was charged twice for March and I rang about it last week already and then nothing came of it and "
        "my rent is due on Friday so I really need those forty pounds back by then",
    ),
    ("agent", 20.0, 20.5, "Mm-hm."),
    ("agent", 32.5, 40.0, "So March was charged twice, you rang last week, and you need it back by Friday."),
    ("customer", 40.4, 43.0, "Yes, exactly."),
    ("agent", 43.5, 52.0, "You are right to chase that. What did they tell you last week?"),
    ("customer", 52.3, 66.0, "That somebody would ring me back, and nobody did."),
    ("agent", 66.5, 70.0, "What happened after that?"),
    ("customer", 70.4, 84.0, "Well, nothing, I waited, and then I looked at my account again this morning."),
    ("agent", 84.6, 92.0, "May I put you on hold for a minute while I look at both payments?"),
    ("customer", 92.2, 93.0, "Sure."),
    (
        "agent",
        120.0,
        135.0,
        "Thank you for waiting. I have sent the forty pounds back, it is there on Thursday.",
    ),
    ("customer", 135.4, 140.0, "Oh, that is quick."),
    (
        "agent",
        140.5,
        156.0,
        "You mentioned your rent is due on Friday, so shall I move your payment day behind it?",
    ),
    ("customer", 156.4, 162.0, "Yes please, I did not know that one can."),
    ("agent", 162.4, 170.0, "Done. Goodbye, and thank you."),
]

BAD = [
    ("agent", 0.0, 4.0, "Northwind, what is your account number?"),
    (
        "customer",
        4.2,
        30.0,
        "It is four four seven, and I am worried because a letter says that I will be cut off on Monday and "
        "I have a small child here and",
    ),
    ("agent", 27.0, 40.0, "But you did not pay in March, so that is how it is."),
    ("customer", 38.6, 39.6, "I did pay"),
    ("agent", 40.5, 48.0, "You probably do not read your letters, do you?"),
    ("customer", 48.5, 52.0, "I did pay in March."),
    ("agent", 52.2, 115.0, "Actually the system says that you have not and that is our policy and so on."),
    ("customer", 115.2, 122.0, "I told you already that I did."),
    ("agent", 121.0, 130.0, "Is that your postcode?"),
    ("customer", 130.2, 131.0, "Yes."),
    ("agent", 145.0, 150.0, "Did you pay by card?"),
    ("customer", 150.2, 151.0, "Yes."),
    ("agent", 151.2, 154.0, "Was it in March?"),
    ("customer", 154.2, 155.0, "Yes."),
    ("agent", 155.2, 158.0, "Is there anything else?"),
    ("customer", 158.2, 159.0, "No."),
]


def good() -> dict[str, Any]:
    """A call that goes well."""
    return made(
        GOOD,
        acts=[
            {"kind": "greeting", "line": 0},
            {"kind": "question", "line": 0, "form": "open"},
            {"kind": "paraphrase", "line": 3, "answers": 1, "confidence": 0.86},
            {"kind": "validation", "line": 5, "answers": 1},
            {"kind": "question", "line": 5, "form": "open", "follow_up": True, "answers": 1},
            {
                "kind": "question",
                "line": 7,
                "form": "open",
                "follow_up": True,
                "answers": 6,
                "confidence": 0.95,
            },
            {"kind": "hold", "line": 9},
            {"kind": "question", "line": 9, "form": "closed"},
            {"kind": "hold_thanks", "line": 11},
            {"kind": "next_step", "line": 11},
            {"kind": "callback", "line": 13, "answers": 1},
            {"kind": "offer", "line": 13, "form": "specific"},
            {"kind": "question", "line": 13, "form": "closed", "follow_up": True, "answers": 1},
            {"kind": "repetition", "line": 6},
        ],
        moments=[
            {"kind": "loss", "line": 1, "outcome": "paraphrased", "by": 3},
            {"kind": "delay", "line": 6, "outcome": "solved", "by": 11},
        ],
        overlaps=[(2, "backchannel", None)],
        silences=[(93.0, 120.0, True)],
        wording=[(3, 8, 1), (11, 5, 0), (13, 4, 2)],
        end=172.0,
    )


def bad() -> dict[str, Any]:
    """A call that goes wrong."""
    return made(
        BAD,
        acts=[
            {"kind": "question", "line": 0, "form": "closed"},
            {"kind": "rebuttal", "line": 2, "answers": 1, "confidence": 0.92},
            {"kind": "assumption", "line": 4, "confidence": 0.85},
            {"kind": "question", "line": 4, "form": "closed"},
            {"kind": "rebuttal", "line": 6, "answers": 5, "confidence": 0.6},
            {"kind": "question", "line": 8, "form": "closed"},
            {"kind": "question", "line": 10, "form": "closed", "follow_up": True, "answers": 5},
            {"kind": "question", "line": 12, "form": "closed", "follow_up": True, "answers": 5},
            {"kind": "question", "line": 14, "form": "closed"},
            {"kind": "offer", "line": 14, "form": "stock"},
        ],
        moments=[
            {"kind": "worry", "line": 1, "outcome": "passed_over"},
            {"kind": "repetition", "line": 7, "outcome": "passed_over", "confidence": 0.65},
            {"kind": "raised_voice", "line": 7, "outcome": "passed_over", "confidence": 1.0},
            {"kind": "negative", "line": 15},
        ],
        overlaps=[
            (2, "interruption", "long"),
            (3, "attempted_interruption", None),
            (8, "interruption", "minor"),
        ],
        silences=[(131.0, 145.0, False)],
        wording=[(2, 1, 3), (6, 1, 6)],
        end=160.0,
    )
