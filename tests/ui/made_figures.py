"""Made-up figures for the windows of trends, comparisons and calibration, and what those ask of."""

from callmon.errors import SettingsError, StoreError
from callmon.ui.trends.shown import (
    CalibrationProgress,
    ShownAgreement,
    ShownCalibration,
    ShownChange,
    ShownComparison,
    ShownCount,
    ShownEstimate,
    ShownHead,
    ShownPair,
    ShownPoint,
    ShownReason,
    ShownTrend,
    ShownTrends,
)

SHARES = (0.61, 0.52, 0.55, 0.58, 0.49, 0.6, 0.55, 0.53, 0.57, 0.56, 0.54, 0.62, 0.47, 0.44, 0.46, 0.45, 0.43)
STARTS = (1, 0, 2, 1, 0, 0, 1, 3, 0, 1, 1, 0, 0, 1, 0, 2, 1)


def points(values, text):
    return tuple(
        ShownPoint(f"call{n:02}", f"2026-11-{n + 1:02}_desk-4.wav", f"{n + 1} Nov 2026", value, text(value))
        for n, value in enumerate(values)
    )


def percent(value):
    return f"{value * 100:.0f} %"


TALK = ShownTrend(
    "active_listening",
    "Agent: talk share of speech",
    points(SHARES, percent),
    0.555,
    0.045,
    "56 %",
    "4 %",
    12,
    5,
    "45 %",
    -1,
)
INTERRUPTIONS = ShownTrend(
    "care", "Agent: interruptions", points(STARTS, str), 1.0, 1.0, "1", "1", 12, 5, "1", 0
)
QUESTIONS = ShownTrend(
    "open_mind",
    "Agent: open questions",
    points((0, 1, 1, 0, 2, 1, 1, 0, 1, 2, 1, 1, 4, 3, 5, 4, 4), str),
    1.0,
    0.7,
    "1",
    "1",
    12,
    5,
    "4",
    1,
    towards=True,
)
REPETITIONS = ShownTrend(
    "active_listening",
    "Customer: explains something again that was said before",
    points((0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 2, 3, 2, 2, 1), str),
    0.0,
    0.4,
    "0",
    "0.4",
    12,
    5,
    "2",
    1,
    towards=False,
)
FEW = ShownTrend("care", "Agent: validations", points((2, 2, 2), str), 2.0, 0.0, "2", "0", 3)
ONE = ShownTrend("", "Length of the call", points((301.0,), lambda _: "5:01"), 301.0, 0.0, "5:01", "0:00", 1)

TRENDS = ShownTrends("Kim Okonkwo", 17, (QUESTIONS, INTERRUPTIONS, FEW, TALK, REPETITIONS, ONE))


COMPARISON = ShownComparison(
    ShownHead("a1", "2026-11-03_desk-4_00012.wav", "Kim Okonkwo", "3 Nov 2026, 10:04", "6:12"),
    ShownHead("b2", "2026-11-24_desk-4_00391.wav", "Kim Okonkwo", "24 Nov 2026, 15:40", "5:48"),
    (
        ShownPair("open_mind", "Agent: open questions", 1, 4, "1", "4", "3", True),
        ShownPair("open_mind", "Agent: assumptions", 2, 2, "2", "2"),
        ShownPair("care", "Agent: interruptions", 1, 3, "1", "3", "2", False),
        ShownPair("active_listening", "Agent: talk share of speech", 0.6, 0.48, "60 %", "48 %", "12 points"),
        ShownPair(
            "active_listening", "Agent: response time, median", 0.4, -0.1, "0.40 s", "−0.10 s", "0.50 s"
        ),
        ShownPair("active_listening", "Agent: pace", None, 152, "–", "152 wpm"),
    ),
    (
        ShownCount("cue", "Let them finish", 3, 1),
        ShownCount("cue", "Ask, don’t assume", 1, 1),
        ShownCount("act", "Validation", 0, 2),
        ShownCount("moment", "acknowledged", 1, 2),
        ShownCount("moment", "passed over", 2, 0),
        ShownCount("silent", "Interruption", 1, 0),
        ShownCount("overlap", "Backchannel", 4, 6),
        ShownCount("shift", "Louder", 0, 1),
    ),
)


def estimate(value, half=0.12):
    return ShownEstimate(value, max(-1.0, value - half), min(1.0, value + half))


NOWHERE = ShownEstimate(None, why="the second side finds it nowhere")

ROWS = (
    ShownAgreement(
        "cue",
        "Let them finish",
        21,
        4,
        3,
        18,
        4,
        estimate(0.84),
        estimate(0.88),
        estimate(0.81),
        estimate(0.9),
        6,
    ),
    ShownAgreement(
        "cue",
        "Hold the “but”",
        6,
        17,
        5,
        6,
        17,
        estimate(0.26),
        estimate(0.55),
        estimate(0.21, 0.19),
        estimate(0.3, 0.4),
        6,
        unreliable=True,
    ),
    ShownAgreement(
        "act",
        "Validation",
        12,
        3,
        2,
        10,
        3,
        estimate(0.8),
        estimate(0.86),
        estimate(0.72),
        estimate(0.8),
        6,
    ),
    ShownAgreement(
        "act", "Offer", 0, 2, 0, 0, 2, ShownEstimate(0.0, 0.0, 0.66), NOWHERE, NOWHERE, NOWHERE, 6
    ),
)
CHANGES = (
    ShownChange(
        "cues.rebuttal_confidence",
        hides=False,
        name="How sure a rebuttal must be",
        today="0.70",
        then="0.82",
        because="kappa 0.31 at 0.7 and 0.52 held out, on 60 judgements of 9 calls",
    ),
    ShownChange(
        "cues.off/hold_the_but",
        hides=True,
        name="Hold the “but”",
        today="",
        then="",
        because="kappa 0.21 (0.02 to 0.40) on 28 stretches of 6 calls",
    ),
)
CALIBRATION = ShownCalibration(
    "callmon",
    "Robin",
    6,
    0.4,
    ROWS,
    CHANGES,
    warned=(ShownReason("Apology", "kappa 0.18 (−0.05 to 0.41) on 22 stretches of 6 calls"),),
    kept=(ShownReason("cues.monologue_s", "too few calls with both right and wrong ones (1; 3 are needed)"),),
    notes=("The journal of 00012.wav cannot be read.",),
)


class Door:
    """Remembers which calls were opened."""

    def __init__(self):
        self.opened = []
        self.trouble = ""

    def open(self, call, at):
        if self.trouble:
            raise StoreError(self.trouble)
        self.opened.append((call, at))


class Calibrating:
    """A comparison that the test moves on."""

    def __init__(self, found=CALIBRATION):
        self.at = CalibrationProgress(found=found)
        self.asked = []
        self.done = []
        self.trouble = ""

    def coders(self):
        return ["Robin", "Alex"]

    def start(self, coder, against):
        self.asked.append((coder, against))

    def progress(self):
        return self.at

    def take_over(self, keys):
        self._check()
        self.done.append(tuple(keys))
        return "Taken over, for calls that are analysed from now on."

    def take_back(self):
        self._check()
        self.done.append("back")
        return "Taken back."

    def stop(self):
        self.asked.append("stop")

    def _check(self):
        if self.trouble:
            raise SettingsError(self.trouble)
