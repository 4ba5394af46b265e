"""Rules of the parameters cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.runs.rules import column_values, rule_problems

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "rule", "right"),
    [
        (5, "", True),
        (5, "5..5", True),
        (4, "5..", False),
        (6, "..5", False),
        (0.5, "0..1", True),
        ("a", "a | b", True),
        ("A", "a | b", False),
        (2, "1 | 2", True),
        (["a", "c"], "a | b", False),
    ],
)
def test_ranges_and_choices(value: object, rule: str, right: bool) -> None:
    assert (rule_problems(value, rule, {}, None) == []) is right


def test_processed_tables_come_before_raw_ones(project: Path) -> None:
    (project / "data" / "processed" / "documents.csv").write_text("doc\nlinhe-2023-plan\n", encoding="utf-8")
    assert column_values("documents.doc", project / "data") == ["linhe-2023-plan"]
    (project / "data" / "processed" / "documents.csv").unlink()
    assert column_values("documents.county", project / "data") == ["云泽县", "清禾县"]


def test_a_rule_about_a_table_that_is_not_there_refuses_nothing(tmp_path: Path) -> None:
    assert rule_problems("x", "documents.doc", {}, tmp_path) == []
    assert rule_problems("x", "documents.doc", {}, None) == []
