"""The indicator panel: which figures it takes, and each fact of a document once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.copies import of_copies
from eduplans.indicators import OTHER
from eduplans.tables import PROCESSED

if TYPE_CHECKING:
    import pandas as pd


def usable(figures: pd.DataFrame) -> pd.Series[bool]:
    """Tell which figures the panel can take: with a named indicator, neither flagged nor denied.

    Parameters
    ----------
    figures
        The processed figures.

    Returns
    -------
    pandas.Series
        One boolean a row.
    """
    return (figures["indicator"] != OTHER) & figures["flag"].isna() & ~figures["negated"].astype(bool)


def indicator_panel(figures: pd.DataFrame) -> pd.DataFrame:
    """Take the usable figures, each fact of a document once, in units that compare.

    Parameters
    ----------
    figures
        The processed figures.

    Returns
    -------
    pandas.DataFrame
        The processed table `panel`.
    """
    taken = figures[usable(figures) & ~of_copies(figures)]  # also where the figure that a copy repeats is flagged
    # The first printing can be flagged where a later one is not: the first that is left stands for the fact.
    fact = taken["repeats"].fillna(taken["figure_id"])
    panel = taken[~fact.duplicated()].copy()
    panel["printed"] = fact[panel.index].map(fact.value_counts()).astype("Int64")
    for row in codebook.read("unit_conversions"):
        mask = panel["unit"] == row["unit"]
        panel.loc[mask, ["value", "value_max"]] *= float(row["factor"])
        panel.loc[mask, "unit"] = row["into"]
    return panel[PROCESSED["panel"].names]
