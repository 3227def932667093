"""Makes the report to hand over: a call, its marks and a coach's words in, one file out."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from callmon.coaching.corrections import corrected
from callmon.desk.labels import known_cues
from callmon.desk.sounding import passages_of
from callmon.errors import RecordingError
from callmon.export.entries import heard_with
from callmon.export.files import check_writable, write_text
from callmon.export.handover import Handover, quoted_moments
from callmon.export.pdf import find_browser, write_pdf
from callmon.export.report import render_html, render_plain
from callmon.export.snippets import Snippet, snippets
from callmon.store.library import Library
from callmon.timeline import samples


@dataclass(frozen=True, slots=True)
class Wish:
    """What is handed over.

    Attributes:
        call: the call's id.
        path: of the file; its ending says whether it is a page (`.html`) or for printing (`.pdf`).
        coach: whose marks go with it.
        message: the coach's own words.
        audio: whether each mark can be heard in the page.
        signed: the coach's name as the report says it; empty: as `coach`.
    """

    call: str
    path: Path
    coach: str
    message: str = ""
    audio: bool = False
    signed: str = ""


def hand_over(library: Library, wish: Wish) -> tuple[str, ...]:
    """Write the report to hand over; sentences about what is missing in it.

    Raises:
        CallmonError: the library has no report of the call, or the file cannot be written.
    """
    check_writable(wish.path)
    row, report = library.find(wish.call), library.report(wish.call)
    marking = library.marking(row.id, wish.coach)
    marks = marking.marks()
    told: list[str] = []
    sounds: dict[str, Snippet] = {}
    left_out = ""
    if wish.audio:
        try:
            with closing(passages_of(row)) as passages:
                moments = quoted_moments(report)
                heard = [replace(mark, segment=heard_with(report, mark.segment)) for mark in marks]
                sounds, left_out = snippets(heard, passages.read, samples(row.duration), moments)
        except RecordingError as error:
            told.append(f"There is no sound in it: {error}")
    handover = Handover(
        row.agent,
        wish.signed or wish.coach,
        wish.message,
        marks,
        sounds,
        left_out,
        row.held if row.dated else "",
        finished=marking.finished,
        cues=known_cues(),
        before=report,
        of_file=row.dated == "file",
    )
    read = corrected(report, marks).report
    html = render_html(read, handover)
    if wish.path.suffix.lower() == ".pdf":
        browser = find_browser()
        if browser is None:
            told.append(
                "Printed without the drawings: they need Chromium, Chrome or Edge, and none was found on "
                "this computer."
            )

        def plainly(path: Path) -> None:
            from callmon.ui.pdf import print_plain

            print_plain(render_plain(read, handover), path, row.title)

        write_pdf(wish.path.absolute(), html, plainly, browser)
    else:
        write_text(wish.path, html)
    return tuple(told)
