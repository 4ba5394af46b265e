"""Government funds of education as a share of GDP, as printed and as computed, against the line of four percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.chapters.funding.data import year_ranges
from eduplans.display import number
from eduplans.law import gdp_share
from eduplans.law.clauses import FLOOR
from eduplans.plots import Line, lines
from eduplans.trends import Interval, Series, half_unit, national_series, printed_amount

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Series that the share rests on.
SHARE_SERIES = ("edu_fiscal_gdp_share", "edu_fiscal", "gdp")


def shares(national: pd.DataFrame, *, start: int, end: int) -> pd.DataFrame:
    """Put the printed share of each year beside the one that today's series give.

    share = 100 × government funds / GDP; with F ± f and G ± g for what rounding leaves, it lies between
    100 (F - f) / (G + g) and 100 (F + f) / (G - g).

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    start, end
        First and last year.

    Returns
    -------
    pandas.DataFrame
        By year: `printed`, `printed_low`, `printed_high`, `text` (as printed), `other` (another printed share),
        `copy`; `computed`, `low`, `high` from the series as they stand in the table; `then`, from another printed
        value of funds or GDP where the table names one; `agree`, whether the two intervals meet (missing where one
        is not known); `preliminary`, whether the GDP of the table is a first estimate (初步核算数).
    """
    printed, money, gdp = (national_series(national, name, start=start, end=end) for name in SHARE_SERIES)
    rows = [_row(year, printed, money, gdp) for year in map(int, printed.frame.index)]
    return pd.DataFrame(rows, index=printed.frame.index)


def _row(year: int, printed: Series, money: Series, gdp: Series) -> dict[str, object]:
    text = str(printed.frame["as_printed"][year])
    value, half = (float(printed.values[year]), half_unit(text)) if text else (float("nan"),) * 2
    computed = _share(str(money.frame["as_printed"][year]), str(gdp.frame["as_printed"][year]))
    other = [str(one.frame["other_values"][year]).split(";")[0] for one in (money, gdp)]
    then = None
    if any(other):
        now = [str(one.frame["as_printed"][year]) for one in (money, gdp)]
        then = _share(other[0] or now[0], other[1] or now[1])
    return {
        "printed": value,
        "printed_low": value - half,
        "printed_high": value + half,
        "text": text,
        "other": str(printed.frame["other_values"][year]),
        "copy": bool(printed.frame["copy"][year]),
        "computed": computed.value if computed else float("nan"),
        "low": computed.low if computed else float("nan"),
        "high": computed.high if computed else float("nan"),
        "then": then.value if then else float("nan"),
        "agree": _meet(value, half, computed),
        "preliminary": "初步核算数" in str(gdp.frame["note"][year]),
    }


def _share(money: str, gdp: str) -> Interval | None:
    if not money or not gdp:
        return None
    (paid, open_paid), (whole, open_whole) = ((printed_amount(text), half_unit(text)) for text in (money, gdp))
    return Interval(
        100 * paid / whole,
        100 * (paid - open_paid) / (whole + open_whole),
        100 * (paid + open_paid) / (whole - open_whole),
    )


def _meet(value: float, half: float, computed: Interval | None) -> bool | None:
    if computed is None or pd.isna(value):
        return None
    return bool(value - half <= computed.high and computed.low <= value + half)


def share_table(found: pd.DataFrame) -> pd.DataFrame:
    """Lay printed and computed shares out, with what each says of the line of four percent.

    Parameters
    ----------
    found
        Result of `shares`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "year": year,
                "printed, %": (row["text"].rstrip("%") + "†" * bool(row["copy"])) if row["text"] else None,
                "also printed": row["other"] or None,
                "computed, %": number(row["computed"], 3),
                "with rounding": _ends(row),
                "on another printed value": number(row["then"], 3),
                "do they agree": None if row["agree"] is None else "yes" if row["agree"] else "no",
                "4 % as printed": _verdict(row["printed"], row["printed_low"], row["printed_high"]),
                "4 % as computed": _verdict(row["computed"], row["low"], row["high"]),
            }
            for year, row in found.iterrows()
        ]
    )


