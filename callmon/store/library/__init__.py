"""The library: every call on one shelf, in SQLite, with what people marked in it."""
