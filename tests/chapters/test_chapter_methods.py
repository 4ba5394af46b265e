"""Tests of `eduplans.chapters.methods`: what is published, what is computed, and how often intervals cover."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from eduplans.chapters import methods as chapter
from eduplans.chapters.methods import compare, results
from eduplans.chapters.methods.coverage import Coverage, autoregressive
from eduplans.codebook import read
from eduplans.errors import TableError
from eduplans.plots import png

#: Values that are known not to agree to the last digit, each explained in the codebook.
KNOWN = {("bills", "t statistic"), ("inflation", "t statistic"), ("gdp_adf", "ADF statistic")}


@pytest.fixture(scope="module")
def found() -> tuple[chapter.Compared, ...]:
    return chapter.compare_all()


def test_all_values_agree_but_those_that_are_explained(found: tuple[chapter.Compared, ...]) -> None:
    assert {(one.check, one.item) for one in found if not one.same} == KNOWN
    notes = {row["check"]: row["note"] for row in read("method_sources")}
    assert all(notes[check] for check, _ in KNOWN)


def test_at_least_eight_results_of_textbooks_are_whole(found: tuple[chapter.Compared, ...]) -> None:
    kinds = {row["check"]: row["kind"] for row in read("method_sources")}
    whole = [name for name in chapter.CHECKS if all(one.same for one in found if one.check == name)]
    counts = Counter(kinds[name] for name in whole)
    assert counts["textbook"] >= 8
    assert counts["certified"] == 1


def test_every_check_has_a_reference_and_its_data() -> None:
    sources = {row["check"]: row for row in read("method_sources")}
    assert list(sources) == list(chapter.CHECKS)
    assert all(row["reference"] and row["data"] and row["seen"] and row["function"] for row in sources.values())
    assert {row["check"] for row in read("method_values")} == set(sources)


def test_digits_are_compared_as_printed() -> None:
    assert compare.round_like(0.12345, "0.12") == "0.12"
    assert compare.round_like(-0.0004, "0.000") == "0.000"
    assert compare.round_like(2.5, "2") == "3"
    assert compare.significant("-3482258.63459582", 9) == "-3482258.63"


def test_a_damaged_input_no_longer_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    firms = results._firms()
    firms.iloc[5, firms.columns.get_loc("invest")] *= 2
    monkeypatch.setattr(results, "_firms", lambda: firms)
    assert not all(one.same for one in chapter.compare_all(["grunfeld_within"]))


def test_a_published_value_without_a_computed_one_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(results.CHECKS, "half_life", lambda: {"decades": 3.5})
    with pytest.raises(TableError, match="half_life: decades"):
        chapter.compare_all(["half_life"])


def test_tables_and_sentence(found: tuple[chapter.Compared, ...]) -> None:
    assert len(chapter.check_table(found)) == len(chapter.CHECKS)
    assert len(chapter.value_table(found)) == len(found)
    assert set(chapter.check_table(found)["reproduced"]) == {"yes", "in part", "no"}
    assert len(chapter.reference_table()) == len(chapter.CHECKS)
    said = chapter.summary_sentence(found)
    assert said.count("published") == len(KNOWN)


def test_memory_of_drawn_series() -> None:
    series = autoregressive(np.random.default_rng(1), (4000, 22), 0.5)
    pairs = np.corrcoef(series[:, 10], series[:, 11])[0, 1]
    assert pairs == pytest.approx(0.5, abs=0.05)
    assert series.std() == pytest.approx(1, abs=0.03)


def test_verdicts_allow_for_monte_carlo_error() -> None:
    assert Coverage("a", "b", 950, 1000).verdict == "not shown to differ"
    assert Coverage("a", "b", 940, 1000).verdict == "not shown to differ"
    assert Coverage("a", "b", 930, 1000).verdict == "too seldom"
    assert Coverage("a", "b", 970, 1000).verdict == "too often"
    assert Coverage("a", "b", 950, 1000).error == pytest.approx(0.0069, abs=1e-4)


def test_coverage_is_the_same_for_the_same_seed_and_tells_intervals_apart() -> None:
    one, two = (chapter.panel_coverage(40, 3) for _ in range(2))
    assert one == two
    assert len(one) == 8
    assert all(0.75 < each.share <= 1 for each in one)
    assert chapter.panel_coverage(40, 4) != one
    figure = chapter.coverage_picture(one)
    assert png(figure).startswith(b"\x89PNG")
    assert len(chapter.coverage_table(one)) == 8
    assert "Too seldom" in chapter.coverage_sentence(one) or "not shown" in chapter.coverage_sentence(one)


def test_a_true_92_percent_passes_as_often_as_drawn_counts_say() -> None:
    hits = np.random.default_rng(5).binomial(200, chapter.SHORT, 20000)
    share = np.mean([Coverage("a", "b", int(one), 200).verdict != "too seldom" for one in hits])
    assert chapter.passing(200) == pytest.approx(share, abs=0.015)
    assert 0.4 < chapter.passing(200) < 0.65
    assert chapter.passing(200 * chapter.MORE) < 0.2


def test_not_rejecting_is_not_told_as_coverage() -> None:
    found = (
        Coverage("first", "one", 185, 200),
        Coverage("second", "one", 190, 200),
        Coverage("first", "two", 170, 200),
    )
    said = chapter.coverage_sentence(found)
    assert "not shown to cover too seldom in any design: **one**." in said
    assert "with 200 draws a design (one) a true 92 % would pass" in said
    assert f"with probability {chapter.passing(200):.2f}." in said
    assert said.endswith("Too seldom: two (first: 85.0 %).")


def test_provinces_are_drawn_more_often() -> None:
    found = chapter.all_coverage(20, 1)
    draws = {one.design.split()[1]: one.draws for one in found}
    assert draws == {"years,": 20, "provinces": 20 * chapter.MORE}
    said = chapter.draws_sentence(found, 1)
    assert said.startswith(
        f"Draws: 20 in 3 designs, {20 * chapter.MORE} in 2 designs, with seed 1; the true slope is 0.6"
    )
    assert "about the coverage shown" in said


def test_the_picture_has_a_heading_a_design_and_no_label_twice() -> None:
    found = tuple(Coverage(design, name, 90, 100) for design in ("first", "second") for name in ("one", "two"))
    figure = chapter.coverage_picture(found)
    (axes,) = figure.axes
    assert [text.get_text() for text in axes.texts] == ["first", "second"]
    assert not axes.get_yticks().size
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["one", "two"]


def test_national_designs() -> None:
    found = chapter.national_coverage(30, 2)
    assert [one.interval for one in found] == ["HC3, t", "HAC, t", "fixed-b"] * 3
    assert all(one.draws == 30 for one in found)
    assert all(one.share > 0.6 for one in found)
