"""How both sides sound against their own usual, in the few words that callmon has for it."""

from callmon.timeline import Arousal, SignalWord, Speaker, ToneShift


class ToneWords:
    """Shifts of tone in, the words that hold now out."""

    def __init__(self) -> None:
        self._words: dict[Speaker, dict[str, SignalWord]] = {"agent": {}, "customer": {}}
        self._tense: int | None = None

    def add(self, shift: ToneShift) -> None:
        """Take a shift, or the end of one."""
        words = self._words[shift.speaker]
        words.pop(shift.feature, None)
        if shift.word != "steady":
            words[shift.feature] = shift.word

    def estimate(self, arousal: Arousal) -> None:
        """Take an estimate of how tense the customer sounds."""
        self._tense = round(100 * arousal.value)

    def of(self, speaker: Speaker) -> tuple[SignalWord, ...]:
        """The words that hold for `speaker`, the latest last; none where the voice is as usual."""
        return tuple(self._words[speaker].values())

    @property
    def tense(self) -> int | None:
        """How tense the customer sounded last, 0 (calm) to 100; None where nobody asked for it."""
        return self._tense
