"""Real places as the table names them, and places that do not exist; the sentences are ours."""

from __future__ import annotations

import pytest

from eduplans.codebook import read
from eduplans.documents.places import find_place, printed_name


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("崇阳县2020年教育工作要点", "421223"),
        ("厦门市湖里区教育局", "350206"),
        ("安化县教育局", "430923"),
        ("大邑县", "510129"),
        ("浙江省义乌市教育局", "330782"),
        ("广东省广州市白云区教育局", "440111"),
        ("贵州省贵阳市白云区教育局", "520113"),
    ],
)
def test_a_county_in_the_first_lines_is_printed(line: str, code: str) -> None:
    place = find_place(["工作要点", line], "")
    assert place.county_code == code
    assert (place.county.basis, place.county.evidence) == ("printed", line)
    assert place.province_code == code[:2] + "0000"


def test_a_name_of_several_counties_without_its_city_has_no_code() -> None:
    place = find_place(["白云区教育局"], "")
    assert (place.county.value, place.county_code, place.province) == ("白云区", "", "")


def test_the_county_that_the_text_names_most_is_inferred() -> None:
    place = find_place(["工作要点"], "支持大邑县学校。大邑县教师到蒲江县。大邑县建设。")
    assert (place.county.value, place.county.basis) == ("大邑县", "inferred")
    assert "3 times" in place.county.evidence


def test_townships_vote_for_a_county_that_is_not_named() -> None:
    place = find_place(["工作报告"], "新建凤冈学校，改建棠阴中学，黄陂中心小学搬迁，中港镇建足球场。")
    assert (place.county.value, place.county_code, place.county.basis) == ("宜黄县", "361026", "inferred")
    assert place.county.evidence == "townships named: 凤冈, 棠阴, 黄陂, 中港"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "全县新建实验小学、第一中学，改建城关镇中心幼儿园。",
        "和平镇、城关镇、新城镇。",
        "城区学校大班额，老城区、新城区、市中区。",
        "青禾县教育局支持青禾县学校。",
    ],
)
def test_what_names_no_county_gives_none(text: str) -> None:
    place = find_place(["工作报告"], text)
    assert (place.county.value, place.county.basis, place.county_code) == ("", "unknown", "")


@pytest.mark.parametrize(
    ("line", "province"), [("天津市市长在会上", "天津市"), ("2026年内蒙古自治区政府工作报告", "内蒙古自治区")]
)
def test_a_province_is_no_county(line: str, province: str) -> None:
    place = find_place([line], "")
    assert (place.county.value, place.province) == ("", province)


def test_tables_are_whole() -> None:
    provinces = {row["code"]: row["name"] for row in read("provinces")}
    counties = read("counties")
    assert len(provinces) == 31
    assert len({row["code"] for row in counties}) == len(counties) == 2978
    assert all(provinces[row["province_code"]] == row["province"] for row in counties)
    townships = read("townships")
    assert {row["county_code"] for row in townships} <= {row["code"] for row in counties}
    assert all(row["code"].startswith(row["county_code"]) for row in townships)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("云泽县教育局2024年工作要点", "云泽县"),
        ("云州市清禾区教育体育局2031年工作要点", "清禾区"),
        ("关于印发《青岚县2023年教育工作要点》的通知", "青岚县"),
        ("关于印发青岚旗2023年教育工作要点的通知", "青岚旗"),
        ("中共青岚县委教育工作领导小组文件", "青岚县"),
        ("2031年青岚市人民政府工作要点", "青岚市"),
        ("青岚县2021-2023年学前教育行动计划", "青岚县"),
        ("清州县教育局", "清州县"),
        ("云泽自治县人民政府办公室", "云泽自治县"),
    ],
)
def test_a_county_that_the_table_does_not_have_is_taken_as_printed(line: str, name: str) -> None:
    assert printed_name(line) == name
    place = find_place(["工作要点", line], "")
    assert (place.county.value, place.county.basis, place.county_code) == (name, "printed", "")
    assert place.county.evidence == f"{line}; not in the table of divisions"


@pytest.mark.parametrize(
    "line",
    [
        "教育局直属校区2031年工作要点",
        "第三学区2031年工作要点",
        "阳光社区2031年教育工作",
        "科技园区教育局",
        "云泽经济技术开发区教育局2031年工作要点",
        "开发区教育局2031年工作要点",
        "全县2031年教育工作要点",
        "今年我区教育工作",
        "市县人民政府",
        "云泽自治区人民政府",
        "贵阳市教育局2031年工作要点",
        "现在，我代表市人民政府报告工作",
        "青岚县的学校",
    ],
)
def test_what_ends_as_a_county_does_is_not_always_one(line: str) -> None:
    assert printed_name(line) == ""
    assert not find_place([line], "").county.value


def test_a_county_of_the_table_goes_before_one_that_is_only_printed() -> None:
    assert find_place(["云泽县教育局2031年工作要点", "大邑县教育局"], "").county_code == "510129"


def test_the_province_of_a_county_that_is_only_printed_comes_from_the_first_lines() -> None:
    place = find_place(["云泽县教育局2031年工作要点", "四川省云泽县教育局"], "")
    assert (place.county.value, place.province, place.province_code) == ("云泽县", "四川省", "510000")


def test_evidence_of_a_long_title_keeps_the_note() -> None:
    evidence = find_place(["云泽县教育局" + "工作" * 40], "").county.evidence
    assert len(evidence) == 80
    assert evidence.endswith("; not in the table of divisions")
