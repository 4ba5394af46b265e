"""What the chapter on funding and enrolment works with, and the names of its series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.codebook import read, read_map
from eduplans.errors import Problem, UnknownNameError
from eduplans.trends import (
    Decomposition,
    Pupils,
    Series,
    decompose,
    deflate,
    national_series,
    price_index,
    pupils,
    with_comparable_growth,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


#: Concepts of spending that can be chosen, widest first.
CONCEPTS = ("edu_total", "edu_fiscal", "gpb_edu", "gpb_edu_mof")


#: Series behind this chapter, as the statistics name them.
KNOWN_SERIES = (*CONCEPTS, "cpi", "enrolment")


#: Concepts that count what education receives; the others count what the budget spends.
_RECEIVED = ("edu_total", "edu_fiscal")


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
    def noun(self) -> str:
        """What the concept is in a word: funds that education received, or spending of the budget."""
        return noun(self.concept)

    @property
    def filled(self) -> Decomposition:
        """The same with growth printed on a comparable basis in the place of dropped differences."""
        return with_comparable_growth(self.growth, price_index(self.cpi, self.base) if self.deflated else None)

    @property
    def series(self) -> tuple[str, ...]:
        """Names of the national series that growth of the chosen concept rests on."""
        return (self.concept, "enrolment", *(["cpi"] if self.deflated else []))

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

    Parameters
    ----------
    code
        Its code.

    Returns
    -------
    str

    Examples
    --------
    >>> concept_name("edu_total")
    'Total funds of education 教育经费总投入'
    """
    return f"{read_map('indicators', 'code', 'name_en')[code]} {read_map('indicators', 'code', 'name_zh')[code]}"


def noun(concept: str) -> str:
    """Say in a word what a concept counts.

    Parameters
    ----------
    concept
        One of `CONCEPTS`.

    Returns
    -------
    str

    Examples
    --------
    >>> noun("edu_fiscal"), noun("gpb_edu")
    ('funds', 'spending')
    """
    return "funds" if concept in _RECEIVED else "spending"


def definitions() -> str:
    """Say what each concept counts, as the codebook defines it.

    Returns
    -------
    str
        One sentence a concept, Markdown.

    Examples
    --------
    >>> definitions().startswith("- **Total funds of education 教育经费总投入**: funds")
    True
    """
    texts = read_map("indicators", "code", "definition")
    return "\n".join(f"- **{concept_name(code)}**: {texts[code][:1].lower()}{texts[code][1:]}." for code in CONCEPTS)


def level_name(code: object) -> str:
    """English and Chinese name of a level.

    Parameters
    ----------
    code
        Its code.

    Returns
    -------
    str

    Examples
    --------
    >>> level_name("primary")
    'Primary 小学'
    """
    names = {row["level"]: f"{row['name_en']} {row['name_zh']}" for row in read("pupil_levels")}
    names |= {"all": "All levels 各级", "higher_postgraduate": "Postgraduates 研究生"}
    return names.get(str(code), str(code))


def spread(low: str, high: str) -> str:
    """Write what rounding leaves, from the two ends as they are shown.

    Parameters
    ----------
    low, high
        The ends, written.

    Returns
    -------
    str

    Examples
    --------
    >>> spread("4.105 %", "4.115 %"), spread("6.928 %", "6.928 %")
    ('4.105 % to 4.115 %', 'no rounding left')
    """
    return "no rounding left" if low == high else f"{low} to {high}"


def year_ranges(years: pd.Index) -> str:
    """Write years in short.

    Parameters
    ----------
    years
        The years, in order.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
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
