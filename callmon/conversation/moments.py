"""Moments that need listening: what the customer says and how in; each moment, and what became of it, out.

Signs are words, acts and a raised voice of the customer. Signs of one passage make one moment of the
strongest kind: `upset`, then what was said of loss, worry, repetition and delay (the surest of them), then
harsh words, then a raised voice. It is told `open`, again whenever a sign adds to it, and with its outcome:

* `acknowledged` or `paraphrased` as soon as the agent has shown that it was heard, whichever came first;
* else `solved` or `passed_over` once the agent's next turns are over and understood.

It stays `open` where nobody can say that it was passed over: the agent's turns were not understood, or asked
on or went on in the customer's own words. Words that come late may turn `passed_over` and `solved` into
something better. At the end of the call what is open is settled where the agent had a turn after it; where
there was none, it stays open.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from callmon.conversation.dialogue import Said
from callmon.conversation.exchange import Exchange, Window
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.moment_answers import (
    Answer,
    answer_of,
    deciding,
    is_against,
    is_known,
    solves,
    takes_up,
)
from callmon.conversation.moment_settings import MomentSettings
from callmon.conversation.moment_words import Sign, signs
from callmon.conversation.settings import TimingSettings
from callmon.timeline import (
    Act,
    Arousal,
    Event,
    Moment,
    MomentKind,
    Observation,
    Outcome,
    Segment,
    Tick,
    ToneShift,
    samples,
)

_REMEMBERED = 8
"""Moments whose outcome may still change: those of the last minutes."""
_ANSWERS = 32
"""Answers that a moment found late may still have had, and utterances whose words or voice may count."""
_PIECES = 4
"""Most sentences that are quoted for one moment."""
_BETWEEN = " … "
_HEARD: tuple[Outcome, ...] = ("acknowledged", "paraphrased")
_WORTH: tuple[Outcome, ...] = ("open", "passed_over", "solved", *_HEARD)
"""Outcomes; a later one may replace an earlier one."""
_RANK: dict[MomentKind, int] = {
    "upset": 3,
    "loss": 2,
    "worry": 2,
    "repetition": 2,
    "delay": 2,
    "negative": 1,
    "raised_voice": 0,
}
_FELT: tuple[MomentKind, ...] = ("worry", "negative")
"""Words that are upset ones where the voice is tense too."""
_RAISED = {"loudness": "loud", "pitch": "high", "rate": "fast"}


@dataclass(slots=True)
class _Kept:
    """A moment as it was told last, and when its outcome is due.

    Attributes:
        felt: its signs that a tense voice makes upset.
        due: nothing is known about the outcome before; None while that hangs on something other than time.
        taken_up: whether an answer spoke of it, and nothing shows that it was heard: it is not passed over.
    """

    moment: Moment
    felt: list[Sign] = field(default_factory=list)
    due: int | None = 0
    taken_up: bool = False


class Moments:
    """The fold of the customer's moments.

    Args:
        settings: thresholds.
        lexicon: lists `worry`, `loss`, `delay`, `repetition`, `negative` and `solved`; none finds no words.
        timing: what a backchannel is.
    """

    def __init__(
        self, settings: MomentSettings, lexicon: Lexicon, timing: TimingSettings | None = None
    ) -> None:
        self._settings = settings
        self._lexicon = lexicon
        backchannel = samples((timing or TimingSettings()).backchannel_max_s)
        self._exchange = Exchange(samples(settings.passage_pause_s), backchannel)
        self._kept: deque[_Kept] = deque(maxlen=_REMEMBERED)
        self._answers: deque[Answer] = deque(maxlen=_ANSWERS)
        self._answered_anew = False
        self._against: deque[int] = deque(maxlen=_ANSWERS)
        self._texts: dict[int, str] = {}
        self._tense: dict[int, float] = {}
        self._shifted: dict[str, str] = {}
        self._told = 0

    def observe(
        self, observation: Observation, said: Iterable[Said], events: Iterable[Event]
    ) -> list[Moment]:
        """Moments that are new or have changed.

        Args:
            observation: the next one.
            said: the sentences that it adds.
            events: what it has led to so far, acts and shifts of tone included.
        """
        self._exchange.observe(observation)
        found: dict[int, Moment] = {}
        if not isinstance(observation, Tick):
            for sign in [*self._read(said), *self._seen(events), *self._tension(observation)]:
                moment = self._add(sign)
                if moment is not None:
                    found[moment.id] = moment
            for kept in self._kept:
                if kept.moment.outcome == "open" or self._answered_anew:
                    kept.due = 0
            self._answered_anew = False
        settled = [moment for kept in self._kept for moment in self._settled(kept)]
        return [*found.values(), *settled]

    def _read(self, said: Iterable[Said]) -> list[Sign]:
        """Signs in new sentences; those of the agent may answer."""
        found: list[Sign] = []
        for each in said:
            self._exchange.meant(each)
            self._texts[each.utterance] = f"{self._texts.get(each.utterance, '')} {each.text}".strip()
            if len(self._texts) > _ANSWERS:
                del self._texts[next(iter(self._texts))]
            if each.speaker == "customer":
                found += signs(each, self._lexicon, self._settings)
            else:
                self._answered(solves(each, self._lexicon, self._settings))
        return found

    def _seen(self, events: Iterable[Event]) -> list[Sign]:
        """Signs among `events`; what the agent did may answer."""
        found: list[Sign] = []
        for event in events:
            match event:
                case Act(speaker="agent"):
                    if is_against(event):
                        self._against.append(event.utterance)
                    self._answered(answer_of(event, self._texts.get(event.utterance, ""), self._lexicon))
                case Act(kind="repetition") if event.confidence >= self._settings.confidence_least:
                    found.append(Sign("repetition", event.utterance, event.said, event.confidence, event.why))
                case ToneShift(speaker="customer"):
                    found += self._raised(event)
        return found

    def _answered(self, answer: Answer | None) -> None:
        if answer is not None:
            self._answers.append(answer)
            self._answered_anew = True

    def _raised(self, shift: ToneShift) -> list[Sign]:
        """A sign where `shift` is what makes the voice a raised one; what keeps it raised is none."""
        before = self._how_raised()
        self._shifted[shift.feature] = shift.word
        how = self._how_raised()
        if before or not how:
            return []
        sure = self._settings.voice_surer if len(how) > 1 else self._settings.voice_sure
        why = f"the voice is {' and '.join(how)} against its usual"
        return [Sign("raised_voice", shift.utterance, self._texts.get(shift.utterance, ""), sure, why)]

    def _how_raised(self) -> list[str]:
        """In which ways the customer's voice is raised: loud, or two of loud, high and fast; else none."""
        ways = [word for feature, word in _RAISED.items() if self._shifted.get(feature) == word]
        return ways if len(ways) > 1 or "loud" in ways else []

    def _tension(self, observation: Observation) -> list[Sign]:
        """What the customer's words so far become where the voice in or beside them is tense."""
        if not isinstance(observation, Arousal) or observation.value < self._settings.arousal_least:
            return []
        self._tense[observation.utterance] = observation.value
        if len(self._tense) > _ANSWERS:
            del self._tense[next(iter(self._tense))]
        voice = (observation.utterance, observation.value)
        return [upset for kept in self._kept for sign in kept.felt for upset in self._upset(sign, [voice])]

    def _upset(self, sign: Sign, voices: Iterable[tuple[int, float]]) -> list[Sign]:
        """What harsh or worried words become with each tense voice that lies in or beside them."""
        return [
            replace(
                sign, kind="upset", confidence=min(sign.confidence, value), why=f"{sign.why}; tense voice"
            )
            for utterance, value in voices
            if self._exchange.are_neighbours(sign.utterance, utterance)
        ]

    def _add(self, sign: Sign) -> Moment | None:
        """The moment that `sign` makes or adds to; None where nothing changes or it is long ago."""
        utterance = self._exchange.utterance(sign.utterance)
        if utterance is None:
            return None
        passage = (
            each
            for each in reversed(self._kept)
            if self._exchange.is_passage(each.moment.utterance, sign.utterance)
        )
        kept = next(passage, None)
        if kept is None:
            self._told += 1
            kept = _Kept(_moment(self._told, self._exchange.at, sign, utterance.segment))
            self._kept.append(kept)
            before = None
        else:
            before = kept.moment
            kept.moment = _stronger(before, sign, utterance.segment)
        if sign.kind in _FELT:
            kept.felt.append(sign)
            for upset in self._upset(sign, self._tense.items()):
                kept.moment = _stronger(kept.moment, upset, utterance.segment)
        if kept.moment == before:
            return None
        kept.moment = replace(kept.moment, at=self._exchange.at)
        return kept.moment

    def _settled(self, kept: _Kept) -> list[Moment]:
        """The moment with an outcome, where that is known now and better than what was told."""
        moment, exchange, settings = kept.moment, self._exchange, self._settings
        ready = exchange.ended or (kept.due is not None and exchange.at >= kept.due)
        if moment.outcome in _HEARD or not ready:
            return []
        window = exchange.window(
            moment.segment, settings.turns, samples(settings.window_s), samples(settings.patience_s)
        )
        answer = deciding(moment, window, self._answers, exchange, self._lexicon, settings)
        over = window.due is not None and exchange.at >= window.due
        kept.due = None if over else window.due
        if not over and not (exchange.ended and window.turns) and not (answer and answer.outcome in _HEARD):
            return []
        kept.taken_up = kept.taken_up or (answer is not None and answer.outcome == "open")
        outcome: Outcome = answer.outcome if answer else self._unanswered(kept, window)
        if _WORTH.index(outcome) <= _WORTH.index(moment.outcome):
            return []
        kept.moment = replace(moment, at=exchange.at, outcome=outcome)
        spoken = exchange.utterance(answer.utterance) if answer else None
        if answer and spoken:
            kept.moment = replace(
                kept.moment,
                after=max(0, spoken.segment.start - moment.segment.end),
                answer=answer.said,
                answered_by=answer.utterance,
            )
        return [kept.moment]

    def _unanswered(self, kept: _Kept, window: Window) -> Outcome:
        """What becomes of a moment that nothing is known to answer."""
        if kept.taken_up or not is_known(window, self._texts, self._exchange):
            return "open"
        kept.taken_up = takes_up(kept.moment, window, self._texts, self._against, self._lexicon)
        return "open" if kept.taken_up else "passed_over"


def _moment(number: int, at: int, sign: Sign, segment: Segment) -> Moment:
    return Moment(
        id=number,
        at=at,
        kind=sign.kind,
        utterance=sign.utterance,
        segment=segment,
        said=sign.said,
        confidence=sign.confidence,
        why=sign.why,
    )


def _stronger(moment: Moment, sign: Sign, segment: Segment) -> Moment:
    """`moment` with `sign` added, which gives it its kind where it is the stronger one."""
    pieces = moment.said.split(_BETWEEN) if moment.said else []
    if sign.said not in moment.said and len(pieces) < _PIECES:
        pieces.append(sign.said)
    moment = replace(moment, segment=moment.segment | segment, said=_BETWEEN.join(pieces))
    if (_RANK[sign.kind], sign.confidence) <= (_RANK[moment.kind], moment.confidence):
        return moment
    return replace(moment, kind=sign.kind, utterance=sign.utterance, confidence=sign.confidence, why=sign.why)
