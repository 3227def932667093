"""Texts: what each rule says, in the language of the person at the screen."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """What one rule says.

    Attributes:
        text: the cue, at most four words.
        avoid: what would have avoided it; of a cue that praises, what to keep.
        about: what the rule looks at, one sentence.
        whys: templates of the line that explains a cue, by the reason's name, with named values to fill in.
    """

    text: str
    avoid: str
    about: str
    whys: Mapping[str, str]

    def why(self, reason: str, values: Mapping[str, object]) -> str:
        """The line for `reason` with `values` filled in."""
        return self.whys[reason].format_map(values)


@dataclass(frozen=True, slots=True)
class Texts:
    """What every rule says, by its name, in `language`."""

    language: str
    rules: Mapping[str, RuleTexts]
