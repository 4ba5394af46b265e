"""One document: its identity, what reading it found, its outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.display import EMPTY, number
from eduplans.errors import Problem, UnknownNameError
from eduplans.tables.raw import FACTS, STEPS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Profile:
    """One document with its items and figures.

    Parameters
    ----------
    doc
        Its id.
    identity
        Its row of the documents.
    items, figures, damage
        Its rows of the processed items and figures and of the damage.
    elsewhere
        Indicators that other documents at hand report.
    """

    doc: str
    identity: pd.Series
    items: pd.DataFrame
    figures: pd.DataFrame
    damage: pd.DataFrame
    elsewhere: frozenset[str]

    @property
    def name(self) -> str:
        """County and kind, or the id where they are not known."""
        place, year = county_name(self.identity), self.identity["year"]
        known = [str(part) for part in (place, year, self.identity["kind"]) if not pd.isna(part)]
        return " ".join(known) if not pd.isna(place) else self.doc

    @property
    def facts(self) -> list[str]:
        """What tables about the document as a whole rest on: its id."""
        return [self.doc]

    @property
    def item_ids(self) -> list[str]:
        """Ids of its items, each the document and the path of the heading."""
        return [f"{self.doc}:{item}" for item in self.items["item"] if not pd.isna(item)]

    @property
    def figure_ids(self) -> list[str]:
        """Ids of its figures, in reading order."""
        return [str(figure) for figure in self.figures["figure_id"]]

    @property
    def source(self) -> str:
        """The line under tables and pictures."""
        return f"{self.doc}, read by eduplans {self.identity['version']}; data/processed/figures.csv"


def county_name(row: Mapping[Any, Any] | pd.Series) -> str | None:
    """Name the county of a document, and say so where its name is inferred.

    Parameters
    ----------
    row
        Row of the documents.

    Returns
    -------
    str or None
        None where the county is not known.

    Examples
    --------
    >>> county_name({"county": "云泽县", "county_basis": "inferred"})
    '云泽县 (inferred)'
    """
    name = text(row["county"])
    return f"{name} (inferred)" if name and row["county_basis"] == "inferred" else name


def profile(
    documents: pd.DataFrame, items: pd.DataFrame, figures: pd.DataFrame, damage: pd.DataFrame, doc: str
) -> Profile:
    """Take one document out of the tables.

    Parameters
    ----------
    documents, items, figures, damage
        As ``eduplans.load`` gives them.
    doc
        Id of the document.

    Returns
    -------
    Profile

    Raises
    ------
    UnknownNameError
        If there is no such document; the message lists those that there are.
    """
    rows = documents[documents["doc"] == doc]
    if rows.empty:
        raise UnknownNameError(
            Problem("no such document", column="doc", value=doc, remedy="there are " + ", ".join(documents["doc"]))
        )
    own = figures["doc"] == doc
    return Profile(
        doc=doc,
        identity=rows.iloc[0],
        items=items[items["doc"] == doc].sort_values("order"),
        figures=figures[own].sort_values("order"),
        damage=damage[damage["doc"] == doc],
        elsewhere=frozenset(figures.loc[~own, "indicator"].astype(str)) - {"other"},
    )


def identity_table(one: Profile) -> pd.DataFrame:
    """Lay out what is known of the document, how it is known and from what.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows = [
        {
            "what": fact,
            "known as": text(one.identity[fact]),
            "basis": text(one.identity[f"{fact}_basis"]),
            "evidence": text(one.identity[f"{fact}_evidence"]) or "",
        }
        for fact in FACTS
    ]
    codes = {"county": "county_code", "province": "province_code"}
    place = [
        {
            "what": f"code of the {what}",
            "known as": text(one.identity[column]),
            "basis": "table of divisions",
            "evidence": "GB/T 2260",
        }
        for what, column in codes.items()
    ]
    return pd.DataFrame([*rows, *place])


def reading_table(one: Profile) -> pd.DataFrame:
    """Lay out what reading the file did: its size, what cleaning removed, what was found.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    row = one.identity
    counts = {
        "characters in the file": row["characters_file"],
        "characters in the cleaned text": row["characters_text"],
        **{f"removed: {what}": row[f"removed_{step}"] for step, what in STEPS.items() if row[f"removed_{step}"]},
        "places destroyed by the copy": row["damage"],
        "numbered headings": row["items"],
        "figures": row["figures"],
        "figures with a named indicator": row["figures_named"],
        "figures of kinds on which two readings, by language models, differ": row["figures_unsure"],
        "figures that repeat an earlier one": one.figures["repeats"].notna().sum(),
        "figures that their phrase denies": one.figures["negated"].sum(),
        "figures that cannot be right": row["figures_flagged"],
    }
    return pd.DataFrame({"what": list(counts), "count": [number(float(value), 0) for value in counts.values()]})


def outline_table(one: Profile) -> pd.DataFrame:
    """Lay out the numbered headings, those below a section set in.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        {
            "item": one.items["item"].tolist(),
            "heading": [
                "　" * (int(depth) - 1) + (text(heading) or EMPTY)
                for depth, heading in zip(one.items["depth"], one.items["heading"], strict=True)
            ],
            "characters": [number(float(length), 0) for length in one.items["characters"]],
            "figures": [number(float(count), 0) for count in one.items["figures"]],
        }
    )


def text(value: Any) -> str | None:
    """Write a cell as text; None where it is missing.

    Parameters
    ----------
    value
        The cell.

    Returns
    -------
    str | None
    """
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(value)
