"""Rates in a list belong to the amounts before them, one to one. Sentences are about an invented county."""

from __future__ import annotations

import pytest

from eduplans.figures import find_figures_in_text


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "小学、初中在校生分别为800人和600人，分别增长4.7%和6.6%。",
            ["小学在校生", "初中在校生", "小学在校生增长", "初中在校生增长"],
        ),
        (
            "接待参观学生4100人次、外来教师93人次，分别增长6.7%、39.6%。",
            ["接待参观学生", "外来教师", "接待参观学生增长", "外来教师增长"],
        ),
        (
            "城乡居民人均可支配收入分别完成34178元、14686元，同比增长7.8%和13.4%。",
            [
                *("城镇居民人均可支配收入", "农村居民人均可支配收入"),
                *("城镇居民人均可支配收入增长", "农村居民人均可支配收入增长"),
            ],
        ),
    ],
)
def test_rates_belong_to_the_amounts_before_them(text: str, measures: list[str]) -> None:
    assert [figure.measure for figure in find_figures_in_text(text)] == measures


def test_rates_of_another_number_are_not_dealt_out() -> None:
    found = find_figures_in_text("小学、初中在校生分别为800人和600人，小学、初中、高中分别增长1%、2%、3%。")
    assert [figure.level for figure in found][2:] == ["primary", "junior", "senior"]
    assert not any("在校生" in figure.measure for figure in found[2:])
