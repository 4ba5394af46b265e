"""What programs and terminals get from the commands: JSON, completion of words, progress, colours."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eduplans.cli import _COMMANDS, app
from eduplans.report.commands_page import commands, options

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data" / "examples" / "yunze-2024-plan.txt"
CALL = [sys.executable, "-c", "from eduplans.cli import app; app(prog_name='eduplans')"]
SPINNING = (
    "import time\nfrom eduplans.cli.showing import at_work\nwith at_work('building the pages'):\n    time.sleep(1)\n"
)
SLOW = (
    "import time\nfrom eduplans.cli.showing import shown_steps\n"
    "with shown_steps('reading') as steps:\n"
    "    for one in steps.through([1, 2, 3], 'building the pages'):\n        time.sleep(1.3)\n"
)
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


def documented() -> dict[str, list[str]]:
    """Names of the objects that `--json` prints, by command, as the page of commands lists them."""
    page = (ROOT / "docs" / "guide" / "commands.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (`.+`) \|$", page.partition("## What --json prints")[2], re.MULTILINE)
    return {command: re.findall(r"`([^`]+)`", names) for command, names in rows}


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with the example in it, its tables made."""
    folder = tmp_path_factory.mktemp("json") / "project"
    for words in (
        ("new", folder, "--example"),
        ("ingest", folder / "data" / "documents", "--out", folder / "data" / "raw"),
        ("clean", "--raw", folder / "data" / "raw", "--out", folder / "data" / "processed"),
    ):
        assert CliRunner().invoke(app, [str(word) for word in words]).exit_code == 0
    (folder / "data" / "documents" / "README.md").unlink()
    return folder


