"""Reading of province tables; the files here hold invented values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from eduplans.errors import DocumentError, TableError
from eduplans.provinces import COLUMNS, read_export, read_exports, read_head, tidy

from .invented import long_table, pupils, wide_table, write_exports

if TYPE_CHECKING:
    from pathlib import Path

LONG = """省份编码,省份,年份,普通小学在校学生数(万人),某项面积(平方公里)
110000,北京市,2018,"1,234.5",7
110000,北京市,2017,,8
650000,新疆维吾尔自治区,2018,2.5,…
"""


def put(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def value(path: Path, province: str, year: int, indicator: str = "primary_pupils") -> float:
    frame = read_export(path).frame
    row = frame[(frame["province"] == province) & (frame["year"] == year) & (frame["indicator"] == indicator)]
    assert len(row) == 1
    return float(row["value"].iloc[0])


def test_persons_and_years_and_places(tmp_path: Path) -> None:
    path = put(tmp_path, LONG)
    export = read_export(path)
    assert tuple(export.frame.columns) == COLUMNS
    assert export.layout == "long"
    assert value(path, "北京市", 2018) == 12_345_000
    assert value(path, "新疆维吾尔自治区", 2018) == 25_000
    assert set(export.frame.loc[export.frame["indicator"] == "primary_pupils", "unit"]) == {"person"}
    assert set(export.frame["province_code"]) == {"110000", "650000"}


def test_a_missing_value_stays_missing(tmp_path: Path) -> None:
    path = put(tmp_path, LONG)
    assert np.isnan(value(path, "北京市", 2017))
    assert np.isnan(value(path, "新疆维吾尔自治区", 2018, "某项面积"))


def test_an_unknown_series_keeps_its_name_and_unit(tmp_path: Path) -> None:
    frame = read_export(put(tmp_path, LONG)).frame
    rows = frame[frame["indicator"] == "某项面积"]
    assert set(rows["unit"]) == {"平方公里"}
    assert rows["value"].max() == 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, LONG.encode(encoding))
    assert value(path, "北京市", 2018) == 12_345_000


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_every_separator(tmp_path: Path, separator: str) -> None:
    path = put(tmp_path, LONG.replace('"1,234.5"', "1234.5").replace(",", separator))
    assert value(path, "北京市", 2018) == 12_345_000


WIDE = """数据库：分省年度数据
指标：教育经费(万元)
时间：最近2年
地区,2018年,2017年
全国,30,20
北京,10,--
内蒙古自治区,20,15.5
数据来源：国家统计局
注：为测试编造。
"""


def test_the_layout_with_one_column_a_year(tmp_path: Path) -> None:
    path = put(tmp_path, WIDE)
    export = read_export(path)
    assert export.layout == "provinces"
    assert export.skipped == ("全国",)
    assert export.notes[-2:] == ("数据来源：国家统计局", "注：为测试编造。")
    assert value(path, "北京市", 2018, "edu_total") == 100_000
    assert np.isnan(value(path, "北京市", 2017, "edu_total"))
    assert value(path, "内蒙古自治区", 2017, "edu_total") == 155_000


def test_the_layout_of_one_province(tmp_path: Path) -> None:
    text = (
        "数据库：分省年度数据\n地区：广西壮族自治区\n指标,2018年,2017年\n教育经费(亿元),3,2\n初中在校学生数(万人),5,4\n"
    )
    path = put(tmp_path, text)
    assert value(path, "广西壮族自治区", 2018, "edu_total") == 3e8
    assert value(path, "广西壮族自治区", 2017, "junior_pupils") == 40_000


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2.5", "2.5?", r"row 4, column 普通小学在校学生数\(万人\): not a number \(found '2.5\?'\); look it up"),
        ("北京市", "北平市", r"row 2.*no province of that name \(found '北平市'\)"),
        ("650000", "640000", r"row 4: the code is not that of 新疆维吾尔自治区"),
        ("北京市,2017", "北京市,17", "row 3.*no year"),
        ("(万人)", "(万只)", "does not give person.*end the head with the unit"),
        ("(万人)", "", "does not give person"),
        ("北京市,2017", "北京市,2018", "two values of"),
        ("省份,年份", "甲,乙", "no head with provinces and years"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(TableError, match=words) as caught:
        read_export(put(tmp_path, LONG.replace(old, new, 1)))
    assert all(problem.remedy for problem in caught.value.problems)
    assert all(problem.where == "table.csv" for problem in caught.value.problems)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = LONG.replace("北京市,2018", "北平市,2018").replace("2.5", "zwei")
    with pytest.raises(TableError) as caught:
        read_export(put(tmp_path, text))
    assert [problem.value for problem in caught.value.problems] == ["北平市", "zwei"]


def test_no_series_is_named_above(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="what the table is of"):
        read_export(put(tmp_path, WIDE.replace("指标：教育经费(万元)\n", "")))


def test_a_picture_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="binary"):
        read_export(put(tmp_path, bytes(range(256)) * 20))


def test_a_folder_without_tables_is_empty(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    assert read_exports(tmp_path) == ()
    assert read_exports(tmp_path / "none") == ()


def test_a_folder_is_put_together(tmp_path: Path) -> None:
    frame = tidy(read_exports(write_exports(tmp_path)))
    assert frame.groupby("indicator").size()[["edu_fiscal", "cpi", "primary_pupils"]].tolist() == [186, 186, 186]
    primary = frame[frame["indicator"] == "primary_pupils"]["value"].to_numpy().reshape(31, 6)
    assert primary == pytest.approx(0.5 * pupils(), rel=1e-6)


def test_one_value_in_two_files_stands_once(tmp_path: Path) -> None:
    put(tmp_path, LONG, "a.csv")
    put(tmp_path, LONG.replace("2017,,8", "2017,3,8"), "b.csv")
    frame = tidy(read_exports(tmp_path))
    row = frame[(frame["year"] == 2017) & (frame["indicator"] == "primary_pupils")]
    assert row["value"].tolist() == [30_000]
    assert row["file"].tolist() == ["b.csv"]


def test_two_files_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    put(tmp_path, LONG, "a.csv")
    put(tmp_path, LONG.replace("2.5", "2.6"), "b.csv")
    with pytest.raises(
        TableError, match=r"a\.csv: 新疆维吾尔自治区, primary_pupils, 2018: 25,000 here and 26,000 in b\.csv"
    ):
        read_exports(tmp_path)


def test_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    put(tmp_path, "甲,乙\n1,2\n", "a.csv")
    put(tmp_path, LONG.replace("2.5", "x"), "b.csv")
    with pytest.raises(TableError) as caught:
        read_exports(tmp_path)
    assert {problem.where for problem in caught.value.problems} == {"a.csv", "b.csv"}


def test_both_layouts_give_the_same_values(tmp_path: Path) -> None:
    values = pupils() / 1e4
    head = "初中在校学生数(万人)"
    one = read_export(put(tmp_path, long_table({head: values}), "a.csv")).frame
    two = read_export(put(tmp_path, wide_table(head, values), "b.csv")).frame
    assert one.drop(columns="file").equals(two.drop(columns="file"))


@pytest.mark.parametrize(
    ("printed", "indicator", "unit", "factor"),
    [
        ("教育经费（万元）", "edu_total", "yuan", 1e4),
        ("地方财政教育支出(亿元)", "edu_local", "yuan", 1e8),
        ("地方财政国有资源(资产)有偿使用收入(亿元)", "地方财政国有资源(资产)有偿使用收入", "yuan", 1e8),
        ("居民消费价格指数(上年=100)", "cpi", "index_previous_year", 1.0),
        ("人均地区生产总值(元/人)", "人均地区生产总值", "yuan_per_person", 1.0),
        ("无单位的指标", "无单位的指标", "", 1.0),
    ],
)
def test_heads(printed: str, indicator: str, unit: str, factor: float) -> None:
    head = read_head(printed)
    assert (head.indicator, head.unit, head.factor) == (indicator, unit, factor)


@pytest.mark.shared
def test_the_real_exports_are_read_whole(shared: Path) -> None:
    folder = shared / "statistics" / "provinces"
    exports = read_exports(folder)
    assert len(exports) == len(list(folder.glob("*.csv")))
    frame = tidy(exports)
    assert frame["province_code"].nunique() == 31
    assert (frame["year"].min(), frame["year"].max()) == (2000, 2019)
    # independently: every cell of every file is one row, and every printed number a value
    cells = printed = 0
    for path in folder.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        cells += sum(len(line.split(",")) - 3 for line in lines)
        printed += sum(cell != "" for line in lines for cell in line.split(",")[3:])
    assert len(frame) == cells
    assert frame["value"].notna().sum() == printed
    funds = frame[frame["indicator"] == "edu_fiscal"].dropna(subset=["value"])
    assert sorted(set(range(2000, 2020)) - set(funds["year"])) == [2012, 2019]
