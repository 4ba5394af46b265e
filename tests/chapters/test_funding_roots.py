"""Tests of `eduplans.chapters.funding.roots` on invented statistics."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.chapters.invented_funding import funding, statistics

from eduplans.chapters.funding import (
    Tested,
    cointegration,
    cointegration_table,
    lag_sentence,
    power_table,
    roots,
    roots_sentence,
    run,
    unit_root_table,
    unit_roots,
    years_tested,
)
from eduplans.trends import Test

PLAIN = Test("ADF", "unit root", -1.0, -3.0, 0.5, False, "c", 1, 2000, 2020)


@pytest.mark.parametrize(
    ("adf", "kpss", "reading"),
    [
        (True, False, "speaks for stationary"),
        (False, True, "speaks for a unit root"),
        (False, False, "neither is rejected: open"),
        (True, True, "they contradict each other"),
    ],
)
def test_two_tests_are_read_together(adf: bool, kpss: bool, reading: str) -> None:
    one = Tested("invented", replace(PLAIN, rejects=adf), replace(PLAIN, name="KPSS", rejects=kpss))
    assert one.reading == reading
    assert unit_root_table((one,)).loc[0, "together"] == reading


def test_the_stretch_ends_where_a_value_is_missing() -> None:
    table = statistics(2000, 2020)
    gone = table["series"].eq("edu_fiscal") & table["year"].eq(2005)
    frame = run(funding(table[~gone]))
    assert (frame.index[0], frame.index[-1]) == (2006, 2020)
    gone = table["level_printed"].eq("higher") & table["year"].eq(2018)
    frame = run(funding(table[~gone]))
    assert (frame.index[0], frame.index[-1]) == (2000, 2017)


def test_the_stretch_ends_where_the_scope_changes() -> None:
    frame = run(funding(statistics(2003, 2020), "gpb_edu"))
    assert (frame.index[0], frame.index[-1]) == (2003, 2011)


def test_logarithms_add_up() -> None:
    frame = run(funding(statistics(2000, 2015)))
    assert (frame["money"] - frame["pupils"] - frame["per pupil"]).abs().max() < 1e-12
    assert frame["money"][2000] == pytest.approx(math.log(900e8))


def test_growth_with_a_unit_root_not_excluded_undermines_differences() -> None:
    level = Tested("ln funds", PLAIN, replace(PLAIN, name="KPSS"))
    growth = replace(level, series="Δ ln funds")
    assert "Not excluded is a unit root in growth too (Δ ln funds)" in roots_sentence((level, growth), ())
    firm = replace(growth, adf=replace(PLAIN, rejects=True))
    assert "undermine" not in roots_sentence((level, firm), ())


def test_a_lag_costs_a_year_in_adf_and_none_in_kpss() -> None:
    assert PLAIN.used == PLAIN.n - 2
    assert replace(PLAIN, lags=0).used == PLAIN.n - 1
    assert replace(PLAIN, name="KPSS", lags=3).used == PLAIN.n


def test_lags_that_change_nothing_are_said_to_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = funding(statistics(2000, 2020))
    same = tuple(replace(PLAIN, name="KPSS", lags=lags) for lags in range(5))
    monkeypatch.setattr(roots, "kpss_by_lags", lambda _: {"ln funds": same})
    assert lag_sentence(data).endswith("With any number from 0 to 4 its verdicts are the same.")
    turned = (*same[:3], replace(same[3], rejects=True), replace(same[4], rejects=True))
    monkeypatch.setattr(roots, "kpss_by_lags", lambda _: {"ln funds": turned})
    assert "turns for 1 of 1 series: ln funds (rejected with 3–4, not with the others" in lag_sentence(data)


def test_a_short_stretch_is_not_tested() -> None:
    data = funding(statistics(2000, 2008))
    assert unit_roots(data) == cointegration(data) == ()
    assert years_tested(data) == 11
    assert "nothing is tested" in roots_sentence((), ())
    assert unit_root_table(()).empty
    assert cointegration_table(()).empty


def test_the_concept_gives_its_noun_to_the_rows() -> None:
    wave = lambda year: 1000 * math.exp(0.1 * (year - 2000) + 0.05 * math.sin(1.7 * year))  # noqa: E731
    for concept, noun in (("edu_fiscal", "funds"), ("gpb_edu_mof", "spending")):
        data = funding(statistics(2000, 2020, money=wave), concept)
        found = unit_roots(data)
        assert [one.series for one in found][:2] == [f"ln {noun}", f"Δ ln {noun}"]
        assert {name for name, _ in cointegration(data)} == {f"{noun} by pupils", f"pupils by {noun}"}
        assert years_tested(data) == 21


def test_what_is_rejected_is_counted() -> None:
    one = Tested("invented", replace(PLAIN, rejects=True), replace(PLAIN, name="KPSS"))
    pair = ("funds by pupils", replace(PLAIN, name="Engle-Granger", rejects=True))
    said = roots_sentence((one, one), (pair,))
    assert "in 2 of 2 series" in said
    assert "stationarity in 0" in said
    assert "in 1 of 1 lines" in said


def test_the_table_of_power_compares_with_many_years() -> None:
    table = power_table(20)
    assert {"ADF rejects, 20 years", "ADF rejects, 200 years"} <= set(table)
    row = table.iloc[3]
    few, many = (int(row[f"ADF rejects, {years} years"].split()[0]) for years in (20, 200))
    assert few < 25 < 90 < many
    assert table.loc[0, "half gone after, years"] == "never"
    assert table.loc[3, "half gone after, years"] == "3.1"
