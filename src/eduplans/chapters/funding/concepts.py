"""Total, government and budget money side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import concept_name
from eduplans.display import marked, number, percent
from eduplans.plots import Line, lines
from eduplans.trends import scope_breaks

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eduplans.chapters.funding.data import Funding

#: The three concepts that hold each other, widest first, and a short name for the heads of a table.
SIDE_BY_SIDE = {"edu_total": "total 总投入", "edu_fiscal": "government 财政性", "gpb_edu": "budget 一般公共预算"}


def side_table(data: Funding) -> pd.DataFrame:
    """Lay the three concepts out by year in 亿元, nominal and real, with the share of each in the wider one.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    columns: dict[str, object] = {"year": data.cpi.frame.index}
    for name, short in SIDE_BY_SIDE.items():
        series = data.nominal[name]
        columns[f"{short}, current"] = marked(series.values / 1e8, series.frame["copy"], 0)
    for name, short in SIDE_BY_SIDE.items():
        columns[f"{short}, prices of {data.base}"] = [number(value / 1e8, 0) for value in data.real[name].values]
    total, fiscal, budget = (data.nominal[name].values for name in SIDE_BY_SIDE)
    columns["government in total"] = [percent(100 * value) for value in fiscal / total]
    columns["budget in government"] = [percent(100 * value) for value in budget / fiscal]
    return pd.DataFrame(columns)


def side_picture(data: Funding) -> Figure:
    """Draw the three concepts at constant prices; points of a concept whose scope changes are not joined.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    whole = [name for name in SIDE_BY_SIDE if not _broken(name)]
    return lines(
        [Line(concept_name(name), data.real[name].values / 1e8, data.nominal[name].frame["copy"]) for name in whole],
        title=f"Three concepts of money for education, prices of {data.base}",
        ylabel="亿元 (100 million yuan)",
        extra=[
            Line(f"{concept_name(name)}, scope changes", data.real[name].values / 1e8, place=len(whole))
            for name in SIDE_BY_SIDE
            if _broken(name)
        ],
        hollow_label="hollow: copy only 仅见于转载",
    )


def _broken(name: str) -> bool:
    return any(row["effect"] == "drop" for row in scope_breaks(name))


def side_sentence(data: Funding) -> str:
    """Say how the share of government in all money moved between the first and the last year with both.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
    """
    share = (100 * data.nominal["edu_fiscal"].values / data.nominal["edu_total"].values).dropna()
    if len(share) < 2:
        return "The share of government in all money is not known for two years."
    first, last, top = int(share.index[0]), int(share.index[-1]), int(share.index[int(share.to_numpy().argmax())])
    return (
        f"Government paid {percent(share[first])} of all money for education in {first} and {percent(share[last])} in "
        f"{last}; its share was largest in {top}, with {percent(share[top])}. What is left of the total is fees, "
        "private founders, donations and the like."
    )
