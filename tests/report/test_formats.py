"""Tables as XLSX, Stata and Parquet: the same values, with labels, without dates, and no formulas."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pyarrow.parquet as pq
import pytest

from eduplans.report.formats import parquet, read_typed, stata, xlsx
from eduplans.tables import Column

FRAME = pd.DataFrame(
    {
        "county": ["云泽县", "=cmd()", ""],
        "value": pd.array([1.5, None, -3.0], dtype="Float64"),
        "end": pd.array([1, 2, None], dtype="Int64"),
        "sure": [True, False, True],
    }
)
COLUMNS = (
    Column("county", "string", "Name of an invented county, 县区名", origin="invented"),
    Column("end", "integer", "Where it ends " + "x" * 100, origin="invented"),
)


def test_a_workbook_holds_values_a_codebook_and_no_formula() -> None:
    sheets = pd.read_excel(io.BytesIO(xlsx(FRAME, COLUMNS, "figures")), sheet_name=None, keep_default_na=False)
    assert list(sheets) == ["figures", "codebook"]
    assert sheets["figures"]["county"].tolist() == ["云泽县", "'=cmd()", ""]
    assert sheets["figures"]["value"].tolist() == [1.5, "", -3]
    assert sheets["codebook"]["column"].tolist() == ["county", "end"]
    assert sheets["codebook"]["meaning"][0] == "Name of an invented county, 县区名"


def test_stata_reads_chinese_missing_values_and_labels() -> None:
    content = stata(FRAME, COLUMNS, "Figures")
    frame = pd.read_stata(io.BytesIO(content))
    assert frame["county"].tolist() == ["云泽县", "=cmd()", ""]
    assert frame["value"].isna().tolist() == [False, True, False]
    assert frame["sure"].tolist() == [1, 0, 1]
    with pd.read_stata(io.BytesIO(content), iterator=True) as reader:
        labels = reader.variable_labels()
    assert labels["county"] == "Name of an invented county, 县区名"
    assert len(labels["end_"]) == 80, "a reserved word gets a line, a label is cut"
    long = pd.DataFrame({"text": ["字" * 1000]})
    assert pd.read_stata(io.BytesIO(stata(long, (), "Long")))["text"][0] == "字" * 1000


def test_parquet_keeps_types_and_tells_what_columns_mean() -> None:
    content = parquet(FRAME, COLUMNS)
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(content)), FRAME, check_dtype=False)
    schema = pq.read_schema(io.BytesIO(content))
    assert schema.field("county").metadata[b"description"].decode() == "Name of an invented county, 县区名"


@pytest.mark.parametrize("write", [lambda: xlsx(FRAME, COLUMNS, "x"), lambda: stata(FRAME, COLUMNS, "x"),
                                   lambda: parquet(FRAME, COLUMNS)])  # fmt: skip
def test_the_same_table_gives_the_same_bytes(write: object, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write()  # type: ignore[operator]
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert write() == before  # type: ignore[operator]
    if before.startswith(b"PK") and b"docProps/core.xml" in before:
        with zipfile.ZipFile(io.BytesIO(before)) as book:
            assert b"1980-01-01" in book.read("docProps/core.xml")


def test_every_table_of_the_project_is_had_in_every_format(root) -> None:  # type: ignore[no-untyped-def]
    for path in sorted((root / "data").glob("*/*.csv")):
        if path.parent.name in {"raw", "processed"}:
            frame, columns = read_typed(path.parent.name, path.stem, root / "data")
            assert {column.name for column in columns} >= set(frame.columns), path
            assert len(pd.read_stata(io.BytesIO(stata(frame, columns, path.stem)))) == len(frame)
