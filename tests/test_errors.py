"""Errors say what is wrong, where, and what to do; all at once."""

from __future__ import annotations

import pytest

from eduplans.errors import DocumentError, EduplansError, Problem, SomeFailedError


def test_problem_names_place_value_rule_and_remedy() -> None:
    problem = Problem(
        "not a unit",
        where="figures.csv",
        row=12,
        column="unit",
        value="mile",
        rule="isin",
        remedy="see the codebook",
    )
    assert str(problem) == ("figures.csv, row 12, column unit: not a unit (found 'mile') [isin]; see the codebook")


def test_problem_without_place_is_plain() -> None:
    assert str(Problem("nothing to do")) == "nothing to do"


def test_error_carries_all_problems_in_order() -> None:
    problems = [Problem("first", where="a.csv"), Problem("second", where="b.csv")]
    error = DocumentError(problems)
    assert error.problems == tuple(problems)
    assert str(error) == "a.csv: first\nb.csv: second"


def test_one_base_and_fitting_builtins() -> None:
    with pytest.raises(ValueError, match="empty"):
        raise DocumentError("the file is empty")
    assert issubclass(SomeFailedError, EduplansError)
    assert (EduplansError.exit_code, SomeFailedError.exit_code) == (2, 3)
