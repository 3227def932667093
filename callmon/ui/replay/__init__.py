"""Shows a call that is over: hear it, see what was found in it, and say whether that is right."""
