"""The table of findings and its command, on tables about invented counties."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from eduplans.audit.finding import RELATIONS, VERDICTS, Finding, Reading, show
from eduplans.audit.intervals import Interval
from eduplans.audit.printing import chosen_findings, print_findings
from eduplans.audit.run import COLUMNS, FAMILIES, audit_table
from eduplans.clean import build_processed
from eduplans.errors import UnknownNameError
from eduplans.printing import listed
from eduplans.tables import PROCESSED, read_processed
from sample_tables import DOC, write_sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "一、概况\n全县现有学校30所,其中:小学18所、初中8所、高中5所。在校学生20000人,教职工1600人。"


def finding(number: float = 1.0, high: float = 2.0) -> Finding:
    return Finding("luoyun", "scale", (), "a", Interval(number, 0.1 + 0.2, high), "yuan", "consistent", "A.",
                   (Reading("as printed", Interval(1.0, 1.0, 1.0)), Reading("else")))  # fmt: skip


def test_the_table_has_the_columns_of_its_schema() -> None:
    assert list(COLUMNS) == PROCESSED["audit"].names
    assert list(audit_table([]).columns) == list(COLUMNS)


def test_rows_count_within_their_document_and_open_ends_are_empty() -> None:
    table = audit_table([finding(), finding(high=float("inf"))])
    assert table["number"].tolist() == [1, 2]
    assert table["low"].tolist() == [0.3, 0.3]
    assert table["high"].isna().tolist() == [False, True]
    assert table["readings"][0] == "as printed = 1 元; else"


def test_every_family_has_a_place_and_every_finding_a_sentence(found: Callable[..., list[Finding]]) -> None:
    findings = found(TEXT)
    assert {one.relation for one in findings} == {"total_parts", "per_head"}
    assert {one.relation for one in findings} <= set(RELATIONS)
    assert all(one.verdict in VERDICTS and one.sentence.endswith(".") for one in findings)
    assert len(FAMILIES) == len(set(FAMILIES))


def test_the_same_text_gives_the_same_findings(found: Callable[..., list[Finding]]) -> None:
    assert found(TEXT) == found(TEXT)


def test_clean_writes_the_table(tmp_path: Path) -> None:
    build_processed(write_sample(tmp_path), tmp_path / "processed")
    (row,) = read_processed("audit", tmp_path / "processed").to_dict("records")
    assert (row["doc"], row["relation"], row["as_printed"], row["verdict"]) == (DOC, "list_count", "3盏", "consistent")


def test_the_command_chooses_and_prints(tmp_path: Path) -> None:
    build_processed(write_sample(tmp_path), tmp_path / "processed")
    assert chosen_findings(tmp_path, DOC, "cannot tell").empty
    with pytest.raises(UnknownNameError) as caught:
        chosen_findings(tmp_path, "nobody", "maybe")
    assert [problem.value for problem in caught.value.problems] == ["nobody", "maybe"]


def test_people_read_sentences_and_programs_records() -> None:
    table = audit_table([finding(high=float("inf"))])
    text, records = io.StringIO(), io.StringIO()
    print_findings(table, text)
    print_findings(table, records, as_json=True)
    assert text.getvalue().splitlines() == ["luoyun 1 scale: consistent", "  A.", "  - as printed = 1 元", "  - else"]
    (record,) = json.loads(records.getvalue())
    assert (record["high"], record["verdict"]) == (None, "consistent")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (403510000, "yuan", "40,351 万元"), (11567.2, "yuan", "11,567.2 元"), (650.0, "yuan", "650 元"),
        (2.26, "percent", "2.26 %"), (1234.56, "person", "1,234.6"), (float("inf"), "person", "open"),
    ],
)  # fmt: skip
def test_computed_numbers_are_written_for_readers(value: float, unit: str, text: str) -> None:
    assert show(value, unit) == text


def test_lists_are_joined() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
