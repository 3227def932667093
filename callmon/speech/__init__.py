"""Recognises: blocks of samples in, observations out."""
