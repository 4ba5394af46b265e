"""Figures of one document, as the notebook ``county-profile`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.chapters.county.document import text
from eduplans.codebook import read, read_map
from eduplans.display import amount, number, percent, say, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.chapters.county.document import Profile

#: Status of a figure, in the order in which it is shown, with its meaning.
STATUSES = {
    "actual": "has happened 实际",
    "target": "is to happen 目标",
    "standard": "a rule in force 标准",
    "baseline": "a former value, for comparison 基期",
}
_QUALIFIERS = {
    "exact": "",
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "at_most": "at most ",
    "less_than": "less than ",
}


def families() -> dict[str, list[Mapping[str, str]]]:
    """Rows of the codebook of indicators by family, in the order of the codebook.

    Returns
    -------
    dict[str, list[Mapping[str, str]]]
    """
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in read("indicators"):
        found.setdefault(row["family"], []).append(row)
    return found


def family_name(family: str) -> str:
    """English and Chinese name of a family of indicators.

    Parameters
    ----------
    family
        Code of the family.

    Returns
    -------
    str

    Examples
    --------
    >>> family_name("class_size")
    'Class size 班额'
    """
    names = {row["family"]: f"{row['name_en']} {row['name_zh']}" for row in read("indicator_families")}
    return names.get(family, family)


def family_counts(one: Profile) -> pd.DataFrame:
    """Count figures by family of indicators and status.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    family = {row["code"]: name for name, rows in families().items() for row in rows}
    counted = pd.crosstab(one.figures["indicator"].astype(str).map(family), one.figures["status"].astype(str))
    order = [name for name in families() if name in counted.index]
    return counted.reindex(index=order, columns=list(STATUSES), fill_value=0)


