"""ELAN's .eaf: annotations in, a file out, and back. pympi-ling writes, not reads it: decision 0020."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from math import floor
from pathlib import Path
from typing import Never
from xml.etree import ElementTree

from callmon.errors import StoreError
from callmon.export.exchange.tiers import LIST, Annotation, tier_of

_TYPES = {
    ".wav": "audio/x-wav",
    ".flac": "audio/flac",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
}
"""MIME types of recordings, as ELAN writes them."""

_MOST_ELEMENTS = 1_000_000
"""An annotation takes five; what callmon finds and three coders mark in two hours takes some 70,000."""
_DEEPEST = 16
"""ELAN's format nests five deep."""

_PART = 1 << 20

Span = tuple[float, float]
"""Start and end in milliseconds."""


def write_elan(
    path: Path,
    tiers: Mapping[str, Sequence[Annotation]],
    *,
    media: Sequence[Path] = (),
    coders: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
    beside: Path | None = None,
) -> None:
    """Write annotations as ELAN reads them.

    Args:
        path: where to; there is no file yet.
        tiers: the annotations by tier; on none of them may two overlap.
        media: recordings to play.
        coders: who gets an empty tier for notes, and tiers with lists to choose from.
        choices: the entries of the lists, by the kind of tier.
        beside: the file in which it ends up; the recordings are also named as seen from there.
    """
    from pympi.Elan import Eaf

    file = Eaf(author="callmon")
    file.remove_tier("default")
    for recording in media:
        file.add_linked_file(
            recording.absolute().as_uri(),
            relpath=_relative(recording, beside or path),
            mimetype=_TYPES.get(recording.suffix.lower(), "unknown"),
        )
    file.add_language("und", "http://cdb.iso.org/lg/CDB-00130975-001", "undetermined (und)")
    for name, annotations in tiers.items():
        file.add_tier(name)
        for each in annotations:
            file.add_annotation(name, _whole(each.start), _whole(each.end), each.text)
    numbers = count(1)
    for kind, entries in (choices or {}).items():
        file.add_controlled_vocabulary(kind)
        for entry in entries:
            file.add_cv_entry(kind, f"cveid{next(numbers)}", [(entry, "und", None)])
        file.add_linguistic_type(
            kind,
            param_dict={
                "LINGUISTIC_TYPE_ID": kind,
                "TIME_ALIGNABLE": "true",
                "GRAPHIC_REFERENCES": "false",
                "CONTROLLED_VOCABULARY_REF": kind,
            },
        )
    for coder in coders:
        if tier_of(coder, "note") not in tiers:
            file.add_tier(tier_of(coder, "note"), ann=coder)
        for kind in choices or {}:
            file.add_tier(f"{coder}: {kind}{LIST}", ling=kind, ann=coder)
    # ELAN numbers further annotations from here on.
    file.properties = [("lastUsedAnnotationId", file.maxaid)]
    file.to_file(str(path))


def read_elan(data: bytes, name: str) -> list[Annotation]:
    """The annotations in an .eaf file of ELAN or of any tool that writes such files.

    An annotation without times of its own lies where the one that it belongs to lies; several that belong to
    the same one share its time evenly, as ELAN draws them.

    Args:
        data: the file.
        name: of the file, for messages.

    Raises:
        StoreError: it is no such file, or it declares entities.
    """
    try:
        root = _document(data, name)
    except (ElementTree.ParseError, LookupError, ValueError):
        _refuse(name)
    if root.tag != "ANNOTATION_DOCUMENT":
        _refuse(name)
    try:
        places = _places(root, _slots(root))
        return [
            Annotation(
                tier.attrib["TIER_ID"],
                places[each.attrib["ANNOTATION_ID"]][0] / 1000,
                places[each.attrib["ANNOTATION_ID"]][1] / 1000,
                each.findtext("ANNOTATION_VALUE") or "",
            )
            for tier in root.iter("TIER")
            for each in tier.iterfind("ANNOTATION/*")
        ]
    except (KeyError, OverflowError, ValueError):
        _refuse(name)


def _document(data: bytes, name: str) -> ElementTree.Element:
    # S314: a document type is refused before its entities are read.
    parser = ElementTree.XMLParser(target=_Tree(name))  # noqa: S314
    # In parts: what is refused is refused at the end of a part.
    for at in range(0, len(data), _PART):
        parser.feed(data[at : at + _PART])
    root: ElementTree.Element = parser.close()
    return root


class _Tree(ElementTree.TreeBuilder):
    """Builds the document; refuses one with a document type of its own, or of another size than ELAN's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._elements = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ElementTree.Element:
        """Called where an element begins."""
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise ValueError("no document of ELAN")
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        """Called where an element ends."""
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: str | None) -> None:
        """Called where one begins, before anything in it is read."""
        raise StoreError(f"{self._name} declares entities, which no file of ELAN does; it is not read.")


def _refuse(name: str) -> Never:
    raise StoreError(
        f"{name} is not a file of ELAN that can be read; open it in ELAN and save it again."
    ) from None


def _slots(root: ElementTree.Element) -> dict[str, float]:
    """When each time slot is, in milliseconds; those without a time lie evenly between their neighbours."""
    names, known = [], []
    for place, slot in enumerate(root.iterfind("TIME_ORDER/TIME_SLOT")):
        names.append(slot.attrib["TIME_SLOT_ID"])
        value = slot.get("TIME_VALUE")
        if value is not None:
            known.append((place, float(int(value))))
    times = [0.0] * len(names)
    before = (-1, 0.0)
    for at, value_ms in known:
        first, first_ms = before
        for place in range(first + 1, at + 1):
            times[place] = first_ms + (value_ms - first_ms) * (place - first) / (at - first)
        before = at, value_ms
    for place in range(before[0] + 1, len(times)):
        times[place] = before[1]
    return dict(zip(names, times, strict=True))


def _places(root: ElementTree.Element, slots: Mapping[str, float]) -> dict[str, Span]:
    """Where each annotation lies, by its id.

    Raises:
        KeyError: one belongs to none that has a time.
    """
    places: dict[str, Span] = {}
    belonging: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for tier in root.iter("TIER"):
        for each in tier.iterfind("ANNOTATION/ALIGNABLE_ANNOTATION"):
            edges = slots[each.attrib["TIME_SLOT_REF1"]], slots[each.attrib["TIME_SLOT_REF2"]]
            places[each.attrib["ANNOTATION_ID"]] = edges
        for each in tier.iterfind("ANNOTATION/REF_ANNOTATION"):
            parent = belonging[each.attrib["ANNOTATION_REF"]]
            parent[tier.attrib["TIER_ID"]].append(each.attrib["ANNOTATION_ID"])
    waiting = list(places)
    while waiting:
        owner = waiting.pop()
        start, end = places[owner]
        for children in belonging.pop(owner, {}).values():
            share = (end - start) / len(children)
            for number, child in enumerate(children):
                places[child] = start + number * share, start + (number + 1) * share
            waiting += children
    return places


def _whole(seconds: float) -> int:
    """Whole milliseconds, halves always upwards, so that what touches still touches."""
    return floor(1000 * seconds + 0.5)


def _relative(recording: Path, file: Path) -> str | None:
    try:
        way = Path(os.path.relpath(recording.absolute(), file.absolute().parent)).as_posix()
    except ValueError:
        # They lie on different drives.
        return None
    return way if way.startswith("../") else f"./{way}"
