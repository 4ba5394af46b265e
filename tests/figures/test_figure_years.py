"""Years that a text names: found in one pass, compared years told apart. The places are invented."""

from __future__ import annotations

import pytest

from eduplans.figures import find_figures_in_text
from eduplans.figures.years import YearIndex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年和今年", [(2023, False, False), (0, True, False)]),
        ("2021-2025年、2019—20学年", [(2025, False, False), (2019, False, False)]),
        ("比2020年增加，较上年减少", [(2020, False, True), (-1, True, True)]),
        ("为上年的108%", [(-1, True, True)]),
        ("上年结余、2020年来、12020年、2020年代", []),
        ("“十四五”期间，十五五时期", [(2025, False, False), (2030, False, False)]),
        ("上一年到明年", [(-1, True, False), (1, True, False)]),
    ],
)
def test_years_are_found(text: str, expected: list[tuple[int, bool, bool]]) -> None:
    index = YearIndex(text)
    index.read(0, len(text))
    found = index.before(0, len(text))
    assert [(mention.year, mention.relative, mention.compared) for mention in found] == expected


def test_only_years_within_the_stretch_count() -> None:
    text = "2020年，2021年，2022年"
    index = YearIndex(text)
    index.read(6, 11)
    assert [mention.year for mention in index.before(6, 11)] == [2021]
    assert [mention.year for mention in index.before(6, 10)] == []


def test_a_year_that_two_stretches_share_is_found_once() -> None:
    text = "2020年，2021年，2022年"
    index = YearIndex(text)
    for stretch in ((0, 8), (0, 14), (6, 17)):
        index.read(*stretch)
    assert [mention.year for mention in index.before(0, len(text))] == [2020, 2021, 2022]


@pytest.mark.parametrize(
    ("text", "year", "kind", "expected"),
    [
        ("去年教育支出8亿元，今年安排9亿元。", 2024, "budget", [("actual", 2023), ("target", 2024)]),
        ("全县教育支出完成8亿元，增长5%。", 2024, "budget", [("actual", 2023), ("actual", 2023)]),
        ("单位现有教师46人。", 2024, "budget", [("actual", 2024)]),
        ("二、2022年预算执行情况\n教育支出完成8亿元。", 2023, "budget", [("actual", 2022)]),
        ("2023年清溪坪县部门决算\n教育支出完成8亿元。", 2023, "budget", [("actual", 2023)]),
        ("教育费附加3000万元，为上年的104%。", 2023, "report", [("actual", 2023), ("actual", 2023)]),
    ],
)
def test_what_a_budget_reports_is_of_the_year_before(
    text: str, year: int, kind: str, expected: list[tuple[str, int]]
) -> None:
    found = find_figures_in_text(text, year, kind)  # type: ignore[arg-type]
    assert [(figure.status, figure.year) for figure in found] == expected
