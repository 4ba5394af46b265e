"""Chapter on funding and enrolment: what the notebook ``funding-and-enrolment`` shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.codebook import read, read_map
from eduplans.display import amount, log_points, marked, number, percent
from eduplans.errors import Problem, UnknownNameError
from eduplans.trends import (
    Decomposition,
    Elasticity,
    Pupils,
    Series,
    by_period,
    decompose,
    deflate,
    elasticity,
    national_series,
    pupils,
    scope_breaks,
    with_other_value,
)
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.trends.elasticity import Covariance

#: Concepts of spending that can be chosen, widest first.
CONCEPTS = ("edu_total", "edu_fiscal", "gpb_edu", "gpb_edu_mof")
SOURCE = "data/processed/national.csv; each value with its publication there"


@dataclass(frozen=True, slots=True)
class Funding:
    """What the chapter works with.

    Parameters
    ----------
    concept
        The chosen concept of spending.
    base
        The year whose prices are meant by real spending.
    nominal, real
        Spending of every concept by its name, at current prices and at those of `base`.
    cpi
        Consumer prices, previous year = 100.
    heads
        Pupils.
    deflated
        Whether growth of the chosen concept is told in real terms.
    """

    concept: str
    base: int
    nominal: Mapping[str, Series]
    real: Mapping[str, Series]
    cpi: Series
    heads: Pupils
    deflated: bool

    @property
    def spending(self) -> Series:
        """The chosen concept in the chosen prices."""
        return (self.real if self.deflated else self.nominal)[self.concept]

    @property
    def growth(self) -> Decomposition:
        """Log growth accounting of the chosen concept."""
        return decompose(self.spending, self.heads.total)

    @property
    def name(self) -> str:
        """English and Chinese name of the chosen concept."""
        return concept_name(self.concept)

    @property
    def prices(self) -> str:
        """The prices in words."""
        return f"prices of {self.base}" if self.deflated else "current prices"


def gather(national: pd.DataFrame, *, start: int, end: int, concept: str, deflated: bool) -> Funding:
    """Take what the chapter needs out of the national statistics.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    start, end
        First and last year.
    concept
        One of `CONCEPTS`.
    deflated
        Whether growth is told at constant prices.

    Returns
    -------
    Funding

    Raises
    ------
    UnknownNameError
        If there is no such concept.
    """
    if concept not in CONCEPTS:
        raise UnknownNameError(
            Problem(
                "no such concept of spending",
                column="funding",
                value=concept,
                remedy="take one of " + ", ".join(CONCEPTS),
            )
        )
    nominal = {name: national_series(national, name, start=start, end=end) for name in CONCEPTS}
    cpi = national_series(national, "cpi", start=start, end=end)
    base = max(int(year) for year in cpi.frame.index[cpi.values.notna()])
    real = {name: deflate(series, cpi, base) for name, series in nominal.items()}
    return Funding(concept, base, nominal, real, cpi, pupils(national, start=start, end=end), deflated)


def concept_name(code: str) -> str:
    """English and Chinese name of an indicator.

    Examples
    --------
    >>> concept_name("edu_total")
    'Total funds of education 教育经费总投入'
    """
    return f"{read_map('indicators', 'code', 'name_en')[code]} {read_map('indicators', 'code', 'name_zh')[code]}"


def level_name(code: object) -> str:
    """English and Chinese name of a level.

    Examples
    --------
    >>> level_name("primary")
    'Primary 小学'
    """
    names = {row["level"]: f"{row['name_en']} {row['name_zh']}" for row in read("pupil_levels")}
    return names.get(str(code), "All levels 各级" if code == "all" else str(code))


def known(data: Funding) -> pd.DataFrame:
    """Lay out how each series is known: values found, seen only in copies, and years not found."""
    rows = [_known(concept_name(name), series.values, series.frame["copy"]) for name, series in data.nominal.items()]
    rows.append(_known(concept_name("cpi"), data.cpi.values, data.cpi.frame["copy"]))
    rows += [
        _known("Pupils 在校生: " + level_name(level), data.heads.frame[level], data.heads.copies[level])
        for level in data.heads.frame
    ]
    return pd.DataFrame(rows)


def _known(name: str, values: pd.Series, copies: pd.Series) -> dict[str, object]:
    found = values.notna()
    return {
        "series": name,
        "years found": int(found.sum()),
        "of them seen only in copies": int((copies & found).sum()),
        "years not found": year_ranges(values.index[~found]) or "none",
    }


def year_ranges(years: pd.Index) -> str:
    """Write years in short.

    Examples
    --------
    >>> year_ranges(pd.Index([2000, 2001, 2002, 2023]))
    '2000–2002, 2023'
    """
    spans: list[list[int]] = []
    for year in (int(year) for year in years):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def pupil_table(data: Funding) -> pd.DataFrame:
    """Lay pupils out by year and level in 万人, with the sum and what rounding leaves open."""
    heads = data.heads
    columns = {level_name(level): marked(heads.frame[level] / 1e4, heads.copies[level]) for level in heads.frame}
    return pd.DataFrame(
        {
            "year": heads.frame.index,
            **columns,
            "sum 合计": [number(value / 1e4) for value in heads.total],
            "± rounding": [number(value / 1e4, 2 if value < 1e5 else 0) for value in heads.half],
        }
    )


def money_table(data: Funding) -> pd.DataFrame:
    """Lay the chosen concept out by year in 亿元, nominal and real, with prices and spending per pupil."""
    nominal, real = data.nominal[data.concept], data.real[data.concept]
    per_head = nominal.values / data.heads.total
    real_per_head = real.values / data.heads.total
    return pd.DataFrame(
        {
            "year": nominal.frame.index,
            "亿元, current prices": marked(nominal.values / 1e8, nominal.frame["copy"]),
            "other printed value": nominal.frame["other_values"].tolist(),
            "prices, previous year = 100": marked(data.cpi.values, data.cpi.frame["copy"]),
            f"亿元, prices of {data.base}": [number(value / 1e8) for value in real.values],
            "元 per pupil, current": [number(value, 0) for value in per_head],
            f"元 per pupil, prices of {data.base}": [number(value, 0) for value in real_per_head],
        }
    )


def growth_table(data: Funding) -> pd.DataFrame:
    """Lay the growth accounting out by year in log points, with what is dropped and why."""
    frame = data.growth.frame
    return pd.DataFrame(
        {
            "year": frame.index,
            "spending": [log_points(value) for value in frame["spending"]],
            "= pupils": [log_points(value, 2) for value in frame["pupils"]],
            "+ per pupil": [log_points(value) for value in frame["per_pupil"]],
            "state": frame["state"].map(_STATES).tolist(),
            "why": frame["reason"].tolist(),
            "growth printed on a comparable basis": [
                "" if pd.isna(value) else percent(value, 2) for value in frame["comparable_growth"]
            ],
        }
    )


_STATES = {"usable": "used", "two values": "used; two values", "break": "dropped", "missing": "not found"}


def period_table(data: Funding) -> pd.DataFrame:
    """Lay the growth accounting out by plan period, nominal and real, in log points a year."""
    parts = []
    for prices, series in (("current", data.nominal), (f"of {data.base}", data.real)):
        table = by_period(decompose(series[data.concept], data.heads.total))
        parts.append(
            pd.DataFrame(
                {
                    "plan period": [
                        f"{en} plan {zh}" for en, zh in zip(table["period"], table["period_zh"], strict=True)
                    ],
                    "years": [f"{first}–{last}" for first, last in zip(table["first"], table["last"], strict=True)],
                    "prices": prices,
                    "used differences": [f"{n} of {m}" for n, m in zip(table["used"], table["years"], strict=True)],
                    "spending": [log_points(value) for value in table["mean_spending"]],
                    "= pupils": [log_points(value, 2) for value in table["mean_pupils"]],
                    "+ per pupil": [log_points(value) for value in table["mean_per_pupil"]],
                    "sum of spending": [log_points(value) for value in table["spending"]],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def both_values(data: Funding) -> pd.DataFrame:
    """Lay out the years around one that is printed with two values, under either value, for every concept."""
    rows = []
    for name, series in data.nominal.items():
        for row in scope_breaks(name):
            if row["effect"] == "show both" and int(row["year"]) in series.frame.index:
                rows += _both(name, series, int(row["year"]), data)
    return pd.DataFrame(rows)


def _both(name: str, series: Series, year: int, data: Funding) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for label, variant in (("later table", series), ("announcements of the time", with_other_value(series, year))):
        nominal, real = (
            decompose(one, data.heads.total).frame for one in (variant, deflate(variant, data.cpi, data.base))
        )
        near = [when for when in (year, year + 1) if when in nominal.index]
        rows.append(
            {
                "concept": concept_name(name),
                f"value of {year} from": label,
                "亿元": number(variant.values[year] / 1e8, 2),
                **{f"{when - 1}–{when}": log_points(nominal["spending"][when]) for when in near},
                **{f"{when - 1}–{when} real": log_points(real["spending"][when]) for when in near},
                **{f"per pupil {when - 1}–{when} real": log_points(real["per_pupil"][when]) for when in near},
            }
        )
    return rows


@dataclass(frozen=True, slots=True)
class Choice:
    """An estimate with the choices behind it; no estimate where too few differences are usable."""

    concept: str
    prices: str
    variant: str
    covariance: str
    estimate: Elasticity | None


def estimate(data: Funding, covariance: Covariance = "HC3") -> Elasticity | None:
    """Estimate the elasticity of the chosen concept; None where too few differences are usable."""
    return _estimate(data.growth, covariance)


def _estimate(growth: Decomposition, covariance: Covariance) -> Elasticity | None:
    return elasticity(growth, covariance) if len(growth.usable) >= SMALLEST_SAMPLE else None


def choices(data: Funding) -> tuple[Choice, ...]:
    """Estimate under every concept, price, value of a year with two values, and kind of standard error."""
    found = []
    for name in CONCEPTS:
        years = [int(row["year"]) for row in scope_breaks(name) if row["effect"] == "show both"]
        variants = {"later table" if years else "": data.nominal[name]}
        for year in years:
            variants[f"announced {year}"] = with_other_value(data.nominal[name], year)
        for label, nominal in variants.items():
            for prices, series in (("current", nominal), (f"of {data.base}", deflate(nominal, data.cpi, data.base))):
                growth = decompose(series, data.heads.total)
                kinds: tuple[Covariance, ...] = ("HC3", "HAC")
                found += [Choice(name, prices, label, kind, _estimate(growth, kind)) for kind in kinds]
    return tuple(found)


def choice_table(found: tuple[Choice, ...]) -> pd.DataFrame:
    """Lay estimates out, one row a choice."""
    return pd.DataFrame([_choice(one) for one in found])


def _choice(one: Choice) -> dict[str, object]:
    result = one.estimate
    return {
        "concept": concept_name(one.concept),
        "prices": one.prices,
        "value of the year with two": one.variant,
        "standard errors": one.covariance,
        "differences": result.n if result else 0,
        "elasticity": number(result.slope, 2, sign=True) if result else None,
        "standard error": number(result.error, 2) if result else None,
        "95 % interval": interval(result.low, result.high) if result else None,
    }


def interval(low: float, high: float, decimals: int = 1) -> str:
    """Write an interval with signs.

    Examples
    --------
    >>> interval(-4.83, 1.66)
    '−4.8 to +1.7'
    """
    return f"{number(low, decimals, sign=True)} to {number(high, decimals, sign=True)}"


def money(value: float) -> str:
    """Format yuan in 亿元."""
    return amount(value, "亿元", 0)
