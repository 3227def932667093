"""Themes: what a scorecard says of its finds.

Every text is for the agent and speaks of words and timing alone: what somebody feels is nobody's to tell.
"""

from dataclasses import dataclass

from callmon.timeline import Pillar


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that a scorecard can point to.

    Attributes:
        name: of the theme.
        pillar: the habit that it serves.
        skill: what it is about; one skill is not both kept and tried.
        shows: why it is quoted.
        text: the sentence for the whole call; `{at}` is the place.
        why: one line under it.
        weight: how much one find weighs where it is chosen what to try; what is kept needs none.
    """

    name: str
    pillar: Pillar
    skill: str
    shows: str
    text: str
    why: str
    weight: int = 0
