"""The elasticity under every concept, price and window: one table and one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from eduplans.chapters.funding.data import CONCEPTS, concept_name
from eduplans.chapters.funding.estimates import fitted
from eduplans.codebook import read
from eduplans.display import number
from eduplans.plots.style import COLOURS, GREY, WIDTH, canvas, house_style, thousands
from eduplans.trends import (
    Elasticity,
    decompose,
    deflate,
    diagnose,
    scope_breaks,
    with_other_value,
    without_year,
)
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from eduplans.chapters.funding.data import Funding
    from eduplans.trends import Decomposition, Series

#: A choice of years: the year with the largest leverage is left out.
_HEAVIEST = "without the most influential year"
#: A window holds at least so many plan periods: shorter ones have too few differences for a line.
SMALLEST_WINDOW = 3


@dataclass(frozen=True, slots=True)
class Specification:
    """One way to estimate, and what it gives.

    Parameters
    ----------
    concept
        Code of the concept of money.
    value
        Empty; or which value of a year printed with two is taken.
    prices
        ``current`` or ``constant``.
    first, last
        Years of the window.
    estimate
        With HC3 errors; None where too few differences are usable.
    without
        The year that is left out because it pulls most at the line (largest leverage); None where none is.
    """

    concept: str
    value: str
    prices: str
    first: int
    last: int
    estimate: Elasticity | None
    without: int | None = None

    @property
    def series(self) -> str:
        """Name of the concept, with the value taken where there are two."""
        return concept_name(self.concept) + (f", {self.value}" if self.value else "")

    @property
    def window(self) -> str:
        """The years in words."""
        return f"{self.first}–{self.last}"


def windows(first: int, last: int) -> tuple[tuple[int, int], ...]:
    """List windows of years: runs of plan periods, cut to the years at hand, the widest first.

    Parameters
    ----------
    first, last
        Years at hand.

    Returns
    -------
    tuple of (int, int)

    Examples
    --------
    >>> windows(2000, 2024)[:3]
    ((2000, 2024), (2000, 2020), (2005, 2024))
    """
    periods = [(int(row["first"]), int(row["last"])) for row in read("plan_periods")]
    inside = [(max(a, first), min(b, last)) for a, b in periods if a < last and b > first]
    runs = [
        (inside[i][0], inside[i + size - 1][1])
        for size in range(len(inside), SMALLEST_WINDOW - 1, -1)
        for i in range(len(inside) - size + 1)
    ]
    return tuple(runs) or ((first, last),)


def specifications(data: Funding) -> tuple[Specification, ...]:
    """Estimate the elasticity under every concept, value, price and window, with and without the heaviest year.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    tuple of Specification
        A window with the same usable years as a wider one is the same estimate and stands only once.
    """
    years = data.cpi.frame.index
    found = []
    for concept in CONCEPTS:
        for value, nominal in _values(concept, data.nominal[concept]).items():
            for prices, series in (("current", nominal), ("constant", deflate(nominal, data.cpi, data.base))):
                growth = decompose(series, data.heads.total)
                parts = [(a, b, _cut(growth, a, b), None) for a, b in windows(int(years[0]), int(years[-1]))]
                seen: list[list[int]] = []
                for a, b, part, without in [*parts, *(_without(*one) for one in parts)]:
                    used = list(part.usable.index)
                    if used not in seen:
                        found.append(Specification(concept, value, prices, a, b, fitted(part, "HC3"), without))
                    seen.append(used)
    return tuple(found)


def _without(a: int, b: int, part: Decomposition, _: int | None) -> tuple[int, int, Decomposition, int | None]:
    """Leave out the year that pulls most, where enough are left for a line."""
    if len(part.usable) <= SMALLEST_SAMPLE:
        return a, b, part, None
    year = diagnose(part).year
    return a, b, without_year(part, year), year


def _values(concept: str, series: Series) -> dict[str, Series]:
    """Give the series with each of the values of a year that is printed with two."""
    years = [int(row["year"]) for row in scope_breaks(concept) if row["effect"] == "show both"]
    there = [year for year in years if year in series.frame.index]
    return {"": series} | {f"{year} as announced": with_other_value(series, year) for year in there}


def _cut(growth: Decomposition, first: int, last: int) -> Decomposition:
    return type(growth)(growth.series, growth.frame.loc[first + 1 : last])


def grid_table(found: tuple[Specification, ...]) -> pd.DataFrame:
    """Lay slopes with their intervals out: a row a concept and price, a column a window.

    Parameters
    ----------
    found
        Result of `specifications`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows: dict[tuple[str, str, bool], dict[str, object]] = {}
    for one in sorted(found, key=lambda one: one.without is not None):
        years = "all" if one.without is None else _HEAVIEST
        row = rows.setdefault(
            (one.series, one.prices, one.without is None), {"concept": one.series, "prices": one.prices, "years": years}
        )
        row[one.window] = _cell(one)
    return pd.DataFrame(list(rows.values()))


