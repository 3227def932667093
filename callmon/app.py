"""The composition root of recordings; `live` is that of running calls, `desk` of those that are over."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from callmon.coaching import scorecard
from callmon.engines import Options, listener_for, readers_for, recogniser_for
from callmon.errors import RecordingError, StoreError
from callmon.export import one_channel
from callmon.export.one_channel import CLEARLY_APART, trust
from callmon.export.record import Record
from callmon.export.remarks import remarks_on
from callmon.folding import folding_in, folding_of, unlisted
from callmon.settings import Settings, from_table
from callmon.source import Source, call_id, recording_of
from callmon.store.calls import journal_path
from callmon.store.journal import JournalWriter, read_header, read_journal
from callmon.timeline import Ended, Observation, swapped

if TYPE_CHECKING:
    from callmon.audio.recording import MonoRecording, Recording
    from callmon.conversation.who import Agent
    from callmon.one_channel import Agents

Progress = Callable[[float, float | None], None]
"""Told the seconds that are done and those that are expected."""


def analyze(
    source: Source,
    options: Options,
    settings: Settings,
    progress: Progress | None = None,
    agents: "Agents | None" = None,
) -> dict[str, Any]:
    """The report on a recorded call.

    Args:
        source: where it lies.
        options: how it is analysed.
        settings: thresholds.
        progress: told how far it is.
        agents: what knows the agent's voice from call to call; only calls on one channel need it.

    Raises:
        CallmonError: the recording, a model, a word list or the store is at fault.
    """
    from callmon.audio.recording import MonoRecording

    recording = recording_of(source)
    if isinstance(recording, MonoRecording):
        return _one_channel(source, recording, options, settings, progress, agents)
    try:
        return _two_channels(source, recording, options, settings, progress)
    except _SameOnBothError:
        mono = MonoRecording(source.files[0])
        return _one_channel(source, mono, options, settings, progress, agents)


def _two_channels(
    source: Source, recording: "Recording", options: Options, settings: Settings, progress: Progress | None
) -> dict[str, Any]:
    """The report on a call with a channel a side.

    Raises:
        _SameOnBothError: both channels of the one file carry the same.
    """
    from callmon.audio.sameness import Sameness, all_same
    from callmon.session import Session
    from callmon.speech.listener import ListenerSettings
    from callmon.speech.readings import Readings
    from callmon.speech.words_in_order import WordsInOrder

    folding = folding_of(settings, options.language)
    readers = readers_for(options, settings.policy)
    recogniser = recogniser_for(options) if options.words else None
    hearing = ListenerSettings()
    listener = listener_for(options, hearing)
    sameness = Sameness()
    call = _call(recording, options, readers.reads_meaning)
    record, pipeline = Record(), folding.pipeline()

    def blocks() -> Iterator[NDArray[np.float32]]:
        suspected = False
        for block in recording.blocks(options.block):
            sameness.add(block)
            if not suspected and sameness.enough:
                suspected = True
                if sameness.same and all_same(recording.blocks(options.block)):
                    raise _one_side_twice(source, recording.name)
            yield block
        if sameness.same:
            raise _one_side_twice(source, recording.name)

    def told(position: int) -> None:
        if progress is not None:
            progress(position / 16_000, recording.expected_seconds)

    missing = (*readers.missing, *(unlisted(folding.lexicon) if options.words else ()))
    header = folding.header(call, _files(source), source.agent, hearing, missing)
    with ExitStack() as stack:
        journal = None
        if options.journal:
            journal = stack.enter_context(JournalWriter(journal_path(call_id(source)), header))

        def sink(observation: Observation) -> None:
            if journal is not None:
                journal.add(observation)
            record.add(pipeline.fold(observation))

        # Last, for it loads models on threads of their own: what is wrong with the rest has been said by now.
        words = Readings(WordsInOrder(recogniser), readers.tone, readers.meaning, told=readers.notice.set)
        Session(listener, words, sink).run(blocks(), told)
    return _report(record, header, settings)


def _one_channel(
    source: Source,
    recording: "MonoRecording",
    options: Options,
    settings: Settings,
    progress: Progress | None,
    agents: "Agents | None",
) -> dict[str, Any]:
    """The report on a call with both sides on one channel."""
    from callmon.one_channel import hear_one_channel
    from callmon.speech.one_line import HEARING

    folding = folding_of(settings, options.language)
    record, pipeline = Record(), folding.pipeline()

    def told(done: float) -> None:
        if progress is not None:
            progress(done, recording.expected_seconds)

    with TemporaryDirectory(prefix="callmon-") as folder, ExitStack() as stack:
        heard = hear_one_channel(
            recording,
            options,
            settings.policy,
            folding.lexicon,
            HEARING,
            Path(folder),
            told,
            None if agents is None else agents.known,
        )
        if agents is not None:
            agents.heard(call_id(source), heard)
        call = {**_call(recording, options, heard.reads_meaning), "one_channel": heard.told()}
        missing = (*heard.missing, *(unlisted(folding.lexicon) if options.words else ()))
        header = folding.header(call, _files(source), source.agent, HEARING, missing)
        journal = None
        if options.journal:
            journal = stack.enter_context(JournalWriter(journal_path(call_id(source)), header))
        for observation in heard.observations():
            if journal is not None:
                journal.add(observation)
            record.add(pipeline.fold(observation))
    return _report(record, header, settings)


def _call(recording: "Recording", options: Options, reads_meaning: bool) -> dict[str, Any]:
    """What a report says about the call itself."""
    return {
        "file": recording.name,
        "channels": recording.channels,
        "sample_rate": recording.sample_rate,
        "model": options.model if options.words else None,
        "language": options.language,
        "meaning": reads_meaning,
    }


def _files(source: Source) -> list[str]:
    return [str(file.resolve()) for file in source.files]


def replay(journal: Path, settings: Settings | None = None) -> dict[str, Any]:
    """The report from a journal alone: no audio, no model, exactly what was folded then.

    Args:
        journal: the journal's file.
        settings: other settings than those of the journal.

    Raises:
        StoreError: the journal cannot be read.
    """
    header = read_header(journal)
    folding = folding_in(header, str(journal), settings)
    record, pipeline = Record(), folding.pipeline()
    broke_off = True
    for observation in read_journal(journal):
        record.add(pipeline.fold(observation))
        broke_off = not isinstance(observation, Ended)
    if broke_off:
        record.add(pipeline.fold(Ended(pipeline.position)))
    return _report(record, header, folding.settings, broke_off=broke_off)


def exchange_sides(journal: Path, agent: "Agent | None" = None) -> None:
    """Take the other voice of a call on one channel for the agent's; what was heard stays as it is.

    Args:
        journal: the journal's file.
        agent: who the agent is, where that was found; None where a person says that it is the other voice.

    Raises:
        StoreError: the journal cannot be read, or each side of the call has a channel of its own.
        OutputError: it cannot be written.
    """
    from callmon.one_channel import agent_told

    header = read_header(journal)
    found = header["call"].get("one_channel")
    if found is None:
        raise StoreError(
            "Each side of this call has a channel of its own; import its recording again with --agent right, "
            "or with the names of its two files exchanged."
        )
    other = "first" if found["agent"] == "second" else "second"
    said: dict[str, Any] = {"agent": other, "agent_known": True, "agent_certainty": 1.0}
    if agent is not None:
        said = agent_told(agent, asked=False)
    heard = read_journal(journal)
    if said["agent"] == other:
        heard = swapped(heard)
    call = {**header["call"], "one_channel": {**found, **said}}
    with JournalWriter(journal, {**header, "call": call}) as writer:
        for observation in heard:
            writer.add(observation)


def reanalyse(
    journal: Path, options: Options, settings: Settings | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """The report from the recording of an earlier analysis, with other models or settings.

    Raises:
        CallmonError: the journal or the recording cannot be read, or a model is at fault.
    """
    header, source = read_header(journal), source_of(journal)
    if not source.files:
        raise StoreError(
            "No recording of this call was kept, so it cannot be analysed again; `callmon replay` reports on "
            "it."
        )
    used = settings or from_table(header["settings"], str(journal))
    known = header["call"].get("one_channel", {})
    if options.agent_speaker is not None or not known or known.get("live"):
        return analyze(source, options, used, progress)
    from callmon.one_channel import as_known_before

    if known["agent_certainty"] == 1.0:
        # What a person said is not guessed anew.
        options = replace(options, agent_speaker=known["agent"])
    return analyze(source, options, used, progress, as_known_before(known))


def source_of(journal: Path) -> Source:
    """The recording that a journal was made from.

    Raises:
        StoreError: the journal cannot be read.
    """
    header = read_header(journal)
    return Source(tuple(Path(file) for file in header["source"]), header["agent"])


class _SameOnBothError(Exception):
    """Both channels of a file carry the same audio: it is a call on one channel."""


def _one_side_twice(source: Source, name: str) -> Exception:
    if len(source.files) == 1:
        return _SameOnBothError()
    return RecordingError(
        f"Both files of {name} carry the same audio, so they are not the two sides of a call; name each "
        "side's own file, or the one recording alone."
    )


def _report(
    record: Record, header: dict[str, Any], settings: Settings, *, broke_off: bool = False
) -> dict[str, Any]:
    remarks = remarks_on(
        record.heard,
        record.leakage,
        record.dropouts,
        bled=record.bled,
        words_kept=record.words_kept,
        failures=record.failures,
        broke_off=broke_off,
    )
    known = {
        **header["call"],
        "timing_reliable": remarks.timing_reliable,
        "notes": [*remarks.notes, *header.get("missing", ())],
    }
    if (one := known.get("one_channel")) is not None:
        known["timing_reliable"] &= one["voices"] > 1 and one["apart"] >= CLEARLY_APART
        known["notes"] = [*one_channel.notes(one), *known["notes"]]
    report = record.report(known, {**settings.definitions(), **header.get("hearing", {})})
    if one is not None:
        names = sorted({name for part in report["measures"].values() for name in part})
        report["call"]["one_channel"] = {**one, "trust": {name: trust(name, known) for name in names}}
    report["scorecard"] = scorecard(report)
    return report
