from __future__ import annotations

import pytest

from eduplans.documents.cleaning.typography import clean_space, clean_width


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("２０２０", "2020"),
        ("５．５％", "5.5%"),
        ("ＡＰＰ", "APP"),
        ("（一）", "(一)"),
        ("１－２", "1-2"),
        ("３～５", "3~5"),
        ("１＋Ｘ", "1+X"),
        ("１∶２０", "1:20"),
        ("青　禾", "青 禾"),
    ],
)
def test_wide_signs_become_narrow(wide: str, narrow: str) -> None:
    assert clean_width(wide)[0] == narrow


def test_width_counts_and_keeps_length() -> None:
    text, count = clean_width("（２０２０）年，第３所")
    assert (text, count) == ("(2020)年，第3所", 7)


@pytest.mark.parametrize("text", ["，。；：、“”《》", ",;:", "—", "〔2020〕"])
def test_punctuation_keeps_its_width(text: str) -> None:
    assert clean_width(text) == (text, 0)


@pytest.mark.parametrize(
    ("spaced", "text"),
    [
        ("新 建 学校", "新建学校"),
        ("共 3 所", "共3所"),
        ("增长 5% ，其中", "增长5%，其中"),
        ("59 804人", "59 804人"),  # a blank inside a number is the figures' to judge
        ("new  school", "new school"),
        ("a\tb", "a b"),
        ("指标 | 2019年 |  | 3", "指标 | 2019年 | | 3"),
        ("(\n三)改革", "(三)改革"),
        ("(\n改革)", "(\n改革)"),
        ("  头\n\n\n  尾  \n", "头\n尾"),
    ],
)
def test_blanks_go_inside_chinese_only(spaced: str, text: str) -> None:
    assert clean_space(spaced)[0] == text


def test_space_counts_what_it_removes() -> None:
    assert clean_space(" 学 校\n\n") == ("学校", 4)


def test_digits_of_mathematical_fonts_and_blanks_of_every_width_are_ascii() -> None:
    assert clean_width("新建\U0001d7cf\U0001d7f8\u2005所") == ("新建12 所", 3)


def test_known_characters_spare_the_look_but_change_nothing() -> None:
    assert clean_width("增长５％", "５％Ａ") == clean_width("增长５％") == ("增长5%", 2)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("学生１７，６５４人", "学生17,654人"),
        ("分别为１７，６５人", "分别为17，65人"),
        ("小学45，654人在读", "小学45，654人在读"),
    ],
)
def test_a_comma_between_wide_digits_parts_thousands(text: str, cleaned: str) -> None:
    assert clean_width(text)[0] == cleaned
