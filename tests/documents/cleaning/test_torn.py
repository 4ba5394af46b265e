"""Numbers and lines that blanks and line ends tore; all texts are about a county that does not exist."""

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.cleaning.torn import clean_torn, clean_torn_lines


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("全县，投入8 31 6万元", "全县，投入8316万元"),
        ("比上年，增长5. 6%", "比上年，增长5.6%"),
        ("比上年，增长5 .6%", "比上年，增长5.6%"),
        ("比上年，增长5 . 6个百分点", "比上年，增长5.6个百分点"),
        ("达到12. 3亿元", "达到12.3亿元"),
        ("增长4.1 6亿元，", "增长4.16亿元，"),
        ("202 0年工作要点", "2020年工作要点"),
        ("2 0 3 1 年工作要点", "2031 年工作要点"),
        ("增长5。6%，", "增长5.6%，"),
        ("增长5·6个百分点", "增长5.6个百分点"),
        ("加上1,421, 486万元、", "加上1,421,486万元、"),
        ("完成3, 156,077万元", "完成3,156,077万元"),
    ],
)
def test_a_torn_number_is_put_together(torn, whole):
    text, count = clean_torn(torn)
    assert text == whole
    assert count > 0


@pytest.mark.parametrize(
    "text",
    [
        "小学 12 11 9\n初中 4 4 3",
        "小学 2019 2020年",
        "，全县有 3 5 岁幼儿",
        "1. 20人以上的学校",
        "一、总则。1. 5万元以下",
        "附件1\n2031年计划",
        "分别为1421, 486万元",
        "排在第3, 125人参加",
    ],
)
def test_columns_labels_and_lists_stay(text):
    assert clean_torn(text) == (text, 0)


def test_blanks_between_all_characters_tear_no_number():
    plain = "云泽县今年新建公办幼儿园12所，增加学位3600个，覆盖率达到85.6%以上。"
    assert document_from_text(" ".join(plain), "x").text == plain
    assert document_from_text("\t".join(plain), "x").text == plain


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("全县今年，共投入83\n16万元", "全县今年，共投入8316万元"),
        ("全县今年，共投入8\n3\n1\n6万元，增长", "全县今年，共投入8316万元，增长"),
        ("共投入8316万元\n，增长5%", "共投入8316万元，增长5%"),
        ("增长85\n%，", "增长85%，"),
        ("共投入1.2\n亿元", "共投入1.2亿元"),
        ("全县，增长5.\n6%", "全县，增长5.6%"),
        ("提高2.1个\n百分点", "提高2.1个百分点"),
        ("达到85%\n以上", "达到85%以上"),
    ],
)
def test_a_line_that_ends_inside_a_number_goes_on(torn, whole):
    assert clean_torn_lines(torn) == (whole, len(torn) - len(whole))


@pytest.mark.parametrize(
    "text",
    [
        "小学\n12\n300\n初中\n4\n180",
        "工作要点，见附件1\n2031年云泽县教育工作要点",
        "全县各级学校，详见附件1\n3所学校名单，",
        "新建学校3所，其中小学2031\n3月开工",
        "今年新建3所\n以上措施由各校落实",
        "全县新建学校，共3所\n2.扩建学校",
    ],
)
def test_lines_that_end_where_they_should_stay(text):
    assert clean_torn_lines(text) == (text, 0)


@pytest.mark.parametrize("piece", ["1 ", "1\n", "8 3", "1. ", "。1", ".\n", " \n，"])
def test_hostile_texts_take_linear_time(piece, assert_linear):
    assert_linear(lambda size: clean_torn_lines(clean_torn(piece * (size // len(piece)))[0]))


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("占地1512平方\n米，有教室12间。", "占地1512平方米，有教室12间。"),
        ("占地1512平\n方米，有教室12间。", "占地1512平方米，有教室12间。"),
        ("投入3.5亿\n元，增长5个\n百分点。", "投入3.5亿元，增长5个百分点。"),
        ("提高5个百\n分点，投入320多万\n元。", "提高5个百分点，投入320多万元。"),
    ],
)
def test_a_unit_on_two_lines_is_put_together(torn: str, whole: str) -> None:
    assert clean_torn_lines(torn)[0] == whole


@pytest.mark.parametrize("row", ["专项收入 1,967,740 1,949,820 99.1%", "非税收入 5,997,115 6,130,000 102.2% 105.3%"])
def test_thousands_are_whole_before_a_share(row: str) -> None:
    assert clean_torn(row) == (row, 0)


@pytest.mark.parametrize("piece", ["123, ", "1, 234,567, 890", ",    "])
def test_a_long_row_of_thousands_takes_linear_time(piece, assert_linear):
    assert_linear(lambda size: clean_torn((piece * size)[:size] + "万元"))
