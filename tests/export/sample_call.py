"""The sample call: what was said when, where both spoke, and which cues came of it."""

SAID = [
    ("agent", 0.5, 4.3, "Good morning, this is Ana from Northwind Energy, how can I help you today?"),
    ("customer", 4.7, 13.2, "Hi, yes. My bill has gone up by forty pounds, and I rang about it last week."),
    ("agent", 8.1, 8.6, "Mm-hm."),
    ("agent", 12.9, 19.4, "Okay, so let me just pull up your account. Can I take the number, please?"),
    ("customer", 20.1, 24.8, "It is four four seven, one nine, two two six."),
    ("agent", 25.1, 31.0, "Thank you. I can see the account. The new tariff was announced in March."),
    ("customer", 31.4, 38.6, "But nobody told me, and when I called last week they said it would be put"),
    ("agent", 36.9, 45.2, "Actually, that is our policy: the letter goes out thirty days before."),
    ("customer", 42.0, 42.9, "I never got"),
    (
        "customer",
        45.8,
        52.4,
        "I never got a letter. I moved in April, so it must have gone to the old address.",
    ),
    ("agent", 49.0, 49.5, "Right."),
    ("agent", 52.3, 56.9, "I see. May I put you on hold for a moment while I check?"),
    ("customer", 57.1, 57.9, "Sure."),
    ("agent", 72.4, 82.0, "Thanks for waiting. The letter went to the old address; that is our mistake."),
    ("customer", 81.8, 86.3, "Okay. So what happens with the forty pounds?"),
    (
        "agent",
        90.2,
        104.4,
        "I take that off your next bill and note the new address. Would email suit you better?",
    ),
    ("customer", 96.4, 97.1, "Oh, good."),
    ("customer", 100.2, 101.0, "And could"),
    (
        "customer",
        104.9,
        112.8,
        "Yes, email is better. And could you tell me whether the cheaper tariff is still",
    ),
    ("agent", 112.2, 121.3, "The fixed one, yes. It is about eight pounds a month less. Shall I set it up?"),
    ("customer", 121.8, 124.0, "Yes please, thank you."),
    ("agent", 129.8, 132.1, "You are welcome. Goodbye!"),
]

_ENDING = "Starts in the last 0.5 s of the other's turn."
_GIVES_UP = "Starts in the middle of the agent's turn and stops; the agent goes on."
OVERLAPS = [
    (8.1, 8.6, "backchannel", "agent", None, "0.5 s, the customer goes on."),
    (12.9, 13.2, "terminal", "agent", None, _ENDING),
    (
        36.9,
        38.6,
        "interruption",
        "agent",
        "clear",
        "1.7 s in the middle of a turn; the customer stops unfinished.",
    ),
    (42.0, 42.9, "attempted_interruption", "customer", None, _GIVES_UP),
    (49.0, 49.5, "backchannel", "agent", None, "0.5 s, the customer goes on."),
    (52.3, 52.4, "terminal", "agent", None, _ENDING),
    (81.8, 82.0, "terminal", "customer", None, _ENDING),
    (96.4, 97.1, "supportive", "customer", None, "Agreeing words; the agent goes on."),
    (100.2, 101.0, "attempted_interruption", "customer", None, _GIVES_UP),
    (101.2, 101.4, "crosstalk", "customer", None, "The same sound in both channels."),
    (
        112.2,
        112.8,
        "interruption",
        "agent",
        "minor",
        "0.6 s in the middle of a turn; the agent keeps the floor.",
    ),
]

CUES = [
    ("let_them_finish", "care", "Let them finish", "You spoke over the customer.", 37.9, 1.7, 1.0, None),
    (
        "they_tried",
        "care",
        "They tried to speak",
        "They gave up first.",
        43.2,
        0.9,
        0.5,
        "another cue 5 s ago",
    ),
    (
        "say_back",
        "active_listening",
        "Say it back",
        "No summary yet.",
        52.5,
        14.2,
        10.0,
        "another cue 15 s ago",
    ),
    ("said_back", "active_listening", "You said it back", "In your own words.", 79.0, 0.6, 0.5, None),
    ("monologue", "active_listening", "Pause and check in", "A long turn.", 124.5, 61.0, 60.0, None),
]