def _cell(one: Specification) -> str | None:
    estimate = one.estimate
    if estimate is None:
        return None
    ends = f"{number(estimate.low, 1, sign=True)} to {number(estimate.high, 1, sign=True)}"
    left_out = "" if one.without is None else f" without {one.without}"
    return f"{number(estimate.slope, 1, sign=True)} ({ends}; {estimate.n}{left_out})"


def grid_sentence(found: tuple[Specification, ...]) -> str:
    """Say how the slope spreads over all specifications, and what their intervals hold.

    Parameters
    ----------
    found
        Result of `specifications`.

    Returns
    -------
    str
    """
    fits = [one.estimate for one in found if one.estimate is not None]
    if not fits:
        return "No specification has enough usable differences."
    slopes = pd.Series([fit.slope for fit in fits])
    lower, upper = (float(slopes.quantile(share)) for share in (0.25, 0.75))
    lacking = len(found) - len(fits)
    said = f"{len(fits)} specifications" + (f" ({lacking} more have too few differences)" if lacking else "")
    return (
        f"The slopes of {said} run from "
        f"{number(slopes.min(), 1, sign=True)} to {number(slopes.max(), 1, sign=True)}, half of them between "
        f"{number(lower, 1, sign=True)} and {number(upper, 1, sign=True)}; {int((slopes < 0).sum())} are below 0. "
        f"{_held(found)}{_signs(found)}The specifications share most of their years, so they are no independent "
        "witnesses."
    )


def _held(found: tuple[Specification, ...]) -> str:
    """Count what intervals hold, with all years and without the one that pulls most."""
    whole, part = (
        [one.estimate for one in found if one.estimate is not None and (one.without is None) is all_years]
        for all_years in (True, False)
    )
    said = f"With all years {_counted(whole)}. " if whole else ""
    if part:
        years = ", ".join(map(str, sorted({one.without for one in found if one.without is not None})))
        said += f"Without the year that pulls most ({years}) {_counted(part)}. "
    return said


def _counted(fits: list[Elasticity]) -> str:
    zero, one = (sum(fit.low <= value <= fit.high for fit in fits) for value in (0, 1))
    above, below = sum(fit.low > 0 for fit in fits), sum(fit.high < 0 for fit in fits)
    negative = sum(fit.slope < 0 for fit in fits)
    return (
        f"{zero} of {len(fits)} intervals hold 0, {below} lie below it and {above} above it; {one} hold 1, and "
        f"{negative} slopes are below 0"
    )


def _signs(found: tuple[Specification, ...]) -> str:
    """Name the windows in which every slope with all years has the same sign, where windows differ in it."""
    signs: dict[str, set[bool]] = {}
    for one in found:
        if one.estimate is not None and one.without is None:
            signs.setdefault(one.window, set()).add(one.estimate.slope > 0)
    up = [window for window, sign in signs.items() if sign == {True}]
    down = [window for window, sign in signs.items() if sign == {False}]
    if not up or not down:
        return ""
    return (
        f"With all years every slope is above 0 in {', '.join(up)}, and every one below 0 in {', '.join(down)}: the "
        "sign hangs on the window. "
    )


