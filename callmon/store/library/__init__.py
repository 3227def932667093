"""The library: every call on one shelf, in SQLite, with what people marked in it."""

from callmon.store.library.entries import Entry, Stamp
from callmon.store.library.library import Library, library_file, open_library
from callmon.store.library.marks import Marks

__all__ = ["Entry", "Library", "Marks", "Stamp", "library_file", "open_library"]
