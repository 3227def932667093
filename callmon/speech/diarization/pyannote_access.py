"""pyannote's gated pipeline community-1: whether it is on this computer, and how it comes here."""

import os
from pathlib import Path

from callmon.errors import ModelError

NAME = "community-1"
REPOSITORY = "pyannote/speaker-diarization-community-1"
PULL = (
    f"accept the conditions at https://hf.co/{REPOSITORY}, set HF_TOKEN to a token of that account (or "
    f"`keyring set callmon HF_TOKEN`), and run `callmon models pull {NAME}`"
)


def community_folder() -> Path | None:
    """Where Hugging Face's cache holds the pipeline; None where it does not. Opens no connection."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import LocalEntryNotFoundError
    except ImportError:
        return None
    try:
        folder = Path(snapshot_download(REPOSITORY, local_files_only=True))
    except (LocalEntryNotFoundError, OSError):
        return None
    return folder if (folder / "config.yaml").is_file() else None


def token() -> str | None:
    """The token to download with: from the environment, else from the keyring where there is one."""
    if found := os.environ.get("HF_TOKEN"):
        return found
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password("callmon", "HF_TOKEN") or None
    except KeyringError:
        return None


def pull_community() -> Path:
    """Download the pipeline into Hugging Face's cache, as its conditions want it: with a token.

    Raises:
        ModelError: access is refused, or there is no connection.
    """
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError
    except ImportError:
        raise ModelError('huggingface-hub is not installed; run `pip install "callmon[pyannote]"`.') from None
    try:
        return Path(snapshot_download(REPOSITORY, token=token()))
    except HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else 0
        if status in (401, 403, 404):
            raise ModelError(f"Hugging Face refuses {REPOSITORY}; {PULL}.") from None
        raise _unreached(error) from None
    except Exception as error:  # noqa: BLE001 - the errors of its client of the network are that client's own
        raise _unreached(error) from None


def _unreached(error: Exception) -> ModelError:
    reason = str(error).partition("\n")[0]
    return ModelError(f"{REPOSITORY} could not be fetched ({reason}); try again with a connection.")
