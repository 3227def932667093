"""Hears: a file in, blocks of 16 kHz float32 samples out, one row a side."""
