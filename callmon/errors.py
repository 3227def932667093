"""The errors that callmon raises on purpose.

    CallmonError                what the environment does wrong: one sentence with the way out, exit status 2
    ├── RecordingError          a recording that cannot be read or cannot be analysed
    ├── DeviceError             a sound device that is not there or cannot be opened
    ├── ModelError              a model that is missing, damaged or unknown
    ├── SettingsError           a settings file with a wrong key or value
    ├── StoreError              a journal, call or library that cannot be read or written
    │   └── NewerError          one that a newer callmon wrote
    └── OutputError             a place where results cannot be written

Anything else that escapes is a defect of callmon and ends in a traceback.
"""


class CallmonError(Exception):
    """A fault of the environment, told to the user in one sentence that names the way out."""


class RecordingError(CallmonError):
    """A recording that cannot be read or cannot be analysed."""


class DeviceError(CallmonError):
    """A sound device that is not there or cannot be opened."""


class ModelError(CallmonError):
    """A model that is missing, damaged or unknown."""


class SettingsError(CallmonError):
    """A settings file with a wrong key or value."""


class StoreError(CallmonError):
    """A journal, a call or the library in callmon's own store that cannot be read or written."""


class NewerError(StoreError):
    """Something in callmon's own store that a newer callmon wrote."""


class OutputError(CallmonError):
    """A place where results cannot be written."""
