"""Tables and sentences on pupils a teacher in the country."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import level_name, year_ranges
from eduplans.codebook import read
from eduplans.display import COPY_MARK, number
from eduplans.teachers import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.teachers import PrintedRatio, Ratios

SOURCE = "data/processed/national.csv; each value with its publication there"
SPLIT_MARK = "|"
RATIO_NOTE = (
    "| another scope from this year on. Higher: heads of regular students over teachers; the official ratio weighs "
    "students."
)
COPIES_NOTE = "All ratios rest on pupils or teachers that were seen only in a copy of the publication."


def ratio_table(ratios: Ratios) -> pd.DataFrame:
    """Lay out pupils a teacher by year and level.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`: a dagger where seen only in copies, unless all were (`copies_note`), a bar
        before the first value of another scope, the range where rounding leaves more than the last digit open.
    """
    columns = {}
    marks = not _all_copies(ratios)
    for level in ratios.values:
        name = str(level)
        columns[level_name(name)] = [
            _cell(ratios, name, int(year), split=int(year) in ratios.splits[name], marks=marks)
            for year in ratios.values.index
        ]
    return pd.DataFrame({"year": [str(year) for year in ratios.values.index], **columns})


def _cell(ratios: Ratios, level: str, year: int, *, split: bool, marks: bool) -> str | None:
    value, low, high = (float(frame[level][year]) for frame in (ratios.values, ratios.low, ratios.high))
    if math.isnan(value):
        return None
    text = number(value, 2)
    if high - low > 0.05:
        text += f" ({number(low, 2)} to {number(high, 2)})"
    return SPLIT_MARK * split + text + COPY_MARK * (marks and bool(ratios.copies[level][year]))


def _all_copies(ratios: Ratios) -> bool:
    known = ratios.values.notna().to_numpy()
    return bool(known.any() and ratios.copies.to_numpy(bool)[known].all())


def copies_note(ratios: Ratios) -> str:
    """Say in one line that all ratios rest on copies, so that no cell needs a mark.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.

    Returns
    -------
    str
        Empty where some were seen at the publisher: then cells have marks.
    """
    return COPIES_NOTE if _all_copies(ratios) else ""


def ratio_breaks_table() -> pd.DataFrame:
    """Lay out where the scope of pupils or teachers changes, and what is done about it.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    done = {"split": "not compared across it", "leave out": "left out from then on"}
    own = [dict(row) for row in read("teacher_breaks")]
    known = {(row["level"], row["year"]) for row in own}
    pupils = [
        {
            "level": row["level"],
            "year": row["year"],
            "effect": "split",
            "reason": row["reason"],
            "source": row["source"],
        }
        for row in read("scope_breaks")
        if row["series"] == "enrolment" and row["level"] in LEVELS and (row["level"], row["year"]) not in known
    ]
    return pd.DataFrame(
        [
            {
                "level": level_name(row["level"]),
                "year": row["year"],
                "what is done": done[row["effect"]],
                "reason": row["reason"],
                "publication": row["source"],
            }
            for row in sorted(own + pupils, key=lambda row: (LEVELS.index(row["level"]), row["year"]))
        ]
    )


def printed_ratio_table(found: Sequence[PrintedRatio]) -> pd.DataFrame:
    """Lay out ratios that publications print beside those computed here.

    Parameters
    ----------
    found
        Result of `eduplans.teachers.printed_against_computed`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "level": level_name(one.level),
                "year": str(one.year),
                "printed": number(one.printed, one.decimals) + COPY_MARK * (one.seen_in == "copy"),
                "computed": number(one.computed.value, 3),
                "with rounding": f"{number(one.computed.low, 3)} to {number(one.computed.high, 3)}",
                "agrees": "yes" if one.agrees else "no",
                "publication": one.source,
            }
            for one in found
        ]
    )


def printed_ratio_sentence(found: Sequence[PrintedRatio]) -> str:
    """Say how many printed ratios the computed ones reproduce.

    Parameters
    ----------
    found
        Result of `eduplans.teachers.printed_against_computed`.

    Returns
    -------
    str
    """
    if not found:
        return "No printed ratio was found for these years."
    agree = sum(1 for one in found if one.agrees)
    official = sum(1 for one in found if one.seen_in == "official")
    return (
        f"Of {len(found)} ratios found in print, {official} of them at the publisher, {agree} agree with the ratio "
        f"computed from pupils and teachers within rounding, and {len(found) - agree} do not."
    )


def change_sentence(ratios: Ratios) -> str:
    """Say how far each level moved over its longest stretch of one scope.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.

    Returns
    -------
    str
        Markdown.
    """
    parts = []
    for level in map(str, ratios.values):
        first, last = longest(ratios, level)
        change = ratios.change(level, first, last) if first < last else None
        if change is None:
            continue
        ends = [number(float(ratios.values[level][year]), 1) for year in (first, last)]
        parts.append(f"{level_name(level)}: {ends[0]} in {first}, **{ends[1]}** in {last}")
    return "Pupils a teacher, over the longest stretch of one scope. " + "; ".join(parts) + "."


def longest(ratios: Ratios, level: str) -> tuple[int, int]:
    """Find the longest stretch of years of one scope.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.
    level
        A column.

    Returns
    -------
    tuple of int
        First and last year with a value; the same year twice where there is only one.
    """
    years = [int(year) for year in ratios.values.index[ratios.values[level].notna()]]
    stretches: list[list[int]] = [[]]
    for year in years:
        if year in ratios.splits[level] and stretches[-1]:
            stretches.append([])
        stretches[-1].append(year)
    best = max(stretches, key=lambda stretch: (stretch[-1] - stretch[0], stretch[0]) if stretch else (-1, 0))
    return (best[0], best[-1]) if best else (0, 0)


def gaps_sentence(ratios: Ratios) -> str:
    """Say which years have no ratio, and which are left out because scopes differ.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.

    Returns
    -------
    str
    """
    gaps = []
    for level in map(str, ratios.values):
        out = pd.Index(ratios.left_out[level])
        missing = ratios.values.index[ratios.values[level].isna()].difference(out)
        if len(missing):
            gaps.append(f"{level_name(level)} {year_ranges(missing)}")
    left = [f"{level_name(level)} {year_ranges(pd.Index(years))}" for level, years in ratios.left_out.items() if years]
    return (
        f"Not found (pupils or teachers): {'; '.join(gaps) or 'none'}. Left out because pupils and teachers differ in "
        f"scope: {'; '.join(left) or 'none'}."
    )


def copies_sentence(ratios: Ratios) -> str:
    """Say how many ratios rest on a number seen only in a copy.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.

    Returns
    -------
    str
    """
    known = ratios.values.notna()
    return (
        f"Of {int(known.to_numpy().sum())} ratios, {int((ratios.copies & known).to_numpy().sum())} rest on pupils or "
        "teachers that were seen only in a copy of their publication."
    )
