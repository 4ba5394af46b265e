"""Rules of law that Luoyun (罗云县), an invented county, says it keeps: the audit gives what `eduplans.law` decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans import codebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.audit.finding import Finding

    Found = Callable[..., list[Finding]]

RATES = "一、经费\n一般公共预算教育支出50000万元,比上年{}%,生均一般公共预算教育支出比上年增长6.2%。"
CLAIM = "\n二、落实\n{}教育经费“{}”。"


def clauses(rule: str) -> list[str]:
    return [row["name_en"] for row in codebook.read("law_clauses") if row["rule"] == rule]


def test_each_clause_of_the_law_is_told_and_those_shown_are_listed(found: Found) -> None:
    findings = found(RATES.format("增长8.5") + CLAIM.format("全面落实", "三个增长"), "rule")
    told = clauses("three_increases")
    assert len(told) == len(findings) == 4
    assert all(any(f"Clause: {name} " in one.sentence for one in findings) for name in told)
    assert all("Of this rule the text shows spending per student." in one.sentence for one in findings)
    assert [one.as_printed for finding in findings if finding.verdict == "consistent" for one in finding.figures] == [
        "6.2%"
    ]


def test_recurrent_revenue_decides_the_first_clause_and_total_revenue_does_not(found: Found) -> None:
    claim = CLAIM.format("全面落实", "三个增长")
    verdicts = {}
    for revenue in ("财政经常性收入增长3.5%", "财政经常性收入增长9.1%", "一般公共预算收入增长3.5%"):
        text = RATES.format("增长8.5") + revenue + "。" + claim
        first = next(one for one in found(text, "rule") if "recurrent fiscal revenue (" in one.sentence)
        verdicts[revenue[:5] + revenue[-4:]] = (first.verdict, first.formula)
    assert list(verdicts.values()) == [
        ("consistent", "8.5% − 3.5% > 0"),
        ("inconsistent", "8.5% − 9.1% > 0"),
        ("cannot tell", "Appropriations grow faster than recurrent fiscal revenue"),
    ]


@pytest.mark.parametrize(
    ("change", "words", "verdict"),
    [
        ("下降2.1", "全面落实", "inconsistent"),
        ("下降2.1", "下一步,继续落实", "cannot tell"),
        ("下降2.1", "未能落实", "cannot tell"),
        ("增长2.1", "全面落实", "consistent"),
        ("增长0.0", "全面落实", "cannot tell"),
    ],
)
def test_only_a_claim_is_contradicted_and_rounding_counts(found: Found, change: str, words: str, verdict: str) -> None:
    findings = found(RATES.format(change) + CLAIM.format(words, "两个只增不减"), "rule")
    spending, per_student = sorted(findings, key=lambda one: "per student does" in one.sentence)
    assert spending.verdict == verdict
    assert per_student.verdict == "consistent"
    assert per_student.formula.endswith("≥ 0")


def test_a_fall_at_one_level_does_not_deny_the_whole_rule(found: Found) -> None:
    text = RATES.format("增长8.5") + "普通高中生均公用经费由1000元下降到900元。" + CLAIM.format("全面落实", "三个增长")
    assert not found(text, "rule", "inconsistent")


def test_a_plan_that_names_a_rule_is_not_held_to_it(found: Found) -> None:
    assert not found("一、计划" + CLAIM.format("落实", "三个增长"), "rule")
