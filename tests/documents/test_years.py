"""All texts are about counties that do not exist."""

from __future__ import annotations

import pytest

from eduplans.documents.years import find_year
from eduplans.model import Field


def year(title: str = "", opening: str = "", text: str = "", kind: str = "unknown", **more: object) -> tuple[str, str]:
    found = find_year(title, opening, text or opening, kind, more.get("date", Field()), more.get("posted", ()))  # type: ignore[arg-type]
    return found.value, found.basis


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("青禾县2020年教育工作要点", "plan", ("2020", "printed")),
        ("青禾县学前教育三年行动计划(2011-2013年)", "plan", ("2013", "printed")),
        ("青禾县学前教育行动计划(2021年至2023年)", "plan", ("2023", "printed")),
        ("青禾县教育局2020-2021学年度第一学期工作计划", "plan", ("2020", "printed")),
        ("青禾县教育局2020-2021学年度第二学期工作计划", "plan", ("2021", "printed")),
        ("青禾县2022年预算执行情况和2023年预算草案的报告", "budget", ("2023", "printed")),
        ("青禾县2020年工作总结和2021年工作计划", "report", ("2020", "printed")),
        ("青禾县教育事业发展“十三五”规划", "plan", ("2020", "inferred")),
        ("青禾县2020年政府工作报告", "report", ("2019", "inferred")),
        ("青禾县教育概况", "report", ("", "unknown")),
    ],
)
def test_titles(title: str, kind: str, expected: tuple[str, str]) -> None:
    assert year(title, kind=kind) == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("2019年，全县新建学校3所。按照2015年印发的意见推进。", "2019"),
        ("2001年以来，全县新建学校30所。2018年，投入资金2亿元。", "2018"),
        ("学校始建于1956年，1996年搬迁新址。", ""),
        ("按照省里2014年3月5日的要求，2016年，全县完成改造；2016年，招聘教师。", "2016"),
        ("到2025年，建成学校3所。2021年，先建1所。", "2021"),
        ("学校历史很长。", ""),
    ],
)
def test_openings(opening: str, expected: str) -> None:
    assert year(opening=opening)[0] == expected


def test_the_work_of_a_year_goes_before_years_named_later() -> None:
    found = find_year(
        "", "2021年全县教育工作的总体思路：巩固2020年成果，2020年经验要推广，2020年不变。", "", "plan", Field()
    )
    assert (found.value, found.evidence[:16]) == ("2021", "first year named")


def test_a_plan_without_a_title_is_of_the_year_of_its_goals() -> None:
    text = "2012年，标准为9600元。到2015年，达到60%。到2015年，建成4个。"
    assert year(text=text, kind="plan") == ("2015", "inferred")
    assert year(text=text, kind="report") == ("2012", "inferred")


def test_a_plan_period_is_a_goal_too() -> None:
    assert year(text="力争在“十三五”期间普及。到2020年，实现就近入学。", kind="plan") == ("2020", "inferred")


def test_a_budget_is_of_the_later_year() -> None:
    text = "2022年，收入完成1.4亿元。\n2022年，支出完成0.8亿元。\n2023年市级财政收支预算情况"
    assert year(text=text, kind="budget") == ("2023", "inferred")


def test_the_date_and_weakest_the_day_of_posting() -> None:
    date = Field("2020-03-11", "printed", "2020年3月11日")
    posted = ("发布时间:2021-05-22 09:14",)
    assert year(text="新建学校3所。", date=date, posted=posted) == ("2020", "inferred")
    assert year(text="新建学校3所。", posted=posted) == ("2021", "inferred")
    assert find_year("", "", "新建。", "unknown", Field(), posted).evidence.startswith("posted: ")
    assert year(text="新建学校3所。") == ("", "unknown")


def test_what_follows_the_opening_is_asked_where_the_opening_has_only_a_date() -> None:
    assert (
        year(opening="2023年10月23日(星期一)", text="2023年10月23日(星期一)\n2022年，全县完成投资5亿元。")[0] == "2022"
    )


def test_a_history_that_goes_on_to_later_years_has_none_of_them() -> None:
    opening = "概述\n1950年，全县有小学30所。"
    history = "1956年，办中学2所。1966年，停课。1980年，恢复。1990年，全县有小学150所。"
    assert year(opening=opening, text=opening + history) == ("", "unknown")
    assert year(opening=opening, text=opening + "1950年，招生300人。1951年，招生310人。")[0] == "1950"
