"""The overlay: what a running call shows, and the wishes of the person at the screen.

`glance` and `fold` are plain values; `bridge` is the only door between the thread that listens and Qt.
"""
