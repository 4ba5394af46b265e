"""All accounts are of a county that does not exist."""

from __future__ import annotations

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.glued_accounts import find_glued_accounts
from eduplans.figures import find_figures

TITLE = "2022年度云泽县本级收支决算表"
TWO_SIDES = (
    f"{TITLE}单位:万元预算科目决算数预算科目决算数本年收入合计4262本年支出合计5298上级补助收入4874"
    "调出资金4664上年结余1032年终结余1063"
)


def names(text: str) -> dict[str, str]:
    return {text[cell.start : cell.end]: cell.row_heads[0] for one in find_glued_accounts(text) for cell in one.cells}


def test_names_part_the_amounts_of_both_sides() -> None:
    assert names(TWO_SIDES) == {
        "4262": "本年收入合计", "5298": "本年支出合计", "4874": "上级补助收入",
        "4664": "调出资金", "1032": "上年结余", "1063": "年终结余",
    }  # fmt: skip


def test_figures_take_unit_year_and_status_of_title_and_head() -> None:
    found = find_figures(document_from_text(f"云泽县2022年决算公开\n{TWO_SIDES}", "x"))
    assert [(one.value, one.unit, one.year, one.status) for one in found][:1] == [(42620000, "yuan", 2022, "actual")]
    assert found[0].measure == "本年收入合计决算数"


def test_the_year_of_the_next_title_is_no_part_of_the_last_amount() -> None:
    text = "单位:万元项目预算数一、税收120增值税70所得税50收入合计1502022年度云泽县支出表"
    assert list(names(text)) == ["120", "70", "50", "150"]


def test_a_budget_is_to_happen_and_its_numbering_is_no_measure() -> None:
    rows = "一、税收收入2153增值税721所得税260二、其他收入20"
    text = f"云泽县2023年预算公开\n2023年云泽县收入预算表单位：万元项目预算数{rows}"
    found = find_figures(document_from_text(text, "x"))
    assert [(one.as_printed, one.status, one.measure) for one in found][:2] == [
        ("2153", "target", "税收收入预算数"), ("721", "target", "增值税预算数")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "单位:万元项目本地区本级一、债务余额2012458541021二、限额2089001560694",  # two amounts a name
        "单位:万元项目预算数一、税收120增值税70",  # too few
        "单位:万元。全县投入教育经费1200万元，新建学校3所，增加学位600个。",  # prose
        "编制单位:云泽县教育局项目预算数一、税收120增值税70所得税50二、其他30",
        "",
    ],
)
def test_what_is_not_certain_is_none(text: str) -> None:
    assert list(find_glued_accounts(text)) == []


@pytest.mark.parametrize("column", ["决算数", "执行数", "完成数"])
def test_results_of_a_table_of_one_earlier_year_are_no_baselines(column: str) -> None:
    text = f"云泽县2023年预算公开\n2022年收支表\n单位：万元\n项目 | {column}\n拨款 | 120\n基金 | 30\n其他 | 10"
    assert {one.status for one in find_figures(document_from_text(text, "x"))} == {"actual"}
