"""Growth, difference and state: what a change reaches and what it does not. The places are invented."""

from __future__ import annotations

import pytest

from eduplans.figures import find_figures_in_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list goes on, with a comma too where only a name stands between
        ("新建小学3所、初中2所。", ["difference", "difference"]),
        ("新建小学3所，初中2所。", ["difference", "difference"]),
        ("新招教师60人，其中研究生学历的教师20人。", ["difference", "difference"]),
        ("新建1栋教学楼，1栋综合楼。", ["difference", "difference"]),
        # another unit or a phrase of its own begins something else
        ("新增智慧教室50间，产业规模2.5亿元。", ["difference", "level"]),
        ("新增学位600个，撬动社会力量参与办园学位300个。", ["difference", "level"]),
        ("新建项目28个，完工21个。", ["difference", "level"]),
        ("新增县级示范校3所，5所学校受表彰。", ["difference", "level"]),
        # rates are states even behind a growth
        ("人口增长1.2%，城镇化率58.4%。", ["growth", "level"]),
        ("初中招生增长1.2%、小学3.4%。", ["growth", "growth"]),
        # higher than a former time, in all wordings
        ("本科上线386人，同比多42人。", ["level", "difference"]),
        ("中考平均分482分，比上年提高6.5分。", ["level", "difference"]),
        ("保教费每月680元，上调30元。", ["level", "difference"]),
        ("中考录取分数线520分。", ["level"]),
        # what is cut or opened
        ("压减一般性支出320万元。", ["difference"]),
        ("新开发公益性岗位120个，取消低保待遇42户。", ["difference", "difference"]),
        # what is cut by a share
        ("平均压减办理时间58%。", ["growth"]),
        ("学科类培训机构压减率100%。", ["level"]),
    ],
)
def test_change(text: str, expected: list[str]) -> None:
    assert [figure.change for figure in find_figures_in_text(text, 2024, "report")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现有幼儿园86所，其中公办园35所，民办园51所。", ["actual", "actual", "actual"]),
        ("现有幼儿园86所，年内新建4所。", ["actual", "target"]),
        ("现有幼儿园86所，到2025年达到90所。", ["actual", "target"]),
        ("已有示范校48所，占72.7%，力争再创建18所。", ["actual", "actual", "target"]),
        ("上年度安排经费50万元，本年度不少于80万元。", ["actual", "target"]),
    ],
)
def test_parts_of_a_stock_are_as_actual_as_the_stock(text: str, expected: list[str]) -> None:
    assert [figure.status for figure in find_figures_in_text(text, 2024, "plan")] == expected