def figure_table(one: Profile, family: str) -> pd.DataFrame:
    """Lay out every figure of one family of indicators, by indicator, then status, then place in the document.

    Parameters
    ----------
    one
        What `profile` took out of the tables.
    family
        Code of the family.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    codes = {row["code"]: place for place, row in enumerate(families()[family])}
    names = {row["code"]: f"{row['name_en']} {row['name_zh']}" for row in families()[family]}
    rows = one.figures[one.figures["indicator"].isin(list(codes))]
    order = sorted(
        rows.to_dict("records"),
        key=lambda row: (codes[str(row["indicator"])], list(STATUSES).index(str(row["status"])), row["order"]),
    )
    return pd.DataFrame([_figure_row(row, names) for row in order])


def _figure_row(row: Mapping[Any, Any], names: Mapping[str, str]) -> dict[str, object]:
    marks = [
        mark
        for mark, holds in (
            ("cannot be right", row["flag"] == "implausible"),
            ("corrected", not pd.isna(row["corrected"]) and bool(row["corrected"])),
            ("beside damage", row["damaged"] is True),
            ("readers divide", row["confidence"] == "unsure"),
        )
        if holds
    ]
    return {
        "indicator": names[str(row["indicator"])],
        "measure": text(row["measure"]),
        "level": text(row["level"]) or "not said",
        "as printed": row["as_printed"],
        "value": value_text(row),
        "status": row["status"],
        "change": row["change"],
        "year": None if pd.isna(row["year"]) else str(row["year"]),
        "item": text(row["item"]) or "before the first",
        "marks": ", ".join(marks),
        "figure id": str(row["figure_id"]),
    }


def value_text(row: Mapping[Any, Any]) -> str:
    """Write the value of a figure with its unit and qualifier.

    Parameters
    ----------
    row
        `value`, `value_max`, `unit` and `qualifier`.

    Returns
    -------
    str

    Examples
    --------
    >>> value_text({"value": 403510000.0, "value_max": None, "unit": "yuan", "qualifier": "exact"})
    '40,351 万元'
    >>> value_text({"value": 95.0, "value_max": None, "unit": "percent", "qualifier": "at_least"})
    'at least 95 %'
    >>> value_text({"value": 500.0, "value_max": None, "unit": "clock", "qualifier": "exact"})
    '8:20'
    """
    ends = [row["value"]] if pd.isna(row["value_max"]) else [row["value"], row["value_max"]]
    *lower, upper = [_one_value(float(end), str(row["unit"])) for end in ends]
    # A range names its unit once where both ends have the same.
    shared = [end.removesuffix(upper.lstrip("0123456789.,")) for end in lower]
    written = "–".join([*shared, upper])
    return _QUALIFIERS[str(row["qualifier"])] + written


def _one_value(value: float, unit: str) -> str:
    if unit == "yuan":
        large = "亿元" if value >= 1e8 and value % 1e8 == 0 else "万元" if value >= 1e4 else "元"
        scaled = value / {"亿元": 1e8, "万元": 1e4, "元": 1.0}[large]
        return amount(value, large, decimals(scaled))
    if unit == "percent":
        return percent(value, decimals(value))
    if unit == "clock":
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    word = read_map("unit_names", "unit", "one" if value == 1 else "many").get(unit, unit)
    return f"{number(value, decimals(value))} {word}".rstrip()


def decimals(value: float) -> int:
    """Count the decimals that a value needs, at most four.

    Parameters
    ----------
    value
        The cell.

    Returns
    -------
    int
    """
    return next((places for places in range(4) if abs(value - round(value, places)) < 1e-9), 4)


def show_figures(one: Profile) -> None:
    """Show every figure, a table a family of indicators.

    Parameters
    ----------
    one
        What `profile` took out of the tables.
    """
    counts = family_counts(one)
    for family in counts.index:
        shown = figure_table(one, str(family))
        table(
            shown,
            f"{family_name(str(family))}: {len(shown)} figures",
            source=one.source,
            missing="not reported",
        )


def count_sentence(one: Profile) -> str:
    """Say how many figures the document has, by status, and which family has most.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    str
    """
    counts = family_counts(one)
    if counts.empty:
        return "No figure was found in this document."
    by_status = [f"{int(counts[status].sum())} {status}" for status in counts.columns if counts[status].any()]
    rows = counts.sum(axis=1)
    named = rows.drop(index="other", errors="ignore")
    most = (
        f" The family with most figures is {family_name(str(named.idxmax()))} ({int(named.max())})."
        if len(named)
        else ""
    )
    return f"{int(rows.sum())} figures: {', '.join(by_status)}.{most}"


def flag_table(one: Profile) -> pd.DataFrame:
    """Lay out figures that cannot be right, were corrected, or stand beside destroyed characters.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    figures = one.figures
    chosen = figures[
        figures["flag"].notna() | figures["corrected"].notna() | figures["damaged"].fillna(False).astype(bool)
    ]
    return pd.DataFrame(
        [
            {
                "as printed": row["as_printed"],
                "measure": text(row["measure"]),
                "flag": text(row["flag"]) or "",
                "corrected": text(row["corrected"]) or "",
                "beside damage": "yes" if row["damaged"] is True else "",
                "why": text(row["note"]) or "",
                "phrase": text(row["phrase"]),
                "item": text(row["item"]),
                "figure id": row["figure_id"],
            }
            for row in chosen.to_dict("records")
        ]
    )


def show_flags(one: Profile) -> None:
    """Show figures that need care, or say that there are none.

    Parameters
    ----------
    one
        What `profile` took out of the tables.
    """
    rows = flag_table(one)
    if rows.empty:
        say("No figure of this document is flagged, corrected or beside destroyed characters.")
        return
    table(rows, "Figures that need care", source=f"{one.source}, corrections.csv", missing="not reported")


def unreported(one: Profile) -> pd.DataFrame:
    """List, by family, indicators that other documents at hand report and this one does not.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    own = set(one.figures["indicator"].astype(str))
    rows = []
    for family, indicators in families().items():
        known = [row for row in indicators if row["code"] in one.elsewhere | own and row["code"] != "other"]
        lacking = [f"{row['name_en']} {row['name_zh']}" for row in known if row["code"] not in own]
        if known:
            rows.append(
                {
                    "family": family_name(family),
                    "reported by any document": len(known),
                    "reported here": len(known) - len(lacking),
                    "not reported here": "; ".join(lacking),
                }
            )
    return pd.DataFrame(rows)
