"""Notebooks as files: reading, writing, and the places in them as a reader counts."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.storage import write_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: Tag of the cell that papermill adds; it stands in no notebook that a reader edits and is not counted.
INJECTED = "injected-parameters"
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as a reader finds it.

    Parameters
    ----------
    cell
        Number of the cell from the top, from 1; 0 for the parameters that a run injects.
    code
        Number among the code cells.
    execution
        The number in ``In [...]``, where the cell was executed.
    heading
        The nearest heading above.

    Examples
    --------
    >>> print(Place(7, 4, 5, "Growth"))
    cell 7 (4th code cell, In [5]) under "Growth"
    """

    cell: int
    code: int
    execution: int | None = None
    heading: str = ""

    def __str__(self) -> str:
        if not self.cell:
            return "the injected parameters"
        shown = f", In [{self.execution}]" if self.execution is not None else ""
        under = f' under "{self.heading}"' if self.heading else ""
        return f"cell {self.cell} ({ordinal(self.code)} code cell{shown}){under}"


def ordinal(number: int) -> str:
    """Write a number as an English ordinal.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def read_notebook(path: Path) -> Any:
    """Read a notebook.

    Parameters
    ----------
    path
        File in notebook format 4.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    RunError
        There is no such file, or it is not a notebook.
    """
    import nbformat

    if not path.is_file():
        raise RunError(Problem("no such notebook", where=str(path), remedy="check the path"))
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (ValueError, nbformat.ValidationError, nbformat.reader.NotJSONError, AttributeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise RunError(Problem(f"not a notebook: {reason}", where=str(path))) from error
    return notebook


def write_notebook(notebook: Any, path: Path) -> None:
    """Write a notebook in nbformat's own way, which is one line of the file a line of source, beside and renamed."""
    import nbformat

    write_text(path, nbformat.writes(notebook).rstrip("\n") + "\n")  # type: ignore[no-untyped-call]


def write_text(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old or the new one, never a part."""
    write_files({path: text.encode()})


def tags(cell: Mapping[str, Any]) -> list[str]:
    """List a cell's tags."""
    return list(cell.get("metadata", {}).get("tags", []))


def places(notebook: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Walk the code cells of a notebook with their places, without the cell that papermill injects.

    Parameters
    ----------
    notebook
        The notebook, executed or not.

    Yields
    ------
    tuple of Place and cell
    """
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code" and INJECTED not in tags(cell):
            yield locate(notebook, index), cell


def locate(notebook: Mapping[str, Any], index: int) -> Place:
    """Say where the cell at `index` stands as a reader counts.

    Examples
    --------
    >>> cells = [{"cell_type": "markdown", "source": "## Growth"}, {"cell_type": "code", "source": "1 / 0"}]
    >>> print(locate({"cells": cells}, 1))
    cell 2 (1st code cell) under "Growth"
    """
    heading, number, code = "", 0, 0
    for cell in notebook["cells"][: index + 1]:
        if INJECTED in tags(cell):
            continue
        number += 1
        if cell["cell_type"] == "code":
            code += 1
        elif cell["cell_type"] == "markdown":
            heading = (_HEADING.findall(_FENCE.sub("", cell["source"])) or [heading])[-1]
    cell = notebook["cells"][index]
    if INJECTED in tags(cell):
        return Place(0, 0)
    return Place(number, code, cell.get("execution_count"), heading)


def source_digest(path: Path) -> str:
    """Digest what a notebook says and does: kinds, tags and sources of its cells, without outputs.

    Parameters
    ----------
    path
        The notebook; read as JSON, so that no library is imported.

    Returns
    -------
    str
        SHA-256; the same before and after execution.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    parts = [
        [cell["cell_type"], tags(cell), "".join(cell["source"])]
        for cell in content["cells"]
        if INJECTED not in tags(cell)
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
