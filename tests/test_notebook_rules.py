"""What holds for every notebook: sources, what a result rests on, limits, questions, a language."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eduplans.runs import read_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHAPTERS = sorted((ROOT / "src" / "eduplans" / "chapters").rglob("*.py"))
#: Sources without figures and series: tables of the codebook, simulations, what is still to be downloaded.
NO_FIGURES = re.compile(r"codebook/|^simulation|^drawn samples|^data\.stats\.gov\.cn")
#: Functions that show a table or picture, and what each call of them says.
SHOWING, SAID = {"table", "show"}, {"source", "rests_on"}


def silent_calls(source: str) -> list[str]:
    """Calls of `table` and `show` that do not say where numbers come from, or what they rest on."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in SHOWING:
            said = {str(keyword.arg): keyword.value for keyword in node.keywords}
            wanted = SAID - {"rests_on"} if _of_no_figures(said.get("source")) else SAID
            if wanted - set(said):
                found.append(
                    f"line {node.lineno}, {_name(node.func)}: no {' and no '.join(sorted(wanted - set(said)))}"
                )
    return found


def _of_no_figures(source: ast.expr | None) -> bool:
    """Whether the source, written out, is one without figures and series: nothing can be rested on."""
    return isinstance(source, ast.Constant) and bool(NO_FIGURES.search(str(source.value)))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        # display.table and display.show, and no method of another thing
        return function.attr if isinstance(function.value, ast.Name) and function.value.id == "display" else ""
    return function.id if isinstance(function, ast.Name) else ""


def cells(notebook: Path, kind: str) -> Iterator[str]:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == kind:
            yield "".join(cell["source"])


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("table(frame, 'x', source='s', rests_on=ids)", 0),
        ("table(frame, 'x', source='s')", 1),
        ("display.show(figure, alt='a', rests_on=ids)", 1),
        ("show(figure)", 1),
        ("axes.table(cells)", 0),
        ("table(frame, 'x', source='codebook/standards.csv')", 0),
        ("table(frame, 'x', source='data/processed/figures.csv')", 1),
        ("table(frame, 'x', source=chapter.SOURCE)", 1),
    ],
)
def test_a_silent_call_is_seen(source: str, faults: int) -> None:
    assert len(silent_calls(source)) == faults


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_result_says_its_source_and_what_it_rests_on(notebook: Path) -> None:
    assert [fault for cell in cells(notebook, "code") for fault in silent_calls(cell)] == []


@pytest.mark.parametrize("module", CHAPTERS, ids=lambda path: "/".join(path.parts[-2:]))
def test_so_do_the_functions_of_the_chapters(module: Path) -> None:
    assert silent_calls(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_ends_with_limits_and_three_questions(notebook: Path) -> None:
    prose = "\n".join(cells(notebook, "markdown"))
    heads = re.findall(r"^## (.+)$", prose, flags=re.MULTILINE)
    assert heads[-2:] == ["Limits", "Questions for students"], heads[-3:]
    limits, questions = prose.split("\n## Limits")[1].split("\n## Questions for students")
    assert re.search(r"^- ", limits, flags=re.MULTILINE) or len(limits.split()) > 20
    assert re.findall(r"^(\d+)\. ", questions, flags=re.MULTILINE) == ["1", "2", "3"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_language_is_the_last_parameter_and_set_before_anything_is_shown(notebook: Path) -> None:
    declared = read_parameters(notebook)
    assert list(declared)[-1] == "language"
    assert (declared["language"].default, declared["language"].rule) == ("en", "en | zh")
    code = [cell for cell in cells(notebook, "code") if "language:" not in cell]
    assert "use_language(language)" in code[0]
    assert all("use_language" not in cell for cell in code[1:])
