"""Words that decide about an overlap. English; other languages are judged by timing alone."""

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


BACKCHANNELS = _listed("""
    mm mmm mhm mm-hm mm-hmm mhmm hm hmm uh-huh uhuh uh huh ah oh um aha yeah yes yep yup ya okay ok
    right sure well exactly absolutely indeed correct true really wow great good nice i see alright
    all gotcha got it of course no nope definitely totally understood
""")
"""Words of listening. A backchannel has at least half of its words from here."""

AGREEMENTS = BACKCHANNELS | _listed("""
    that's that is it you're agree agreed makes sense for perfect fine understand know mean same
    here thanks thank you the me too
""")
"""Words that agree with or carry on what the other says."""

DANGLING = _listed("""
    a an the and but or so because if when while that which who whose to of for from with without in
    on at by about into than then as my your his her its our their this these those i we they he she
    it's i'm we're is are was were will would can could should has have had do does did not very
    just
""")
"""Words that no English clause ends on: after one of them the speaker has more to say."""

_HOLD = re.compile(
    r"\b(on hold|hold on|hold the line|bear with me|(one|just a|give me a) (moment|minute|second|sec)|"
    r"let me (just )?(check|look|see|pull|find)|place you on|put you (on|through)|transfer(ring)? you|"
    r"be right back)\b"
)


def plain(text: str) -> list[str]:
    """Words of `text` in lower case without punctuation."""
    return re.findall(r"[a-z0-9']+(?:-[a-z0-9']+)*", text.lower().replace("’", "'"))


def share_in(words: list[str], known: frozenset[str]) -> float:
    """Share (0..1) of `words` that are in `known`; 0 where there are none."""
    return sum(word in known for word in words) / len(words) if words else 0.0


def announces_hold(text: str) -> bool:
    """Whether `text` tells the other to wait."""
    return _HOLD.search(text.lower()) is not None


def is_unfinished(text: str) -> bool:
    """Whether the clause that ends `text` is open: it ends on a comma, a dash or a dangling word."""
    stripped = text.rstrip()
    if stripped.endswith((",", "-", "–", "…", "...")):
        return True
    words = plain(stripped)
    return bool(words) and not stripped.endswith(("?", "!")) and words[-1] in DANGLING
