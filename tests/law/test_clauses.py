"""Tests of `eduplans.law.clauses` and its growths, on invented figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eduplans.codebook import read
from eduplans.errors import ParameterError, UnknownNameError
from eduplans.law import (
    Evidence,
    Growth,
    clause,
    gdp_share,
    growth_of_amounts,
    printed_growth,
    three_increases,
    together,
    two_non_decreases,
)
from eduplans.law.model import above
from eduplans.trends import Interval


def test_appropriations_must_grow_faster_than_recurrent_revenue() -> None:
    faster, slower = printed_growth("7.21%", "spending", "x:1"), printed_growth("3.50%", "revenue", "x:2")
    result = three_increases(appropriations=faster, recurrent_revenue=slower)[0]
    assert result.verdict == "holds"
    assert result.computed is not None
    assert [round(end, 3) for end in (result.computed.low, result.computed.high)] == [3.70, 3.72]
    assert result.figure_ids == ("x:1", "x:2")
    assert three_increases(appropriations=slower, recurrent_revenue=faster)[0].verdict == "fails"


@pytest.mark.parametrize("revenue", ["7.2%", "7.21%", "7.215%"])
def test_growths_within_rounding_of_each_other_decide_nothing(revenue: str) -> None:
    result = three_increases(appropriations=printed_growth("7.21%"), recurrent_revenue=printed_growth(revenue))[0]
    assert result.verdict == "cannot be decided"
    assert "both sides of 0" in result.reason


def test_total_revenue_is_not_recurrent_revenue() -> None:
    spent, total = printed_growth("7.21%"), printed_growth("1.0%")
    result = three_increases(appropriations=spent, total_revenue=total)[0]
    assert result.verdict == "cannot be decided"
    assert "the law does not name it" in result.reason
    alone = three_increases(appropriations=spent)[0]
    assert alone.verdict == "cannot be decided"
    assert "财政经常性收入" in alone.reason


def test_what_is_not_known_decides_nothing() -> None:
    results = (*three_increases(), *two_non_decreases(), gdp_share(None))
    assert {result.verdict for result in results} == {"cannot be decided"}
    assert all("not known" in result.reason for result in results)
    assert len({result.clause for result in results}) == 7


def test_a_rise_is_more_than_no_fall() -> None:
    still = Growth(Interval(0.0, 0.0, 0.0))
    assert three_increases(per_student=still)[1].verdict == "fails"
    assert two_non_decreases(per_student=still)[1].verdict == "holds"


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("0.1%", "holds"), ("0.0%", "cannot be decided"), ("-0.1%", "fails"), ("−0.04%", "fails"), ("0.00%", None)],
)
def test_printed_growth_is_an_interval(printed: str, verdict: str | None) -> None:
    assert two_non_decreases(spending=printed_growth(printed))[0].verdict == (verdict or "cannot be decided")


def test_another_scope_decides_nothing_and_says_why() -> None:
    moved = Growth(Interval(5.0, 5.0, 5.0), same_scope=False, reason="the surcharge is included from then on")
    for result in (two_non_decreases(spending=moved)[0], three_increases(per_student=moved)[1]):
        assert result.verdict == "cannot be decided"
        assert "the surcharge" in result.reason
    faster = three_increases(appropriations=moved, recurrent_revenue=printed_growth("1%"))[0]
    assert faster.verdict == "cannot be decided"


def test_the_third_clause_has_two_parts_in_both_laws() -> None:
    given = {"teacher_pay": printed_growth("3%"), "operating_funds": printed_growth("2%", fall=True)}
    results = three_increases(**given)
    assert [result.verdict for result in results[2:]] == ["holds", "fails"]
    same = three_increases(**given, law="compulsory")
    assert [result.verdict for result in same] == [result.verdict for result in results]
    assert [clause(result.clause)["rule"] for result in same] == ["three_increases_compulsory"] * 4


def test_a_rule_fails_with_one_clause_and_holds_with_all() -> None:
    up, down = printed_growth("3%"), printed_growth("-3%")
    assert together(two_non_decreases(spending=up, per_student=up)) == "holds"
    assert together(two_non_decreases(spending=up, per_student=down)) == "fails"
    assert together(two_non_decreases(spending=up)) == "cannot be decided"
    assert together(two_non_decreases(spending=down)) == "fails"


def test_growth_of_amounts_takes_rounding_of_both() -> None:
    coarse = growth_of_amounts(Evidence("2019", "1亿元"), Evidence("2020", "1.1亿元"))
    assert two_non_decreases(spending=coarse)[0].verdict == "cannot be decided"
    exact = growth_of_amounts(Evidence("2019", "1.00亿元"), Evidence("2020", "1.10亿元"))
    assert two_non_decreases(spending=exact)[0].verdict == "holds"
    assert exact.percent.low < exact.percent.value < exact.percent.high


def test_growth_from_nothing_is_refused() -> None:
    with pytest.raises(ParameterError, match="above zero"):
        growth_of_amounts(Evidence("2019", "0万元"), Evidence("2020", "1万元"))


def test_four_percent_is_decided_only_where_rounding_allows() -> None:
    assert gdp_share(Interval(3.99, 3.985, 3.995)).verdict == "fails"
    assert gdp_share(Interval(4.01, 4.005, 4.015)).verdict == "holds"
    assert gdp_share(Interval(4.0, 3.995, 4.005)).verdict == "cannot be decided"
    assert gdp_share(Interval(4.0, 4.0, 4.0)).verdict == "holds"


def test_every_clause_has_wording_article_version_and_source() -> None:
    for row in read("law_clauses"):
        assert all(row[column] for column in ("name_en", "name_zh", "article", "version", "wording", "source"))
        assert 1990 < int(row["since"]) < 2030
        assert row["seen_in"] in {"copy", "publisher or known press"}
    assert "财政经常性收入" in clause("appropriations")["wording"]
    with pytest.raises(UnknownNameError, match="appropriations, per_student"):
        clause("apropriations")


@given(value=some.floats(-20, 20), half=some.floats(0, 5), truth=some.floats(0, 1), bound=some.floats(-5, 5))
def test_a_verdict_never_contradicts_a_value_inside_the_interval(
    value: float, half: float, truth: float, bound: float
) -> None:
    """The verdict stands whatever value of the interval is the true one."""
    interval = Interval(value, value - half, value + half)
    inside = min(max(interval.low + truth * 2 * half, interval.low), interval.high)
    verdict = above(interval, bound, strictly=True)
    assert not (verdict == "holds" and inside <= bound)
    assert not (verdict == "fails" and inside > bound)
