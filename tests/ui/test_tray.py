from dataclasses import replace

import pytest
from plausible import LISTENING

from callmon.ui.tray import Tray, load_icon, tray_icon_name

ICONS = {
    "listening": LISTENING,
    "recording": replace(LISTENING, recording=True),
    "paused": replace(LISTENING, state="paused"),
    "stopped": replace(LISTENING, state="stopped"),
    "problem": replace(LISTENING, customer="lost", recording=True),
}


@pytest.fixture
def tray(call, overlay, stage):
    tray = Tray(call, overlay, stage.window)
    yield tray
    tray.close()


def shown(tray):
    return [each.text() for each in tray.menu.actions() if each.isVisible() and not each.isSeparator()]


def choose(tray, text):
    next(each for each in tray.menu.actions() if each.text() == text).trigger()


@pytest.mark.parametrize("name", ICONS)
def test_each_state_has_an_icon_of_its_own(tray, call, name):
    call.show(ICONS[name])
    assert tray_icon_name(ICONS[name]) == name
    assert tray.icon.icon().pixmap(64, 64).toImage() == load_icon(name).pixmap(64, 64).toImage()
    others = [load_icon(other).pixmap(64, 64).toImage() for other in ICONS if other != name]
    assert tray.icon.icon().pixmap(64, 64).toImage() not in others
    assert "callmon" in tray.icon.toolTip()


def test_a_call_that_failed_is_a_problem():
    assert tray_icon_name(replace(LISTENING, state="failed")) == "problem"
    assert tray_icon_name(replace(LISTENING, agent="muted")) == "problem"


def test_the_menu_offers_what_makes_sense_now(tray, call):
    assert shown(tray)[:3] == ["Pause", "End call", "No cues for 10 minutes"]
    call.show(replace(LISTENING, state="paused", snoozed=300))
    assert shown(tray)[:3] == ["Resume", "End call", "Show cues again"]
    call.show(replace(LISTENING, state="stopped"))
    assert shown(tray)[0] == "Start listening"
    assert "Pause" not in shown(tray)


def test_the_menu_leads_to_the_call(tray, call, wishes):
    for text in ("Pause", "No cues for 10 minutes", "End call"):
        choose(tray, text)
    call.show(replace(LISTENING, state="stopped"))
    choose(tray, "Start listening")
    assert wishes.asked == [("pause",), ("snooze", 600.0), ("stop",), ("start",)]


def test_the_menu_hides_and_shows_the_overlay(tray, stage):
    stage.window.show()
    choose(tray, "Hide overlay")
    assert not stage.window.isVisible()
    choose(tray, "Show overlay")
    assert stage.window.isVisible()


def test_hiding_from_a_shared_screen_is_offered_where_it_works(tray, overlay):
    share = next(each for each in tray.menu.actions() if "share my screen" in each.text())
    assert share.text().endswith("(Windows only)")
    assert not share.isEnabled()
    overlay.set_sharing(True, True, "Hidden")
    assert share.isEnabled()
    assert share.isChecked()
