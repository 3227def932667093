"""Order statistics: response times have long tails, so never a mean."""


def percentile(values: list[float], share: float) -> float | None:
    """The value below which `share` (0..1) of `values` lie, linear between neighbours; None where empty."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
