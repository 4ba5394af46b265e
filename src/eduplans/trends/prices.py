"""Constant prices: consumer prices chained to a base year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    import pandas as pd

    from eduplans.trends.series import Series


def price_index(cpi: Series, base: int) -> pd.Series:
    """Chain consumer prices from ``previous year = 100`` to ``base = 1``.

    P(t) = P(t-1) × c(t) / 100, divided by P(base), where c is the printed index.

    Parameters
    ----------
    cpi
        The index with previous year = 100.
    base
        The year whose prices are meant.

    Returns
    -------
    pandas.Series
        Price level by year, 1 in `base`; missing before (or after) a year without an index.

    Raises
    ------
    ParameterError
        If the series does not reach the base year.

    Examples
    --------
    >>> import pandas as pd
    >>> from eduplans.trends import Series
    >>> years = pd.RangeIndex(2000, 2003, name="year")
    >>> cpi = Series("cpi", "all", "index", pd.DataFrame({"value": [101.0, 110.0, 120.0]}, index=years))
    >>> price_index(cpi, 2001).round(4).tolist()
    [0.9091, 1.0, 1.2]

    Notes
    -----
    Consumer prices say what households pay. They are the usual stand-in where no price index of education is
    published; teachers' pay, the largest part of spending, moves otherwise.
    """
    if base not in cpi.values.index:
        raise ParameterError(Problem("prices do not reach the base year", column="base", value=str(base)))
    chain = cpi.values / 100
    # The first year's index compares with a year that is not shown, so the chain starts at 1 there.
    chain.iloc[0] = 1.0
    level: pd.Series = chain.cumprod(skipna=False)
    index: pd.Series = level / level[base]
    return index


def deflate(series: Series, cpi: Series, base: int) -> Series:
    """Express a series of money in the prices of one year.

    real(t) = nominal(t) / P(t), with P from `price_index`.

    Parameters
    ----------
    series
        Money at the prices of each year.
    cpi
        Consumer prices, previous year = 100, over the same years.
    base
        The year whose prices are meant.

    Returns
    -------
    Series
        The same rows with `value` in prices of `base` and the unit saying so.

    Examples
    --------
    >>> import pandas as pd
    >>> from eduplans.trends import Series
    >>> years = pd.RangeIndex(2000, 2002, name="year")
    >>> cpi = Series("cpi", "all", "index", pd.DataFrame({"value": [101.0, 110.0]}, index=years))
    >>> money = Series("edu_total", "all", "yuan", pd.DataFrame({"value": [100.0, 121.0]}, index=years))
    >>> deflate(money, cpi, 2000).values.round(6).tolist()
    [100.0, 110.0]
    """
    real = series.values / price_index(cpi, base).reindex(series.values.index)
    return replace(series, unit=f"{series.unit} of {base}", frame=series.frame.assign(value=real))
