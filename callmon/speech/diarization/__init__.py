"""Who speaks when, on one channel: mono samples in, the activity of each voice out."""
