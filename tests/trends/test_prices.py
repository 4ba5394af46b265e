from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans.errors import ParameterError
from eduplans.trends import deflate, national_series, price_index

if TYPE_CHECKING:
    from collections.abc import Callable


def cpi(invented: Callable[..., pd.DataFrame], values: list[float | None]) -> pd.DataFrame:
    rows = [{"year": 2000 + place, "series": "cpi", "value": value} for place, value in enumerate(values)]
    return invented(rows)


def test_chain_by_hand(invented: Callable[..., pd.DataFrame]) -> None:
    series = national_series(cpi(invented, [150.0, 102.0, 99.0, 110.0]), "cpi")
    # The first index compares with a year outside the series and does not enter.
    level = [1.0, 1.02, 1.02 * 0.99, 1.02 * 0.99 * 1.1]
    for place, base in enumerate(range(2000, 2004)):
        assert price_index(series, base).tolist() == pytest.approx([one / level[place] for one in level])


def test_a_gap_in_prices_is_not_bridged(invented: Callable[..., pd.DataFrame]) -> None:
    series = national_series(cpi(invented, [100.0, 102.0, None, 110.0]), "cpi")
    assert price_index(series, 2000).isna().tolist() == [False, False, True, True]


def test_a_base_outside_is_refused(invented: Callable[..., pd.DataFrame]) -> None:
    series = national_series(cpi(invented, [100.0, 102.0]), "cpi")
    with pytest.raises(ParameterError, match="1999"):
        price_index(series, 1999)


def test_real_equals_nominal_in_the_base_year_alone(national: pd.DataFrame) -> None:
    prices = national_series(national, "cpi")
    nominal = national_series(national, "edu_total")
    real = deflate(nominal, prices, 2010)
    same = [year for year in nominal.values.index if real.values[year] == nominal.values[year]]
    assert same == [2010]
    assert real.values[2000] > nominal.values[2000]
    assert real.values[2020] < nominal.values[2020]
    assert real.unit == "yuan of 2010"


def test_real_growth_does_not_depend_on_the_base(national: pd.DataFrame) -> None:
    prices, nominal = national_series(national, "cpi"), national_series(national, "edu_total")
    early, late = (deflate(nominal, prices, base).values.pct_change() for base in (2000, 2024))
    pd.testing.assert_series_equal(early, late)


def test_damaging_one_price_changes_the_years_after_it(national: pd.DataFrame) -> None:
    nominal = national_series(national, "edu_total")
    damaged = national.copy()
    damaged.loc[(damaged["series"] == "cpi") & (damaged["year"] == 2008), "value"] += 1
    before = deflate(nominal, national_series(national, "cpi"), 2000).values
    after = deflate(nominal, national_series(damaged, "cpi"), 2000).values
    assert (before != after).tolist() == [year >= 2008 for year in before.index]
