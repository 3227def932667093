"""What each threshold is called, by its name in the report; label and value read as one phrase."""

from collections.abc import Mapping

Labels = dict[str, dict[str, tuple[str, str]]]
"""Label and unit of each threshold, group by group."""

_TIMING: Labels = {
    "Turns and overlaps": {
        "turn_pause_s": ("Longest own pause within a turn", "s"),
        "floor_min_s": ("Speech after which one is mid-turn", "s"),
        "goes_on_s": ("Going on alone that takes the floor", "s"),
        "overlap_min_s": ("Shortest overlap that counts", "s"),
        "delay_budget_s": ("Overlap that the line may have made, taken off", "s"),
        "terminal_overlap_s": ("End of a turn in which to start is normal", "s"),
        "interruption_overlap_s": ("Overlap above which a start interrupts", "s"),
        "clear_interruption_s": ("Overlap above which it is clear", "s"),
        "long_interruption_s": ("Overlap above which it is long", "s"),
        "live_overlap_s": ("Overlap that interrupts while it lasts", "s"),
        "backchannel_max_s": ("Longest backchannel", "s"),
        "backchannel_words_share": ("Words of listening in it, at least", "share"),
        "silent_pause_min_s": ("Shortest pause before a silent interruption", "s"),
        "silent_pause_max_s": ("Longest pause before a silent interruption", "s"),
        "start_known_s": ("Time until a start is known", "s"),
        "silence_known_s": ("Time until a possible start is known", "s"),
    },
    "Silence": {
        "non_talk_s": ("Nobody speaks: stretches longer than", "s"),
        "non_talk_counted_s": ("Stretches are counted above", "s"),
        "non_talk_tiers_s": ("Lengths told while it is silent", "s"),
        "hold_sound_share": ("Music or tones that make a hold, at least", "share"),
    },
    "Long turns, concreteness": {
        "long_turn_s": ("Customer’s turn that is a long one", "s"),
        "concrete_words": ("Words that concreteness rests on, at least", "n"),
    },
    "Pace and talk share": {
        "pace_min_words": ("Fewest words of an utterance that counts", "n"),
        "pace_window_s": ("Own speech behind the pace of the moment", "s"),
        "pace_usual_s": ("Own speech until the usual pace is known", "s"),
        "share_window_s": ("Time behind the talk share of the moment", "s"),
    },
}

_CUES: Labels = {
    "Cues": {
        "cue_shown_s": ("A cue stays for", "s"),
        "cue_between_s": ("Least time between two cues", "s"),
        "cue_between_same_s": ("Least time between two of a kind", "s"),
        "cue_most": ("Most cues within the time below", "n"),
        "cue_most_within_s": ("Time within which they are counted", "s"),
        "cue_warm_up_s": ("No cue in the first", "s"),
        "cue_quick_answer_s": ("An answer is quick below", "s"),
        "cue_quick_answers": ("Quick answers that call for a cue", "n"),
        "cue_quick_answers_of": ("Last answers that are looked at", "n"),
        "cue_quick_answer_turn_s": ("Shortest turn whose answer is looked at", "s"),
        "cue_monologue_s": ("Turn of the agent that calls for a cue", "s"),
        "cue_talk_share_high": ("Talk share of the agent that calls for a cue", "share"),
        "cue_talk_share_again": ("Talk share below which it may call again", "share"),
        "cue_talk_share_speech_s": ("Speech that the share must rest on", "s"),
        "cue_dead_air_s": ("Silence that calls for a cue", "s"),
        "cue_pace_over_usual": ("Pace that calls for a cue", "usual"),
        "cue_pace_high_wpm": ("The same while the usual pace is not known", "wpm"),
        "cue_say_back_turn_s": ("Customer’s turn that asks to be said back", "s"),
        "cue_say_back_turns": ("Turns that the agent has for it", "n"),
        "cue_open_question_s": ("Time without an open question that calls for one", "s"),
        "cue_open_question_speech_s": ("Speech of the agent that this time must hold", "s"),
        "cue_closed_questions": ("Closed questions in a row that call for one", "n"),
        "cue_closing_s": ("No call for one after a word of closing, for", "s"),
        "cue_assumption_confidence": ("Certainty that an assumption is one, at least", "share"),
        "cue_rebuttal_confidence": ("Certainty that a rebuttal is one, at least", "share"),
        "cue_moment_confidence": ("Certainty that a moment is one, at least", "share"),
        "cue_repetition_confidence": ("Certainty that a repetition is one, at least", "share"),
        "cue_praise_confidence": ("Certainty of what is praised, at least", "share"),
        "cue_let_finish_turn_s": ("Customer’s turn that it is praised to have let finish", "s"),
        "cue_positive_between_s": ("Least time between two cues that praise", "s"),
        "cue_positive_most": ("Most cues that praise within the time above", "n"),
        "cue_quiet": ("No cue at all", "n"),
        "cue_off": ("Cues that are switched off", "names"),
        "cue_plugins": ("Rules that were brought along", "names"),
        "cue_language": ("Language of the cues", "n"),
    },
}

