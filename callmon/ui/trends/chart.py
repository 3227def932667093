"""Places of a small chart: the values of a trend in, fractions of its width and height out. No Qt."""

from dataclasses import dataclass

from callmon.ui.trends.shown import ShownTrend


@dataclass(frozen=True, slots=True)
class Chart:
    """Where everything is drawn: 0 is the left or the top, 1 the right or the bottom.

    Attributes:
        xs, ys: of the points; calls stand at equal distances, whenever they were held.
        middle: of the past's median.
        band_top, band_bottom: of the past's usual spread.
        highest, lowest: which points are labelled as the highest and the lowest.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    middle: float
    band_top: float
    band_bottom: float
    highest: int
    lowest: int


def chart(trend: ShownTrend) -> Chart:
    """The places of a trend; a spread does not reach below nothing where no value does."""
    values = [point.value for point in trend.points]
    high_end = trend.past + trend.spread
    low_end = max(trend.past - trend.spread, min(0.0, *values, trend.past))
    top, bottom = max(*values, high_end), min(*values, low_end)
    height = top - bottom
    last = max(1, len(values) - 1)

    def place(value: float) -> float:
        return (top - value) / height if height else 0.5

    return Chart(
        xs=tuple(number / last if len(values) > 1 else 0.5 for number in range(len(values))),
        ys=tuple(map(place, values)),
        middle=place(trend.past),
        band_top=place(high_end),
        band_bottom=place(low_end),
        highest=values.index(max(values)),
        lowest=values.index(min(values)),
    )
