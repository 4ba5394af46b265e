"""SECURITY.md promises no more than is tested: every class has its row, every row its test, every limit its default."""

from __future__ import annotations

import ast
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from eduplans.documents.limits import Limits
from hostile.classes import CLASSES

PAGE = (Path(__file__).resolve().parents[2] / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")]
CLASS_ROWS = [row for row in ROWS if len(row) == 4 and row[0] != "class"]


def names_of(file: str) -> set[str]:
    tree = ast.parse((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_class_of_the_generator_has_its_row() -> None:
    named = [match[1] for row in CLASS_ROWS if (match := re.match(r"`([a-z-]+)`:", row[0]))]
    assert named == list(CLASSES)
    assert len(CLASS_ROWS) > len(CLASSES) + 8


@pytest.mark.parametrize("row", CLASS_ROWS, ids=lambda row: row[0][:30])
def test_every_row_names_a_test_that_exists_and_limits_that_exist(row: list[str]) -> None:
    file, _, name = row[3].strip("` ").partition("::")
    assert name in names_of(file)
    limits = {part.strip() for part in row[2].split(",")}
    assert limits <= {*asdict(Limits()), "none", "all"}
    assert len(row[1]) > 3


def test_the_limits_of_the_page_are_the_defaults() -> None:
    said = {row[0].strip("`"): int(row[1].replace(",", "")) for row in ROWS if len(row) == 3 and row[0].startswith("`")}
    assert said == asdict(Limits())


def test_a_row_that_names_no_test_would_be_seen() -> None:
    assert "test_that_never_was" not in names_of("test_files.py")
    assert "test_a_class_does_no_harm" in names_of("test_files.py")
