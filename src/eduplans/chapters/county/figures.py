"""Figures of one document, as the notebook ``county-profile`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.chapters.county.document import text
from eduplans.chapters.county.values import counted, value_text
from eduplans.codebook import read
from eduplans.display import say, table
from eduplans.printing import listed

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
_MARKS = (
    "Marks: negated, the phrase denies the figure (not one pupil); repeats, the same fact stands earlier under that "
    "id; readers divide, two readings by language models differ on whether such a thing is a figure. Status names "
    "growth and difference where a figure is no state."
)


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
    state = "" if row["change"] == "level" else f", {row['change']}"
    return {
        "as printed": row["as_printed"],
        "value": value_text(row),
        "indicator": names[str(row["indicator"])],
        "measure": text(row["measure"]),
        "level": text(row["level"]) or "not said",
        "year": None if pd.isna(row["year"]) else str(row["year"]),
        "status": f"{row['status']}{state}",
        "item": text(row["item"]) or "before the first",
        "marks": ", ".join(_marks(row)),
        "figure id": str(row["figure_id"]),
    }


def _marks(row: Mapping[Any, Any]) -> list[str]:
    marks = {
        "negated": bool(row["negated"]),
        "repeats " + str(row["repeats"]).rpartition(":")[2]: not pd.isna(row["repeats"]),
        "cannot be right": row["flag"] == "implausible",
        "not a figure": row["flag"] == "not_a_figure",
        "corrected": not pd.isna(row["corrected"]) and bool(row["corrected"]),
        "beside damage": row["damaged"] is True,
        "readers divide": row["confidence"] == "unsure",
    }
    return [mark for mark, holds in marks.items() if holds]


def show_figures(one: Profile) -> None:
    """Show every figure, a table a family of indicators.

    Parameters
    ----------
    one
        What `profile` took out of the tables.
    """
    for family in family_counts(one).index:
        shown = figure_table(one, str(family))
        marked = shown["marks"].ne("").any()
        table(
            shown if marked else shown.drop(columns="marks"),
            f"{family_name(str(family))}: {counted(len(shown), 'figure')}",
            note=_MARKS if marked else "",
            source=one.source,
            rests_on=shown["figure id"],
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
    said = f"{counted(int(rows.sum()), 'figure')}: {', '.join(by_status)}."
    if len(named) < 2:
        return said
    most = listed([family_name(str(family)) for family in named.index[named == named.max()]])
    families_are = (
        "family with most figures is" if (named == named.max()).sum() == 1 else "families with most figures are"
    )
    return f"{said} The {families_are} {most} ({int(named.max())}{' each' if 'are' in families_are else ''})."


def count_alt(one: Profile) -> str:
    """Describe the picture of the counts: what is drawn, each bar, and the finding.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    str
    """
    rows = family_counts(one).sum(axis=1)
    bars = "; ".join(f"{family_name(str(family))} {int(count)}" for family, count in rows.items())
    return f"Stacked bars, one a family of indicators, coloured by status: {bars}. {count_sentence(one)}"


def care_sentence(one: Profile) -> str:
    """Say how many figures repeat a fact printed before, and how many their phrase denies.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    str
    """
    again, denied = int(one.figures["repeats"].notna().sum()), int(one.figures["negated"].sum())
    repeat = (
        f"{counted(again, 'figure')} repeat{'s' if again == 1 else ''} a fact that the document has printed before, "
        f"and so count{'s' if again == 1 else ''} twice above."
        if again
        else "No figure repeats a fact that the document has printed before."
    )
    deny = (
        f" {counted(denied, 'figure')} {'is' if denied == 1 else 'are'} denied by the phrase (not one pupil): "
        "no actual amounts, and left out of the panel."
        if denied
        else ""
    )
    return repeat + deny


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
        say(
            "No figure of this document is flagged, corrected or beside destroyed characters. That is no finding that "
            "all are right."
        )
        return
    table(
        rows,
        "Figures known to need care",
        note="This list is not complete: values that contradict each other inside a document, and parts that do not "
        "add up to their total, have not been searched for.",
        source=f"{one.source}, corrections.csv",
        rests_on=rows["figure id"],
        missing="not reported",
    )


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
