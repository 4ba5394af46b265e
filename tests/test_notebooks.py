"""The committed notebooks: what they may hold, and that what they show is whole.

That their outputs are those of a run today is tested by nbval and by the runs of the report.
"""

from __future__ import annotations

import ast
import base64
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from PIL import Image

from eduplans.runs import read_parameters
from eduplans.runs.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
#: What a notebook may do: assign, import, call. Everything else is logic and belongs into the library.
LOGIC = (
    ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.IfExp, ast.Try, ast.With,
    ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.BinOp, ast.Compare, ast.BoolOp, ast.Subscript,
)  # fmt: skip


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Any:
    return nbformat.read(request.param, as_version=4)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def outputs(notebook: Any) -> Iterator[Any]:
    for cell in code(notebook):
        yield from cell["outputs"]


def prose(notebook: Any) -> str:
    return "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")


def test_the_three_notebooks_are_there() -> None:
    assert {"corpus", "county-profile", "funding-and-enrolment"} <= {path.stem for path in NOTEBOOKS}


def test_committed_executed_from_top_to_bottom_and_normalised(notebook: Any) -> None:
    counts = [cell["execution_count"] for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    assert normalise(notebook) == notebook


def test_no_stream_no_error_no_warning(notebook: Any) -> None:
    assert {output["output_type"] for output in outputs(notebook)} == {"display_data"}


def test_no_logic(notebook: Any) -> None:
    found = [
        f"{type(node).__name__} in {cell['source'].splitlines()[0]!r}"
        for cell in code(notebook)
        for node in ast.walk(ast.parse(cell["source"]))
        if isinstance(node, LOGIC) and not _joins_texts(node)
    ]
    assert found == []


def _joins_texts(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.right, ast.Constant)


def test_no_number_is_typed_into_a_sentence(notebook: Any) -> None:
    """In `say`, `fill` and alternative texts a digit stands only inside a field."""
    typed = []
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell["source"])):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "fill"}:
                template = node.args[0]
                assert isinstance(template, ast.Constant)
                typed += re.findall(r"\d+", re.sub(r"\{[^}]*\}", "", str(template.value)))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tell":
                assert isinstance(node.args[0], ast.Call), "what is told is made by a function, not typed"
    assert typed == []


def test_every_picture_is_whole_and_has_an_alternative_text(notebook: Any) -> None:
    pictures = [output for output in outputs(notebook) if "image/png" in output["data"]]
    # the chapter on provinces has none before a user adds tables
    assert pictures or "No tables were found" in nbformat.writes(notebook)
    for picture in pictures:
        image = Image.open(io.BytesIO(base64.b64decode(picture["data"]["image/png"])))
        image.verify()
        assert min(image.size) > 300
        alt = picture["metadata"]["alt"]
        assert len(alt) > 40
        assert re.search(r"\d", alt) or "interval" in alt, "an alternative text says the finding"
        assert picture["data"]["text/plain"] == alt


def test_pictures_and_tables_carry_their_source(notebook: Any) -> None:
    shown = list(outputs(notebook))
    for output, following in zip(shown, [*shown[1:], None], strict=True):
        if "image/png" in output["data"]:
            assert following is not None
            assert "*Source: " in following["data"]["text/markdown"]
        if "text/html" in output["data"]:
            assert "<caption>" in output["data"]["text/html"]
            assert "<p>Source: " in output["data"]["text/html"] or "The source is" in output["data"]["text/html"]


def test_told_for_a_student(notebook: Any) -> None:
    text = prose(notebook)
    assert text.startswith("# ")
    assert "**Question.**" in text
    # a chapter that is built from tables of the user speaks of results that may not be there
    assert re.search(r"^## What (this means, and what it does not|the results will and will not mean)$", text, re.M)
    for part in ("## Limits", "## Questions for students"):
        assert part in text
    questions = text.split("## Questions for students")[1]
    assert re.findall(r"^(\d)\. ", questions, flags=re.MULTILINE) == ["1", "2", "3"]


def test_formulas_are_plain_and_nothing_points_outside(notebook: Any) -> None:
    whole = nbformat.writes(notebook)
    assert "$" not in prose(notebook)
    assert not re.search(r"https?://|/home/|/root/|/tmp/", whole)


def test_no_formatted_missing_number(notebook: Any) -> None:
    texts = [output["data"].get("text/plain", "") for output in outputs(notebook)]
    assert not [text for text in texts if re.search(r"\bnan\b|\bNone\b|<NA>|0x[0-9a-f]{6}", text)]


def test_parameters_are_typed_limited_and_explained() -> None:
    funding = read_parameters(FOLDER / "funding-and-enrolment.ipynb")
    assert {name: one.type for name, one in funding.items()} == {
        "start": "int", "end": "int", "funding": "str", "deflate": "bool", "language": "str",
    }  # fmt: skip
    county = read_parameters(FOLDER / "county-profile.ipynb")
    assert county["document"].rule == "documents.doc"
    for one in [*funding.values(), *county.values()]:
        assert one.help
        assert one.rule or one.type == "bool"


def test_the_county_case_is_found_and_not_typed() -> None:
    notebook = nbformat.read(FOLDER / "funding-and-enrolment.ipynb", as_version=4)
    sources = "\n".join(cell["source"] for cell in notebook["cells"])
    assert "7.21" not in sources
    assert "4.84" not in sources
    said = "\n".join(output["data"].get("text/plain", "") for output in outputs(notebook))
    assert "spending grew by 7.21% and spending per student by 4.84%" in said
    assert "imply that the number of students grew by 2.26 %" in said