def _ends(row: pd.Series) -> str | None:
    return None if pd.isna(row["low"]) else f"{number(row['low'], 4)} to {number(row['high'], 4)}"


def _verdict(value: float, low: float, high: float) -> str | None:
    return None if pd.isna(value) else gdp_share(Interval(value, low, high)).verdict


def share_picture(found: pd.DataFrame) -> Figure:
    """Draw printed and computed shares over the years, with the line of four percent.

    Parameters
    ----------
    found
        Result of `shares`.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    figure = lines(
        [
            Line("as printed 公告数", found["printed"], found["copy"] & found["printed"].notna()),
            Line("computed on revised GDP 按修订后GDP推算", found["computed"]),
        ],
        title="Government funds as a share of GDP 财政性教育经费占比",
        ylabel="%",
        hollow_label="hollow: copy only 仅见于转载",
    )
    axes = figure.axes[0]
    axes.axhline(FLOOR, color="black", lw=1.2, ls="--", zorder=1)
    known = found[["printed", "computed"]].to_numpy(float)
    axes.set_ylim(min(2.4, float(np.nanmin(known)) - 0.1), max(4.6, float(np.nanmax(known)) + 0.1))
    return figure


def share_sentence(found: pd.DataFrame) -> str:
    """Say since when the share reaches four percent, and where printing, revision and rounding leave it open.

    Parameters
    ----------
    found
        Result of `shares`.

    Returns
    -------
    str
    """
    printed = pd.Series({year: _verdict(*values) for year, *values in _intervals(found, "printed")}).dropna()
    computed = pd.Series({year: _verdict(*values) for year, *values in _intervals(found, "computed")}).dropna()
    first, below, unclear = (
        year_ranges(printed.index[printed == verdict]) or "no year"
        for verdict in ("holds", "fails", "cannot be decided")
    )
    said = [f"As printed the share is at least {FLOOR:g} % in {first}, below it in {below}, left open in {unclear}."]
    both = printed.index.intersection(computed.index)
    other = [year for year in both if {printed[year], computed[year]} == {"holds", "fails"}]
    if other:
        said.append(
            f"In {year_ranges(pd.Index(other))} the share computed on GDP as revised lies on the other side of the "
            "line than the printed one."
        )
    apart = found.index[[value is False for value in found["agree"]]]
    gap = found["computed"] - found["printed"]
    if len(apart):
        year = max((int(when) for when in apart), key=lambda when: abs(float(gap[when])))
        said.append(
            f"Printed and computed shares differ by more than rounding in {year_ranges(apart)}, most in {year} "
            f"({number(gap[year], 2, sign=True)} points): GDP, and in some years the funds too, were revised after the "
            "share had been printed."
        )
    said.append(_preliminary(found))
    return " ".join(said)


def _preliminary(found: pd.DataFrame) -> str:
    """Say how small a revision of first estimates of GDP would take the share below the line."""
    first = found[found["preliminary"].astype(bool) & found["computed"].ge(FLOOR)]
    if first.empty:
        return ""
    lower, known = int((found["computed"] < found["printed"]).sum()), int(found["printed"].notna().sum())
    margin = 100 * (first["computed"] / FLOOR - 1)
    year = min((int(when) for when in first.index), key=lambda when: float(margin[when]))
    return (
        f"GDP of {year_ranges(first.index)} is a first estimate (初步核算数). Revisions mostly raised GDP: the "
        f"computed share lies below the printed one in {lower} of {known} years. A rise by more than "
        f"{number(margin[year], 2)} % would take the computed share of {year} below the line; the revised values are "
        "not in the table."
    )


def _intervals(found: pd.DataFrame, which: str) -> list[tuple[int, float, float, float]]:
    low, high = ("printed_low", "printed_high") if which == "printed" else ("low", "high")
    columns = (found.index, found[which], found[low], found[high])
    return [(int(year), *map(float, values)) for year, *values in zip(*columns, strict=True)]  # type: ignore[misc]
