"""A damaged copy of an accepted run: each damage is found, and its place named."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from PIL import Image

from eduplans.errors import RunError
from eduplans.runs import Run, check_run, compare_run, find_run, read_runs
from eduplans.runs.compare import compare_expectations
from eduplans.runs.expect import describe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE, PICTURE, SERIES = 3, 5, 6  # cells of the executed run without parameters
Damage = "Callable[[Any], None]"


@pytest.fixture
def run(done: Path) -> Run:
    return find_run(read_runs(done), "pupils")


@pytest.fixture
def damaged(done: Path, tmp_path: Path, run: Run) -> Callable[[Callable[[Any], None]], list[str]]:
    """Damage a copy of the executed notebook and say what the comparison says."""

    def compare(damage: Callable[[Any], None]) -> list[str]:
        notebook = nbformat.read(done / "build" / "runs" / "pupils.ipynb", as_version=4)
        damage(notebook.cells)
        nbformat.write(notebook, tmp_path / "damaged.ipynb")
        expected = done / "notebooks" / "expected" / "pupils.json"
        return [str(found) for found in compare_run(tmp_path / "damaged.ipynb", expected, run)]

    return compare


def picture_of(cells: Any) -> Any:
    return next(output for output in cells[PICTURE].outputs if "image/png" in output.get("data", {}))


def test_an_undamaged_run_has_no_differences(damaged: Any) -> None:
    assert damaged(lambda _: None) == []


def test_a_changed_cell_of_a_table_is_named_by_row_and_column(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        data = cells[TABLE].outputs[0].data
        assert "<td>1007</td>" in data["text/html"]
        data["text/html"] = data["text/html"].replace("<td>1007</td>", "<td>1070</td>")

    assert damaged(damage) == [
        (
            'run pupils, cell 4 (2nd code cell) under "The table", output 1 (table): '
            "row 3, column pupils: expected '1007', found '1070'"
        )
    ]


def test_a_missing_row_of_a_table_is_named(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        data = cells[TABLE].outputs[0].data
        start = data["text/html"].rindex("<tr>")
        data["text/html"] = data["text/html"][:start] + data["text/html"][start:].split("</tr>", 1)[1]

    (said,) = damaged(damage)
    assert "expected 5 rows with the header, found 4; the first that differs is row 5" in said
    assert "expected '3 | 2022 | 1021', found 'nothing'" in said


def test_a_changed_picture_is_named(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        output = picture_of(cells)
        with Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))) as image:
            changed = image.convert("RGBA")
        changed.putpixel((20, 20), (255, 0, 0, 255))
        buffer = io.BytesIO()
        changed.save(buffer, format="png")
        output.data["image/png"] = base64.b64encode(buffer.getvalue()).decode()

    (said,) = damaged(damage)
    assert said.startswith('run pupils, cell 6 (3rd code cell) under "The picture", output 1 (picture): ')
    assert "another picture of the same size (200x150): its pixels differ" in said


def test_a_picture_packed_otherwise_is_the_same(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        output = picture_of(cells)
        with Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))) as image:
            buffer = io.BytesIO()
            image.save(buffer, format="png", compress_level=1)
        assert base64.b64encode(buffer.getvalue()).decode() != output.data["image/png"].replace("\n", "")
        output.data["image/png"] = base64.b64encode(buffer.getvalue()).decode()

    assert damaged(damage) == []


def test_a_picture_of_another_size_is_named(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        buffer = io.BytesIO()
        Image.new("RGBA", (4, 4)).save(buffer, format="png")
        picture_of(cells).data["image/png"] = base64.b64encode(buffer.getvalue()).decode()

    assert "another picture: expected 200x150 pixels, found 4x4" in damaged(damage)[0]


def test_a_changed_alternative_text_is_named(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        picture_of(cells).metadata["alt"] = "Pupils fall"

    assert damaged(damage)[0].endswith("alternative text: expected 'Pupils rise by 7 a year', found 'Pupils fall'")


def test_a_missing_picture_is_named(damaged: Any) -> None:
    said = damaged(lambda cells: cells[PICTURE].outputs.remove(picture_of(cells)))
    assert said == [
        (
            'run pupils, cell 6 (3rd code cell) under "The picture", output 1 (picture): '
            "missing: a picture of 200x150 pixels"
        )
    ]


def test_an_extra_picture_is_named(damaged: Any) -> None:
    (said,) = damaged(lambda cells: cells[TABLE].outputs.append(picture_of(cells)))
    assert said.endswith('under "The table", output 2 (picture): not expected: a picture of 200x150 pixels')


def test_a_missing_and_an_extra_output_are_named(damaged: Any) -> None:
    assert "output 1 (text): missing: \"'total'\"" in damaged(lambda cells: cells[SERIES].outputs.clear())[0]
    extra = nbformat.v4.new_output("stream", name="stdout", text="more\n")
    (said,) = damaged(lambda cells: cells[SERIES].outputs.append(extra))
    assert "cell 7 (4th code cell)" in said
    assert "output 2 (text): not expected: 'more'" in said


def test_a_new_warning_is_named(damaged: Any) -> None:
    warning = nbformat.v4.new_output("stream", name="stderr", text="CELL: UserWarning: few values\n")
    (said,) = damaged(lambda cells: cells[TABLE].outputs.insert(0, warning))
    assert said.endswith("output 1 (warning): not expected: 'CELL: UserWarning: few values'")


def test_an_output_put_in_before_the_others_is_the_only_difference(damaged: Any) -> None:
    text = nbformat.v4.new_output("stream", name="stdout", text="first\n")
    (said,) = damaged(lambda cells: cells[PICTURE].outputs.insert(0, text))
    assert said.endswith("output 1 (text): not expected: 'first'")


def test_an_expected_warning_that_changes_is_named(done: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(done / "build" / "runs" / "primary.ipynb", as_version=4)
    outputs = notebook.cells[-1].outputs
    assert outputs[0].name == "stderr"
    outputs[0].text = outputs[0].text.replace("few", "no")
    nbformat.write(notebook, tmp_path / "damaged.ipynb")
    run = find_run(read_runs(done), "primary")
    (found,) = compare_run(tmp_path / "damaged.ipynb", done / "notebooks" / "expected" / "primary.json", run)
    assert "output 1 (warning): line 1: expected" in str(found)
    assert "no values" in str(found)


def test_an_error_output_is_named(damaged: Any) -> None:
    error = nbformat.v4.new_output("error", ename="KeyError", evalue="'year'", traceback=[])
    assert (
        "output 2 (error): not expected: \"KeyError: 'year'\""
        in damaged(lambda cells: cells[TABLE].outputs.append(error))[0]
    )


def test_a_changed_text_is_named_by_line(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        cells[SERIES].outputs[0].data["text/plain"] = "'all'"

    assert damaged(damage)[0].endswith("output 1 (text): line 1: expected \"'total'\", found \"'all'\"")


def test_a_changed_caption_is_named(damaged: Any) -> None:
    def damage(cells: Any) -> None:
        data = cells[TABLE].outputs[0].data
        data["text/html"] = data["text/html"].replace("<thead>", "<caption>Other</caption><thead>")

    assert damaged(damage)[0].endswith("output 1 (table): caption: expected '', found 'Other'")


def test_of_a_long_text_only_what_surrounds_the_difference_is_shown() -> None:
    wanted, found = "a" * 500 + "7" + "b" * 500, "a" * 500 + "8" + "b" * 500
    outputs = [[{"output": 1, "kind": "text", "text": [text]}] for text in (wanted, found)]
    sides = [
        {
            "run": "r",
            "notebook": "n",
            "parameters": {},
            "cells": [{"cell": 1, "code": 1, "heading": "", "source": "s", "outputs": output}],
        }
        for output in outputs
    ]
    (difference,) = compare_expectations(sides[1], sides[0])
    old, new = "a" * 40 + "7" + "b" * 119, "a" * 40 + "8" + "b" * 119
    assert difference.what == f"line 1: expected '…{old}…', found '…{new}…'"


def test_a_cell_that_is_gone_or_new_is_named(damaged: Any) -> None:
    def gone(cells: Any) -> None:
        del cells[TABLE]

    assert damaged(gone) == [
        (
            'run pupils, cell 4 (2nd code cell) under "The table": '
            "this cell is gone or changed since the outputs were accepted"
        )
    ]
    new = nbformat.v4.new_code_cell("2")
    assert damaged(lambda cells: cells.append(new)) == [
        (
            'run pupils, cell 8 (5th code cell) under "The picture": '
            "this cell is new or changed since the outputs were accepted"
        )
    ]


def test_other_parameters_are_named(done: Path, run: Run) -> None:
    other = Run("pupils", "pupils.ipynb", {"start": 2001})
    expected = done / "notebooks" / "expected" / "pupils.json"
    (found,) = compare_run(done / "build" / "runs" / "pupils.ipynb", expected, other)
    assert str(found) == "run pupils: parameters: expected {}, found {'start': 2001}"


def test_check_run_raises_with_every_place(done: Path, tmp_path: Path, run: Run) -> None:
    content = json.loads((done / "notebooks" / "expected" / "pupils.json").read_text(encoding="utf-8"))
    content["cells"][1]["outputs"][0]["rows"][1] = "0\t2019\t1"
    content["cells"][3]["outputs"] = []
    (tmp_path / "pupils.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RunError) as caught:
        check_run(done / "build" / "runs" / "pupils.ipynb", tmp_path / "pupils.json", run)
    assert [problem.rule for problem in caught.value.problems] == ["as accepted", "as accepted", ""]
    assert "eduplans accept" in str(caught.value)


def test_missing_or_broken_expectations_are_refused(done: Path, tmp_path: Path, run: Run) -> None:
    executed = done / "build" / "runs" / "pupils.ipynb"
    with pytest.raises(RunError, match="no expected outputs for this run"):
        compare_run(executed, tmp_path / "none.json", run)
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(RunError, match="not readable as JSON"):
        compare_run(executed, tmp_path / "bad.json", run)


def test_html_is_described_by_its_tables_texts_and_links() -> None:
    html = "<style>td{}</style><p>See <a href='x.html'>x</a></p><table><tr><th> a\n</th><td>1|2</td></tr></table>"
    output = nbformat.v4.new_output("display_data", data={"text/html": html, "text/plain": "no"})
    assert describe(output) == [
        {"kind": "text", "text": ["See x (x.html)"]},
        {"kind": "table", "rows": ["a\t1|2"]},
    ]


def test_markdown_is_described_by_its_tables_and_texts() -> None:
    text = "Before\n\n| a | b |\n|:--|--:|\n| 1 | x\\|y |\n\nafter"
    output = nbformat.v4.new_output("display_data", data={"text/markdown": text})
    assert describe(output) == [
        {"kind": "text", "text": ["Before"]},
        {"kind": "table", "rows": ["a\tb", "1\tx\\|y"]},
        {"kind": "text", "text": ["after"]},
    ]


def test_other_kinds_are_described_by_digest() -> None:
    (one,) = describe(nbformat.v4.new_output("display_data", data={"application/json": {"a": 1}}))
    (two,) = describe(nbformat.v4.new_output("display_data", data={"application/json": {"a": 2}}))
    assert one["kind"] == "other"
    assert one != two
