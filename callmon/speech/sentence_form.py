"""Sentence form: a sentence in, its plain words, its small groups of words and its outward form out.

What kind of sentence it is shows in its small words and their order (“could you”, “must have”, “so you're”),
which a vector of its meaning blurs. Text with and without punctuation gives the same words.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:'[^\W_]+)*|[£$€%&]")
_FILLERS = _set("um uh er erm uhm ah eh")
_RESTORED = {
    word.replace("'", ""): word
    for word in _set(
        "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't shouldn't "
        "wasn't weren't won't wouldn't ain't i'm i've you're you've you'd you'll she's he's they're they've "
        "they'll we've it'd it'll that's that'll there's there'll what's where's who's who'll how's let's"
    )
}
"""What recognisers mean that write no apostrophe; “its”, “were” and “well” stay, for they may be meant."""

_BEFORE = _set(
    "so and but okay ok right well now yeah yes no oh sorry please then alright hi hello just also"
)
"""Small words that may come before a sentence begins in earnest, at most three."""
_WH = _set("what why how where when which who whose whom")
_WH_FUSED = _set("whats wheres whos hows whens whys")
_AUXILIARY = _set(
    "do does did is are was were am will would can could shall should may might have has had dont doesnt "
    "didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt havent hasnt hadnt aint"
)
_SUBJECT = _set(
    "i you he she it we they that this there the your my any anyone anybody somebody someone everything "
    "everyone these those"
)
_MEASURE = _set("kind sort else many much long far often old big")
_BIDDING = _set("tell describe walk talk take explain share show give help let run fill")
_TAG = _set("right yes yeah okay ok correct yet eh")
_I = _set("i im ive ill id")
_WE = _set("we weve us our")
_YOU = _set("you youre youve youll youd your")
_IT = _set("it its itll thats that this theres")
_CONTRARY = _set("but no actually well")

FORM = (
    "ends on a question mark",
    "begins with a question word",
    "begins with an auxiliary verb",
    "an auxiliary verb before a subject",
    "a question word before an auxiliary verb or a measure",
    "begins with a verb that bids to tell",
    "ends on a tag",
    "begins with I",
    "begins with we",
    "begins with you",
    "begins with it or that",
    "opens with a word that may contradict",
    "opens with so",
    "says you",
    "says I",
    "says we",
    "says me or my",
    "a negation",
    "its length",
    "three words or fewer",
)
"""What `form` gives, in this order: 0 or 1, but for the length."""


def plain(text: str) -> list[str]:
    """Words of `text` in lower case, without punctuation and fillers, apostrophes put back where they lack.

    >>> plain("Um, so you DON'T have the £3.50?")
    ['so', 'you', "don't", 'have', 'the', '£', '3.50']
    """
    found = _WORD.findall(text.lower().replace("’", "'"))
    return [_RESTORED.get(word, word) for word in found if word not in _FILLERS]


def grams(words: Sequence[str]) -> list[str]:
    """Single words of `words` and pairs of neighbours, each once and sorted; `^` and `$` are the edges.

    >>> grams(["you're", "sure"])
    ['^ youre', 'sure', 'sure $', 'youre', 'youre sure']
    """
    bare = [word.replace("'", "") for word in words]
    edged = ["^", *bare, "$"]
    pairs = [f"{first} {second}" for first, second in pairwise(edged)]
    return sorted({*bare, *pairs})


def asks(text: str) -> bool:
    """Whether `text` ends on a question mark."""
    return text.rstrip("\"'”’ ").endswith("?")


def form(words: Sequence[str], question_mark: bool) -> tuple[float, ...]:
    """The outward form of a sentence of plain `words`, as many values as `FORM` names.

    The length is log(words + 1) - 2, which is near 0 for a sentence of six.
    """
    bare = [word.replace("'", "") for word in words]
    begin = 0
    while begin < min(3, len(bare) - 1) and bare[begin] in _BEFORE:
        begin += 1
    first = bare[begin] if bare else ""
    opening = bare[0] if bare else ""
    pairs = list(pairwise(bare))
    said = frozenset(bare)
    tag = len(bare) > 2 and (bare[-1] in _TAG or (bare[-1] in _SUBJECT and bare[-2] in _AUXILIARY))
    return (
        float(question_mark),
        float(first in _WH or first in _WH_FUSED),
        float(first in _AUXILIARY),
        float(any(a in _AUXILIARY and b in _SUBJECT for a, b in pairs)),
        float(
            bool(said & _WH_FUSED) or any(a in _WH and (b in _AUXILIARY or b in _MEASURE) for a, b in pairs)
        ),
        float(first in _BIDDING),
        float(tag),
        float(first in _I),
        float(first in _WE),
        float(first in _YOU),
        float(first in _IT),
        float(opening in _CONTRARY),
        float(opening == "so"),
        float(bool(said & _YOU)),
        float(bool(said & _I)),
        float(bool(said & _WE)),
        float(bool(said & {"me", "my"})),
        float(any(word == "not" or word.endswith("n't") for word in words)),
        log(len(bare) + 1) - 2,
        float(len(bare) <= 3),
    )
