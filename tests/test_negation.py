"""Figures that their phrase denies; the phrases are invented."""

from __future__ import annotations

import pandas as pd
import pytest

from eduplans.negation import negated, negations


@pytest.mark.parametrize(
    ("phrase", "figure"),
    [
        ("云泽县没有一名学生因贫困失学", "一名"),
        ("全年没有发生死亡1人及以上校园事故", "1人及以上"),
        ("全年未发生1起火灾", "1起"),
        ("乡镇尚未有一所示范园", "一所"),
        ("确保无一例食物中毒", "一例"),
        ("全县无1所薄弱学校", "1所"),
        ("小学没有56人及以上大班额", "56人及以上"),
        ("杜绝发生3人以上溺水事故", "3人以上"),
        ("不让一名学生掉队", "一名"),
        ("不存在1所无证幼儿园", "1所"),
        ("从未出现2起投诉", "2起"),
        ("入园率没有达到80%", "80%"),
        ("新建学校5所，没有一所逾期", "一所"),
    ],
)
def test_a_negation_before_the_figure_denies_it(phrase: str, figure: str) -> None:
    assert negated(phrase, figure)


@pytest.mark.parametrize(
    ("phrase", "figure"),
    [
        ("巩固率不低于95%", "95%"),
        ("每班不少于2名教师", "2名"),
        ("班额不超过45人", "45人"),
        ("超支未超过5%", "5%"),
        ("未来3年新建学校", "3年"),
        ("帮教未成年12人", "12人"),
        ("整治无证幼儿园5所", "5所"),
        ("未入学儿童12人", "12人"),
        ("没有食堂的学校3所", "3所"),
        ("没有发生事故，新建学校3所", "3所"),
        ("没有一所逾期，新建学校5所", "5所"),
        ("不断新增学位300个", "300个"),
        ("摸清有无5人以上小班", "5人以上"),
        ("新建学校3所", "3所"),
        ("没有一名学生失学", "两名"),
    ],
)
def test_what_only_looks_like_a_negation_denies_nothing(phrase: str, figure: str) -> None:
    assert not negated(phrase, figure)


def _pair(second: str, figure: str, gap: int, **changes: object) -> list[bool]:
    row = {
        "doc": "a",
        "item": "一",
        "indicator": "deaths",
        "unit": "person",
        "qualifier": "at_least",
        "status": "actual",
    }
    first = row | {"phrase": "没有发生死亡1人及以上事故", "as_printed": "1人及以上", "start": 6, "end": 11}
    start = 11 + gap
    then = row | {"phrase": second, "as_printed": figure, "start": start, "end": start + len(figure)} | changes
    return negations(pd.DataFrame([first, then]))


def test_a_list_carries_a_denial_on() -> None:
    # 没有发生死亡1人及以上事故、溺水3人及以上事故: two characters after the first, one sign, two before the second
    assert _pair("溺水3人及以上事故", "3人及以上", 5) == [True, True]


def test_a_list_ends_with_other_words_between_or_another_kind_of_figure() -> None:
    assert _pair("溺水3人及以上事故", "3人及以上", 9) == [True, False]
    for column, value in (("indicator", "schools"), ("unit", "school"), ("qualifier", "exact"), ("item", "二")):
        assert _pair("溺水3人及以上事故", "3人及以上", 5, **{column: value}) == [True, False]
