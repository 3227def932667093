"""Quote: words that were said, as they fit into the line of a cue."""

QUOTED = 12
"""Words that fit into one line beside the rest of a sentence."""


def quote(words: str, most: int = QUOTED) -> str:
    """The first `most` of `words`, as they stand inside a sentence: without the full stop that ends them.

    >>> quote("One two, three.", most=2), quote("One two, three.")
    ('One two …', 'One two, three')
    """
    parts = words.split()
    cut = " ".join(parts[:most]).rstrip(".,;:")
    return cut if len(parts) <= most else f"{cut} …"
