"""Choice: which finds are quoted, and the one thing to keep and to try.

* A pillar quotes the first theme that has a find, in the order of the themes; of a theme, its best find. What
  one pillar has quoted, the next ones leave to it where they have something else; nothing is best and missed.
* To try: the theme that weighs most: its weight times its finds, of which no more count than make a habit;
  of themes that weigh alike, the first.
* To keep: the first theme of another skill than what is to be tried, where there is one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from callmon.coaching.finds import Find
from callmon.coaching.scorecard_settings import SETTINGS
from callmon.coaching.themes import Theme

Quoted = dict[str, Any] | None
"""A quote and why it is one; None where there is none."""


class Finds:
    """Finds in the order in which they are worth a word.

    Args:
        finds: in any order.
        themes: their themes, the first ones first.
    """

    def __init__(self, finds: Iterable[Find], themes: Iterable[Theme]) -> None:
        self._themes = {theme.name: theme for theme in themes}
        rank = {name: place for place, name in enumerate(self._themes)}
        self._finds = sorted(finds, key=lambda find: (rank[find.theme], find.order))
        self._often = Counter(find.theme for find in self._finds)

    def quotes(self, pillars: Iterable[str], but: Iterable[Quoted] = ()) -> dict[str, Quoted]:
        """The quote of each pillar; None where there is nothing to quote that is not in `but`."""
        kept = [quote["said"] for quote in but if quote]
        found: dict[str, Quoted] = {}
        for pillar in pillars:
            said = [quote["said"] for quote in found.values() if quote]
            found[pillar] = self._quote(pillar, said, kept)
        return found

    def weightiest(self) -> Find | None:
        """The best find of the theme that weighs most."""
        return max(self._finds, key=lambda find: self._weight(find.theme), default=None)

    def apart_from(self, skill: str) -> Find | None:
        """The first find that is not about `skill`, else the first of all."""
        others = [find for find in self._finds if self._themes[find.theme].skill != skill]
        return next(iter([*others, *self._finds]), None)

    def skill(self, find: Find | None) -> str:
        """What a find is about; empty for none."""
        return self._themes[find.theme].skill if find else ""

    def advice(self, find: Find | None) -> dict[str, Any] | None:
        """The sentence for the whole call that a find leads to."""
        if find is None:
            return None
        theme = self._themes[find.theme]
        values = {**find.values, "at": "" if find.at is None else place(find.at)}
        return {
            "pillar": theme.pillar,
            "text": theme.text.format_map(values),
            "why": theme.why.format_map(values),
            "at": find.at,
        }

    def _quote(self, pillar: str, said: Sequence[str], kept: Sequence[str]) -> Quoted:
        """The first quote of a pillar, rather one that is not among `said`, and none that is among `kept`."""
        quotes = [
            {**find.quote, "why": self._themes[find.theme].shows.format_map(find.values)}
            for find in self._finds
            if self._themes[find.theme].pillar == pillar
            and find.quote is not None
            and not (find.quote["said"] and find.quote["said"] in kept)
        ]
        others = [quote for quote in quotes if quote["said"] not in said]
        return next(iter([*others, *quotes]), None)

    def _weight(self, theme: str) -> int:
        return self._themes[theme].weight * min(self._often[theme], SETTINGS.habit)


def place(seconds: float) -> str:
    """The second of the call in which it begins: `1:02`, or `1:02:03` from an hour on."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
