"""Tables of the chapter on the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.audit.finding import INCONSISTENT, RELATIONS, VERDICTS, with_interval
from eduplans.chapters.audit.data import ids

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from eduplans.chapters.audit.data import Audited

    Row = Mapping[Hashable, object]

__all__ = ["agreeing", "alarm_ids", "alarms", "by_document", "by_family", "result", "undecided"]


def by_family(data: Audited) -> pd.DataFrame:
    """Count the relations of all documents by family and verdict.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    pandas.DataFrame
        One row a family, also those of which nothing was found.
    """
    counts = pd.crosstab(data.relations["relation"], data.relations["verdict"], dropna=False)
    counts = counts.reindex(index=list(RELATIONS), columns=list(VERDICTS), fill_value=0)
    return pd.DataFrame({"what is compared": list(RELATIONS.values())} | {v: counts[v].to_numpy() for v in VERDICTS})


def by_document(data: Audited) -> pd.DataFrame:
    """Count relations by document and verdict, and how many figures stand in one.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    pandas.DataFrame
    """
    rows = []
    for doc, figures in data.figures.groupby("doc", sort=True):
        own = data.relations[data.relations["doc"] == doc]
        checked = {one for ids in own["figure_ids"].dropna() for one in ids.split()}
        rows.append(
            {"document": doc, "figures": len(figures), "figures in a relation": len(checked)}
            | {verdict: int((own["verdict"] == verdict).sum()) for verdict in VERDICTS}
        )
    return pd.DataFrame(rows)


def result(row: Row) -> str:
    """Write the computed value of a relation with its interval.

    Parameters
    ----------
    row
        A row of ``processed/audit.csv``.

    Returns
    -------
    str
        Empty where nothing is computed; without an interval where rounding leaves nothing open.

    Examples
    --------
    >>> result({"computed": 39.9, "low": 39.85, "high": 39.95, "unit": "percent"})
    '39.9 % [39.85 %, 39.95 %]'
    """
    if pd.isna(row["computed"]):  # type: ignore[call-overload]
        return ""
    unit = row["unit"] if isinstance(row["unit"], str) else ""
    value, low, high = (float("inf") if pd.isna(row[name]) else float(str(row[name]))  # type: ignore[call-overload]
                        for name in ("computed", "low", "high"))  # fmt: skip
    return with_interval(value, low, high, unit)


def alarms(data: Audited) -> pd.DataFrame:
    """List what no reasonable reading makes agree, in all documents.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    pandas.DataFrame
    """
    rows = data.relations[data.relations["verdict"] == INCONSISTENT].to_dict("records")
    columns = ["document", "printed", "what would have to hold", "right side with its interval", "readings"]
    cells = [(row["doc"], row["as_printed"], row["formula"], result(row), _readings(row)) for row in rows]
    return pd.DataFrame(cells, columns=columns)


def alarm_ids(data: Audited) -> list[str]:
    """List the figures of what cannot be right, in all documents."""
    return ids(data.relations[data.relations["verdict"] == INCONSISTENT])


def undecided(data: Audited) -> pd.DataFrame:
    """List what cannot be told in the document told in full, with each reading.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    pandas.DataFrame
    """
    rows = data.with_verdict("cannot tell").to_dict("records")
    cells = [(row["number"], row["sentence"], _readings(row)) for row in rows]
    return pd.DataFrame(cells, columns=["no.", "what stands against what", "readings"])


def _readings(row: Row) -> str:
    return row["readings"] if isinstance(row["readings"], str) else ""


def agreeing(data: Audited) -> pd.DataFrame:
    """List what agrees in the document told in full.

    Parameters
    ----------
    data
        What `gather` took.

    Returns
    -------
    pandas.DataFrame
    """
    rows = data.with_verdict("consistent").to_dict("records")
    cells = [(row["number"], row["as_printed"], row["formula"], result(row), row["sentence"]) for row in rows]
    return pd.DataFrame(cells, columns=["no.", "printed", "formula", "computed", "in words"])
