import os
import re
import subprocess
import sys

PROGRAM = """
import os, sys
from pathlib import Path
from callmon.ui.pdf import print_plain

for name in sys.argv[1:]:
    print_plain("<h1>For Kim</h1>" + "<p>A line of the transcript.</p>" * 200, Path(name), "For Kim")
print(os.environ.get("QT_QPA_PLATFORM"))
"""


def printing(*files, platform=None):
    """What a program of its own says that prints plain pages with Qt."""
    around = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    around |= {} if platform is None else {"QT_QPA_PLATFORM": platform}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, files)],
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_qt_prints_on_a4_without_a_screen_as_often_as_it_is_asked(tmp_path):
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    printing(*files)
    for file in files:
        data = file.read_bytes()
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
        assert boxes
        assert all((round(float(wide)), round(float(high))) == (595, 842) for wide, high in boxes)
        assert data.count(b"/Type /Page\n") > 3


def test_programs_that_are_started_later_show_their_windows_where_they_did(tmp_path):
    assert printing(tmp_path / "report.pdf") == "None"
    assert printing(tmp_path / "report.pdf", platform="minimal") == "minimal"
