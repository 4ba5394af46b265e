"""What a measure leaves out, and where it leans on the one before."""

from __future__ import annotations

import pytest

from eduplans.figures.shorten import among, grown, share_of, shorten


@pytest.mark.parametrize(
    ("phrase", "short"),
    [
        ("专任教师中具有硕士学历的人数", "专任教师硕士学历人数"),
        ("工业产值同比增长", "工业产值增长"),
        ("每万人专利拥有量", "每万人专利拥有量"),
        ("学校现有图书", "图书"),
        ("全市力争在“十五五”期间实现学前三年毛入园率", "学前三年毛入园率"),
        ("目的地学校", "目的地学校"),
        ("食堂安全工作", "食堂安全工作"),
    ],
)
def test_shorten(phrase: str, short: str) -> None:
    assert shorten(phrase) == short


@pytest.mark.parametrize(
    ("front", "last", "whole"),
    [
        ("二等奖", "器乐比赛省级一等奖", "器乐比赛省级二等奖"),
        ("二等奖", "参赛学生", ""),
        ("比例", "初中教师本科学历人数", "初中教师本科学历比例"),
        ("专任教师", "普通高中在校生", "普通高中专任教师"),
        ("专任教师", "小学", ""),
        ("民办", "办园点总数", "民办办园点"),
        ("学位", "小学在校生", ""),
    ],
)
def test_members_of_a_list(front: str, last: str, whole: str) -> None:
    assert among(front, last) == whole


@pytest.mark.parametrize(
    ("front", "tail", "of", "whole"),
    [
        ("园长", "取得任职证书", False, "园长取得任职证书比例"),
        ("补贴按基本工资", "", True, "补贴占基本工资比例"),
        ("补贴按基本工资", "", False, ""),
        ("福利基金", "的比例提取", False, "福利基金提取比例"),
        ("专递课堂覆盖", "", False, "专递课堂覆盖率"),
        ("毛入学率", "达到标准", False, ""),
    ],
)
def test_share(front: str, tail: str, of: bool, whole: str) -> None:
    assert share_of(front, tail, of=of) == whole


@pytest.mark.parametrize(
    ("front", "last", "whole"),
    [("少", "毕业生", "毕业生减少"), ("比重提高", "民办园占比", "民办园比重提高"), ("经费增长", "毕业生", "")],
)
def test_grown(front: str, last: str, whole: str) -> None:
    assert grown(front, last) == whole
