"""A rehearsal against a real sound server: the customer is heard, the microphone answers."""

import json
import subprocess
import threading
import time

import av
import numpy as np
import pytest
from live.live_program import CALLMON
from live.sides import demo_call, written

from callmon import paths
from callmon.store.journal import read_journal
from callmon.timeline import Ended, Utterance

SECONDS = 14.5
"""Of the demo call: the agent greets, the customer answers, the agent speaks again."""


def call_of(audio, file):
    with av.open(str(file), "w") as opened:
        stream = opened.add_stream("pcm_s16le", rate=16_000, layout="stereo")
        whole = np.clip(np.rint(audio * 32767), -32768, 32767).astype(np.int16).T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole), "s16", "stereo")
        frame.sample_rate = 16_000
        opened.mux(stream.encode(frame))
        opened.mux(stream.encode(None))
    return file


def test_the_customer_waits_for_the_agent_and_both_are_set_against_the_recorded_call(sound_server, tmp_path):
    audio = demo_call()[:, : round(SECONDS * 16_000)]
    file = call_of(audio, tmp_path / "call.wav")
    greeting, _ = written(audio[:, : 6 * 16_000], tmp_path)
    done = subprocess.run(
        [CALLMON, "import", file, "--no-words", "--no-tone"], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("1 call added"), done.stderr
    before = set(paths.calls().iterdir())
    program = subprocess.Popen(
        [CALLMON, "rehearse", file, "--no-words", "--no-window", "--microphone", sound_server.microphone],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(map(json.loads, program.stdout)), daemon=True)
    reader.start()
    until = time.monotonic() + 30
    while not (made := set(paths.calls().iterdir()) - before) or not any(
        folder.joinpath("journal.jsonl").exists() for folder in made
    ):
        assert program.poll() is None, program.stderr.read()
        assert time.monotonic() < until, "no rehearsal began"
        time.sleep(0.05)
    monitor = ["parec", "--device=call_out.monitor", "--raw", "--format=s16le", "--rate=16000"]
    with (tmp_path / "heard").open("wb") as kept:
        heard = subprocess.Popen([*monitor, "--channels=1"], stdout=kept)
    sound_server.play(greeting, sound_server.feed)
    told = program.communicate(timeout=60)[1]
    heard.kill()
    heard.wait()
    played = np.fromfile(tmp_path / "heard", np.int16)
    reader.join()
    assert program.returncode == 0, told
    (folder,) = made
    observations = list(read_journal(folder / "journal.jsonl"))
    spoken = [each for each in observations if isinstance(each, Utterance)]
    agent = [each for each in spoken if each.speaker == "agent"]
    customer = [each for each in spoken if each.speaker == "customer"]
    assert isinstance(observations[-1], Ended)
    # The customer's line is the recorded one, begun when the agent was silent for as long as then.
    lasted = sum(len(each.segment) for each in customer) / 16_000
    assert lasted == pytest.approx(4.6, abs=0.4)
    gap = agent[-1].segment.gap_to(customer[0].segment) / 16_000
    assert gap == pytest.approx(0.53, abs=0.35)
    assert np.abs(played).max() > 3_000, "nobody could have heard the customer"
    assert "recorded" in told
    assert "rehearsed" in told
    assert folder.name in told
