"""The generated reference says what the code says: every command, option and public name."""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import eduplans
from eduplans.cli import app
from eduplans.report.commands_page import commands, commands_page, examples, options
from eduplans.report.python_page import public_names, python_page


@pytest.fixture(scope="module")
def page() -> str:
    return commands_page()


def test_every_command_and_option_of_the_help_is_on_the_page(page: str) -> None:
    told = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200", "EDUPLANS_LANG": "en"}).stdout
    shown = re.findall(r"^│ ([a-z]+) ", told, re.MULTILINE)
    assert [found[1] for found in re.finditer(r"^## eduplans (\w+)$", page, re.MULTILINE)] == shown
    for name in ("ingest", "run", "query"):
        help_page = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "EDUPLANS_LANG": "en"}).stdout
        own = page.split(f"## eduplans {name}\n")[1].split("\n## ", maxsplit=1)[0]
        for option in set(re.findall(r"--[a-z][a-z-]+", help_page)) - {"--help"}:
            assert f"`{option}`" in own, f"{name} {option}"


def test_options_are_told_with_type_meaning_and_default(page: str) -> None:
    assert "| `--jobs`, `-j` | whole number, at least 1 | Processes that share the documents. | `1` |" in page
    assert "| `--format` | table, csv, json | How to print them. | `table` |" in page
    assert "| `PATHS` | path, several | Documents, or folders of documents. | required |" in page
    assert "| `--unnumbered` |  |" in page


@pytest.mark.parametrize("name", list(commands()))
def test_every_command_has_an_example_whose_options_exist(name: str) -> None:
    known = {one for names, *_ in options(commands()[name]) for one in names}
    found = examples(commands()[name])
    assert found
    for call in found:
        words = shlex.split(call)
        assert words[:2] == ["eduplans", name]
        assert {word for word in words if re.match("--?[a-z]", word)} <= known


def test_every_public_name_is_on_the_page_with_its_docstring() -> None:
    text = python_page()
    own, rooms = public_names()
    named = {one.name for one in own} | {room.name for room in rooms}
    assert named == {f"eduplans.{name}" for name in eduplans.__all__ if not name.startswith("__")}
    for one in [*own, *(each for names in rooms.values() for each in names)]:
        assert f"### {one.name}\n" in text
        assert one.doc, one.name
    trends = next(names for room, names in rooms.items() if room.name == "eduplans.trends")
    assert {one.name.split(".")[-1] for one in trends} == set(eduplans.trends.__all__)
    summary = (inspect.getdoc(eduplans.trends.deflate) or "").splitlines()[0]
    assert "### eduplans.trends.deflate\n\n```python\neduplans.trends.deflate(series: Series" in text
    assert summary in text


def test_the_reference_is_the_same_in_any_language() -> None:
    call = "from eduplans.report.commands_page import commands_page; print(commands_page(), end='')"
    settings = os.environ | {"EDUPLANS_LANG": "zh", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", call], env=settings, capture_output=True, text=True, check=True)
    assert done.stdout == commands_page()
