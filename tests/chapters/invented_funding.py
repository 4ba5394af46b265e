"""Invented national statistics for the funding chapter: every series is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding import Funding, gather

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = ("preschool", "primary", "junior", "senior_general", "secondary_voc", "higher")
PARTS = ("higher_undergraduate", "higher_junior_college", "higher_voc_undergraduate")


def statistics(
    first: int,
    last: int,
    money: Callable[[int], float] = lambda year: 1000 * 1.1 ** (year - 2000),
    heads: Callable[[int], float] = lambda year: 1e6 + 1e4 * ((year * 7) % 5),
    **cells: dict[int, str],
) -> pd.DataFrame:
    """A table of invented statistics: money in 亿元 a year, `heads` pupils at each level, prices that stand still.

    `cells` gives further series, by name, as printed by year.
    """
    rows = []
    for year in range(first, last + 1):
        for place, series in enumerate(("edu_total", "edu_fiscal", "gpb_edu", "gpb_edu_mof")):
            amount = round(money(year) * (1 - place / 10), 2)
            rows.append((year, series, "all", f"{amount:.2f}亿元", amount * 1e8, "yuan"))
        rows.append((year, "cpi", "all", "100.0", 100.0, "index"))
        rows += [(year, "enrolment", level, f"{heads(year):.0f}人", round(heads(year)), "person") for level in LEVELS]
        rows.append((year, "enrolment", "secondary_voc_skilled_workers", "0人", 0.0, "person"))
    # Parts of higher education are only known to the table; no total is made of them.
    rows += [(first, "enrolment", part, "1人", 1.0, "person") for part in PARTS]
    for series, printed in cells.items():
        for year, text in printed.items():
            value = float(text.rstrip("%亿元")) * (1e8 if text.endswith("亿元") else 1)
            rows.append((year, series, "all", text, value, "percent" if text.endswith("%") else "yuan"))
    columns = ["year", "series", "level_printed", "as_printed", "value", "unit"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(source="invented", seen_in="publisher or known press", other_values=None, note=None)


def funding(table: pd.DataFrame, concept: str = "edu_fiscal", *, deflated: bool = False) -> Funding:
    """What the chapter takes out of invented statistics."""
    first, last = int(table["year"].min()), int(table["year"].max())
    return gather(table, start=first, end=last, concept=concept, deflated=deflated)
