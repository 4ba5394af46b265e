"""Executed notebooks without what differs from run to run: times, paths, ids, versions of Python."""

from __future__ import annotations

import copy
import hashlib
import re
from collections import Counter
from typing import Any

from eduplans.runs.notebook import tags

#: What differs between two runs inside texts; ``tests/nbval.cfg`` holds the same for nbval.
SANITIZE: tuple[tuple[str, str], ...] = (
    (r"0x[0-9a-f]{6,16}", "0xADDR"),
    (r"/tmp/ipykernel_\d+/\d+\.py:\d+", "CELL"),
    (r"<ipython-input-\d+-[0-9a-f]+>:\d+", "CELL"),
    (r"\d+(\.\d+)?(it/s|s/it)|\d\d:\d\d<\d\d:\d\d", "RATE"),
    (r"(<th>\s*(?:Date|Time):\s*</th>\s*<td>)[^<]+(</td>)", r"\1X\2"),
)
_COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement in SANITIZE)
_DROPPED = ("papermill", "execution", "ExecuteTime", "collapsed", "scrolled", "pycharm")
_KEPT_TOP = ("kernelspec", "language_info", "title", "mystnb")


def normalise(notebook: Any) -> Any:
    """Strip from an executed notebook what differs from run to run.

    Parameters
    ----------
    notebook
        The notebook; it is not changed.

    Returns
    -------
    nbformat.NotebookNode
        A copy without run times, papermill's and widgets' metadata and the version of Python, which the record of
        the run names; cell ids are made of the sources, consecutive texts of one stream are joined.

    Notes
    -----
    Two runs of the same notebook on the same inputs are equal after this, byte for byte, also with another Python.
    """
    result = copy.deepcopy(notebook)
    result["metadata"] = type(result["metadata"])(
        {key: result["metadata"][key] for key in _KEPT_TOP if key in result["metadata"]}
    )
    result["metadata"].get("language_info", {}).pop("version", None)
    result["nbformat"], result["nbformat_minor"] = 4, 5
    seen: Counter[str] = Counter()
    for cell in result["cells"]:
        for key in _DROPPED:
            cell["metadata"].pop(key, None)
        if not tags(cell):
            cell["metadata"].pop("tags", None)
        cell["id"] = _cell_id(cell, seen)
        if cell["cell_type"] == "code":
            cell["outputs"] = _outputs(cell["outputs"])
    return result


def sanitize(text: str) -> str:
    """Replace memory addresses, kernel paths, rates and dates of run in a text.

    Examples
    --------
    >>> sanitize("<object at 0x7f3b2c1d5e80>")
    '<object at 0xADDR>'
    """
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text)
    return text


def _cell_id(cell: Any, seen: Counter[str]) -> str:
    """Make an id from the source and its occurrence, so that a cell put in between leaves the others' ids alone."""
    text = cell["cell_type"] + "\n" + cell["source"]
    seen[text] += 1
    return hashlib.sha256(f"{text}\n{seen[text]}".encode()).hexdigest()[:12]


def _outputs(outputs: list[Any]) -> list[Any]:
    """Give outputs clean texts; how a kernel cuts a stream into messages is chance, so they are joined."""
    joined: list[Any] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if output["output_type"] != "stream":
            joined.append(_clean(output))
        elif last is not None and last["output_type"] == "stream" and last["name"] == output["name"]:
            last["text"] = sanitize(last["text"] + output["text"])
        else:
            output["text"] = sanitize(output["text"])
            joined.append(output)
    return joined


def _clean(output: Any) -> Any:
    for mime, content in output.get("data", {}).items():
        if isinstance(content, str) and not mime.startswith("image/"):
            output["data"][mime] = sanitize(content)
    if "transient" in output:
        del output["transient"]
    return output
