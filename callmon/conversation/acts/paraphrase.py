"""Paraphrase: the agent restates what the customer said in the last turns, in meaning and in words."""

from callmon.conversation.acts.passage import Found, Passage, chance, log_odds
from callmon.conversation.dialogue import Said, likeness, mean


def paraphrase(passage: Passage) -> Found | None:
    """A restatement by the agent; an echo, a number read back and a question with a borrowed noun are none."""
    said, settings = passage.said, passage.settings
    before = passage.before(settings.restated_turns)
    if len(said.words) < 5 or not before:
        return None
    f = features(passage, before)
    odds = score(f)
    if chance(odds) < settings.told:
        return None
    finding = passage.find("reflection")
    return Found(
        "paraphrase",
        chance(odds),
        finding.why if finding else "says in other words what the customer said",
        0,
        len(said.words),
        answers=f["answers"],
    )


def features(passage, before):
    said = passage.said
    best, near = None, 0.0
    for each in before:
        now = likeness(said.vector, each.vector)
        shared = sum(s in each.content for s in said.content)
        sc = now + 0.15 * shared
        if best is None or sc >= best[0]:
            best = (sc, each)
        near = max(near, now)
    turns = {}
    for each in before:
        turns.setdefault(each.turn, []).append(each)
    whole = max(likeness(said.vector, mean((e.vector, len(e.words)) for e in es)) for es in turns.values())
    theirs = {s for e in before for s in e.content}
    # who brought the word up first
    firsts = {}
    ag = [e for e in passage.own(8) if e.turn < said.turn]
    mine = {}
    for e in ag:
        for s in e.content:
            mine.setdefault(s, e.number)
    for e in before:
        for s in e.content:
            firsts.setdefault(s, e.number)
    num = passage.lexicon
    shared = [s for s in said.content if s in theirs and not (s in mine and mine[s] < firsts[s])]
    refl = passage.find("reflection")
    return dict(
        answers=best[1],
        near=near,
        whole=whole,
        shared=len(shared),
        cover=len(shared) / max(1, len(said.content)),
        you=passage.count("second_person") > 0,
        self=passage.count("first_person") > 0,
        refl=log_odds(refl.weight) if refl else 0.0,
        lean=log_odds(said.leaning("reflection")) if said.leanings else 0.0,
        asks=said.asks,
        content=len(said.content),
        question=passage.find("question_closed") is not None or passage.find("question_open") is not None,
        offer=passage.find("offer") is not None,
        assume=passage.find("assumption") is not None,
        next=passage.find("next_step") is not None,
        vali=passage.find("validation") is not None,
        emp=passage.find("empathy") is not None,
        reb=passage.find("rebuttal") is not None,
        place=passage.place,
    )


def score(f):
    return (
        -3.0
        + 3.0 * max(f["near"], f["whole"])
        + 0.5 * min(3, f["shared"])
        + 0.8 * f["refl"]
        + 0.8 * f["you"]
        - 1.0 * f["self"]
        - 1.5 * f["question"]
        - 1.5 * f["offer"]
        + 0.5 * f["lean"]
    )
