"""Shows the library of calls."""