_ACTS = {
    "told": ("Certainty from which an act is told", "share"),
    "listed_none": ("Certainty of a sentence without a listed phrase", "share"),
    "lean": ("Part of the model’s log-odds that counts", "share"),
    "lean_most": ("Most that the model adds to it, in log-odds", "n"),
    "lean_least": ("Most that the model takes off, in log-odds", "n"),
    "wait_s": ("Wait for the rest of an unfinished sentence", "s"),
    "longest_words": ("Words after which there is no wait", "n"),
    "restated_turns": ("Last turns that a paraphrase may restate", "n"),
    "restated_likeness": ("Likeness of meaning that shows half of a paraphrase", "n"),
    "restated_least": ("Words that a paraphrase shares, at least", "n"),
    "rebuttal_sentences": ("First sentences of an answer that may rebut", "n"),
    "point_words": ("Words that make a point of the customer, at least", "n"),
    "follow_turns": ("Last turns that a follow-up question may take up", "n"),
    "follow_likeness": ("Likeness of meaning of a follow-up question, at least", "n"),
    "callback_turns": ("Turns since what a callback returns to, at least", "n"),
    "callback_least": ("Words that a callback shares, at least", "n"),
    "callback_likeness": ("Likeness of meaning of a callback, at least", "n"),
    "repeated_turns": ("Turns since what is repeated, at least", "n"),
    "repeated_likeness": ("Likeness of meaning of a repetition, at least", "n"),
}

_MOMENTS = {
    "confidence_least": ("Certainty from which a moment is told", "share"),
    "leaning_trust": ("How much of the model’s view counts", "share"),
    "passage_pause_s": ("Longest own pause within a moment", "s"),
    "turns": ("Turns of the agent that may answer it", "n"),
    "window_s": ("Time within which an answer begins", "s"),
    "patience_s": ("Wait for late words after those turns", "s"),
    "arousal_least": ("Tension from which harsh or worried words are upset", "n"),
    "voice_sure": ("Certainty of a raised voice by one sign", "share"),
    "voice_surer": ("Certainty of a raised voice by two signs", "share"),
    "shared_stems": ("Words of the customer that an answer takes up, at least", "n"),
}

