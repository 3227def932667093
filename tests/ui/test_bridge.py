import threading

from plausible import cue

from callmon.timeline import Step, Tick, samples
from callmon.ui.bridge import Bridge


def test_only_the_latest_glance_waits_and_it_is_given_once():
    bridge = Bridge()
    for second in range(1, 50):
        bridge.step(Step(Tick(samples(second))))
    assert bridge.take().seconds == 49
    assert bridge.take() is None


def test_a_step_that_changes_nothing_on_the_screen_gives_nothing():
    bridge = Bridge()
    bridge.step(Step(Tick(samples(1.1))))
    bridge.take()
    bridge.step(Step(Tick(samples(1.2))))
    assert bridge.take() is None


def test_a_new_call_begins_with_an_empty_glance():
    bridge = Bridge()
    bridge.step(Step(Tick(samples(40)), cues=(cue(at=40),)))
    bridge.begin("recording")
    glance = bridge.take()
    assert (glance.state, glance.seconds, glance.cues, glance.mode) == ("starting", 0, (), "recording")


def test_what_is_told_beside_the_steps_arrives():
    bridge = Bridge()
    bridge.step(Step(Tick(samples(1))))
    bridge.partial(4, "customer", "and then")
    bridge.timing(cue_p50=180)
    bridge.keep("transcript", recording=False)
    glance = bridge.take()
    assert (glance.lines[0].text, glance.timing.cue_p50, glance.mode) == ("and then", 180, "transcript")
    bridge.fail("The disk is full; free some space.")
    assert bridge.take().message == "The disk is full; free some space."


def test_two_threads_may_tell_at_once():
    bridge = Bridge()

    def steps():
        for n in range(1000):
            bridge.step(Step(Tick(samples(n))))

    def partials():
        for n in range(1000):
            bridge.partial(1, "agent", f"text {n}")

    threads = [threading.Thread(target=steps), threading.Thread(target=partials)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    glance = bridge.take()
    assert (glance.seconds, glance.lines[0].text) == (999, "text 999")


def test_how_long_a_cue_stays_can_be_set():
    bridge = Bridge(shown_s=3)
    bridge.step(Step(Tick(samples(40)), cues=(cue(at=40),)))
    assert bridge.take().cue is not None
    bridge.step(Step(Tick(samples(43))))
    assert bridge.take().cue is None
