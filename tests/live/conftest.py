from live.sound_server import sound_server

__all__ = ["sound_server"]