def outcome(*words: str, code: int = 0) -> dict[str, Any]:
    """Call a command with --json and give what it prints, which is nothing but that."""
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code == code, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("new", ("new", "another")),
        ("add", ("add", str(EXAMPLE), "--out", "raw")),
        ("ingest", ("ingest", "data/documents", "--out", "raw")),
        ("clean", ("clean", "--out", "processed")),
        ("verify", ("verify",)),
        ("trace", ("trace", "yunze-2024-plan:2c6349aa")),
        ("compare", ("compare", "yihuang-2020-report", "anhua-2025-plan", "--data", str(ROOT / "data"))),
        ("review DOC", ("review", "yunze-2024-plan", "--out", "review.xlsx")),
        ("review --back", ("review", "--back", "review.xlsx")),
        ("generate", ("generate", "made", "-n", "1")),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_json_has_the_names_that_are_documented(
    command: str, words: tuple[str, ...], worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(worked)
    if command == "review --back" and not Path("review.xlsx").exists():
        outcome("review", "yunze-2024-plan", "--out", "review.xlsx")
    assert list(outcome(*words)) == documented()[command]


def test_json_of_documents_that_failed_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").touch()
    found = outcome("ingest", str(EXAMPLE), "empty.txt", code=3)
    assert found["added"] == [{"doc": "yunze-2024-plan", "items": 14, "figures": 32, "damage": 0}]
    assert [(one["where"], one["what"]) for one in found["failed"]] == [("empty.txt", "the file is empty")]
    again = outcome("ingest", str(EXAMPLE))
    assert (again["added"], again["replaced"]) == ([], found["added"])


def test_json_of_clean_says_what_changed(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(worked)
    first = outcome("clean", "--out", "fresh")
    assert first["rows"]["figures"] == 32
    assert sorted(first["changed"]) == [f"fresh/{name}.csv" for name in sorted(first["rows"])]
    assert outcome("clean", "--out", "fresh") == first | {"changed": []}


def test_nothing_is_printed_for_programs_where_all_failed(tmp_path: Path) -> None:
    for words in (("ingest", str(tmp_path / "none")), ("clean", "--raw", str(tmp_path)), ("review", "none")):
        result = CliRunner().invoke(app, [*words, "--json"])
        assert (result.exit_code, result.stdout) == (2, ""), words


@pytest.mark.slow
def test_json_of_runs_report_and_acceptance(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(worked)
    one = outcome("run", "notebooks/my-county.ipynb", "--out", "mine.ipynb")
    assert list(one) == documented()["run NOTEBOOK"]
    assert (one["out"], one["record"], one["exports"]) == ("mine.ipynb", "mine.json", None)
    assert json.loads(Path(one["record"]).read_text(encoding="utf-8"))["output"] == one["sha256"]
    first, second = outcome("run", "--all"), outcome("run", "--all")
    assert list(first) == documented()["run --all"]
    assert (first["run"], second["kept"], second["run"]) == (second["kept"], first["run"], [])
    accepted = outcome("accept")
    assert list(accepted) == documented()["accept"]
    assert accepted["runs"] == first["run"]
    assert outcome("report") == {"report": str(worked.resolve() / "report" / "index.html")}
    parameters = CliRunner().invoke(app, ["run", "notebooks/corpus.ipynb", "--help-parameters", "--json"]).stdout
    assert {"name", "type", "default", "help", "rule"} == set(json.loads(parameters)[0])


def test_every_command_takes_json() -> None:
    without = [name for name in _COMMANDS if "--json" not in str(options(commands()[name]))]
    assert without == []


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


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_first_press_of_the_tab_key_completes(shell: str, tmp_path: Path) -> None:
    """As a new user does: `eduplans --install-completion`, a new terminal, the tab key."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} on this machine")
    command = tmp_path / "bin" / "eduplans"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.join(CALL)} "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    settings = {"HOME": str(tmp_path), "PATH": f"{command.parent}:/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    # the shell is the parent of the command, which sees from it for which shell it is asked
    subprocess.run([shell, "-c", "eduplans --install-completion; true"], env=settings, capture_output=True, check=True)
    assert "eduplans review " in typed(shell, "eduplans revi\t", "eduplans review ", settings)


def typed(shell: str, keys: str, wanted: str, settings: dict[str, str]) -> str:
    """Type into a new shell on a terminal and give what it shows, until that is what is wanted."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
    process = subprocess.Popen([shell, "-i"], stdin=its, stdout=its, stderr=its, env=settings, start_new_session=True)
    os.close(its)
    try:
        assert re.search(r"[$%#] ", _until(ours, r"[$%#] "))
        os.write(ours, keys.encode())
        return _until(ours, re.escape(wanted))
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _until(terminal: int, wanted: str, seconds: float = 90.0) -> str:
    shown, end = "", time.monotonic() + seconds
    while time.monotonic() < end and not re.search(wanted, re.sub(r"\x1b\[[\d;?]*[A-Za-z]|\x08|\r", "", shown)):
        if select.select([terminal], [], [], 0.3)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]|\x08|\r", "", shown)


def test_progress_shows_rate_and_time_left_on_a_terminal_and_nothing_elsewhere() -> None:
    shown = on_terminal(sys.executable, "-c", READING)
    assert re.search(r"reading.*\d/8.*\d\.\d a second.*0:00:0\d", shown)
    assert "building the pages" in on_terminal(sys.executable, "-c", SPINNING)
    assert re.search(
        r"building the pages.*\d/3, \d+\.\d seconds each.*0:00:0\d", on_terminal(sys.executable, "-c", SLOW)
    )
    for source in (READING, SPINNING, SLOW):
        done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (b"", b"")


def test_messages_stand_on_lines_of_their_own_above_what_is_shown() -> None:
    source = SLOW.replace("time.sleep(1.3)", "time.sleep(0.3); say(f'[bold]{one}[/bold] :smile: ' + 'long ' * 40)")
    shown = on_terminal(sys.executable, "-c", f"from eduplans.cli.app import say\n{source}")
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown))
    assert [line for line in lines if "smile" in line] == [
        f"[bold]{one}[/bold] :smile: {'long ' * 40}" for one in (1, 2, 3)
    ]


def test_clean_shows_its_tables_on_a_terminal(tmp_path: Path) -> None:
    shown = on_terminal(*CALL, "clean", "--raw", str(ROOT / "data" / "raw"), "--out", str(tmp_path / "processed"))
    assert re.search(r"making the processed tables.*\d+/\d+, [\d.]+ (a second|seconds each)", shown)
    assert "figures: 275 rows" in shown


def test_results_go_to_standard_output_also_where_messages_go_to_a_terminal() -> None:
    words = [*CALL, "query", "select doc from documents order by doc", "--data", str(ROOT / "data"), "--format", "csv"]
    plain = subprocess.run(words, capture_output=True, check=True).stdout
    ours, its = pty.openpty()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=its) as process:
        assert process.communicate(timeout=120)[0] == plain
    os.close(its)
    os.close(ours)
    assert len(plain.splitlines()) == 6


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
