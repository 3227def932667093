"""Marks: what a person says about a call that callmon has judged. They change nothing that was found."""

from dataclasses import dataclass
from typing import Literal

from callmon.timeline.segment import Segment, Speaker

MarkKind = Literal["note", "agree", "disagree", "missed", "speaker", "word"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one coder says about a stretch of a call.

    Attributes:
        id: unique among all marks, never used again.
        coder: the name of who says it.
        kind: `note` on a stretch; `agree` or `disagree` with what was found; `missed`: something happened
            that was not found; `speaker`: somebody else said an utterance; `word`: something else was said.
        segment: the stretch of the call.
        label: what kind of finding it is about, such as `act/validation`, `overlap/interruption`,
            `moment/worry`, `cue/hold_the_but`, `shift/loud`; `utterance` of `speaker`, `word` of `word`; else
            empty.
        target: the finding itself in the report that was marked, as `findings` names it; empty for `note` and
            `missed`. A report that is made anew may number otherwise: then label and segment find it again.
        speaker: of `speaker`, who really said it; of `missed`, who did it, where somebody did.
        text: the note, the words that were really said (empty: none were), or a remark on a judgement.
    """

    id: str
    coder: str
    kind: MarkKind
    segment: Segment
    label: str = ""
    target: str = ""
    speaker: Speaker | None = None
    text: str = ""
