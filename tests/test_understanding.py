"""What `eduplans add` tells of a document. Texts are about invented counties."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eduplans.cli import app
from eduplans.errors import UnknownNameError
from eduplans.tables import read_raw
from eduplans.understanding import understand

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "examples" / "yunze-2024-plan.txt"


def add(file: Path, raw: Path, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["add", str(file), "--out", str(raw), *words])
    return result.exit_code, result.stdout, result.stderr


def text(tmp_path: Path, name: str, content: str) -> Path:
    file = tmp_path / f"{name}.txt"
    file.write_text(content, encoding="utf-8")
    return file


def test_identity_outline_and_figures_are_told(tmp_path: Path) -> None:
    code, out, err = add(EXAMPLE, tmp_path / "raw")
    assert code == 0
    assert "county   云泽县  (printed)" in out
    assert "date     2024-03-06  (printed)" in out
    assert "4 补充教师" in out
    assert "- 120名 招聘教师 (2024, target, teachers_recruited)" in out
    assert "next: make report" in err


def test_every_figure_of_the_table_stands_under_its_item(tmp_path: Path) -> None:
    _, out, _ = add(EXAMPLE, tmp_path / "raw")
    figures = read_raw("figures", tmp_path / "raw")
    told = [line for line in out.splitlines() if line.lstrip().startswith(("- ", "? "))]
    assert len(told) == len(figures)
    assert [line.split()[1] for line in told] == figures["as_printed"].to_list()


def test_figures_in_doubt_are_marked_and_can_be_traced(tmp_path: Path) -> None:
    _, out, _ = add(EXAMPLE, tmp_path / "raw")
    unsure = read_raw("figures", tmp_path / "raw").query("confidence == 'unsure'")
    assert len(unsure)
    for row in unsure.itertuples():
        assert f"? {row.as_printed} " in out
        assert f"eduplans trace {row.figure_id}" in out


def test_what_was_not_found_is_told_with_what_follows(tmp_path: Path) -> None:
    file = text(tmp_path, "page", "一、学位\n新增学位900个。\n二、队伍\n招聘教师20名。\n")
    _, out, _ = add(file, tmp_path / "raw")
    assert "the county was not found; figures without it stay out of comparisons" in out
    assert "the year was not found" in out
    assert "2 figures: no year was found, and it is no standing rule" in out


def test_inferred_facts_come_with_their_evidence(tmp_path: Path) -> None:
    file = text(tmp_path, "page", "一、工作的总体思路\n2023年,全县新增学位900个。\n")
    _, out, _ = add(file, tmp_path / "raw")
    assert "the year (2023) is not printed as such but follows from: " in out


def test_json_holds_the_same(tmp_path: Path) -> None:
    _, out, _ = add(EXAMPLE, tmp_path / "raw", "--json")
    found = json.loads(out)
    assert {fact["name"]: fact["value"] for fact in found["facts"]}["year"] == "2024"
    assert len(found["figures"]) == len(read_raw("figures", tmp_path / "raw"))
    assert {"what", "figures", "check"} == set(found["doubts"][0])


def test_added_again_it_is_replaced(tmp_path: Path) -> None:
    add(EXAMPLE, tmp_path / "raw")
    assert "is replaced in" in add(EXAMPLE, tmp_path / "raw")[2]


def test_a_folder_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    code, _, err = add(EXAMPLE.parent, tmp_path / "raw")
    assert (code, "this is a folder" in err) == (2, True)
    assert not (tmp_path / "raw").exists()


def test_unknown_document_names_those_that_there_are(tmp_path: Path) -> None:
    add(EXAMPLE, tmp_path / "raw")
    with pytest.raises(UnknownNameError, match="yunze-2024-plan"):
        understand("nobody", tmp_path / "raw")
