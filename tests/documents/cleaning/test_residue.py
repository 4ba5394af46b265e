from __future__ import annotations

import pytest

from eduplans.documents.cleaning.residue import clean_decoration, clean_word_residue


@pytest.mark.parametrize(
    "residue",
    [
        "[bookmark: _GoBack]",
        'HYPERLINK "http://example.org/a" ',
        r'HYPERLINK \l "_Toc123456" ',
        r"PAGE \* MERGEFORMAT 1",
        r"\* MERGEFORMAT",
        "MsoNormal",
        "<o:p>",
        "</o:p>",
        "<!--[if gte mso 9]>",
        "_Toc12345678",
        "错误!未定义书签。",
        "&nbsp;",
    ],
)
def test_residue_of_word_processors_goes(residue: str) -> None:
    assert clean_word_residue(f"学校{residue}建设") == ("学校建设", 1)


@pytest.mark.parametrize("text", ["A<B且B>C", "学校[2020]1号", "R&D投入", "PAGE制度", "REF学校"])
def test_what_only_looks_like_residue_stays(text: str) -> None:
    assert clean_word_residue(text) == (text, 0)


@pytest.mark.parametrize(
    ("polluted", "text", "count"),
    [
        ("● 新建学校", "新建学校", 1),
        ("  ■◆新建学校", "新建学校", 1),
        ("新建★学校", "新建学校", 1),
        ("对口帮.扶任务", "对口帮扶任务", 1),
        ("新建学校\n==========\n增加学位", "新建学校\n\n增加学位", 1),
        ("新建学校[1]3所", "新建学校3所", 1),
        ("新建学校¹²。", "新建学校。", 1),
        ("教师①319人,巩固率95%②左右", "教师319人,巩固率95%左右", 2),
        ("学生500人[注1]和教师【2】", "学生500人和教师", 2),
    ],
)
def test_decoration_goes_and_is_counted(polluted: str, text: str, count: int) -> None:
    assert clean_decoration(polluted) == (text, count)


@pytest.mark.parametrize(
    "text",
    [
        "增长5.5%",
        "一.加强领导",
        "1.新建学校",
        "面积300平方米²",
        "20km²",
        "——增加学位",
        "……",
        "教发[2020]1号",
        "要求:①加强管理;②落实责任",
        "见【附件1】",
        "阿依·古丽",
        "2.0版",
        "10.",
        "二○二○年",
        "a.b",
    ],
)
def test_content_that_looks_like_decoration_stays(text: str) -> None:
    assert clean_decoration(text) == (text, 0)


def test_marks_of_quoted_lines_go_where_there_are_several() -> None:
    assert clean_decoration("> 新建学校3所\n> 增加学位\n> > 补充教师") == ("新建学校3所\n增加学位\n补充教师", 3)
    assert clean_decoration("首页\n> 教育\n学校") == ("首页\n> 教育\n学校", 0)
