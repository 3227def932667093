"""Choice: which finds are quoted, and the one thing to keep and to try.

* A pillar quotes the first theme that has a find, in the order of the themes; of a theme, its best find.
* To try: the theme that weighs most: its weight times its finds, of which no more count than make a habit;
  of themes that weigh alike, the first.
* To keep: the first theme of another skill than what is to be tried, where there is one.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from callmon.coaching.finds import Find
from callmon.coaching.scorecard_settings import SETTINGS
from callmon.coaching.themes import Theme


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

    def quoted(self, pillar: str) -> dict[str, Any] | None:
        """The quote of a pillar; None where there is nothing to quote."""
        for find in self._finds:
            theme = self._themes[find.theme]
            if theme.pillar == pillar and find.quote is not None:
                return {**find.quote, "why": theme.shows.format_map(find.values)}
        return None

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

    def _weight(self, theme: str) -> int:
        return self._themes[theme].weight * min(self._often[theme], SETTINGS.habit)


def place(seconds: float) -> str:
    """The second of the call in which it begins: `1:02`, or `1:02:03` from an hour on."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
