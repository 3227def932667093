"""Hands over: the record of a call as JSON, in a terminal and as a page."""
