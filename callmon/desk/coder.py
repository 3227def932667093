"""Who marks."""

import getpass


def coder_name() -> str:
    """The name under which the person at this computer marks, where nobody says another one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "coach"
