"""What a call is folded with: thresholds, word lists and texts, from this computer or from a journal."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callmon.conversation import Lexicon
from callmon.conversation.lexicon import from_table as lexicon_from_table
from callmon.conversation.lexicon import to_table as lexicon_to_table
from callmon.cues import NAMES, OwnRule, Rule
from callmon.errors import StoreError
from callmon.pipeline import Pipeline
from callmon.plugins import load_plugins
from callmon.settings import Settings, from_table, to_table
from callmon.texts import load_texts
from callmon.wording import load_lexicon, own_lists

if TYPE_CHECKING:
    from callmon.speech.listener import ListenerSettings


@dataclass(frozen=True, slots=True)
class Folding:
    """All that decides what observations lead to; the same for a call and for every replay of it."""

    settings: Settings
    lexicon: Lexicon

    def pipeline(self) -> Pipeline:
        """The fold, fresh for one call.

        Raises:
            SettingsError: the cues do not speak the language that is set, or one that a package brings is at
                fault.
        """
        settings = self.settings
        return Pipeline(
            settings.understanding,
            settings.metrics,
            settings.cues,
            lexicon=self.lexicon,
            texts=load_texts(settings.cues.language),
            brought=self._brought(),
        )

    def _brought(self) -> list[Rule]:
        """The cues that somebody wrote or installed, fresh for one call."""
        own = [OwnRule(each) for each in self.settings.own_cues]
        taken = [*NAMES, *(rule.name for rule in own)]
        return [*own, *load_plugins(self.settings.cues.plugins, taken)]

    def header(
        self,
        call: dict[str, Any],
        source: list[str],
        agent: str,
        hearing: "ListenerSettings",
        missing: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """What a journal says about a call before its observations.

        Args:
            call: what is known about the call itself.
            source: files of its recording.
            agent: the agent's channel.
            hearing: what counted as speech.
            missing: sentences about what could not be heard or read on this computer.
        """
        return {
            "call": call,
            "source": source,
            "agent": agent,
            "missing": list(missing),
            "settings": to_table(self.settings),
            "hearing": hearing.thresholds(),
            "lexicon": _packed(lexicon_to_table(self.lexicon)),
        }


def folding_of(settings: Settings, language: str) -> Folding:
    """With `settings` and the word lists that are here for `language`.

    Raises:
        SettingsError: a word list is wrong.
    """
    return Folding(settings, load_lexicon(language, own_lists()))


def folding_in(header: dict[str, Any], source: str, settings: Settings | None = None) -> Folding:
    """With what a journal's `header` keeps; where it keeps no word lists, with those that ship with callmon.

    Args:
        header: of the journal.
        source: what errors call it.
        settings: other settings than those of the journal.

    Raises:
        SettingsError: the header holds settings that are not known.
        StoreError: its word lists are damaged.
    """
    known = header.get("lexicon")
    if known is None:
        lexicon = load_lexicon(header["call"]["language"])
    else:
        lexicon = lexicon_from_table(_unpacked(known, source))
    return Folding(settings or from_table(header["settings"], source), lexicon)


def unlisted(lexicon: Lexicon) -> list[str]:
    """The sentence to say once where the language has no word lists; empty where it has."""
    if lexicon.known:
        return []
    return [
        f"There are no word lists for the language “{lexicon.language}”, so what was said is not judged; "
        "timing and tone are."
    ]


def _packed(table: dict[str, Any]) -> str:
    """The table as one text; word lists are long, and a journal is kept of every call."""
    plain = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    return b64encode(zlib.compress(plain, 9)).decode("ascii")


def _unpacked(text: Any, source: str) -> Any:
    try:
        return json.loads(zlib.decompress(b64decode(text, validate=True)))
    except (TypeError, ValueError, zlib.error):
        raise StoreError(f"The word lists in {source} are damaged; analyse the recording again.") from None
