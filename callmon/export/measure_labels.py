"""The measures: how each is called, in which unit it is shown, and what it counts."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Measure:
    """How one measure is named, shown and defined; `about` names the thresholds that it depends on."""

    name: str
    label: str
    unit: str
    meaning: str
    about: tuple[str, ...] = ()
    rare: bool = False
    """Whether it is left out where it is nothing."""
    of_words: bool = False
    """Whether it rests on what was said, and is left out where that was not judged."""


TIMING = (
    Measure("talk_time", "Talk time", "s", "Seconds of own speech."),
    Measure("talk_share_of_speech", "Talk share of speech", "share", "Own speech as part of all speech."),
    Measure("talk_share_of_call", "Talk share of the call", "share", "Own speech as part of the whole call."),
    Measure(
        "turns", "Turns", "n", "Times of holding the floor; own pauses do not end one.", ("turn_pause_s",)
    ),
    Measure(
        "longest_turn", "Longest turn", "s", "Backchannels of the other do not end it.", ("turn_pause_s",)
    ),
    Measure("responses", "Answers", "n", "Turns whose response time is known."),
    Measure(
        "response_time_median",
        "Response time, median",
        "brief",
        "From the end of the other's turn; negative when both speak.",
    ),
    Measure(
        "response_time_p90", "Response time, 90th percentile", "brief", "Nine of ten answers start sooner."
    ),
    Measure(
        "interruptions",
        "Interruptions",
        "n",
        "Starts in the middle of the other's turn and takes the floor.",
        ("interruption_overlap_s", "floor_min_s", "delay_budget_s"),
    ),
    Measure("interruptions_minor", "… minor", "n", "By length of the overlap.", ("clear_interruption_s",)),
    Measure(
        "interruptions_clear",
        "… clear",
        "n",
        "By length of the overlap.",
        ("clear_interruption_s", "long_interruption_s"),
    ),
    Measure("interruptions_long", "… long", "n", "By length of the overlap.", ("long_interruption_s",)),
    Measure(
        "attempted_interruptions",
        "Tried to speak",
        "n",
        "Starts in the middle of the other's turn and gives up first.",
        ("interruption_overlap_s",),
    ),
    Measure(
        "silent_interruptions",
        "Silent interruptions",
        "n",
        "Starts in a short pause of an unfinished sentence.",
        ("silent_pause_min_s", "silent_pause_max_s"),
    ),
    Measure(
        "backchannels",
        "Backchannels (credited)",
        "n",
        "Short signs of listening; good.",
        ("backchannel_max_s", "backchannel_words_share"),
    ),
    Measure(
        "supportive_overlaps",
        "Supportive overlaps",
        "n",
        "Completes or agrees; the other goes on.",
        ("backchannel_words_share",),
    ),
    Measure(
        "terminal_overlaps",
        "Normal turn overlaps",
        "n",
        "Starts as the other is finishing; never an interruption.",
        ("terminal_overlap_s",),
    ),
    Measure("leaked_time", "Leaked time", "s", "The other's voice on this channel; not counted as speech."),
    Measure(
        "unheard_time",
        "Not heard",
        "s",
        "Nothing came from this side’s device, or the call was paused.",
        rare=True,
    ),
    Measure("words", "Words", "n", "Recognised words."),
    Measure(
        "pace",
        "Pace",
        "wpm",
        "Words per minute of own speech, pauses and utterances of few words left out.",
        ("pace_min_words",),
    ),
)

_WORDING = (
    Measure("questions", "Questions", "n", "Of any form."),
    Measure("questions_open", "… open", "n", "Leave the other free to answer in their own words."),
    Measure("questions_closed", "… closed", "n", "Can be answered in a word."),
    Measure("questions_follow_up", "… follow-ups", "n", "Dig into what the other has just said."),
    Measure("assumptions", "Assumptions", "n", "Takes something about the other as given."),
    Measure("validations", "Validations", "n", "Calls the other’s point fair or understandable."),
    Measure("empathy", "Empathy", "n", "Says in words how it must be for the other."),
    Measure("apologies", "Apologies", "n", "Says sorry or owns a fault."),
    Measure("rebuttals", "Rebuttals", "n", "Answers that open against what the other has said."),
    Measure("offers_specific", "Offers, specific", "n", "Goes beyond the request, and fits what was said."),
    Measure("offers_stock", "Offers, stock", "n", "Such as “anything else?”."),
    Measure("holds_announced", "Holds announced", "n", "Says that there will be a wait."),
    Measure("holds_thanked", "Holds thanked for", "n", "Thanks for waiting."),
    Measure("names_used", "Names used", "n", "Calls the other by name."),
    Measure("next_steps", "Next steps agreed", "n", "Says what happens next, who does it and when."),
    Measure("paraphrases", "Paraphrases", "n", "Restates in own words what the other has said."),
    Measure("acknowledgements", "Acknowledgements", "n", "Says that it was taken in."),
    Measure("callbacks", "Callbacks", "n", "Comes back to something said several turns ago."),
    Measure("repetitions", "Repetitions", "n", "Explains something again that was said before."),
    Measure("jargon", "Jargon", "n", "Words of the trade that the other has not used."),
    Measure(
        "concreteness",
        "Concreteness",
        "share",
        "Words that name the thing, of these and the vague ones.",
        ("concrete_words",),
    ),
    Measure("words_named", "… words that name it", "n", "Numbers, days, money, the other’s own words."),
    Measure("words_vague", "… vague words", "n", "Such as “thing”, “issue” or “that”."),
)

WORDING = tuple(replace(measure, of_words=True) for measure in _WORDING)

SIDES = TIMING + WORDING

_CALL = (
    Measure("duration", "Length of the call", "s", "Of the recording."),
    Measure("overlap_time", "Both speak", "s", "Time in which both speak at once."),
    Measure(
        "non_talk_time",
        "Non-talk time",
        "s",
        "Neither speaks, in long stretches; hold is counted apart.",
        ("non_talk_s",),
    ),
    Measure("non_talk_over_3s", "… stretches over 3 s", "n", "Number of such stretches."),
    Measure("non_talk_over_5s", "… stretches over 5 s", "n", "Number of such stretches."),
    Measure("non_talk_over_10s", "… stretches over 10 s", "n", "Number of such stretches."),
    Measure("hold_time", "Hold time", "s", "Music, ring-back or an announced hold.", ("hold_sound_share",)),
    Measure(
        "turn_switches_per_minute",
        "Turn switches per minute",
        "rate",
        "Changes of the floor from one to the other.",
    ),
    Measure(
        "overlaps_discounted",
        "Overlaps discounted",
        "n",
        "Too short, or explained by the delay of the line.",
        ("delay_budget_s",),
    ),
)

_MOMENTS = (
    Measure(
        "moments",
        "Moments that needed listening",
        "n",
        "Worry, loss, delay, a repetition, harsh words, a raised voice.",
    ),
    Measure("moments_acknowledged", "… acknowledged", "n", "The agent showed first that it was heard."),
    Measure("moments_paraphrased", "… said back", "n", "The agent paraphrased it."),
    Measure("moments_solved", "… solved at once", "n", "The agent dealt with it straight away."),
    Measure("moments_passed_over", "… passed over", "n", "No answer was found in the agent’s next turns."),
    Measure(
        "moment_answer_time_median",
        "Time to the answer, median",
        "s",
        "From the end of such a moment to the agent’s answer.",
    ),
    Measure(
        "long_customer_turns",
        "Long turns of the customer",
        "n",
        "Hold more than one point, and are worth saying back.",
        ("long_turn_s",),
    ),
    Measure("long_customer_turns_said_back", "… said back", "n", "Something of it was restated."),
)

CALL = (
    *_CALL,
    *(replace(measure, of_words=measure.name != "long_customer_turns") for measure in _MOMENTS),
)
