"""Callback: returns to something that the other said a good while ago."""

from callmon.conversation.acts.passage import Found, Passage, chance, log_odds
from callmon.conversation.dialogue import Said, content, likeness


def callback(passage: Passage) -> Found | None:
    """A return of the agent to what the customer told some turns ago and nobody has spoken of since."""
    said, settings = passage.said, passage.settings
    recent = passage.before(settings.callback_turns - 1)
    oldest = recent[0].number if recent else said.number
    lately = {stem for each in (*recent, *passage.own(settings.callback_turns - 1)) for stem in each.content}
    telling = [word for word in said.words if not passage.lexicon.in_list("common", word)]
    stems = [stem for stem in content(passage.lexicon, telling) if stem not in lately]
    best: tuple[float, Said] | None = None
    for each in passage.dialogue.earlier("customer", said, settings.callback_turns):
        shared = sum(stem in each.content for stem in stems)
        if shared and each.number < oldest:
            score = shared + likeness(said.vector, each.vector)
            if best is None or score >= best[0]:
                best = score, each
    if best is None:
        return None
    finding = passage.find("callback")
    confidence = chance(log_odds(0.3) + best[0] + (log_odds(finding.weight) if finding else 0.0) - 1.0)
    if confidence < settings.told:
        return None
    why = finding.why if finding else "returns to what was said earlier"
    return Found("callback", confidence, why, 0, len(said.words), answers=best[1])
