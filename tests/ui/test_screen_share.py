import ctypes

import pytest

from callmon.ui.screen_share import EVERYWHERE, NOWHERE, ONLY_WINDOWS, ScreenShare


class User32:
    """The two functions as Microsoft documents them: both return a truth value, one writes by a pointer."""

    def __init__(self, sets=True, keeps=True, reads=True):
        self._sets, self._keeps, self._reads = sets, keeps, reads
        self.affinity = {}

    def SetWindowDisplayAffinity(self, window, affinity):  # noqa: N802
        if self._sets and self._keeps:
            self.affinity[window.value] = affinity
        return int(self._sets)

    def GetWindowDisplayAffinity(self, window, found):  # noqa: N802
        ctypes.cast(found, ctypes.POINTER(ctypes.c_uint32))[0] = self.affinity.get(window.value, EVERYWHERE)
        return int(self._reads)


def test_it_hides_the_window_and_shows_it_again():
    user32 = User32()
    share = ScreenShare(user32)
    assert share.hide(0x1234, True)
    assert user32.affinity == {0x1234: NOWHERE}
    assert share.said == "Hidden when you share your screen"
    assert not share.hide(0x1234, False)
    assert user32.affinity == {0x1234: EVERYWHERE}
    assert share.said == "Visible to others"


@pytest.mark.parametrize("fault", [{"sets": False}, {"keeps": False}, {"reads": False}])
def test_it_believes_only_what_it_reads_back(fault):
    share = ScreenShare(User32(**fault))
    assert not share.hide(7, True)
    assert share.said.startswith("Visible to others: this version of Windows")


def test_elsewhere_it_says_that_it_works_on_windows_only(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    share = ScreenShare()
    assert not share.possible
    assert not share.hide(7, True)
    assert share.said == ONLY_WINDOWS
