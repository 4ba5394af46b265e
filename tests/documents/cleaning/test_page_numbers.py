"""All texts are about counties that do not exist."""

from __future__ import annotations

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.cleaning import clean


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("新建学校3所，\n- 3 -\n增加学位900个。", "新建学校3所，增加学位900个。"),
        ("新建学校3所。\n— 12 —\n增加学位900个。", "新建学校3所。\n增加学位900个。"),
        ("提前下达转-3-移支付2亿元。", "提前下达转移支付2亿元。"),
        ("上年。\n-4-5.政府债务", "上年。\n5.政府债务"),
        ("共3-4-5人", "共3-4-5人"),
        ("2020-3-15印发", "2020-3-15印发"),
        ("增长-3-5%", "增长-3-5%"),
        ("电话0700-123-4567", "电话0700-123-4567"),
    ],
)
def test_page_numbers_go_and_numbers_stay(text: str, after: str) -> None:
    assert clean(text).text == after
    assert clean(after).text == after


def test_a_label_behind_a_page_number_is_a_heading() -> None:
    document = document_from_text("一、收支\n1.决算。完成1.4亿元。\n-4-2.债务。余额2亿元。\n3.其他", "x")
    assert [item.path for item in document.items] == ["一", "一/1", "一/2", "一/3"]
