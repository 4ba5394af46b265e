"""Government funds of education as a share of GDP, as printed and as computed, against the line of four percent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from eduplans.chapters.funding.data import spread, year_ranges
from eduplans.display import number
from eduplans.law import Verdict, clause, gdp_share
from eduplans.law.clauses import FLOOR
from eduplans.plots import Line, lines
from eduplans.trends import Interval, Series, half_unit, national_series, printed_amount

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from matplotlib.figure import Figure

#: What the table says where GDP is a first estimate.
FIRST_ESTIMATE = "first estimate, not decided"
#: What it says of years before the floor: a share lies on a side of the line, and no rule is put to it.
_BEFORE: dict[str, str] = {"holds": f"at least {FLOOR:g} %", "fails": f"below {FLOOR:g} %"}

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
        is not known); `preliminary`, whether the GDP of the table is a first estimate (初步核算数); `raised`, whether
        the table notes that it was revised upward later.
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
        "raised": "revised upward" in str(gdp.frame["note"][year]),
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
                "4 % as printed": _shown(year, row["printed"], row["printed_low"], row["printed_high"]),
                "4 % as computed": FIRST_ESTIMATE
                if row["preliminary"] and pd.notna(row["computed"])
                else _shown(year, row["computed"], row["low"], row["high"]),
            }
            for year, row in zip(map(int, found.index), found.to_dict("records"), strict=True)
        ]
    )


def _ends(row: Mapping[Hashable, Any]) -> str | None:
    return None if pd.isna(row["low"]) else spread(number(row["low"], 4), number(row["high"], 4))


def _shown(year: int, value: float, low: float, high: float) -> str | None:
    """Give the verdict from the year on in which the floor applies; before, the side of the line alone."""
    verdict = _verdict(value, low, high)
    if verdict is None or year >= int(clause("gdp_share")["since"]):
        return verdict
    return _BEFORE.get(verdict, verdict)


def _verdict(value: float, low: float, high: float) -> Verdict | None:
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
    early = found["preliminary"].astype(bool) & found["computed"].notna()
    figure = lines(
        [
            Line("as printed 公告数", found["printed"], found["copy"] & found["printed"].notna()),
            Line("computed 推算", found["computed"].mask(early)),
        ],
        title="Government funds as a share of GDP 财政性教育经费占比",
        ylabel="%",
        extra=[Line("computed on a first estimate of GDP 按初步核算GDP推算", found["computed"][early], place=1)]
        if early.any()
        else (),
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
    firm = [year for year in both if not found["preliminary"][year]]
    other = [year for year in firm if {printed[year], computed[year]} == {"holds", "fails"}]
    if other:
        said.append(
            f"In {year_ranges(pd.Index(other))} the share computed on GDP of the table lies on the other side of the "
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
    """Say how small a rise of first estimates of GDP takes the computed share below the line."""
    early = found[found["preliminary"].astype(bool) & found["computed"].notna()]
    if early.empty:
        return ""
    raised = year_ranges(early.index[early["raised"].astype(bool)])
    final = found[~found["preliminary"].astype(bool)].dropna(subset=["printed", "computed"])
    lower, known = int((final["computed"] < final["printed"]).sum()), len(final)
    said = (
        f"GDP of {year_ranges(early.index)} is a first estimate (初步核算数) and was revised later"
        f"{f' (of {raised} the table notes: upward)' if raised else ''}. In {lower} of the {known} other years the "
        "computed share lies below the printed one, as where GDP was raised after the share had been printed."
    )
    margin = (100 * (early["computed"] / FLOOR - 1))[early["computed"].ge(FLOOR)].sort_values()
    if margin.empty:
        return f"{said} The computed column decides nothing for these years."
    rises = ", ".join(f"{number(value, 2)} % ({year})" for year, value in margin.items())
    return (
        f"{said} A rise of GDP by more than {rises} takes the computed share below {FLOOR:g} %. The revised values are "
        "not in the table, so the computed column decides nothing for these years."
    )


def _intervals(found: pd.DataFrame, which: str) -> list[tuple[int, float, float, float]]:
    low, high = ("printed_low", "printed_high") if which == "printed" else ("low", "high")
    columns = (found.index, found[which], found[low], found[high])
    return [(int(year), *map(float, values)) for year, *values in zip(*columns, strict=True)]  # type: ignore[misc]
