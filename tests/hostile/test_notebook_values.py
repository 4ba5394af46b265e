"""Parameters of notebooks are data: whatever they hold, they arrive as they are and nothing of them runs."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from eduplans.errors import ParameterError
from eduplans.runs import run_notebook
from eduplans.runs.parameters import check_parameters, convert

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "runs"))

CELL = """\
text: str = "x"  # a text
texts: list[str] = ["x"]  # texts
whole: int = 1  # a number
share: float = 0.5  # a share
yes: bool = False  # a choice
"""
TEXTS = [
    "",
    "'",
    '"',
    '"""',
    "'''",
    "\\",
    '\\"',
    "\\'",
    "\\\\\"); open('pwned', 'w') #",
    "x\nopen('pwned', 'w')",
    "x\r\nopen('pwned', 'w')",
    '"\nopen("pwned", "w")\n"',
    "x\u2028open('pwned', 'w')",
    "x\x0copen('pwned', 'w')",
    "__import__('os').system('touch pwned')",
    "{__import__('os').system('touch pwned')}",
    "%run pwned.py",
    "!touch pwned",
    "%%bash\ntouch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\u202e",
    "\\N{BULLET}",
    "\\x41\\u0041",
    "云泽县🏫",
    "e\u0301",
    "{}",
    "{0.__class__}",
    "%s%n",
    "<script>alert(1)</script>",
    "None",
    "nan",
    "# %%",
    "a" * 10_000,
]


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    from invented_notebooks import put_notebook

    shown = ("code", "print(repr([text, texts, whole, share, yes]))", [])
    return put_notebook(tmp_path / "notebooks" / "values.ipynb", (("code", CELL, ["parameters"]), shown))


def arrived(notebook: Path, values: dict[str, Any], out: Path) -> list[Any]:
    """Run the notebook and read back what its code saw."""
    run_notebook(notebook, values, out)
    cells = nbformat.read(out, as_version=4)["cells"]
    return list(ast.literal_eval(cells[-1]["outputs"][0]["text"]))


@pytest.mark.slow
def test_every_value_arrives_as_it_is_and_nothing_runs(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    values = {"text": "\n".join(TEXTS), "texts": TEXTS, "whole": -(10**4_000), "share": -1.5e300, "yes": True}
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    found = arrived(notebook, values, tmp_path / "out.ipynb")
    assert found == list(values.values())
    new = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {path.name for path in before}
    assert new == {"out.ipynb", "out.json"}


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "NaN", "0x10", "1_0e", "__import__('os')", "1;2", ""])
def test_what_is_no_finite_number_is_refused(text: str, notebook: Path) -> None:
    with pytest.raises(ParameterError, match="share"):
        check_parameters(notebook, {"share": text})


@pytest.mark.parametrize("text", ["9" * 5_000, "1.0", "1_000", "１", "0b1", "1 # x", "1\n2", "-", "True"])
def test_what_is_no_whole_number_is_refused(text: str, notebook: Path) -> None:
    with pytest.raises(ParameterError, match="whole"):
        check_parameters(notebook, {"whole": text})


@pytest.mark.parametrize(
    "name",
    ["open", "__builtins__", "text; import os", "text\nimport os", "", "texts[0]", "text.x", "\u202etext", "ｔext"],
)
def test_names_are_those_that_the_notebook_declares(name: str, notebook: Path) -> None:
    with pytest.raises(ParameterError, match=r"no such parameter"):
        check_parameters(notebook, {name: "x"})


def test_objects_are_no_values() -> None:
    class Evil:
        def __repr__(self) -> str:
            return "open('pwned', 'w')"

    for wanted in ("str", "int", "float", "bool", "list[str]"):
        with pytest.raises(ValueError, match=r"not|neither"):
            convert(Evil(), wanted)
    with pytest.raises(ValueError, match="not a text"):
        convert([Evil()], "list[str]")


def test_halves_of_characters_are_refused_before_a_kernel_starts(notebook: Path, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="half of a character"):
        run_notebook(notebook, {"text": "a\udcffb"}, tmp_path / "out.ipynb")
    assert not (tmp_path / "out.ipynb").exists()
