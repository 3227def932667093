"""callmon listens to a phone call the way a good coach would, on the user's own computer."""

__version__ = "0.1.0"
