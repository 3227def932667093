"""What is asked of the library, as QML sees it: words, filters, order and columns."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from callmon.errors import CallmonError
from callmon.timeline import Filter, Range, Sort
from callmon.ui.library.seams import Labels, MeasureName, Shelf

DEFAULT_COLUMNS: tuple[MeasureName, ...] = (
    ("agent", "talk_share_of_speech"),
    ("agent", "interruptions"),
    ("customer", "attempted_interruptions"),
)
_TYPING_MS = 150
"""Pause in typing after which it is searched."""


class Asked(QObject):
    """Which calls are wanted, in which order, with which measures.

    `changed` tells that something else is wanted, `told` a sentence for the person.

    Args:
        shelf: knows what there is to ask for.
        labels: names for people.
        columns: measures that are shown.
        parent: the owner.
    """

    changed = Signal()
    columns_changed = Signal()
    told = Signal(str)

    def __init__(
        self,
        shelf: Shelf,
        labels: Labels,
        columns: Iterable[MeasureName] = DEFAULT_COLUMNS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._labels = shelf, labels
        self._columns = tuple(columns)
        self._which, self._sort = Filter(), Sort()
        self._typing = QTimer(self)
        self._typing.setInterval(_TYPING_MS)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self.changed)

    @property
    def which(self) -> Filter:
        """The calls that are wanted."""
        return self._which

    @property
    def order(self) -> Sort:
        """Their order."""
        return self._sort

    def _get_text(self) -> str:
        return self._which.text

    text = Property(str, _get_text, notify=changed)

    def _get_filter(self) -> dict[str, Any]:
        which = self._which
        return {
            "agent": which.agent,
            "since": which.since,
            "until": which.until,
            "tags": sorted(which.tags),
            "cue": which.cue,
            "pillar": which.pillar,
        }

    filter = Property(dict, _get_filter, notify=changed)

    def _get_chips(self) -> list[dict[str, str]]:
        """Each thing that is asked for, with the key by which `drop` takes it back."""
        which = self._which
        found = [("agent", which.agent)] if which.agent else []
        found += [("since", f"from {which.since}")] if which.since else []
        found += [("until", f"until {which.until}")] if which.until else []
        found += [(f"tag/{tag}", f"#{tag}") for tag in sorted(which.tags)]
        found += [("cue", f"cue: {self._labels.rule(which.cue)}")] if which.cue else []
        found += [("pillar", f"cue of {self._labels.pillar(which.pillar)}")] if which.pillar else []
        found += [(f"range/{n}", self._range(each)) for n, each in enumerate(which.ranges)]
        return [{"key": key, "label": label} for key, label in found]

    chips = Property(list, _get_chips, notify=changed)

    def _get_sorted_by(self) -> str:
        return self._sort.by

    sortedBy = Property(str, _get_sorted_by, notify=changed)

    def _get_descending(self) -> bool:
        return self._sort.descending

    descending = Property(bool, _get_descending, notify=changed)

    def _get_all(self) -> bool:
        return self._which == Filter()

    all = Property(bool, _get_all, notify=changed)

    @Slot(str)
    def search(self, text: str) -> None:
        """Look for words in what was said, once the person pauses in typing."""
        self._which = replace(self._which, text=text)
        self._typing.start()

    @Slot(str, str)
    def ask(self, name: str, value: str) -> None:
        """Ask for an `agent`, a day `since` or `until`, a `cue` or a `pillar`; no more where it is empty."""
        which = self._which
        match name:
            case "agent":
                self._ask(replace(which, agent=value))
            case "since":
                self._ask(replace(which, since=value))
            case "until":
                self._ask(replace(which, until=value))
            case "cue":
                self._ask(replace(which, cue=value))
            case "pillar":
                self._ask(replace(which, pillar=value))

    @Slot(str)
    def askTag(self, name: str) -> None:
        """Ask for a tag as well."""
        self._ask(replace(self._which, tags=self._which.tags | {name}))

    @Slot(str, str, str, str)
    def askRange(self, speaker: str, name: str, least: str, most: str) -> None:
        """Ask for calls in which a measure lies between two numbers, of which one may be empty."""
        try:
            low, high = (float(each.replace(",", ".")) if each.strip() else None for each in (least, most))
        except ValueError:
            self.told.emit("A range is two numbers, or one of them.")
            return
        self._ask(replace(self._which, ranges=(*self._which.ranges, Range(speaker, name, low, high))))

    @Slot(str)
    def drop(self, key: str) -> None:
        """Ask no more for what a chip names."""
        kind, _, rest = key.partition("/")
        which = self._which
        if kind == "tag":
            self._ask(replace(which, tags=which.tags - {rest}))
        elif kind == "range":
            kept = tuple(each for n, each in enumerate(which.ranges) if n != int(rest))
            self._ask(replace(which, ranges=kept))
        else:
            self.ask(kind, "")

    @Slot()
    def clear(self) -> None:
        """Ask for nothing: every call."""
        self._ask(Filter())

    @Slot(str)
    def sort(self, by: str) -> None:
        """Sort by a column; once more turns it round."""
        turned = by == self._sort.by and self._sort.descending
        self._sort = Sort(by, descending=not turned)
        self.changed.emit()

    def _get_columns(self) -> list[dict[str, Any]]:
        return [
            {"key": f"{speaker}.{name}", "label": self._labels.measure(speaker, name)}
            for speaker, name in self._columns
        ]

    columns = Property(list, _get_columns, notify=columns_changed)

    def _get_measures(self) -> list[dict[str, Any]]:
        known = self._known(self._shelf.measures)
        rows = [
            {
                "speaker": speaker,
                "name": name,
                "key": f"{speaker}.{name}",
                "label": self._labels.measure(speaker, name),
                "shown": (speaker, name) in self._columns,
            }
            for speaker, name in known
        ]
        return sorted(rows, key=lambda row: str(row["label"]))

    measures = Property(list, _get_measures, notify=columns_changed)

    @Slot(str, bool)
    def showColumn(self, key: str, shown: bool) -> None:
        """Show a measure as a column, or no more."""
        speaker, _, name = key.partition(".")
        kept = [column for column in self._columns if column != (speaker, name)]
        self._columns = (*kept, (speaker, name)) if shown else tuple(kept)
        self.columns_changed.emit()
        self.changed.emit()

    @property
    def shown_columns(self) -> tuple[MeasureName, ...]:
        """The measures that are shown."""
        return self._columns

    @Slot(result="QVariantList")
    def agents(self) -> list[str]:
        """Whose calls there are."""
        return self._known(self._shelf.agents)

    @Slot(result="QVariantList")
    def tags(self) -> list[str]:
        """Every tag."""
        return self._known(self._shelf.tags)

    @Slot(result="QVariantList")
    def rules(self) -> list[dict[str, str]]:
        """Every rule of which a cue was shown: `name` and `label`."""
        rules = sorted({rule for rule, _ in self._known(self._shelf.rules)}, key=self._labels.rule)
        return [{"name": rule, "label": self._labels.rule(rule)} for rule in rules]

    def stop(self) -> None:
        """Wait for no more typing."""
        self._typing.stop()

    def _ask(self, which: Filter) -> None:
        self._typing.stop()
        self._which = which
        self.changed.emit()

    def _known(self, read: Callable[[], list[Any]]) -> list[Any]:
        try:
            return read()
        except CallmonError as error:
            self.told.emit(str(error))
            return []

    def _range(self, each: Range) -> str:
        label = self._labels.measure(each.speaker, each.name)
        low, high = (
            None if bound is None else self._labels.value(each.name, bound)
            for bound in (each.least, each.most)
        )
        if low is not None and high is not None:
            return f"{label} {low} to {high}"
        return f"{label} from {low}" if low is not None else f"{label} up to {high or '…'}"
