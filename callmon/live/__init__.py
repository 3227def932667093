"""The composition root of running calls: what `app.py` is to recordings."""
