"""Messages and help in Chinese: chosen by option, variable or locale, and complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from eduplans import messages
from eduplans.cli import app
from eduplans.errors import Problem
from eduplans.labels import chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "examples" / "yunze-2024-plan.txt"
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    messages._state.clear()


def run(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def help_texts() -> Iterator[tuple[str, str]]:
    """Every paragraph of every help text, with the command it belongs to."""
    group: Any = get_command(app)
    for name, command in (("eduplans", group), *group.commands.items()):
        texts = [command.help or "", *(getattr(parameter, "help", None) or "" for parameter in command.params)]
        for text in texts:
            for part in text.split("\n\n"):
                if part.strip():
                    yield name, " ".join(part.split())


def test_every_help_text_has_a_chinese_form() -> None:
    """If this fails, put the texts that it lists into ``codebook/messages.csv``."""
    missing = [f"{name}: {text}" for name, text in help_texts() if not CHINESE.search(chinese(text, "messages"))]
    assert missing == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C", "LC_ALL": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "EDUPLANS_LANG": "en"}, "en"),
        ({"LANG": "", "LC_ALL": "", "EDUPLANS_LANG": "zh"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_language_of_an_environment(environment: dict[str, str], language: str) -> None:
    assert messages.of_environment(environment) == language


def test_help_follows_the_locale() -> None:
    environment = {**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "EDUPLANS_LANG": ""}
    command = [sys.executable, "-c", "from eduplans.cli import app; app()", "figures", "--help"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "选项" in done.stdout.decode()
    assert "示例：eduplans figures" in done.stdout.decode()


def test_the_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUPLANS_LANG", "zh")
    assert "Read documents into the raw tables." in run("--lang", "en", "ingest", "--help")[1]


def test_messages_are_chinese_and_results_are_the_same(tmp_path: Path) -> None:
    _, english, said = run("figures", EXAMPLE, "--format", "csv")
    assert run("--lang", "zh", "figures", EXAMPLE, "--format", "csv")[1] == english
    code, _, said = run("--lang", "zh", "ingest", EXAMPLE, "--out", tmp_path / "raw")
    assert code == 0
    assert re.search(r"新增 yunze-2024-plan：\d+个条目，\d+个数字", said)


def test_errors_name_place_fault_and_remedy(tmp_path: Path) -> None:
    code, _, said = run("--lang", "zh", "figures", tmp_path / "none.txt")
    assert code == 2
    assert f"{tmp_path / 'none.txt'}：没有这个文件或文件夹；请检查路径" in said


def test_a_problem_with_all_its_parts() -> None:
    problem = Problem("no such document", where="a.csv", row=7, column="doc", value="x", rule="r", remedy="there are y")
    assert messages.problem_text(problem) == str(problem)
    messages.use("zh")
    assert messages.problem_text(problem) == "a.csv，第7行，doc列：没有此文件（现为'x'）［r］；现有 y"


def test_unknown_commands_and_languages_are_wrong_calls() -> None:
    for words in (("--lang", "zh", "nocommand"), ("--lang", "de", "clean")):
        assert run(*words)[0] == 2


def test_english_again_after_chinese() -> None:
    assert "读入文件" in run("--lang", "zh", "ingest", "--help")[1]
    messages._state.clear()
    assert "Read documents into the raw tables." in run("ingest", "--help")[1]


def test_what_is_not_in_the_codebook_stays_english() -> None:
    messages.use("zh")
    assert messages.message("a message that nobody translated") == "a message that nobody translated"
    assert messages.message("   Print JSON.") == "   以 JSON 输出。"
