"""What programs and terminals get from the commands: JSON, completion of words, progress, colours."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eduplans.cli import _COMMANDS, app

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data" / "examples" / "yunze-2024-plan.txt"
CALL = [sys.executable, "-c", "from eduplans.cli import app; app(prog_name='eduplans')"]
SPINNING = "import time\nfrom eduplans.cli.showing import at_work\nwith at_work('building the pages'):\n    time.sleep(1)\n"
READING = (
    "import time\nfrom eduplans.cli.showing import with_progress\n"
    "for one in with_progress(list(range(8))):\n    time.sleep(0.3)\n"
)


def on_terminal(*words: str, **settings: str) -> str:
    """Run a process on a terminal of its own and give what it shows there."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "100", "EDUPLANS_LANG": "en"} | settings
    process = subprocess.Popen(words, stdin=its, stdout=its, stderr=its, env=environment, cwd=ROOT)
    os.close(its)
    shown, end = b"", time.monotonic() + 120
    while time.monotonic() < end:
        if not select.select([ours], [], [], 0.2)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            shown += os.read(ours, 65536)
        except OSError:  # the terminal is closed
            break
    os.close(ours)
    assert process.wait(30) == 0, shown
    return shown.decode(errors="replace")


@pytest.mark.parametrize(
    "words",
    [
        ("add", str(EXAMPLE), "--out", "raw"),
        ("figures", str(EXAMPLE)),
        ("trace", "yihuang-2020-report:46afaf8c", "--raw", str(ROOT / "data" / "raw")),
        ("audit", "--data", str(ROOT / "data")),
        ("compare", "yihuang-2020-report", "anhua-2025-plan", "--data", str(ROOT / "data")),
        ("verify", "--data", str(ROOT / "data")),
        ("query", "select doc from documents", "--data", str(ROOT / "data")),
        ("query", "--data", str(ROOT / "data")),
        ("doctor", "--data", str(ROOT / "data")),
        ("cite", "--data", str(ROOT / "data")),
    ],
    ids=lambda words: words[0],
)
def test_json_is_for_programs(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code in {0, 1} if words[0] == "doctor" else result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


def test_every_command_has_an_example_and_they_stand_in_the_order_of_use() -> None:
    listed = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).stdout
    places = [re.search(rf"^│ {name} ", listed, re.MULTILINE) for name in _COMMANDS]
    assert [place.start() for place in places if place] == sorted(place.start() for place in places if place)
    assert all(places)
    for name in _COMMANDS:
        text = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).stdout
        assert f"Example: eduplans {name}" in text


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_words_are_completed(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} on this machine")
    asked = {"bash": {"COMP_WORDS": "eduplans re", "COMP_CWORD": "1"}, "zsh": {"_TYPER_COMPLETE_ARGS": "eduplans re"}}
    settings = os.environ | asked[shell] | {"_EDUPLANS_COMPLETE": f"complete_{shell}", "EDUPLANS_LANG": "en"}
    done = subprocess.run(CALL, env=settings, capture_output=True, text=True, check=False)
    assert {"review", "report", "reproduce"} <= set(re.findall(r"[a-z]+", done.stdout))
    assert "verify" not in done.stdout
    script = subprocess.run(
        [*CALL, "--show-completion", shell],
        env=os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "_EDUPLANS_COMPLETE=complete_" + shell in script
    assert subprocess.run([shell, "-n"], input=script, text=True, check=False).returncode == 0


def test_progress_shows_rate_and_time_left_on_a_terminal_and_nothing_elsewhere() -> None:
    shown = on_terminal(sys.executable, "-c", READING)
    assert re.search(r"reading.*\d/8.*\d\.\d a second.*0:00:0\d", shown)
    assert "building the pages" in on_terminal(sys.executable, "-c", SPINNING)
    for source in (READING, SPINNING):
        done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.slow
def test_a_run_shows_its_cells_on_a_terminal_alone(tmp_path: Path) -> None:
    notebook = "notebooks/start.ipynb"
    shown = on_terminal(*CALL, "run", notebook, "--out", str(tmp_path / "a.ipynb"))
    assert re.search(r"start: +\d+%.*\d+/\d+ \[\d\d:\d\d<\d\d:\d\d, +[\d.]+(cell/s|s/cell)", shown)
    words = [*CALL, "run", notebook, "--out", str(tmp_path / "b.ipynb")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"notebooks/start\.ipynb: [\d.]+ s, written to .*b\.ipynb\n", done.stderr)


def test_colours_are_off_with_no_color() -> None:
    colour = re.compile(r"\x1b\[[\d;]*3[0-7]m|\x1b\[[\d;]*38;")
    assert colour.search(on_terminal(*CALL, "--help"))
    for words in (("--help",), ("figures", str(EXAMPLE)), ("figures", "--help")):
        assert not colour.search(on_terminal(*CALL, *words, NO_COLOR="1"))
