"""The same bytes under two names, both invented, are told once for each further name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

import sample_tables
from eduplans import tables
from eduplans.clean import build_processed
from eduplans.same_files import same_files

if TYPE_CHECKING:
    from pathlib import Path


def test_each_further_name_is_told_with_the_first() -> None:
    rows = pd.DataFrame({"doc": ["a", "b", "c", "d"], "sha256_file": ["01", "01", "02", "01"]})
    found = [(problem.row, problem.value, problem.what) for problem in same_files(rows)]
    assert found == [(3, "b", "same file as a"), (5, "d", "same file as a")]


def test_documents_without_a_file_are_not_the_same() -> None:
    assert same_files(pd.DataFrame({"doc": ["a", "b"], "sha256_file": [None, None]}, dtype="str")) == ()


def test_the_report_counts_them(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    documents = tables.read_raw("documents", raw)
    twin = documents.iloc[[0]].assign(doc="zz-2031-twin", items=0, figures=0, damage=0)
    tables.write_raw("documents", pd.concat([documents, twin], ignore_index=True), raw)
    build_processed(raw, tmp_path / "processed")
    rows = tables.read_processed("validation", tmp_path / "processed").set_index("check")
    row = rows.loc["same file as another document"]
    assert (row["table"], row["violations"], row["status"]) == ("processed/documents.csv", 1, "noted")
    assert row["rows"] == len(documents) + 1
