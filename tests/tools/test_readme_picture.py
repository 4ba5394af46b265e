"""The picture of the README is the notebook's."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from readme_picture import HEADING, PICTURE, picture

ROOT = Path(__file__).resolve().parent.parent.parent


def shown(content: bytes) -> dict[str, object]:
    return {"data": {"image/png": base64.b64encode(content).decode()}}


def test_the_committed_picture_is_the_notebooks() -> None:
    assert PICTURE.read_bytes() == picture(ROOT / "notebooks" / "funding-and-enrolment.ipynb", HEADING)


def test_the_first_picture_below_the_heading_is_taken(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": ["a()"], "outputs": [shown(b"before")]},
        {"cell_type": "markdown", "source": ["## Growth\n", "words"]},
        {"cell_type": "code", "source": ["b()"], "outputs": [{"data": {"text/plain": ["x"]}}, shown(b"below")]},
    ]
    notebook = tmp_path / "n.ipynb"
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert picture(notebook, "Growth") == b"below"
    with pytest.raises(LookupError, match="Prices"):
        picture(notebook, "Prices")
