"""Parameters: what a notebook declares, what is refused and what the refusal says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from invented_notebooks import put_notebook

from eduplans.errors import ParameterError
from eduplans.runs import check_parameters, parameter_help, read_parameters

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pupils(project: Path) -> Path:
    return project / "notebooks" / "pupils.ipynb"


def declared(folder: Path, cell: str) -> Path:
    return put_notebook(folder / "cell.ipynb", (("code", cell, ["parameters"]),))


def test_names_types_defaults_and_help_are_read(pupils: Path) -> None:
    found = read_parameters(pupils)
    assert [(p.name, p.type, p.default) for p in found.values()] == [
        ("start", "int", 2019),
        ("end", "int", 2022),
        ("series", "str", "total"),
        ("document", "str", "yunze-2024-plan"),
        ("deflate", "bool", False),
    ]
    assert found["start"].help == "first year"
    assert [found[name].rule for name in ("start", "series", "document")] == [
        "2000..end",
        "total | primary",
        "documents.doc",
    ]


def test_a_notebook_without_parameters_takes_none(tmp_path: Path) -> None:
    notebook = put_notebook(tmp_path / "plain.ipynb", (("code", "1", []),))
    assert read_parameters(notebook) == {}
    with pytest.raises(ParameterError, match="takes none"):
        check_parameters(notebook, {"start": "2000"})


def test_strings_become_the_declared_types(pupils: Path) -> None:
    given = {"deflate": "True", "start": "2010", "series": "primary"}
    assert check_parameters(pupils, given) == {"start": 2010, "series": "primary", "deflate": True}


def test_values_from_toml_keep_their_types(pupils: Path) -> None:
    assert check_parameters(pupils, {"start": 2010, "deflate": True}) == {"start": 2010, "deflate": True}


def test_an_unknown_name_lists_the_right_ones(pupils: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        check_parameters(pupils, {"strat": "2010"})
    message = str(caught.value)
    assert "pupils.ipynb: no such parameter (found 'strat'); did you mean start?" in message
    assert "\n  start: int = 2019 (first year; 2000..end)" in message
    assert "\n  deflate: bool = False (in prices of the last year)" in message


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("start", "soon", "not a whole number"),
        ("start", "2010.0", "not a whole number"),
        ("start", "2_010", "not a whole number"),
        ("start", "２０１０", "not a whole number"),
        ("start", True, "not a whole number"),
        ("start", 2010.0, "not a whole number"),
        ("start", "", "not a whole number"),
        ("deflate", "yes", "neither true nor false"),
        ("deflate", 1, "neither true nor false"),
        ("series", 3, "not a text"),
        ("start", "1999", "less than 2000"),
        ("start", "2023", "more than end (2022)"),
        ("end", "2031", "more than 2030"),
        ("series", "totl", "none of: total, primary; did you mean total?"),
        ("document", "yunze-2025-plan", "did you mean yunze-2024-plan?"),
    ],
)
def test_wrong_values_are_refused(pupils: Path, name: str, value: Any, said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        check_parameters(pupils, {name: value}, pupils.parent.parent / "data")
    (problem,) = caught.value.problems
    assert said in problem.what
    assert (problem.where, problem.column) == ("pupils.ipynb", "")
    assert str(problem).startswith(f"pupils.ipynb: parameter {name}: {problem.what.split(': ', 1)[1]}")
    assert "column" not in str(problem)
    assert f"declared as {name}: " in problem.remedy


def test_a_bound_by_another_parameter_takes_its_given_value(pupils: Path) -> None:
    assert check_parameters(pupils, {"start": "2025", "end": "2026"}) == {"start": 2025, "end": 2026}
    with pytest.raises(ParameterError, match=r"more than end \(2018\)"):
        check_parameters(pupils, {"start": "2019", "end": "2018"})


def test_all_problems_come_at_once(pupils: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        check_parameters(pupils, {"start": "x", "ende": "1", "series": "all"})
    assert [problem.value for problem in caught.value.problems] == ["ende", "x", "all"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("start: int = 2000  # first = 2000", "this line of the parameters cell cannot be read"),
        ("start = today()", "the default of a parameter is not a plain value"),
        ("start: date = 2000", "unknown type"),
        ("start: int = 'x'", "the default is not a whole number"),
        ("start: int =", "the parameters cell is not Python"),
    ],
)
def test_a_cell_that_cannot_be_checked_is_refused(tmp_path: Path, cell: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        read_parameters(declared(tmp_path, cell))


def test_types_may_stand_in_comments_and_lists_are_split(tmp_path: Path) -> None:
    notebook = declared(tmp_path, "share = 1  # type: float a share [0..1]\nyears: list[int] = []  # [2000..]")
    assert check_parameters(notebook, {"share": "0.5", "years": "2001, 2002"}) == {
        "share": 0.5,
        "years": [2001, 2002],
    }
    with pytest.raises(ParameterError, match="less than 2000"):
        check_parameters(notebook, {"years": [2001, 1990]})
    with pytest.raises(ParameterError, match="not a finite number"):
        check_parameters(notebook, {"share": "nan"})
    with pytest.raises(ParameterError, match="not a list"):
        check_parameters(notebook, {"years": 5})


def test_a_bound_moved_past_what_was_not_given_is_refused(pupils: Path) -> None:
    with pytest.raises(ParameterError, match=r"parameter start: more than end \(2010\)"):
        check_parameters(pupils, {"end": "2010"})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("start: int = 2000  # first year [1990..last]", "this range ends in no number and no parameter: 'last'"),
        ('name: str = "a"  # which [a..b]', "a range limits numbers, and this is none"),
        ('name: str = "a"  # which [a]', "no range, no list of choices and no column"),
        ('name: str = "a"  # which [a | ]', "no range, no list of choices and no column"),
    ],
)
def test_a_rule_that_cannot_be_checked_is_refused(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        read_parameters(declared(tmp_path, line))


def test_help_lists_types_defaults_and_values(pupils: Path, tmp_path: Path) -> None:
    text = parameter_help(pupils)
    assert text.startswith("pupils.ipynb takes")
    assert "-p start=2019   (int)\n    first year\n    from 2000 to end\n" in text
    assert "-p series=total   (str)\n    which pupils\n    total or primary\n" in text
    assert "a value of the column doc of the table documents" in text
    assert text.endswith("-p deflate=false   (bool)\n    in prices of the last year\n    true or false")
    assert (
        parameter_help(put_notebook(tmp_path / "plain.ipynb", (("code", "1", []),)))
        == "plain.ipynb takes no parameters."
    )
