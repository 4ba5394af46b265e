"""What is stripped from executed notebooks, and what stays."""

from __future__ import annotations

import configparser
import copy
import re
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from invented_notebooks import notebook_of

from eduplans.runs import normalise
from eduplans.runs.normalise import sanitize

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def executed() -> Any:
    notebook = notebook_of((("markdown", "# A", []), ("code", "x", ["hide-input"]), ("code", "x", [])))
    notebook.metadata.papermill = {"duration": 3.2}
    notebook.metadata.widgets = {"state": {}}
    notebook.metadata.language_info.version = "3.11.7"
    for number, cell in enumerate(notebook.cells[1:]):
        cell.metadata.update({"papermill": {"duration": 1}, "execution": {"iopub.status.busy": "now"}})
        cell.execution_count = number + 1
        cell.outputs = [
            nbformat.v4.new_output("stream", name="stdout", text="a <x at 0x7f3b2c1d5e80>\n"),
            nbformat.v4.new_output("stream", name="stdout", text="b\n"),
            nbformat.v4.new_output("stream", name="stderr", text="/tmp/ipykernel_12/345.py:6: UserWarning\n"),
            nbformat.v4.new_output("display_data", data={"text/plain": "<y at 0x7f3b2c1d5e80>"}),
        ]
    return notebook


def test_times_widgets_and_the_version_of_python_go(executed: Any) -> None:
    result = normalise(executed)
    assert set(result.metadata) == {"kernelspec", "language_info"}
    assert "version" not in result.metadata.language_info
    assert [dict(cell.metadata) for cell in result.cells] == [{}, {"tags": ["hide-input"]}, {}]
    nbformat.validate(result)


def test_streams_are_joined_and_addresses_masked(executed: Any) -> None:
    outputs = normalise(executed).cells[1].outputs
    assert [output.get("text") for output in outputs] == [
        "a <x at 0xADDR>\nb\n",
        "CELL: UserWarning\n",
        None,
    ]
    assert outputs[2].data["text/plain"] == "<y at 0xADDR>"


def test_ids_follow_the_source_and_survive_a_cell_put_in_between(executed: Any) -> None:
    ids = [cell.id for cell in normalise(executed).cells]
    assert len(set(ids)) == 3
    executed.cells.insert(1, nbformat.v4.new_markdown_cell("between"))
    again = [cell.id for cell in normalise(executed).cells]
    assert [again[0], *again[2:]] == ids


def test_the_argument_is_not_changed_and_twice_is_once(executed: Any) -> None:
    before = copy.deepcopy(executed)
    once = normalise(executed)
    assert executed == before
    assert normalise(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "<x at 0x7f3b2c1d5e80>",
        "/tmp/ipykernel_12/345.py:6: UserWarning",
        "10%| 1/10 [00:01<00:09, 1.2it/s]",
        "<tr><th>Date:</th> <td>Mon, 03 Mar 2025</td></tr>",
    ],
)
def test_what_is_masked_when_written_agrees_with_what_nbval_masks_when_comparing(root: Path, text: str) -> None:
    parser = configparser.RawConfigParser()
    parser.read(root / "tools" / "nbval-sanitize.cfg", encoding="utf-8")
    patterns = [(parser.get(name, "regex"), parser.get(name, "replace")) for name in parser.sections()]

    def masked(content: str) -> str:
        for pattern, replacement in patterns:
            content = re.sub(pattern, replacement, content)
        return content

    assert sanitize(text) != text
    assert masked(sanitize(text)) == masked(text)


@pytest.mark.parametrize("text", ["0x12", "12:30", "2010-2020", "Date: 2020", "3.5 it"])
def test_figures_are_not_masked(text: str) -> None:
    assert sanitize(text) == text
