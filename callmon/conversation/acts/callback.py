"""Callback: returns to something that the other said a good while ago."""

from callmon.conversation.acts.passage import Found, Passage, chance
from callmon.conversation.dialogue import Said, content, likeness, stem

# Weights of the signs in log-odds, from a logistic regression on the development half of the labelled calls
# (leave one call out), rounded.
_BASE = -5.2
_SHARED, _SHARED_MOST = 1.0, 3
"""Of each word that came up then and not since, and how many count."""
_NEARER = 3.5
"""Of how much more it is like what was said then than like what was said lately."""
_PHRASE = 3.0
"""Of the weight of “you said earlier” and its like."""
_BOTH = 1.6
"""Where it says so and shares a word."""
_FAREWELL = 1.9
"""With the farewell people come back to what they were told: “good luck on Friday”."""
_TOLD, _TOLD_MOST = 0.1, 30
"""Of each sentence that was told long enough ago, and how many count."""
_EVER = 1000
"""Turns that reach back to the beginning of what is remembered."""


def callback(passage: Passage) -> Found | None:
    """A return of the agent to what the customer told some turns ago and nobody has spoken of since."""
    said, settings = passage.said, passage.settings
    recent = passage.before(settings.callback_turns - 1)
    if not recent:
        return None
    early = [each for each in passage.before(_EVER) if each.number < recent[0].number]
    if not early:
        return None
    words = _words(passage, recent, early)
    phrase = passage.find("callback")
    if len(words) < settings.callback_least and phrase is None:
        return None
    alike = [likeness(said.vector, each.vector) for each in early]
    if not words and max(alike) < settings.callback_likeness:
        return None
    odds = (
        _BASE
        + _SHARED * min(_SHARED_MOST, len(words))
        + _NEARER * (max(alike) - max(likeness(said.vector, each.vector) for each in recent))
        + _PHRASE * (phrase.weight if phrase is not None else 0.0)
        + _BOTH * (phrase is not None and bool(words))
        + _FAREWELL * (passage.find("closing") is not None)
        + _TOLD * min(_TOLD_MOST, len(early))
    )
    if chance(odds) < settings.told:
        return None
    why = phrase.why if phrase is not None else "returns to what was said earlier"
    if words:
        why += f": “{', '.join(said.words_of(words)[:3])}”"
    near = [
        sum(word in each.content for word in words) + like for each, like in zip(early, alike, strict=True)
    ]
    return Found("callback", chance(odds), why, 0, len(said.words), answers=early[near.index(max(near))])


def _words(passage: Passage, recent: list[Said], early: list[Said]) -> list[str]:
    """Stems that the other brought up then, the sentence uses and nobody has used since."""
    said, lexicon = passage.said, passage.lexicon
    common = {stem(name) for name in passage.names}
    telling = [
        word
        for word in said.words
        if not lexicon.in_list("common", word)
        and not lexicon.has("number", word)
        and stem(word) not in common
    ]
    lately = {each for said_then in recent for each in said_then.content}
    stems = (each for each in content(lexicon, telling) if each not in lately)
    return passage.borrowed(stems, early, _EVER)
