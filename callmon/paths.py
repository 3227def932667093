"""Where callmon keeps its things on this computer, and where its own data files lie."""

from pathlib import Path

import platformdirs


def data_files(name: str) -> Path:
    """Folder of data that ships with callmon: `models` or `ui`, installed or in a working tree."""
    package = Path(__file__).parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name


def user_data() -> Path:
    """Folder of this user's calls and models (on Linux below `XDG_DATA_HOME`)."""
    return Path(platformdirs.user_data_dir("callmon", appauthor=False))


def calls() -> Path:
    """Folder that holds one folder per analysed call."""
    return user_data() / "calls"


def models() -> Path:
    """Folder that holds the models which callmon fetched or imported."""
    return user_data() / "models"


def settings_file() -> Path:
    """The user's settings file; it need not exist."""
    return Path(platformdirs.user_config_dir("callmon", appauthor=False)) / "settings.toml"
