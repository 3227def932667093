"""What an overlap is: facts of timing in, a kind out; words refine it."""

from dataclasses import dataclass

from callmon.conversation.lexicon import Lexicon
from callmon.conversation.settings import TimingSettings
from callmon.timeline import Leakage, OverlapKind, Segment, Severity, Speaker, other, plain, samples, seconds


@dataclass(frozen=True, slots=True)
class Facts:
    """What timing knows about an overlap once it is settled; times in samples.

    `by` began (utterance `utterance`, `length` long) while `of` was speaking (utterance `holder`).
    `spoken` is how long `of` had spoken in that turn by then, `left` how long the turn of `of` went on
    after `by` began, `took_floor` whether `by` had the floor afterwards.
    """

    id: int
    segment: Segment
    by: Speaker
    of: Speaker
    utterance: int
    holder: int
    length: int
    spoken: int
    left: int
    took_floor: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of an overlap, with the reason in words."""

    kind: OverlapKind
    severity: Severity | None
    reason: str
    discounted: bool = False
    credited: bool = False


def judge(
    facts: Facts,
    settings: TimingSettings,
    by_text: str | None,
    of_text: str | None,
    leak: Leakage | None = None,
    *,
    lexicon: Lexicon,
    heard: bool = True,
) -> Verdict:
    """The verdict on an overlap.

    Args:
        facts: what timing knows.
        settings: thresholds.
        by_text: what the one who came in said; None while words are not known.
        of_text: what the one who was speaking said; None while words are not known.
        leak: what makes most of the overlap the voice of one side alone, if anything does.
        lexicon: words of listening and of agreement; without the former, timing alone decides.
        heard: whether both sides were heard where it begins and where it ends.
    """
    if leak is not None:
        reason = f"the {other(leak.speaker)} is heard on the {leak.speaker}’s channel, which is no overlap"
        return Verdict("crosstalk", None, reason)
    if not heard:
        return Verdict("crosstalk", None, "one side was not heard at its edge, so who went on is not known")
    if facts.took_floor:
        return _floor_taken(facts, settings)
    if not lexicon.has_list("backchannel"):
        by_text = None
    return _floor_kept(facts, settings, lexicon, by_text, of_text)


def severity(overlap: int, settings: TimingSettings) -> Severity:
    """Severity of an interruption that overlaps for `overlap` samples, delay taken off."""
    if overlap > samples(settings.long_interruption_s):
        return "long"
    return "clear" if overlap > samples(settings.clear_interruption_s) else "minor"


def _floor_taken(facts: Facts, settings: TimingSettings) -> Verdict:
    if facts.left <= samples(settings.terminal_overlap_s):
        left = seconds(facts.left)
        return Verdict(
            "terminal", None, f"{facts.by} began {left:.2f} s before {facts.of} ended, who completed the turn"
        )
    if facts.spoken < samples(settings.floor_min_s):
        return _no_holder(facts)
    judged = len(facts.segment) - samples(settings.delay_budget_s)
    if judged <= samples(settings.interruption_overlap_s):
        return _too_short("terminal", facts, settings)
    overlap = seconds(len(facts.segment))
    return Verdict(
        "interruption",
        severity(judged, settings),
        f"{facts.by} began while {facts.of} was mid-turn, both spoke for {overlap:.2f} s, {facts.of} stopped",
    )


def _floor_kept(
    facts: Facts, settings: TimingSettings, lexicon: Lexicon, by_text: str | None, of_text: str | None
) -> Verdict:
    words = None if by_text is None else plain(by_text)
    judged = len(facts.segment) - samples(settings.delay_budget_s)
    long_enough = judged > samples(settings.interruption_overlap_s)
    if facts.length <= samples(settings.backchannel_max_s):
        if not words:
            reason = f"{seconds(facts.length):.2f} s, {facts.of} went on"
            return Verdict("backchannel", None, reason, credited=True)
        if lexicon.share("backchannel", words) >= settings.backchannel_words_share:
            return Verdict("backchannel", None, f"“{by_text}”, {facts.of} went on", credited=True)
        if not long_enough or facts.spoken < samples(settings.floor_min_s):
            return Verdict("backchannel", None, f"{seconds(facts.length):.2f} s, {facts.of} went on")
    if facts.spoken < samples(settings.floor_min_s):
        return _no_holder(facts)
    if words and (
        lexicon.share("agreement", words, "backchannel") >= settings.backchannel_words_share
        or _completes(words, of_text)
    ):
        return Verdict("supportive", None, f"“{by_text}” agrees with or completes what {facts.of} said")
    if not long_enough:
        return _too_short("supportive", facts, settings)
    overlap = seconds(len(facts.segment))
    return Verdict(
        "attempted_interruption",
        None,
        f"{facts.by} spoke for {overlap:.2f} s and gave up, {facts.of} went on",
    )


def _too_short(kind: OverlapKind, facts: Facts, settings: TimingSettings) -> Verdict:
    """Too short to interrupt; discounted where only the delay budget makes it so."""
    overlap = seconds(len(facts.segment))
    discounted = len(facts.segment) > samples(settings.interruption_overlap_s)
    cause = (
        f"of which the network may have made {settings.delay_budget_s:.1f} s"
        if discounted
        else "too short to interrupt"
    )
    return Verdict(kind, None, f"{overlap:.2f} s of overlap, {cause}", discounted=discounted)


def _no_holder(facts: Facts) -> Verdict:
    return Verdict(
        "crosstalk",
        None,
        f"both began within {seconds(facts.spoken):.2f} s of each other; neither had the floor",
    )


def _completes(words: list[str], of_text: str | None) -> bool:
    """Whether most of the content of `words` comes back in what the other says."""
    if of_text is None:
        return False
    content = [word for word in words if len(word) > 3]
    back = set(plain(of_text))
    return len(content) >= 2 and sum(word in back for word in content) / len(content) >= 0.6
