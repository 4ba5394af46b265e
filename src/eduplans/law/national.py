"""The rules applied to the national series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.law.clauses import gdp_share, three_increases, two_non_decreases
from eduplans.law.growth import growth_of_amounts, printed_growth
from eduplans.law.model import ClauseResult, Evidence, Growth, clause
from eduplans.trends import Interval, half_unit, scope_breaks

if TYPE_CHECKING:
    import pandas as pd

#: Series that stand for what the clauses name.
_SPENDING, _PER_STUDENT, _SHARE = "gpb_edu", "gpb_edu_per_student", "edu_fiscal_gdp_share"


@dataclass(frozen=True, slots=True)
class NationalClause:
    """A clause applied to one year.

    Parameters
    ----------
    year
        The year.
    level
        ``all``; or the level of education of spending per student, which shows a part and does not decide the
        clause, since the rule averages over all students.
    result
        The clause with its verdict.
    """

    year: int
    level: str
    result: ClauseResult


def national_clauses(national: pd.DataFrame, years: tuple[int, int] | None = None) -> tuple[NationalClause, ...]:
    """Apply the rules to every year of the national series, each from the year on in which it is in force.

    Parameters
    ----------
    national
        The table of national statistics.
    years
        First and last year; by default those of the table.

    Returns
    -------
    tuple of NationalClause
        By year, clause and level. Where a series changes its scope, growth is the one that the publication prints
        on a comparable basis; where it prints none, the clause cannot be decided. The series at hand hold neither
        recurrent fiscal revenue nor teachers' pay nor operating funds per student.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"year": [2018, 2019], "series": "gpb_edu", "level_printed": "all",
    ...     "value": [100.0, 99.0], "unit": "yuan", "as_printed": ["100.0元", "99.0元"]})
    >>> [(one.year, one.result.clause, one.result.verdict) for one in national_clauses(table)][4]
    (2019, 'spending', 'fails')
    """
    first, last = years or (int(national["year"].min()) + 1, int(national["year"].max()))
    # One look-up a cell, not one a clause and year.
    cells = {
        (str(series), str(level), int(year)): str(printed)
        for series, level, year, printed in national[["series", "level_printed", "year", "as_printed"]].itertuples(
            index=False
        )
    }
    levels = sorted({level for series, level, _ in cells if series == _PER_STUDENT} - {"all"})
    found = [one for year in range(first, last + 1) for one in _year(cells, levels, year)]
    return tuple(one for one in found if one.year >= int(clause(one.result.clause)["since"]))


def _year(cells: dict[tuple[str, str, int], str], levels: list[str], year: int) -> list[NationalClause]:
    spending, each = _growth(cells, _SPENDING, "all", year), _growth(cells, _PER_STUDENT, "all", year)
    results = [
        *three_increases(appropriations=spending, per_student=each),
        *two_non_decreases(spending=spending, per_student=each),
        _share(cells, year),
    ]
    found = [NationalClause(year, "all", result) for result in results]
    for level in levels:
        growth = _growth(cells, _PER_STUDENT, level, year)
        if growth is not None:
            found.append(NationalClause(year, level, two_non_decreases(per_student=growth)[1]))
    return found


def _share(cells: dict[tuple[str, str, int], str], year: int) -> ClauseResult:
    printed = cells.get((_SHARE, "all", year))
    if printed is None:
        return gdp_share(None)
    value, half = float(printed.rstrip("%")), half_unit(printed)
    figure = Evidence(f"{_SHARE} {year}", printed, f"{_SHARE}/all/{year}")
    return gdp_share(Interval(value, value - half, value + half), (figure,))


def _growth(cells: dict[tuple[str, str, int], str], series: str, level: str, year: int) -> Growth | None:
    """Growth on the year before: from the two values, or as printed on a comparable basis across a break."""
    breaks = [row for row in scope_breaks(series, level) if row["effect"] == "drop" and int(row["year"]) == year]
    for row in breaks:
        if row["comparable_growth"]:
            name = f"{series} {year}, growth on a comparable basis"
            return printed_growth(f"{row['comparable_growth']}%", name, f"{series}/{level}/{year}")
    if not {(series, level, year), (series, level, year - 1)} <= set(cells):
        return None
    before, now = (
        Evidence(f"{series} {when}", cells[series, level, when], f"{series}/{level}/{when}")
        for when in (year - 1, year)
    )
    return growth_of_amounts(before, now, same_scope=not breaks, reason="; ".join(row["reason"] for row in breaks))
