"""`callmon live` as a program of its own, for tests against a real sound server."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from callmon import paths
from callmon.store.journal import read_journal

CALLMON = Path(sys.executable).with_name("callmon")


class LiveProgram:
    """Runs until it is told to stop; `lines` are the JSON values that it has printed so far."""

    def __init__(self, *options: str, window: bool = False, env: dict[str, str] | None = None) -> None:
        self.lines: list[dict[str, object]] = []
        command = [CALLMON, "live", *([] if window else ["--no-window"]), *options]
        before = set(paths.calls().glob("live-*/journal.jsonl"))
        self._program = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(env or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.wait_until(lambda: set(paths.calls().glob("live-*/journal.jsonl")) - before, "no call began")
        except BaseException:
            self.kill()
            raise
        (journal,) = set(paths.calls().glob("live-*/journal.jsonl")) - before
        self.folder = journal.parent

    @property
    def pid(self) -> int:
        return self._program.pid

    def _read(self) -> None:
        for line in self._program.stdout:
            self.lines.append(json.loads(line))

    def wait_until(self, met, otherwise, seconds=30.0):
        """Wait for something; the program must go on meanwhile."""
        until = time.monotonic() + seconds
        while not (found := met()):
            assert self._program.poll() is None, self._program.stderr.read()
            assert time.monotonic() < until, f"{otherwise}: {self.lines[-5:]}"
            time.sleep(0.02)
        return found

    def wait_for_health(self, part, *states, seconds=30.0):
        """The first line after those seen so far that tells one of these states."""
        seen = getattr(self, "_seen", 0)

        def met():
            for number, line in enumerate(self.lines[seen:], seen + 1):
                if line["type"] == "health" and line["part"] == part and line["state"] in states:
                    self._seen = number
                    return line
            return None

        return self.wait_until(met, f"{part} never became {states}", seconds)

    def observations(self):
        """What the journal holds by now."""
        return list(read_journal(self.folder / "journal.jsonl"))

    def heard_until(self):
        """Seconds of the call that the journal tells of by now, by its last whole tick."""
        with (self.folder / "journal.jsonl").open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 4096))
            ticks = [line for line in file.read().split(b"\n")[:-1] if line.startswith(b'["t",')]
        return json.loads(ticks[-1])[1] / 16_000 if ticks else 0.0

    def stop(self):
        """End the call as Ctrl+C does, and the program with it."""
        self._program.send_signal(signal.SIGINT)
        assert self._program.wait(60) == 0, self._program.stderr.read()

    def kill(self):
        """End the program as a crash does, and let go of it."""
        self._program.kill()
        self._program.wait()
        self._reader.join(5)
        self._program.stdout.close()
        self._program.stderr.close()
