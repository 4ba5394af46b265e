"""The picture of the chapter on the audit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.audit.data import ids
from eduplans.plots.style import COLOURS, GREY, canvas, house_style, legend_below, wrap

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from matplotlib.figure import Figure

    from eduplans.chapters.audit.data import Audited

    Row = Mapping[Hashable, object]

__all__ = ["closeness", "equalities", "equality_ids"]

#: Families in which a printed number should equal what others give.
_EQUAL = ("total_parts", "share", "before_after", "complement", "per_head", "growth_per_head")
#: Colour and marker of each verdict.
_LOOK = {"consistent": (COLOURS[0], "o"), "cannot tell": (COLOURS[5], "s"), "inconsistent": (COLOURS[1], "X")}
_READING = re.compile(r"= ([\d,.]+)(?: [^\[;]*)?(?:\[|$)")
_LONGEST = 22


def equalities(data: Audited) -> pd.DataFrame:
    """Take the relations in which a printed number should equal a computed one, and what they computed.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    pandas.DataFrame
        `label`, `verdict`, `value`, `low`, `high` of the computed number and `open` (half the printed interval), all
        in percent of the printed number, and `others`: what other readings give.
    """
    rows = _rows(data)
    names = data.figures.set_index("figure_id")["measure"]
    made = [_percent(row, names) for row in rows.to_dict("records")]
    return pd.DataFrame(made, columns=["label", "verdict", "value", "low", "high", "open", "others"])


def equality_ids(data: Audited) -> list[str]:
    """List the figures behind the picture."""
    return ids(_rows(data))


def _rows(data: Audited) -> pd.DataFrame:
    rows = data.own[data.own["relation"].isin(_EQUAL) | _differs(data.own)]
    return rows[rows["printed_low"].notna() & rows["printed_high"].notna() & rows["computed"].notna()]


def _differs(rows: pd.DataFrame) -> pd.Series[bool]:
    """Tell what is printed twice with values that rounding does not bring together."""
    apart = (rows["computed"] < rows["printed_low"]) | (rows["computed"] > rows["printed_high"])
    return (rows["relation"] == "same_measure") & apart


def _percent(row: Row, names: pd.Series[str]) -> tuple[object, ...]:
    first = str(row["figure_ids"]).split()[0]
    printed = (float(str(row["printed_low"])) + float(str(row["printed_high"]))) / 2
    low, high = (float(str(row[name])) if not pd.isna(row[name]) else float(str(row["computed"]))  # type: ignore[call-overload]
                 for name in ("low", "high"))  # fmt: skip
    label = f"{str(row['as_printed']).split(';')[0]} {str(names.get(first, ''))[:_LONGEST]}"
    numbers = [100 * float(str(row["computed"])) / printed, 100 * low / printed, 100 * high / printed]
    half = 50 * (float(str(row["printed_high"])) - float(str(row["printed_low"]))) / printed
    return (label, row["verdict"], *numbers, half, _others(row, printed))


def _others(row: Row, printed: float) -> list[float]:
    """Read what other readings of a sum give; readings of money are told in another scale and left out."""
    if row["relation"] != "total_parts" or not isinstance(row["readings"], str):
        return []
    found = [_READING.search(reading) for reading in row["readings"].split("; ")]
    return [100 * float(match[1].replace(",", "")) / printed for match in found[1:] if match]


def closeness(data: Audited) -> Figure:
    """Draw what was computed in percent of what is printed, with the interval of rounding.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`; one row a relation.
    """
    points = equalities(data)
    with house_style():
        figure, axes = canvas("Computed against printed numbers", "", height=1.7 + 0.42 * len(points))
        axes.axvline(100, color=GREY, lw=1)
        for verdict, (colour, marker) in _LOOK.items():
            chosen = points[points["verdict"] == verdict]
            if len(chosen):
                spread = _arms(chosen)
                axes.errorbar(chosen["value"], list(chosen.index), xerr=spread, ls="", marker=marker, ms=7,
                              color=colour, capsize=3, label=verdict)  # fmt: skip
        if len(points):
            axes.barh(list(points.index), 2 * points["open"], left=100 - points["open"], height=0.62,
                      color="#c4c4c4", edgecolor="black", lw=1.1, zorder=0,
                      label="what the printed number leaves open")  # fmt: skip
        else:
            axes.text(0.5, 0.5, "no relation of this kind", transform=axes.transAxes, ha="center", color=GREY)
        others = [(value, row) for row, values in enumerate(points["others"]) for value in values]
        if others:
            axes.plot([value for value, _ in others], [row for _, row in others], ls="", marker="D", ms=6,
                      mfc="none", mec=GREY, label="another reading")  # fmt: skip
        axes.set_yticks(range(len(points)), [wrap(text, 30) for text in points["label"]], fontsize=9.5)
        axes.set_ylim(len(points) - 0.4, -0.6)
        axes.set_xlabel("percent of the printed number")
        legend_below(figure, axes)
    return figure


def _arms(rows: pd.DataFrame) -> Sequence[list[float]]:
    return [
        (rows["value"] - rows["low"]).clip(lower=0).tolist(),
        (rows["high"] - rows["value"]).clip(lower=0).tolist(),
    ]
