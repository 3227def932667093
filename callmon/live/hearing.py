"""What a running call is heard with: devices or a recording in their place, and what recognises it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from callmon.audio.devices import line_source, wanted_source
from callmon.audio.output import SoundOutput
from callmon.audio.passages import RecordedPassages
from callmon.audio.playback import Playback
from callmon.audio.sides import Sides
from callmon.audio.source import Kind, Source
from callmon.engines import line_for, recogniser_for
from callmon.errors import ModelError, SettingsError
from callmon.live.options import LiveOptions
from callmon.live.partner import Partner, lines_of
from callmon.live.rehearsal import Rehearsed, RehearsedCustomer
from callmon.pacing import Clock, FastClock, RealClock
from callmon.source import recording_of
from callmon.speech.catalogue import smaller_models
from callmon.speech.listener import ListenerSettings
from callmon.speech.packer import LIVE
from callmon.speech.recognition import Recognition
from callmon.speech.words_in_order import WordsInOrder
from callmon.speech.words_live import LiveWords, Partial
from callmon.speech.workers import Load
from callmon.timeline import Observation, Segment, samples

if TYPE_CHECKING:
    from callmon.audio.source import Samples
    from callmon.speech.listener import Listener

LISTENER = ListenerSettings(hops_at_once=1, tells_bleed=True)
"""Live, each hop is heard as soon as it is there, and the microphone is watched for the loudspeaker."""


class Ear(Protocol):
    """What blocks go through before they are listened to; it may hold some back."""

    def push(self, block: "Samples") -> "Samples":
        """What is ready, float32 of shape (2, m), sample for sample behind what was given before."""
        ...

    def flush(self) -> "Samples":
        """What is left: with it, as many samples have come out as went in. Then it is used up."""
        ...


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one call is heard with.

    `over` says whether there is no more to hear, `paced` whether its clock runs by itself, so that it means
    something how late a thing is. `ear` gives what blocks go through first: what takes the customer's sound
    out of the microphone, or tells the sides of one line apart. `told` hears of every observation, on the
    thread that runs the call. `line` listens where both sides come on one channel.
    """

    makers: tuple[Callable[[], Source], ...]
    clock: Clock
    over: Callable[[], bool]
    listener: ListenerSettings
    words: Callable[[Callable[[Partial], None] | None], Recognition]
    paced: bool
    ear: Callable[[], Ear] | None = None
    told: Callable[[Observation], None] = lambda _observation: None
    line: "Callable[[], Listener] | None" = None


def hearing_of(options: LiveOptions) -> Hearing:
    """What `options` lead to; models are found, devices are not opened yet.

    Raises:
        CallmonError: a model is not here, or a recording cannot be read.
    """
    loads = _loads(options)
    if options.rehearsed is not None:
        return _rehearsal(options, options.rehearsed, loads)
    play = options.play
    if play is None:
        clock: Clock = RealClock()
        if (line := options.line) is not None:
            return _one_line(options, loads, (lambda: line_source(line),), clock, lambda: False, paced=True)
        devices = _maker("microphone", options.microphone), _maker("speaker", options.speaker)
        return Hearing(devices, clock, lambda: False, LISTENER, _live(loads), True, _echo(options))
    clock = RealClock() if play.speed == 1.0 else FastClock(play.speed)
    recording = recording_of(play.source)
    playback = Playback(recording, clock.now, play.repeat)
    paced, over = play.speed is not None, lambda: playback.over
    if recording.channels == 1:
        (both,) = playback.sides
        return _one_line(options, loads, (lambda: both,), clock, over, paced=paced)
    agent, customer = playback.sides
    words = _live(loads) if paced else _in_order(loads)
    makers = lambda: agent, lambda: customer
    return Hearing(makers, clock, over, LISTENER, words, paced, _echo(options))


def _one_line(
    options: LiveOptions,
    loads: list[Load],
    makers: tuple[Callable[[], Source]],
    clock: Clock,
    over: Callable[[], bool],
    *,
    paced: bool,
) -> Hearing:
    """Both sides on one channel, told apart by voice."""
    if options.echo:
        raise SettingsError(
            "Both sides come on one line, so the customer’s sound cannot be taken out of it; leave --aec out."
        )
    from callmon.speech.one_line import HEARING

    heard = replace(HEARING, hops_at_once=1)
    line = line_for(options.recognition, heard, options.agent_voice)
    loads = [line.own_words(load) for load in loads]
    words = _live(loads) if paced else _in_order(loads)
    return Hearing(makers, clock, over, heard, words, paced, line.ear, line=line.listener)


def _rehearsal(options: LiveOptions, rehearsed: Rehearsed, loads: list[Load]) -> Hearing:
    """The agent by microphone, the customer from the recording, which is played to the agent."""
    clock = RealClock()
    passages = RecordedPassages(rehearsed.source.files, rehearsed.source.agent, _sides(rehearsed.report))
    partner = Partner(lines_of(rehearsed.report))
    customer = RehearsedCustomer(passages, partner, SoundOutput(), clock.now, rehearsed.title)
    makers = _maker("microphone", options.microphone), lambda: customer
    over, words = (lambda: partner.over), _live(loads)
    return Hearing(makers, clock, over, LISTENER, words, True, _echo(options), partner.hear)


def _maker(kind: Kind, wanted: str | None) -> Callable[[], Source]:
    return lambda: wanted_source(kind, wanted)


def _live(loads: list[Load]) -> Callable[[Callable[[Partial], None] | None], Recognition]:
    def made(on_partial: Callable[[Partial], None] | None) -> Recognition:
        return LiveWords(loads, on_partial) if loads else WordsInOrder(None)

    return made


def _in_order(loads: list[Load]) -> Callable[[Callable[[Partial], None] | None], Recognition]:
    """Without a clock there is no lateness: words are waited for."""
    return lambda _on_partial: WordsInOrder(loads[0] if loads else None, LIVE)


def _loads(options: LiveOptions) -> list[Load]:
    """The wanted model, and a smaller one to fall back on where that is here."""
    recognition = options.recognition
    if not recognition.words:
        return []
    loads = [recogniser_for(recognition)]
    for name in smaller_models(recognition.model):
        try:
            loads.append(recogniser_for(replace(recognition, model=name)))
            break
        except ModelError:
            # Not here: the next smaller one may be.
            continue
    return loads


def _echo(options: LiveOptions) -> Callable[[], Ear] | None:
    if not options.echo:
        return None
    from callmon.audio.echo import EchoCanceller

    return EchoCanceller


def _sides(report: Mapping[str, Any]) -> Sides | None:
    """Who speaks when, where both sides lie on one channel."""
    if report["call"]["channels"] != 1:
        return None
    agent, customer = (
        [
            Segment(samples(each["start"]), samples(each["end"]))
            for each in report["utterances"]
            if each["speaker"] == side
        ]
        for side in ("agent", "customer")
    )
    return Sides(agent, customer)
