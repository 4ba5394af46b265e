"""All tables are of counties that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents import read_document
from eduplans.documents.formats.csv_file import read
from eduplans.documents.limits import Limits
from eduplans.errors import DocumentError
from eduplans.figures import find_figures

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """青禾县2020年教育事业统计表,,,
单位：万元,,,
序号,指标,2019年,2020年
1,教育经费,"12,300",13100.5
2,公用经费,2100,2010
"""


def test_every_amount_is_a_figure_with_measure_year_and_unit(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    document = read_document(path)
    assert (document.format, document.encoding) == ("csv", "utf-8")
    (table,) = document.tables
    assert table.caption == "青禾县2020年教育事业统计表 单位：万元"
    found = [(one.as_printed, one.value, one.unit, one.measure, one.year) for one in find_figures(document)]
    assert found == [
        ("12,300", 123_000_000.0, "yuan", "教育经费", 2019),
        ("13100.5", 131_005_000.0, "yuan", "教育经费", 2020),
        ("2100", 21_000_000.0, "yuan", "公用经费", 2019),
        ("2010", 20_100_000.0, "yuan", "公用经费", 2020),
    ]


def test_identity_comes_from_the_title(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="gb18030")
    metadata = read_document(path).metadata
    assert (metadata.title.value, metadata.kind.value, metadata.year.value) == (
        "青禾县2020年教育事业统计表", "bulletin", "2020",
    )  # fmt: skip


@pytest.mark.parametrize("sign", [",", "\t", ";", "|", "，"])
def test_any_usual_separator(sign: str) -> None:
    data = f"指标{sign}2020年\n小学{sign}12\n初中{sign}4\n".encode()
    assert read(data, "x")[0] == "指标 | 2020年\n小学 | 12\n初中 | 4"


def test_line_breaks_and_bars_inside_cells() -> None:
    assert read('"学校\n数|所",12\n小学,3\n'.encode(), "x")[0] == "学校数/所 | 12\n小学 | 3"


def test_a_tsv_is_a_table_too(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text("指标\t2020年\n小学\t12\n", encoding="utf-8")
    assert len(read_document(path).tables[0].cells) == 1


def test_a_table_too_large_says_so() -> None:
    with pytest.raises(DocumentError, match=r"4 cells, more than 3 \[limit cells\]"):
        read(b"a,1\nb,2\n", "x", Limits(cells=3))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_lines_or_a_document_error(text: str) -> None:
    try:
        found, _ = read(("学校" + text).encode("utf-8", "surrogatepass"), "x")
    except DocumentError:
        return
    assert isinstance(found, str)
