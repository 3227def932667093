from dataclasses import replace

import pytest
from plausible import LISTENING, cue
from PySide6.QtTest import QSignalSpy, QTest

from callmon.timeline import Step, Tick, samples
from callmon.ui.bridge import Bridge
from callmon.ui.drain import Drain, PaintWatch
from callmon.ui.look import Look
from callmon.ui.stage import Stage


@pytest.fixture
def watch(stage, call, wishes):
    watch = PaintWatch(stage.window, stage.card, call, wishes, clock=lambda: 12.5)
    stage.window.show()
    QTest.qWait(50)
    return watch


def test_what_the_bridge_holds_comes_onto_the_screen_by_itself(call, qtbot):
    bridge = Bridge()
    calls = []
    drain = Drain(bridge, call, lambda: calls.append(1))
    drain.start()
    bridge.step(Step(Tick(samples(77))))
    qtbot.waitUntil(lambda: call.property("seconds") == 77)
    drain.stop()
    assert calls


def test_a_cue_is_told_as_painted_once_and_not_before_its_frame(call, stage, watch, wishes, qtbot):
    call.show(replace(LISTENING, cue=cue()))
    assert wishes.asked == []
    qtbot.waitUntil(lambda: wishes.asked == [("painted", cue(), 12.5)])
    for second in range(300, 303):
        call.show(replace(LISTENING, cue=cue(), seconds=second))
        QTest.qWait(40)
    call.show(replace(LISTENING, cue=cue("slower")))
    qtbot.waitUntil(lambda: wishes.asked[1:] == [("painted", cue("slower"), 12.5)])


def test_a_cue_comes_whole_and_fades_away_keeping_its_words(call, overlay, qtbot):
    stage = Stage(call, overlay, Look("light", still=False))
    stage.window.show()
    QTest.qWait(50)
    for shown in (cue(), cue("slower")):
        call.show(replace(LISTENING, cue=shown))
        assert stage.card.opacity() == 1
        opacities = QSignalSpy(stage.card.opacityChanged)
        call.show(LISTENING)
        assert stage.card.property("text") == shown.text
        qtbot.waitUntil(lambda: stage.card.opacity() == 0)
        assert opacities.count() > 1
        assert not stage.card.isVisible()
    call.show(replace(LISTENING, cue=cue()))
    call.show(LISTENING)
    call.show(replace(LISTENING, cue=cue("slower")))
    QTest.qWait(300)
    assert (stage.card.opacity(), stage.card.property("text")) == (1, "Slower")
    stage.close()


def test_a_hidden_overlay_paints_nothing(call, stage, watch, wishes):
    stage.window.hide()
    call.show(replace(LISTENING, cue=cue()))
    QTest.qWait(60)
    assert wishes.asked == []


def test_nothing_is_painted_while_nothing_changes(call, stage, watch, qtbot):
    bridge = Bridge()
    drain = Drain(bridge, call)
    drain.start()
    bridge.step(Step(Tick(samples(77))))
    qtbot.waitUntil(lambda: call.property("seconds") == 77)
    QTest.qWait(100)
    frames = QSignalSpy(stage.window.frameSwapped)
    for tenth in range(1, 10):
        bridge.step(Step(Tick(samples(77 + tenth / 10))))
        QTest.qWait(40)
    assert frames.count() == 0
    bridge.step(Step(Tick(samples(78))))
    qtbot.waitUntil(lambda: frames.count() == 1)
    drain.stop()


def test_who_speaks_paints_nothing_on_the_folded_overlay(call, stage, watch):
    frames = QSignalSpy(stage.window.frameSwapped)
    for n in range(5):
        call.show(replace(LISTENING, agent_speaks=bool(n % 2), customer_speaks=not n % 2))
        QTest.qWait(20)
    assert frames.count() == 0


def test_the_same_call_played_again_tells_its_cue_again(call, stage, watch, wishes, qtbot):
    for times in (1, 2):
        call.show(replace(LISTENING, cue=cue()))
        qtbot.waitUntil(lambda times=times: len(wishes.asked) == times)
        call.show(LISTENING)
