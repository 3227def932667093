"""A made-up but plausible call for the overlay, and controls that remember what was asked of them."""

from dataclasses import dataclass, field

from callmon.timeline import Cue, Evidence, Segment, Verdict, samples
from callmon.ui.glance import Glance, Line, PastCue, Timing


def cue(rule="they_tried_to_speak", at=252.0, **changed):
    known = {
        "they_tried_to_speak": (
            "care",
            "They tried to speak",
            "The customer spoke for 1.2 s while you did, and gave up.",
            "Stopping when the customer begins, and asking what they wanted to say.",
        ),
        "you_said_it_back": (
            "active_listening",
            "You said it back",
            "You said “So the part came in and nobody called you”, which is what the customer meant.",
            "Saying in your own words what you heard.",
        ),
        "slower": (
            "active_listening",
            "Slower",
            "You speak at 187 words a minute; your usual is 152.",
            "A pause after each sentence.",
        ),
        "let_them_finish": (
            "care",
            "Let them finish",
            "You began while the customer was speaking and by now both have spoken for 1.3 s.",
            "Waiting until the customer has ended.",
        ),
        "ask_open": (
            "open_mind",
            "Ask an open question",
            "The last four questions could be answered with yes or no.",
            "Beginning with what, how or when.",
        ),
        "pause_and_check_in": (
            "active_listening",
            "Pause and check in",
            "You have been speaking for 60 s.",
            "Asking after each step whether it is clear.",
        ),
    }
    pillar, text, why, avoid = known[rule]
    values = {"urgency": 1, "evidence": Evidence(Segment(0, 1), 1.0, 0.5, "s"), **changed}
    return Cue(rule, 1, pillar, text, why, avoid, at=samples(at), **values)


PAST = (
    PastCue(cue(), painted=True),
    PastCue(cue("slower", 180), painted=True, verdict="dismissed"),
    PastCue(cue("let_them_finish", 133), painted=True, cleared=True),
    PastCue(cue("ask_open", 88), painted=True, verdict="not_helpful"),
    PastCue(cue("pause_and_check_in", 41), painted=True),
)

SAID = (
    ("customer", "Hi, you have had my car since Monday and nobody has called me."),
    ("agent", "I’m sorry to hear that. May I have your name, please?"),
    ("customer", "It’s Dana Whitfield, the blue estate."),
    ("agent", "Thank you. I see it here: the part came in this morning, and the workshop starts at two."),
    ("customer", "So it will be done today? I need it for tomorrow, early."),
    ("agent", "I’ll ask the workshop now and call you back before three."),
    ("customer", "All right. And if it isn’t ready, could I have"),
)
LINES = tuple(
    Line(n, who, samples(210 + 6 * n), text, final=n < len(SAID) - 1) for n, (who, text) in enumerate(SAID)
)

LISTENING = Glance(
    state="listening",
    seconds=254,
    share=58,
    pace_now=164,
    pace_usual=152,
    interruptions=2,
    tries=1,
    bleed="ok",
    cues=PAST,
    lines=LINES,
    timing=Timing(180, 260, 640, 880),
    customer_tone=("fast", "high"),
)


@dataclass
class Wishes:
    """Controls that do nothing and remember every call."""

    asked: list[tuple[object, ...]] = field(default_factory=list)

    def start(self) -> None:
        self.asked.append(("start",))

    def pause(self) -> None:
        self.asked.append(("pause",))

    def resume(self) -> None:
        self.asked.append(("resume",))

    def stop(self) -> None:
        self.asked.append(("stop",))

    def confirm_notice(self) -> None:
        self.asked.append(("confirm_notice",))

    def show_partials(self, wanted: bool) -> None:
        self.asked.append(("show_partials", wanted))

    def snooze(self, seconds: float) -> None:
        self.asked.append(("snooze", seconds))

    def painted(self, cue: Cue, at: float) -> None:
        self.asked.append(("painted", cue, at))

    def feedback(self, cue: Cue, verdict: Verdict) -> None:
        self.asked.append(("feedback", cue, verdict))
