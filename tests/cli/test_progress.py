import io
import re

from callmon.cli.output import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_says_what_it_is_at_and_what_its_clock_counts(monkeypatch):
    shown = Terminal()
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stderr", shown)
    with progress("Listening") as told:
        told(2.5, 10.0, "3 of 10: [a] parcel.wav")
        told(3.5, 10.0, "4 of 10: 20260610-133722_0171555017_ext204_in_and_more.wav")
    lines = re.sub(r"\x1b\[[\d;?]*\w", "", shown.getvalue()).replace("\r", "\n").splitlines()
    last = next(line for line in reversed(lines) if line.startswith("4 of 10: 20260610-133722_0171"))
    assert "…" in last
    assert re.search(r" 35 % .* left$", last.rstrip())
    assert len(last) <= 80


def test_what_is_piped_has_a_line_for_each_thing(capsys):
    with progress("Listening") as told:
        for share in (0.0, 0.5):
            told(share, 2.0, "1 of 2: a.wav")
        told(1.0, 2.0)
        told(1.0, 2.0, "2 of 2: [b].wav")
        told(2.0, 2.0)
    assert capsys.readouterr() == ("", "1 of 2: a.wav\n2 of 2: [b].wav\n")
