"""The validation report counts checks that passed and what a reader should know; differing counts fail the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sample_tables
from eduplans import tables
from eduplans.clean import build_processed
from eduplans.errors import TableError
from eduplans.review.confirmations import as_read
from eduplans.tables.cells import to_text
from eduplans.validation import validation_report

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, "pd.DataFrame"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    raw = sample_tables.write_sample(tmp_path_factory.mktemp("built"))
    out = raw.parent / "processed"
    build_processed(raw, out)
    return {name: tables.read_processed(name, out) for name in tables.PROCESSED if name != "validation"}


def report(processed: Frames) -> pd.DataFrame:
    frames = sample_tables.frames()
    return validation_report(frames, processed, tables.check_relations(frames)).set_index(["table", "check"])


def test_every_raw_and_processed_table_has_its_row(built: Frames) -> None:
    rule = "cells and rows keep the rules of the table"
    rows = report(built).xs(rule, level="check")["rows"].to_dict()
    assert rows == {f"raw/{name}.csv": len(frame) for name, frame in sample_tables.frames().items()} | {
        f"processed/{name}.csv": len(frame) for name, frame in built.items()
    }


def test_every_check_across_tables_has_its_row(built: Frames) -> None:
    index = report(built).index
    for done in tables.check_relations(sample_tables.frames()):
        assert (f"raw/{done.table}.csv", done.name) in index


def test_notes_are_counted_from_the_tables(built: Frames) -> None:
    changed = dict(built)
    changed["figures"] = built["figures"].assign(confidence=["unsure", *["sure"] * 4], damaged=True)
    rows = report(changed)["violations"]
    assert rows["processed/figures.csv", "readers divide on whether it is a figure"] == 1
    assert rows["processed/figures.csv", "beside destroyed characters"] == 5
    assert rows["processed/documents.csv", "source unknown"] == 1
    assert rows["processed/national.csv", "other sources print something else"] == 1


def test_confirmations_are_counted_with_those_that_have_lapsed(built: Frames) -> None:
    """A row of a figure that is gone, and one of a figure that is read otherwise, until it is what was confirmed."""
    rule = ("raw/confirmations.csv", "the figure is read otherwise since, or no more")
    frames = sample_tables.frames()

    def counted() -> tuple[int, int]:
        rows = validation_report(frames, built, tables.check_relations(frames)).set_index(["table", "check"])
        return int(rows["rows"][rule]), int(rows["violations"][rule])

    assert counted() == (2, 2)
    first = to_text(frames["figures"]).to_dict("records")[0]
    confirmed = frames["confirmations"]
    at = confirmed["figure_id"] == first["figure_id"]
    confirmed.loc[at, "as_read"] = as_read({str(name): str(cell) for name, cell in first.items()})
    assert counted() == (2, 1)
    frames["confirmations"] = confirmed.iloc[:0]
    report = validation_report(frames, built, tables.check_relations(frames))
    assert "raw/confirmations.csv" not in set(report["table"])


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("figures", "as many figures as raw/figures.csv"),
        ("items", "as many items as raw/items.csv"),
        ("documents", "as many documents as raw/documents.csv"),
        ("national", "as many values as raw/national.csv"),
        ("panel", "named figures neither flagged nor negated, repeats counted"),
    ],
)
def test_a_lost_row_fails_the_run(built: Frames, name: str, rule: str) -> None:
    with pytest.raises(TableError) as caught:
        report(built | {name: built[name].iloc[1:]})
    assert rule in {problem.rule for problem in caught.value.problems}


def test_a_lost_word_fails_the_run(built: Frames) -> None:
    items = built["items"].assign(words=0)
    with pytest.raises(TableError, match=r"items\.csv: counts differ \(found '0 and 10'\)"):
        report(built | {"items": items})
