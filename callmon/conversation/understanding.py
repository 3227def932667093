"""Understanding: everything that one observation makes known, who spoke when, what was said and how."""

from dataclasses import dataclass, field

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.conversation import Conversation
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.listening import Listening
from callmon.conversation.moment_settings import MomentSettings
from callmon.conversation.moments import Moments
from callmon.conversation.settings import TimingSettings
from callmon.conversation.tone import Tone
from callmon.conversation.tone_settings import ToneSettings
from callmon.timeline import Event, Observation


@dataclass(frozen=True, slots=True)
class UnderstandingSettings:
    """The thresholds of the whole room."""

    timing: TimingSettings = field(default_factory=TimingSettings)
    acts: ActSettings = field(default_factory=ActSettings)
    moments: MomentSettings = field(default_factory=MomentSettings)
    tone: ToneSettings = field(default_factory=ToneSettings)


class Understanding:
    """The fold of one call: give it each observation once, in order.

    Timing comes first and knows nothing of the rest; moments come last, for they rest on acts and on tone.

    Args:
        settings: thresholds.
        lexicon: words of the language that is spoken; None is a language without lists.
    """

    def __init__(self, settings: UnderstandingSettings | None = None, lexicon: Lexicon | None = None) -> None:
        settings, lexicon = settings or UnderstandingSettings(), lexicon or Lexicon("")
        self._conversation = Conversation(settings.timing, lexicon)
        self._listening = Listening(settings.acts, lexicon, settings.timing)
        self._tone = Tone(settings.tone)
        self._moments = Moments(settings.moments, lexicon, settings.timing)

    def observe(self, observation: Observation) -> list[Event]:
        """What `observation` makes known."""
        events = self._conversation.observe(observation)
        events += self._listening.observe(observation)
        events += self._tone.observe(observation)
        events += self._moments.observe(observation, self._listening.said, events)
        return events
