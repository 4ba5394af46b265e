from __future__ import annotations

import pytest

from eduplans.documents.cleaning.script import clean_traditional


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("學生穿著得體，著力提升", "学生穿着得体，着力提升"),
        ("顯著成績，著名學校", "显著成绩，著名学校"),
        ("辦學為了甚麼", "办学为了什么"),
        ("硏學實踐", "研学实践"),
        ("程序與資料", "程序与资料"),  # no words are exchanged, as tw2sp would
    ],
)
def test_traditional_text_becomes_simplified(traditional: str, simplified: str) -> None:
    assert clean_traditional(traditional)[0] == simplified


def test_one_traditional_character_in_a_simplified_text_stays() -> None:
    text = "青禾县教育局局长李喆，副局长王堃、陳明，成效显著，著力不足，乾隆年间。"
    assert clean_traditional(text) == (text, 0)


def test_a_traditional_line_of_a_simplified_text_is_converted() -> None:
    simplified = "全县新建学校，增加学位，提升质量，加强管理，落实责任。\n" * 20
    assert clean_traditional(simplified + "縣教育局辦學") == (simplified + "县教育局办学", 3)


def test_the_count_is_of_changed_characters() -> None:
    assert clean_traditional("縣教育局") == ("縣教育局", 0)  # one is too few to tell
    assert clean_traditional("縣學校") == ("县学校", 2)
