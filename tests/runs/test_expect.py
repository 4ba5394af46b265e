"""What a run shows, in a form for keeping: every kind of output."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from invented_notebooks import notebook_of
from nbformat.v4 import new_output
from PIL import Image

from eduplans.runs import Run
from eduplans.runs.expect import alt_text, describe, expectation, to_json


def shown(**data: Any) -> Any:
    return new_output("display_data", data={key.replace("_", "/", 1): value for key, value in data.items()})


def picture(kind: str, colour: tuple[int, int, int]) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (3, 2), colour).save(buffer, format=kind)
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.mark.parametrize(
    ("output", "described"),
    [
        (new_output("stream", name="stdout", text="a  \n\nb\n"), [{"kind": "text", "text": ["a", "b"]}]),
        (new_output("stream", name="stderr", text="w\n"), [{"kind": "warning", "text": ["w"]}]),
        (
            new_output("error", ename="KeyError", evalue="'x'", traceback=["long"]),
            [{"kind": "error", "text": ["KeyError: 'x'"]}],
        ),
        (shown(text_plain="<x at 0x7f3b2c1d5e80>"), [{"kind": "text", "text": ["<x at 0xADDR>"]}]),
        (shown(text_html="<p>a</p>", text_plain="b"), [{"kind": "text", "text": ["a"]}]),
        (shown(text_markdown="**a**", text_plain="b"), [{"kind": "text", "text": ["**a**"]}]),
        (shown(text_html=""), [{"kind": "text", "text": []}]),
        (shown(text_markdown=""), []),
    ],
)
def test_texts_warnings_and_errors(output: Any, described: list[Any]) -> None:
    assert describe(output) == described


def test_pictures_are_told_by_pixels_and_size_whatever_else_stands_beside() -> None:
    (red,) = describe(shown(image_png=picture("png", (255, 0, 0)), text_plain="<Figure size 1x1>", text_html="x"))
    (blue,) = describe(shown(image_png=picture("png", (0, 0, 255))))
    assert (red["kind"], red["size"]) == ("picture", "3x2")
    assert red["pixels"] != blue["pixels"]
    assert describe(shown(image_jpeg=picture("jpeg", (255, 0, 0))))[0]["size"] == "3x2"


def test_drawings_are_told_by_their_text() -> None:
    one, two = (describe({"output_type": "display_data", "data": {"image/svg+xml": text}}) for text in ("<a/>", "<b/>"))
    assert one[0]["size"] == "svg"
    assert one != two


def test_several_tables_of_one_output_stand_apart() -> None:
    html = "<table><tr><th>a</th></tr></table>between<table><tr><td>1 <b>2</b>\n3</td><td></td></tr></table>"
    assert describe(shown(text_html=html)) == [
        {"kind": "text", "text": ["between"]},
        {"kind": "table", "rows": ["a"]},
        {"kind": "table", "rows": ["1 2 3\t"]},
    ]


def test_captions_and_notes_of_a_table_are_kept() -> None:
    html = "<figure><table><caption>Pupils</caption><tr><td>1</td></tr></table><figcaption>note</figcaption></figure>"
    assert describe(shown(text_html=html)) == [
        {"kind": "text", "text": ["note"]},
        {"kind": "table", "caption": "Pupils", "rows": ["1"]},
    ]


@pytest.mark.parametrize("metadata", [{"alt": "x"}, {"image/png": {"alt": "x"}}, {"alt": "x", "image/png": {}}])
def test_alternative_texts_are_found_in_both_places(metadata: dict[str, Any]) -> None:
    assert alt_text({"metadata": metadata}) == "x"
    assert alt_text({}) == ""


def test_an_expectation_names_run_places_and_outputs_and_is_stable() -> None:
    notebook = notebook_of((("markdown", "# A", []), ("code", "1", [])))
    notebook.cells[1].outputs = [shown(text_plain="1")]
    found = expectation(notebook, Run("a", "a.ipynb", {"start": 2001}))
    (cell,) = found["cells"]
    assert (found["run"], found["parameters"]) == ("a", {"start": 2001})
    assert (cell["cell"], cell["heading"], cell["outputs"]) == (2, "A", [{"output": 1, "kind": "text", "text": ["1"]}])
    assert json.loads(to_json(found)) == found
    assert to_json(found).endswith("}\n")
