"""Next step: what happens next, by whom or when."""

from callmon.conversation.acts.passage import Found, Passage


def next_step(passage: Passage) -> Found | None:
    """A next step that the agent tells or agrees; a question and a hold are none."""
    if passage.find("hold") is not None or passage.find("stock_offer") is not None:
        return None
    return passage.judge("next_step", "next_step")
