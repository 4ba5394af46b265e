"""The certificate as JSON and as a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from invented_certificate import DIFFERENCE, certificate

from eduplans.reproduce.certificate import LISTED, digest, folder_digest, input_digests, machine, output_digests
from eduplans.reproduce.page import SHOWN, page, summary

if TYPE_CHECKING:
    from pathlib import Path


def test_the_result_is_equal_only_without_any_difference() -> None:
    assert certificate().result == "equal"
    assert certificate(DIFFERENCE).result == "differs"


def test_the_json_counts_over_all_repetitions() -> None:
    content = json.loads(certificate(DIFFERENCE).text())
    assert content["result"] == "differs"
    assert content["counts"]["processed tables"] == {
        "compared": 14, "equal": 13, "same bytes": 14, "rows": 3600, "cells": 64000,
    }  # fmt: skip
    assert content["differences"]["places"] == 1
    assert content["differences"]["listed"][0]["place"] == "row 7, column value"
    assert content["variations"][1]["conditions"]["time_zone"] == "Asia/Shanghai"


def test_very_many_differences_are_counted_and_not_all_listed() -> None:
    content = certificate(*[DIFFERENCE] * (LISTED + 3)).to_json()
    assert content["differences"]["places"] == LISTED + 3
    assert len(content["differences"]["listed"]) == LISTED
    assert f"The first {SHOWN} are listed here" in page(content)


def test_the_summary_has_denominators() -> None:
    said = summary(certificate().to_json())
    assert said.startswith("Everything was the same when the whole build was repeated twice without a network")
    assert "2024-05-06 (commit `0123456789`, Python 3.11.0 and 3.12.0)" in said
    assert "14 of 14 processed tables (1,800 rows, 32,000 cells each time)" in said
    assert "34 of 34 runs of notebooks (150 notebook cells, 170 tables, 49 pictures each time)" in said
    assert "22 of 22 committed notebooks" in said
    assert "Equal between the repetitions: 40 of 40 pages." in said


def test_the_summary_of_a_difference_says_so_first() -> None:
    said = summary(certificate(DIFFERENCE).to_json())
    assert said.startswith("**Not everything was the same**")
    assert "13 of 14 processed tables" in said


def test_the_page_names_places_conditions_machine_and_digests() -> None:
    text = page(certificate(DIFFERENCE, failure="report ended with exit code 2:\nno space").to_json())
    assert r"| first | data/processed/panel.csv | row 7, column value | expected '1\|2', found '3' |" in text
    assert "| time zone | UTC | Asia/Shanghai |" in text
    assert "| Python | 3.11.0 | 3.12.0 |" in text
    assert "| seconds | data 5, notebooks 60, report 20 | data 5, notebooks 60, report 20 |" in text
    assert "Repetition first failed:\n\n```text\nreport ended with exit code 2:\nno space\n```" in text
    assert "a listener outside was not reached (OSError); routes inside: 0; devices: lo" in text
    assert "bb  src/" in text
    assert "cc  report/index.html" in text
    assert "## What differs" not in page(certificate().to_json())


def test_what_a_page_or_table_says_is_shown_and_never_taken_for_markup() -> None:
    from markdown_it import MarkdownIt

    hostile = replace(DIFFERENCE, place="<script>alert(1)</script>", what="[x](javascript:1) `a` | *b* ![](y.png)")
    shown = MarkdownIt().enable("table").render(page(certificate(hostile).to_json()))
    row = next(line for line in shown.split("<tr>") if "alert" in line)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in row
    assert "[x](javascript:1) `a` | *b* ![](y.png)" in row
    assert not re.search(r"<(script|a|img|em|code)\b", row)


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    for block in page(certificate(DIFFERENCE).to_json()).split("\n\n"):
        if block.startswith("| "):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block


def test_the_machine_is_described_without_its_name() -> None:
    import platform

    found = machine()
    assert found["processors"]
    assert platform.node() not in json.dumps(found) or not platform.node()


def test_inputs_and_outputs_are_digested(template: Path, tmp_path: Path) -> None:
    found = input_digests(template)
    assert found["data/raw/figures.csv"] == digest(template / "data" / "raw" / "figures.csv")
    assert {"requirements.lock", "notebooks/figures.ipynb", "notebooks/runs.toml", "src/", "docs/"} <= found.keys()
    made = tmp_path / "made"
    for name in ("data/processed/a.csv", "report/index.html", "report/exports/x/01.html", "report/_images/a.png"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name, encoding="utf-8")
    assert list(output_digests(made)) == [
        "data/processed/a.csv", "report/index.html", "report/exports/", "report/_images/",
    ]  # fmt: skip


def test_the_digest_of_a_folder_follows_names_and_contents_and_not_what_python_compiles(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1", encoding="utf-8")
    first = folder_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x", encoding="utf-8")
    assert folder_digest(tmp_path) == first
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert folder_digest(tmp_path) != first
