"""The panel: what it takes of invented figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sample_tables
from eduplans import tables
from eduplans.clean import build_processed
from eduplans.copies import of_copies
from eduplans.panel import indicator_panel, usable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def figures(tmp_path: Path) -> pd.DataFrame:
    raw = sample_tables.write_sample(tmp_path)
    build_processed(raw, tmp_path / "processed")
    return tables.read_processed("figures", tmp_path / "processed")


def test_flagged_unnamed_and_denied_figures_stay_out(figures: pd.DataFrame) -> None:
    assert list(figures["as_printed"][usable(figures)]) == ["85所", "91.5%", "1小时"]
    figures["negated"] = figures["as_printed"] == "85所"
    assert list(figures["as_printed"][usable(figures)]) == ["91.5%", "1小时"]
    assert set(indicator_panel(figures)["figure_id"]) == set(figures["figure_id"][usable(figures)])


def test_a_fact_has_one_row_that_counts_its_printings(figures: pd.DataFrame) -> None:
    first = figures["figure_id"].iloc[0]
    figures.loc[1, "repeats"] = first
    panel = indicator_panel(figures).set_index("figure_id")
    assert panel["printed"].to_dict() == {first: 2, figures["figure_id"].iloc[2]: 1}


def test_where_the_first_printing_is_flagged_a_later_one_stands_for_the_fact(figures: pd.DataFrame) -> None:
    figures.loc[1, "repeats"] = figures["figure_id"].iloc[0]
    figures.loc[0, "flag"] = "implausible"
    panel = indicator_panel(figures)
    assert figures["figure_id"].iloc[1] in set(panel["figure_id"])
    assert figures["figure_id"].iloc[0] not in set(panel["figure_id"])


def test_figures_of_a_copy_stay_out_also_where_the_first_document_has_a_flag_on_them(figures: pd.DataFrame) -> None:
    copy = figures.assign(doc="copy", figure_id="copy-" + figures["figure_id"], repeats=figures["figure_id"])
    both = pd.concat([figures, copy], ignore_index=True)
    assert of_copies(both).tolist() == [False] * len(figures) + [True] * len(figures)
    pd.testing.assert_frame_equal(indicator_panel(both), indicator_panel(figures))
    first = figures["as_printed"] == "85所"
    both.loc[both["figure_id"].isin(figures["figure_id"][first]), "flag"] = "implausible"
    assert list(indicator_panel(both)["figure_id"]) == list(figures["figure_id"][usable(figures) & ~first])
