import ctypes

import pytest

from callmon.errors import CallmonError
from callmon.ui import xcb
from callmon.ui.desktop import choose


class Nothing:
    def close(self):
        pass


@pytest.fixture
def x_answers(monkeypatch):
    asked = []
    monkeypatch.setattr(xcb, "connect", lambda display: asked.append(display) or Nothing())
    monkeypatch.setattr(ctypes, "CDLL", lambda name: None)
    return asked


def test_it_draws_without_a_gpu_unless_the_user_chose_otherwise():
    chosen, own = {}, {"QT_QUICK_BACKEND": "rhi", "QSG_RENDER_LOOP": "threaded"}
    choose(chosen, "win32")
    choose(own, "win32")
    assert chosen == {"QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}
    assert own == {"QT_QUICK_BACKEND": "rhi", "QSG_RENDER_LOOP": "threaded"}


def test_under_wayland_it_goes_through_xwayland_where_that_is_there(x_answers):
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":1"}
    choose(environ, "linux")
    assert environ["QT_QPA_PLATFORM"] == "xcb"
    assert x_answers == [":1"]
    bare = {"WAYLAND_DISPLAY": "wayland-0"}
    choose(bare, "linux")
    assert "QT_QPA_PLATFORM" not in bare


def test_a_platform_that_the_user_chose_stays():
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":1", "QT_QPA_PLATFORM": "wayland"}
    choose(environ, "linux")
    assert environ["QT_QPA_PLATFORM"] == "wayland"


def test_no_screen_is_told_in_a_sentence():
    with pytest.raises(CallmonError, match=r"no screen to show a window on .* --no-window"):
        choose({}, "linux")


def test_a_server_that_does_not_answer_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: None)
    monkeypatch.setattr(xcb, "connect", lambda display: None)
    with pytest.raises(CallmonError, match="The X server :77 does not answer"):
        choose({"DISPLAY": ":77"}, "linux")


def test_a_missing_library_is_told_with_its_package(monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    with pytest.raises(CallmonError, match="install the package libxcb-cursor0"):
        choose({"DISPLAY": ":1"}, "linux")
    # Without libxcb there is nothing to connect with.
    assert xcb.connect(":1") is None