_TONE = {
    "counted_s": ("Shortest utterance that is read", "s"),
    "voiced_s": ("Voice that it must hold", "s"),
    "usual_s": ("Own speech until the usual is known", "s"),
    "usual_utterances": ("Utterances that the usual rests on, at least", "n"),
    "usual_half_life_s": ("Own speech after which an utterance counts half", "s"),
    "shifted_weight": ("Weight of an utterance while the voice differs", "n"),
    "gain_weight": ("Weight where the level alone has moved", "n"),
    "gain_z": ("Spreads by which pitch or tilt has moved with the level", "n"),
    "earlier_calls_s": ("Own speech that earlier calls count like", "s"),
    "earlier_calls": ("Earlier calls that count in full", "n"),
    "window_s": ("Own speech behind a reading", "s"),
    "window_min_s": ("Own speech behind a reading, at least", "s"),
    "window_age_s": ("Speech is too old for a reading after", "s"),
    "readings": ("Readings in a row that make a shift", "n"),
    "shift_z": ("Spreads off the usual that make a shift", "n"),
    "most_share": ("Most of that which one utterance counts", "share"),
    "back_share": ("Part of a shift below which it is over", "share"),
    "pitch_least_st": ("Least shift of the pitch", "st"),
    "spread_least_st": ("Least shift of the melody", "st"),
    "loudness_least_db": ("Least shift of the loudness", "db"),
    "rate_least_share": ("Least shift of the rate, of the usual", "share"),
    "pitch_floor_st": ("Least spread of the usual pitch", "st"),
    "spread_floor_st": ("Least spread of the usual melody", "st"),
    "loudness_floor_db": ("Least spread of the usual loudness", "db"),
    "rate_floor": ("Least spread of the usual rate", "syllables"),
    "tilt_floor_db": ("Least spread of the usual tilt", "db"),
}

_POLICY = {
    "region": ("Whose rules hold", "region"),
    "arousal": ("An estimate of the customer’s tension was asked for", "n"),
    "keep_usual": ("The agent’s usual is kept from call to call", "n"),
}

_HEARING: Labels = {
    "What counts as speech": {
        "endpoint_speech_probability": ("Certainty from which speech may grow", "share"),
        "endpoint_sure_probability": ("Certainty that an utterance must reach", "share"),
        "endpoint_loud_probability": ("Certainty asked where it is as loud as speech", "share"),
        "endpoint_loud_below_median_db": ("As loud as speech: below the usual level by", "db"),
        "endpoint_bridge_s": ("Shortest silence that ends an utterance", "s"),
        "endpoint_shortest_s": ("Shortest utterance", "s"),
        "endpoint_grow_s": ("Furthest that loudness moves an edge", "s"),
        "endpoint_below_median_db": ("Edge of speech: below the usual level by", "db"),
        "endpoint_above_noise_db": ("Edge of speech: above the noise by", "db"),
        "endpoint_noise_share": ("Share of what is no speech under which the noise lies", "share"),
        "endpoint_heard_below_median_db": (
            "Heard in any noise: below the usual level by less than",
            "db_or_never",
        ),
        "endpoint_silent_below_median_db": ("Silence: below the usual level by", "db"),
        "endpoint_decay_s": ("Longest fading that is no silence", "s"),
    },
    "One side on the other’s channel": {
        "leakage_sure_correlation": ("Likeness that proves a leak at once", "n"),
        "leakage_likely_correlation": ("Likeness that proves one found three times", "n"),
        "leakage_known_correlation": ("Likeness that confirms a known leak", "n"),
        "leakage_weaker_db": ("A copy without delay is weaker by", "db"),
        "leakage_above_noise_db": ("A leak is above the noise by", "db"),
        "leakage_margin_db": ("Louder than expected and still a leak, up to", "db"),
        "leakage_mixed_margin_db": ("The same while the side itself speaks", "db"),
        "leakage_explained_share": ("Usual likeness below which the side itself speaks", "share"),
        "leakage_mirrored_db": ("Less weaker than this, the original looks like a copy", "db"),
        "leakage_decay_db": ("Fading of a leak in 10 ms", "db"),
        "leakage_doubts": ("Looks without likeness after which it is over", "n"),
    },
}


def _all(prefix: str, labels: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {f"{prefix}{name}": label for name, label in labels.items()}


LABELS: Labels = {
    **_TIMING,
    "Listening acts": _all("act_", _ACTS),
    "Moments that need listening": _all("moment_", _MOMENTS),
    "Tone against the usual": _all("tone_", _TONE),
    **_CUES,
    **_HEARING,
    "Policy": _all("policy_", _POLICY),
}
"""Every group of thresholds, in the order in which a reader finds them."""