def curve(found: tuple[Specification, ...], chosen: Specification | None = None) -> Figure:
    """Draw the slopes in order with their intervals, and under each which choices made it.

    Parameters
    ----------
    found
        Result of `specifications`.
    chosen
        The specification of the chapter, marked.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    fits = sorted((one for one in found if one.estimate), key=lambda one: (one.estimate.slope, one.series, one.window))  # type: ignore[union-attr]
    rows = _choices(fits)
    if not fits:
        return _nothing()
    with house_style():
        figure = Figure(figsize=(WIDTH, 3.2 + 0.22 * len(rows)), layout="constrained")
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[2.6, 0.2 * len(rows)])
        _slopes(upper, fits, chosen)
        for place, (_, members) in enumerate(rows):
            lower.plot(members, [place] * len(members), "|", color=COLOURS[0], ms=7, mew=1.3)
        lower.set_yticks(range(len(rows)), [name for name, _ in rows], fontsize=8.5)
        lower.set_ylim(len(rows) - 0.4, -0.6)
        lower.set_xticks([])
        lower.set_xlabel("specifications, by slope")
    return figure


def _nothing() -> Figure:
    """Draw a picture that says that there is nothing to draw."""
    with house_style():
        figure, axes = canvas("Elasticity under every choice", "", height=1.6)
        axes.set_axis_off()
        axes.text(0.0, 0.5, "too few usable differences", transform=axes.transAxes)
    return figure


def _slopes(axes: Axes, fits: list[Specification], chosen: Specification | None) -> None:
    axes.set_title("Elasticity under every choice", pad=8)
    axes.set_ylabel("elasticity")
    for place, one in enumerate(fits):
        fit = one.estimate
        if fit is None:
            continue
        inside = fit.low <= 0 <= fit.high
        axes.plot([place, place], [fit.low, fit.high], "-", color=GREY, lw=0.8, zorder=1)
        axes.plot(place, fit.slope, "o", ms=3.5, zorder=2, color=COLOURS[0], mfc="white" if inside else COLOURS[0])
        if one == chosen:
            axes.plot(place, fit.slope, "D", ms=7, color=COLOURS[1], zorder=3, label="this chapter's line")
    for value in (0, 1):
        axes.axhline(value, color="black", lw=0.8, ls="-" if value == 0 else "--", zorder=1)
    held = [one.estimate.low <= 0 <= one.estimate.high for one in fits if one.estimate]
    if any(held):
        axes.plot([], [], "o", mfc="white", mec=COLOURS[0], ms=4, label="interval holds 0")
    if not all(held):
        axes.plot([], [], "o", color=COLOURS[0], ms=4, label="interval leaves out 0")
    axes.legend(fontsize=8.5, loc="upper left")
    thousands(axes)


def _choices(fits: list[Specification]) -> list[tuple[str, list[int]]]:
    """List what each choice is, and the places of the specifications made with it."""
    short = {"edu_total": "total", "edu_fiscal": "government", "gpb_edu": "budget", "gpb_edu_mof": "finance outlay"}
    rows: dict[str, list[int]] = {}
    for label in (
        *(short[name] for name in CONCEPTS),
        "year with two values: as announced",
        "current prices",
        "constant prices",
        _HEAVIEST,
        *dict.fromkeys(one.window for one in sorted(fits, key=lambda one: (one.first - one.last, one.first))),
    ):
        rows[label] = []
    for place, one in enumerate(fits):
        rows[short[one.concept]].append(place)
        rows[f"{one.prices} prices"].append(place)
        rows[one.window].append(place)
        if one.without is not None:
            rows[_HEAVIEST].append(place)
        if one.value:
            rows["year with two values: as announced"].append(place)
    return [(name, members) for name, members in rows.items() if members]


def chosen_one(found: tuple[Specification, ...], data: Funding) -> Specification | None:
    """Find the specification of the chapter among all.

    Parameters
    ----------
    found
        Result of `specifications`.
    data
        What `gather` took out of the statistics.

    Returns
    -------
    Specification | None
    """
    years = data.cpi.frame.index
    wanted = (data.concept, "", "constant" if data.deflated else "current", int(years[0]), int(years[-1]), None)
    return next(
        (one for one in found if (one.concept, one.value, one.prices, one.first, one.last, one.without) == wanted), None
    )
