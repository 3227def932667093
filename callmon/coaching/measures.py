"""The measures of each pillar, each with a line that says what it is."""

from callmon.coaching.figures import Count, Figure, amount, count, part_of, rate, share
from callmon.coaching.heard import Heard
from callmon.coaching.scorecard_settings import SETTINGS

_OUTCOMES = {
    "acknowledged": "acknowledged",
    "paraphrased": "said back",
    "solved": "solved",
    "passed_over": "passed over",
}
"""What may have become of a moment, and how it is told."""


def open_mind(heard: Heard) -> list[Figure]:
    """Asking rather than assuming."""
    asked = ("questions", heard.by_words("questions"))
    return [
        share(
            "questions_open",
            "Open questions",
            "Questions that invite a free answer, of all the agent’s questions.",
            ("open", heard.by_words("questions_open")),
            asked,
            least=SETTINGS.least_of,
            enough=heard.enough,
        ),
        share(
            "questions_follow_up",
            "Follow-up questions",
            "Questions that dig into what the customer has just said, of all the agent’s questions.",
            ("follow-ups", heard.by_words("questions_follow_up")),
            asked,
            least=SETTINGS.least_of,
            enough=heard.enough,
        ),
        rate(
            "questions_rate",
            "Questions per ten minutes",
            "The agent’s questions for every ten minutes of the call.",
            asked,
            ("seconds of call", heard.by_words("duration", "call")),
            enough=heard.enough,
        ),
        _counted(
            heard, "assumptions", "Assumptions", "Wording that takes something about the customer as given."
        ),
    ]


def care(heard: Heard) -> list[Figure]:
    """Letting the customer finish, and taking up what they say."""
    tried = heard.by_timing("attempted_interruptions", "customer")
    silent = len(heard.silences()) if heard.timing else None
    return [
        count(
            "interruptions",
            "Interruptions by the agent",
            "Starts in the middle of the customer’s turn and takes the floor; by length of the overlap.",
            *((part, heard.by_timing(f"interruptions_{part}")) for part in ("minor", "clear", "long")),
        ),
        count(
            "attempts_to_speak",
            "The customer tried to speak",
            "The customer began while the agent spoke, and gave up.",
            ("attempts", tried),
        ),
        _counted(heard, "rebuttals", "Rebuttals", "Answers that open against what the customer has said."),
        count(
            "validations",
            "Validation and empathy",
            "Words that call the customer’s point fair, or say that it is understood.",
            ("validations", heard.by_words("validations")),
            ("empathy", heard.by_words("empathy")),
        ),
        count(
            "offers",
            "Offers",
            "Offers beyond the request: specific ones, and stock ones such as “anything else?”.",
            ("specific", heard.by_words("offers_specific")),
            ("stock", heard.by_words("offers_stock")),
        ),
        _counted(
            heard, "holds_announced", "Holds announced", "Times the agent said that the customer would wait."
        ),
        _counted(heard, "holds_thanked", "Holds thanked for", "Times the agent thanked for waiting."),
        count(
            "dead_air",
            "Dead air",
            f"Neither spoke for more than {heard.dead_air_s:g} s, and it was no hold.",
            ("silences", silent),
        ),
    ]


def active_listening(heard: Heard) -> list[Figure]:
    """Leaving room, and showing that what was said has arrived."""
    return [*_room(heard), *_arrived(heard), *_clear(heard)]


def _room(heard: Heard) -> list[Figure]:
    answers = heard.by_timing("responses")
    measured = ("answers", answers)
    slowest = heard.by_timing("response_time_p90")
    talk = heard.by_timing("talk_time")
    other = heard.by_timing("talk_time", "customer")
    both = None if talk is None or other is None else talk + other
    own = ("seconds of the agent", talk)
    return [
        amount(
            "response_time_median",
            "Response time, median",
            "From the end of the customer’s turn to the agent’s; negative where both speak.",
            heard.by_timing("response_time_median"),
            "s",
            measured,
        ),
        amount(
            "response_time_p90",
            "Response time, 90th percentile",
            "Nine of ten answers start sooner.",
            slowest if (answers or 0) >= SETTINGS.least_answers else None,
            "s",
            measured,
        ),
        amount(
            "longest_turn",
            "Longest turn of the agent",
            "The customer’s backchannels do not end it.",
            heard.by_timing("longest_turn") or None,
            "s",
            ("turns", heard.by_timing("turns")),
        ),
        amount(
            "talk_share_of_speech",
            "Talk share of speech",
            "The agent’s speech as part of all speech.",
            heard.by_timing("talk_share_of_speech") if heard.enough else None,
            "share",
            own,
            ("seconds of both", both),
        ),
        amount(
            "talk_share_of_call",
            "Talk share of the call",
            "The agent’s speech as part of the whole call.",
            heard.by_timing("talk_share_of_call") if heard.enough else None,
            "share",
            own,
            ("seconds of call", heard.by_timing("duration", "call")),
        ),
        count(
            "backchannels",
            "Backchannels (credited)",
            "Short signs of listening while the customer speaks; good.",
            ("backchannels", heard.by_timing("backchannels")),
        ),
    ]


def _arrived(heard: Heard) -> list[Figure]:
    outcomes = [(label, heard.by_words(f"moments_{name}", "call")) for name, label in _OUTCOMES.items()]
    decided = [value for _, value in outcomes if value is not None]
    moments = heard.by_words("moments", "call")
    undecided = None if moments is None else moments - sum(decided)
    back = heard.by_words("long_customer_turns_said_back", "call")
    return [
        _counted(heard, "paraphrases", "Paraphrases", "Restates in own words what the customer has said."),
        part_of(
            "long_customer_turns_said_back",
            "Long turns said back",
            f"The customer’s turns of at least {heard.long_turn_s:g} s of which something was restated.",
            ("said back", back),
            ("long turns", heard.by_timing("long_customer_turns", "call")),
        ),
        count(
            "moments",
            "Moments that needed listening",
            "Places where the customer’s words ask for more than an answer, and what came of them.",
            *outcomes,
            ("undecided", undecided),
        ),
        amount(
            "moment_answer_time_median",
            "Time to the answer, median",
            "From the end of such a moment to the agent’s answer.",
            heard.by_timing("moment_answer_time_median", "call"),
            "s",
            ("answered", heard.answered_in_time()),
        ),
        _counted(heard, "callbacks", "Callbacks", "Comes back to something said several turns ago."),
    ]


def _clear(heard: Heard) -> list[Figure]:
    named, vague = heard.by_words("words_named"), heard.by_words("words_vague")
    both: Count = ("named or vague words", None if named is None or vague is None else named + vague)
    return [
        amount(
            "concreteness",
            "Concreteness",
            "Words that name the thing, of these and the vague ones such as “issue” or “that”.",
            heard.by_words("concreteness") if heard.enough else None,
            "share",
            ("named", named),
            both,
        ),
        amount(
            "pace",
            "Pace",
            "The agent’s words per minute of own speech, pauses left out.",
            heard.measure("agent", "pace") if heard.both and heard.enough else None,
            "wpm",
            ("words", heard.measure("agent", "words") if heard.both else None),
        ),
    ]


def _counted(heard: Heard, name: str, label: str, definition: str) -> Figure:
    """A count of the agent’s acts."""
    return count(name, label, definition, (label.lower(), heard.by_words(name)))
