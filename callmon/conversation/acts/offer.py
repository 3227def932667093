"""Offers beyond the request, specific or stock."""

from callmon.conversation.acts.passage import Found, Passage


def offer(passage: Passage) -> Found | None:
    """An offer of the agent: the stock “anything else?”, or something that is named."""
    stock = passage.judge("offer", "stock_offer", "stock")
    if stock is not None:
        return stock
    if passage.find("hold") is not None:
        return None
    return passage.judge("offer", "offer", "specific")
