"""Whether the packages that count are here; they are an extra, for few people calibrate."""

from importlib import import_module

from callmon.errors import CallmonError


def require() -> None:
    """Make sure that the extra is installed.

    Raises:
        CallmonError: it is not.
    """
    try:
        for name in ("sklearn", "statsmodels"):
            import_module(name)
    except ImportError:
        raise CallmonError(
            "Comparing marks needs packages that are not here; run: pip install 'callmon[calibration]'"
        ) from None
