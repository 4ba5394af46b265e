from __future__ import annotations

import pytest

from eduplans.documents.labels import labels_at_line_starts, labels_in_lines, number_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百", 100), ("一百零三", 103), ("12", 12)],
)
def test_numbers_of_labels(numeral: str, value: int) -> None:
    assert number_of(numeral) == value


@pytest.mark.parametrize(
    ("line", "kind", "number", "name"),
    [
        ("一、学位", "cn", 1, "一"),
        ("十二、学位", "cn", 12, "十二"),
        ("二.学位", "cn", 2, "二"),
        ("(四)学位", "cn_bracket", 4, "(四)"),
        ("（四）学位", "cn_bracket", 4, "(四)"),
        ("(四)、学位", "cn_bracket", 4, "(四)"),
        ("3、学位", "digit", 3, "3"),
        ("3.学位", "digit", 3, "3"),
        ("3．学位", "digit", 3, "3"),
        ("3. 学位", "digit", 3, "3"),
        ("3.2025年撤并", "digit", 3, "3"),
        ("(3)学位", "digit_bracket", 3, "(3)"),
        ("3)学位", "digit_half", 3, "3)"),
        ("第三章 学位", "chapter", 3, "第三章"),
        ("第3条 学位", "article", 3, "第3条"),
        ("第二部分 学位", "part", 2, "第二部分"),
        ("③学位", "circled", 3, "③"),
        ("2.1 学位", "decimal2", 1, "2.1"),
        ("2.1.3 学位", "decimal3", 3, "2.1.3"),
    ],
)
def test_kinds_of_labels(line: str, kind: str, number: int, name: str) -> None:
    (label,) = labels_at_line_starts(f"  {line}")
    assert (label.kind, label.number, label.name) == (kind, number, name)
    assert f"  {line}"[label.start] == line[0]


@pytest.mark.parametrize(
    "line",
    [
        "2020年新建学校",
        "5.5%的学校",
        "1.8亿元",
        "三、四年级学生",
        "5、6月",
        "一、二等奖",
        "3,000名",
        "100",
        "一方面",
        "(2020)12号",
        "一是加强",
        "10.",
    ],
)
def test_numbers_of_running_text_are_no_labels(line: str) -> None:
    assert labels_at_line_starts(line) == []


def test_labels_behind_sentences() -> None:
    found = labels_in_lines("工作要点一、学位1.新建学校。增加5.5%。2.改建统一、规范。二、教师")
    assert [label.name for label in found] == ["一", "1", "2", "二"]


def test_digits_of_other_scripts_make_no_error() -> None:
    assert [label.number for label in labels_at_line_starts("\U0001d7cf、学位\n٢、教师")] == [1, 2]
