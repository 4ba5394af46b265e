"""Scores against the known truth: pinned floors on a small sample, and that errors of either side show."""

from __future__ import annotations

from functools import cache

import pytest

from eduplans.generate import Order, scoring
from eduplans.generate.document import invent
from eduplans.generate.pollution import LEVELS
from eduplans.generate.scoring import DocumentScore, percents, score_documents, score_one, summed

#: Floors in percent for twelve documents of each level; they only rise.
FLOORS = {
    "none": {"found_f1": 99.8, "value_unit_f1": 99.8, "qualifier": 99.5, "change": 99.0, "item": 99.5, "measure": 85.0},
    "light": {
        "found_f1": 99.8,
        "value_unit_f1": 99.8,
        "qualifier": 99.5,
        "change": 99.0,
        "item": 99.5,
        "measure": 85.0,
    },
    "heavy": {
        "found_f1": 99.0,
        "value_unit_f1": 98.8,
        "qualifier": 99.0,
        "change": 98.5,
        "item": 99.0,
        "measure": 83.0,
    },
}
COLUMNS = {"status": 90.0, "level": 90.0, "year": 92.0}


@cache
def scored(level: str) -> tuple[DocumentScore, ...]:
    return tuple(score_documents(Order(seed=42, characters=4000, pollution=level), 12))


@pytest.mark.parametrize("level", LEVELS)
def test_the_grammar_finds_the_truth(level: str) -> None:
    whole = summed(scored(level), "")["all"][1]
    assert whole.matched > 500
    reached = percents(whole)
    assert {name: reached[name] for name, floor in (FLOORS[level] | COLUMNS).items() if reached[name] < floor} == {}


def test_groups_add_up_to_the_whole() -> None:
    whole = summed(scored("none"), "")["all"][1]
    for group in scoring.GROUPS:
        parts = summed(scored("none"), group)
        assert sum(documents for documents, _ in parts.values()) == 12
        assert sum(one.matched for _, one in parts.values()) == whole.matched


def test_a_wrong_truth_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scorer compares with what it is told: falsify one figure, and it is missed, wrong or in the wrong place."""
    order = Order(seed=42, characters=900, pollution="none", kinds=("report",))
    right = score_one(order, 0)
    true = invent(order, 0).truth

    def score_with(**changes: str) -> DocumentScore:
        from dataclasses import replace

        falsified = (true[0]._replace(**changes), *true[1:])
        monkeypatch.setattr(scoring, "invent", lambda order, index: replace(invent(order, index), truth=falsified))
        return score_one(order, 0)

    assert score_with(as_printed="99999座").score.missed == right.score.missed + 1
    assert score_with(value="1").score.value_unit_f1 < right.score.value_unit_f1
    for column, value in (("unit", "mu"), ("qualifier", "less_than"), ("year", "1999"), ("status", "baseline")):
        misses = {(miss.column, miss.true) for miss in score_with(**{column: value}).misses}
        assert (column, value) in misses


def test_a_figure_that_is_none_shows_as_false(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    order = Order(seed=42, characters=900, pollution="none", kinds=("report",))
    right = score_one(order, 0)
    monkeypatch.setattr(
        scoring, "invent", lambda order, index: replace(invent(order, index), truth=invent(order, index).truth[1:])
    )
    assert score_one(order, 0).score.false == right.score.false + 1
