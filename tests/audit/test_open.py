"""What Luoyun (罗云县), an invented county, would have to print so that its numbers could be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.audit.finding import Finding

    Found = Callable[..., list[Finding]]


def test_a_ratio_that_grew_by_percent_has_two_readings(found: Found) -> None:
    (finding,) = found("一、招生\n2030年招生423名,职普招生比提升10%。", "before_after")
    assert finding.verdict == "cannot tell"
    assert [reading.unit for reading in finding.readings] == ["other", "percentage_point"]


def test_against_the_year_before_is_no_ratio(found: Found) -> None:
    assert not found("一、安全\n事故起数同比下降12.04%。", "before_after")


def test_a_former_value_decides_what_grew(found: Found) -> None:
    text = "一、招生\n职普招生比由40.0%提高到44.0%,职普招生比提升10%。"
    assert not [one for one in found(text, "before_after") if len(one.figures) == 1]


def test_a_number_for_every_township_needs_the_townships(found: Found) -> None:
    text = "一、学前\n每个乡镇建有至少一所公办中心幼儿园。\n二、布局\n全县十二个乡镇中心幼儿园全面完成。"
    (finding,) = found(text, "per_head")
    assert finding.verdict == "cannot tell"
    assert "no more than 12 乡镇" in finding.sentence


def test_a_stock_and_its_flows_imply_the_stock_before(found: Found) -> None:
    text = "一、概况\n现有教职工2000名。\n二、教师\n2030年,补充教师数为150人,自然减员数为50人。"
    (finding,) = found(text, "before_after")
    assert finding.verdict == "cannot tell"
    assert finding.computed is not None
    assert finding.computed.value == 1900
    assert finding.formula == "2000名 + 50人 − 150人"


def test_a_stock_without_what_left_implies_nothing(found: Found) -> None:
    assert not found("一、概况\n现有教职工2000名。\n二、教师\n2030年,补充教师数为150人。", "before_after")
