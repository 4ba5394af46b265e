"""`eduplans.load`: right types, the right folder, a wrong name answered with the right ones."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import eduplans
import sample_tables
from eduplans.clean import build_processed
from eduplans.errors import TableError, UnknownNameError
from eduplans.tables import PROCESSED, data_folder
from eduplans.tables.load import LOADABLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    raw = sample_tables.write_sample(tmp_path / "data")
    build_processed(raw, tmp_path / "data" / "processed")
    return tmp_path / "data"


def test_all_names_load(data: Path) -> None:
    assert set(LOADABLE) == {*PROCESSED, "item_words", "damage", "cues", "corrections", "confirmations"}
    for name, table in LOADABLE.items():
        frame = eduplans.load(name, data)
        assert list(frame.columns) == table.names
        assert len(frame) > 0, name


def test_processed_tables_come_before_raw_ones_of_the_same_name(data: Path) -> None:
    assert "indicator" in eduplans.load("figures", data)
    assert "trust" in eduplans.load("national", data)


def test_types_fit_their_columns(data: Path) -> None:
    figures = eduplans.load("figures", data)
    types = {name: str(figures[name].dtype) for name in ("figure_id", "value", "value_max", "year", "damaged", "unit")}
    assert types == {
        "figure_id": "str",
        "value": "float64",
        "value_max": "float64",
        "year": "Int64",
        "damaged": "boolean",
        "unit": "category",
    }
    assert eduplans.load("documents", data)["date"].dtype.kind == "M"
    assert figures["item"].isna().sum() == 1


def test_categories_filter_and_group_as_text_does(data: Path) -> None:
    figures = eduplans.load("figures", data)
    assert len(figures[figures["unit"] == "percent"]) == 1
    assert figures.groupby("unit").size().to_dict() == {"yuan": 1, "percent": 1, "school": 1, "item": 1, "hour": 1}
    assert list(figures["level"].cat.categories[:2]) == ["preschool", "primary"]


def test_a_wrong_name_lists_the_right_ones(data: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        eduplans.load("figurs", data)
    assert "'figurs'" in str(caught.value)
    for name in LOADABLE:
        assert name in str(caught.value)


def test_the_folder_is_the_argument_then_the_variable_then_the_nearest(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = data / "raw" / "deep"
    below.mkdir()
    monkeypatch.chdir(below)
    assert data_folder() == data
    named = tmp_path / "named"
    named.mkdir()
    monkeypatch.setenv("EDUPLANS_DATA", str(named))
    assert data_folder() == named
    assert data_folder(data) == data


def test_a_folder_that_is_not_there_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TableError, match="EDUPLANS_DATA"):
        data_folder()
    with pytest.raises(TableError, match="no such data folder"):
        eduplans.load("figures", tmp_path / "nowhere")


def test_a_table_that_is_not_there_says_which_command_makes_it(data: Path) -> None:
    (data / "processed" / "panel.csv").unlink()
    with pytest.raises(TableError, match="`eduplans clean` makes it"):
        eduplans.load("panel", data)


def test_importing_the_package_and_the_codebook_stays_light() -> None:
    code = "import sys, eduplans, eduplans.codebook as c; c.read('levels'); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_frames_are_the_callers_own(data: Path) -> None:
    first = eduplans.load("figures", data)
    first["value"] = 0.0
    pd.testing.assert_frame_equal(eduplans.load("figures", data), eduplans.load("figures", data))
    assert eduplans.load("figures", data)["value"].sum() > 0
