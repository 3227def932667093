"""Acts: one detector for each, which looks at a passage and finds the act or nothing.

Mirrored for the customer is what makes sense there: questions, acknowledgement, apology, asking to wait,
greeting and closing. Repetition is the customer's alone; the other acts are the agent's.
"""

from callmon.conversation.acts.assumption import assumption
from callmon.conversation.acts.callback import callback
from callmon.conversation.acts.care import apology, empathy, validation
from callmon.conversation.acts.hold import hold, hold_thanks
from callmon.conversation.acts.jargon import jargon
from callmon.conversation.acts.manners import closing, greeting
from callmon.conversation.acts.name import name, names_in
from callmon.conversation.acts.next_step import next_step
from callmon.conversation.acts.offer import offer
from callmon.conversation.acts.paraphrase import paraphrase
from callmon.conversation.acts.passage import Detector, Found, Passage
from callmon.conversation.acts.question import question
from callmon.conversation.acts.rebuttal import rebuttal
from callmon.conversation.acts.receipt import acknowledgement
from callmon.conversation.acts.repetition import repetition
from callmon.conversation.acts.wording import wording

AGENT: tuple[Detector, ...] = (
    greeting,
    hold_thanks,
    name,
    acknowledgement,
    apology,
    empathy,
    validation,
    paraphrase,
    callback,
    rebuttal,
    assumption,
    jargon,
    question,
    offer,
    hold,
    next_step,
    closing,
)
CUSTOMER: tuple[Detector, ...] = (
    greeting,
    acknowledgement,
    apology,
    question,
    hold,
    repetition,
    closing,
)

__all__ = ["AGENT", "CUSTOMER", "Found", "Passage", "names_in", "wording"]
