"""Remembers: journals of calls."""
