"""When cues fire and how often they may be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueSettings:
    """Thresholds of the rules and of the coach; seconds unless the name says otherwise."""

    shown_s: float = 8.0
    """How long a cue stays."""
    between_s: float = 45.0
    """Least time between two cues."""
    between_same_s: float = 120.0
    """Least time between two cues of a kind."""
    most: int = 8
    """Most cues in `most_within_s`."""
    most_within_s: float = 600.0
    warm_up_s: float = 30.0
    """No cue before."""
    quick_answer_s: float = 0.2
    """Answers faster than this were planned while the other still spoke (Levinson & Torreira 2015)."""
    quick_answers: int = 4
    """So many quick answers among the last `quick_answers_of` make a habit."""
    quick_answers_of: int = 5
    quick_answer_turn_s: float = 2.0
    """Only answers to turns at least this long count; a short question may have a quick answer."""
    monologue_s: float = 60.0
    """Longest turn before the agent should check in (call-ai-metrics)."""
    talk_share_high: float = 0.75
    """The agent's share of all speech over the last minutes that calls for balance."""
    talk_share_again: float = 0.65
    """The share below which that rule may fire again."""
    talk_share_speech_s: float = 60.0
    """Speech of both that the share must rest on."""
    dead_air_s: float = 5.0
    """Silence of both, no hold, after which the customer should hear what is going on."""
    pace_over_usual: float = 1.2
    """Pace above own usual, as a ratio."""
    pace_high_wpm: float = 190.0
    """Pace that is fast while the own usual is not known."""
    say_back_turn_s: float = 20.0
    """Customer's turn from which it should be said back: it holds more than one point."""
    say_back_turns: int = 2
    """Turns that the agent has for it."""
    open_question_s: float = 240.0
    """Time without an open question of the agent that calls for one."""
    open_question_speech_s: float = 30.0
    """Own speech that this time must hold: nobody asks while looking something up."""
    closed_questions: int = 5
    """So many closed questions in a row call for an open one as well."""
    closing_s: float = 60.0
    """Time after a word of closing in which no open question is called for."""
    assumption_confidence: float = 0.7
    """Confidence (0..1) from which an assumption is pointed out; acts are told from 0.5, cues accuse."""
    rebuttal_confidence: float = 0.7
    """The same for a rebuttal."""
    moment_confidence: float = 0.75
    """The same for a moment that needed listening: a weak phrase that a model leans to is not enough."""
    repetition_confidence: float = 0.6
    """The same for something that the customer had to repeat."""
    praise_confidence: float = 0.75
    """The same for an act that is praised: praise for nothing is worse than none."""
    let_finish_turn_s: float = 20.0
    """Customer's turn that it is praised to have let finish."""
    positive_between_s: float = 180.0
    """Least time between two cues that praise."""
    positive_most: int = 2
    """Most cues that praise in `most_within_s`: a quarter of `most`."""
    quiet: bool = False
    """Whether no cue is shown at all."""
    off: frozenset[str] = frozenset()
    """Names of rules whose cues are never shown."""
    plugins: frozenset[str] = frozenset()
    """Names of installed packages' rules that may take part; none does that is not named here."""
    language: str = "en"
    """Language of the cues' texts, as a code such as `en` or `de`."""
