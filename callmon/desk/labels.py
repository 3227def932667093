"""Names of measures, rules and pillars for the windows of the desk, from those that reports use."""

from callmon.cues import RULES
from callmon.export import words
from callmon.export.measure_labels import CALL, SIDES
from callmon.export.measures import shown
from callmon.texts import load_texts

_MEASURES = {measure.name: measure for measure in (*SIDES, *CALL)}


def _whole_labels() -> dict[str, str]:
    """The label of each measure; one that is part of the measure before it (“… minor”) names that too."""
    found, whole = {}, ""
    for measure in (*SIDES, *CALL):
        part = measure.label.removeprefix("… ")
        if part == measure.label:
            whole = part
        found[measure.name] = whole if part == measure.label else f"{whole}, {part}"
    return found


_LABELS = _whole_labels()


def known_cues() -> dict[str, tuple[str, str]]:
    """Text and pillar of each built-in cue, by the name of its rule."""
    texts = load_texts().rules
    return {rule.name: (texts[rule.name].text, rule.pillar) for rule in RULES}


class ReportLabels:
    """Names as reports have them."""

    def __init__(self) -> None:
        self._rules = load_texts().rules

    def measure(self, speaker: str, name: str) -> str:
        """A measure, such as “Agent: talk share of speech”."""
        label = _LABELS.get(name) or words.sentence_case(name)
        if speaker == "call":
            return words.sentence_case(label)
        return f"{words.speaker_label(speaker)}: {label[:1].lower()}{label[1:]}"

    def value(self, name: str, value: float | None) -> str:
        """A value of that measure in its unit."""
        known = _MEASURES.get(name)
        unit = "n" if known is None else known.unit
        return (
            f"{shown(value, unit)} words/min" if unit == "wpm" and value is not None else shown(value, unit)
        )

    def rule(self, name: str) -> str:
        """A rule: the text of its cue."""
        known = self._rules.get(name)
        return words.sentence_case(name) if known is None else known.text

    def pillar(self, name: str) -> str:
        """A pillar."""
        return words.pillar_label(name)
