"""Where the head stands, where notes begin, which layout it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.errors import TableError
from eduplans.provinces.grid import read_grid, year_of

if TYPE_CHECKING:
    from pathlib import Path


def grid(folder: Path, text: str):  # type: ignore[no-untyped-def]
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return read_grid(path)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2018", 2018),
        ("2018年", 2018),
        (" 1999 年", 1999),
        ("2018年度", 2018),
        ("18年", None),
        ("20188", None),
        ("", None),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    found = grid(tmp_path, "说明一\n\n省份,年份,教育经费(万元)\n\n北京市,2018,1\n")
    assert [number for number, _ in found.rows] == [5]
    assert found.notes == ("说明一",)


def test_what_follows_the_notes_is_no_row(tmp_path: Path) -> None:
    found = grid(tmp_path, "省份,年份,教育经费(万元)\n北京市,2018,1\n注：一\n天津市,2018,2\n")
    assert len(found.rows) == 1
    assert found.notes == ("注：一", "天津市 2018 2")


@pytest.mark.parametrize("foot", ["注:1.一", "注1：一", "数据来源：国家统计局", "说明", "备注：二"])
def test_every_word_that_begins_notes(tmp_path: Path, foot: str) -> None:
    assert grid(tmp_path, f"省份,年份,教育经费(万元)\n北京市,2018,1\n{foot}\n").notes == (foot,)


def test_a_stray_quote_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"t\.csv: this is no table"):
        grid(tmp_path, '省份,年份,教育经费(万元)\n北京市,2018,"1"2\n')


def test_a_row_shorter_than_the_head_is_missing_at_its_end(tmp_path: Path) -> None:
    from eduplans.provinces import read_export

    grid(tmp_path, "省份,年份,教育经费(万元),普通小学在校学生数(万人)\n北京市,2018,1\n")
    frame = read_export(tmp_path / "t.csv").frame
    assert frame.set_index("indicator")["value"].isna().to_dict() == {"edu_total": False, "primary_pupils": True}
