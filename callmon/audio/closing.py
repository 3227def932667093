"""Stopping what a sound library runs, without waiting for it for long and without failing with it."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

PATIENCE_S = 2.0
"""How long a library may take to stop: a healthy one takes two blocks, some hang where nothing plays."""


def stops(
    stop: Callable[[], object], name: str, *errors: type[Exception], patience: float = PATIENCE_S
) -> bool:
    """Run `stop` in a thread of its own and wait for it, but not forever.

    Args:
        stop: what may hang or fail in a library.
        name: the device, for the log.
        errors: what the library raises where the device is gone already; nothing is left to stop then.
        patience: seconds to wait.

    Returns:
        Whether it ended. If not, its thread stays behind, and what it holds must not be touched again.
    """

    def run() -> None:
        try:
            stop()
        except errors as error:
            log.info("%s was gone when it was closed: %s", name, error)

    thread = threading.Thread(target=run, name=f"closing {name}", daemon=True)
    thread.start()
    thread.join(patience)
    if thread.is_alive():
        log.warning("%s does not stop; callmon leaves it behind and goes on", name)
        return False
    return True
