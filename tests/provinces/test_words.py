"""Words of province tables."""

from __future__ import annotations

import pytest

from eduplans.codebook import read
from eduplans.provinces.heads import read_head, series_name
from eduplans.provinces.words import no_province, provinces, words


def test_every_province_is_known_by_its_full_and_its_short_name() -> None:
    shorts = {row["code"]: row["short_zh"] for row in read("province_names")}
    for row in read("provinces"):
        assert provinces()[row["name"]] == (row["code"], row["name"])
        assert provinces()[shorts[row["code"]]] == (row["code"], row["name"])


@pytest.mark.parametrize("name", ["全国", "合计", "香港特别行政区", "台湾省"])
def test_what_is_no_province(name: str) -> None:
    assert no_province(name)
    assert name not in provinces()


def test_no_word_has_two_roles_that_could_be_taken_for_each_other() -> None:
    assert not words("province_column") & words("year_column")
    assert not words("province_column") & words("indicator_column")
    assert not words("foot") & words("missing")


def test_series_of_the_codebook_have_one_unit_and_names() -> None:
    units: dict[str, set[str]] = {}
    for row in read("province_series"):
        units.setdefault(row["series"], set()).add(row["unit"])
        assert row["name_en"]
        assert row["name_zh"]
    assert all(len(found) == 1 for found in units.values())
    known = {row["unit"] for row in read("province_units")}
    assert set().union(*units.values()) <= known


def test_every_head_of_the_codebook_is_read_with_a_unit_that_fits() -> None:
    printed = {row["unit"]: row["printed"] for row in read("province_units")}
    for row in read("province_series"):
        head = read_head(f"{row['head']}({printed[row['unit']]})")
        assert (head.indicator, head.unit) == (row["series"], row["unit"])


def test_a_series_without_a_name_keeps_its_own() -> None:
    assert series_name("某项面积") == "某项面积"
