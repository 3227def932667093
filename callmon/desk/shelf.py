"""The library as its window asks for it: the library itself, and what is stored of its calls."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from callmon.desk.shelving import exchange_on_shelf
from callmon.errors import StoreError
from callmon.store.calls import journal_path
from callmon.store.library import Library


class WindowShelf:
    """The calls of the library.

    Args:
        library: has them.
        refresh: looks for calls that were analysed elsewhere, and comes back at once.
    """

    def __init__(self, library: Library, refresh: Callable[[], None]) -> None:
        self._library, self._refresh = library, refresh
        self.count, self.page, self.ids = library.count, library.page, library.ids
        self.agents, self.tags = library.agents, library.tags
        self.rules, self.measures = library.rules, library.measures
        self.set_agent, self.tag, self.untag = library.set_agent, library.tag, library.untag

    def refresh(self) -> None:
        """Look for calls that were analysed elsewhere; comes back at once."""
        self._refresh()

    def exchange_sides(self, call: str) -> None:
        """Take the other voice of a call on one channel for the agent's.

        Raises:
            CallmonError: each side has a channel of its own, or something cannot be written.
        """
        exchange_on_shelf(self._library, call)

    def remove(self, ids: Iterable[str]) -> None:
        """Take calls off the shelf, with their journals and peaks; recordings and marks stay.

        Raises:
            StoreError: something cannot be deleted; what was deleted before stays so.
        """
        for call in list(ids):
            _delete_stored(call)
            self._library.remove([call])


def _delete_stored(call: str) -> None:
    folder = journal_path(call).parent
    try:
        for file in [*folder.glob("journal*.jsonl"), folder / "peaks"]:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be deleted ({error.strerror}); check its permissions.") from None
    with suppress(OSError):
        # The recording of a running call lies there too, and stays.
        folder.rmdir()
