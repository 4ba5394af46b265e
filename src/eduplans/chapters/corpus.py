"""Chapter on the documents: what the notebook ``corpus`` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.county.document import county_name, text
from eduplans.chapters.county.figures import STATUSES
from eduplans.chapters.county.values import counted
from eduplans.codebook import read
from eduplans.copies import first_documents, of_copies
from eduplans.display import number, percent
from eduplans.plots import counts
from eduplans.printing import listed
from eduplans.tables.raw import FACTS, STEPS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SOURCE = "data/processed/documents.csv"


def document_table(documents: pd.DataFrame) -> pd.DataFrame:
    """Lay out which documents there are.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`; says what a document is a copy of, where there are copies.
    """
    copies = documents["duplicate_of"].notna().any()
    return pd.DataFrame(
        [
            {
                "document": row["doc"],
                "title": text(row["title"]),
                "county": county_name(row),
                "province": text(row["province"]),
                "year": text(row["year"]),
                "kind": text(row["kind"]),
                "characters": number(float(row["characters_text"]), 0),
                "items": number(float(row["items"]), 0),
                "figures": number(float(row["figures"]), 0),
            }
            | ({"copy of": text(row["duplicate_of"])} if copies else {})
            for row in documents.to_dict("records")
        ]
    )


def cleaning_table(documents: pd.DataFrame) -> pd.DataFrame:
    """Lay out what each step of cleaning removed or changed, a column a document.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows = [
        {"step": step, "what it removes or changes": what}
        | {str(row["doc"]): number(float(row[f"removed_{step}"]), 0) for row in documents.to_dict("records")}
        for step, what in STEPS.items()
    ]
    sizes = [
        {"step": "", "what it removes or changes": label}
        | {str(row["doc"]): number(float(row[column]), 0) for row in documents.to_dict("records")}
        for label, column in (
            ("characters of the file", "characters_file"),
            ("characters of the cleaned text", "characters_text"),
        )
    ]
    return pd.DataFrame([*rows, *sizes])


def cleaning_sentence(documents: pd.DataFrame) -> str:
    """Say which document lost most to cleaning.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    str
    """
    kept = documents["characters_text"] / documents["characters_file"]
    worst = documents.iloc[int(kept.to_numpy(float).argmin())]
    steps = {step: int(worst[f"removed_{step}"]) for step in STEPS}
    most = max(steps, key=lambda step: steps[step])
    return (
        f"Cleaning changed {worst['doc']} most: {percent(100 * float(kept.min()))} of its characters are left. "
        f"The step with most occurrences there is {most} ({STEPS[most]}): {number(steps[most], 0)}."
    )


def known_table(documents: pd.DataFrame) -> pd.DataFrame:
    """Lay out how each fact of identity is known, a row a fact and a column a document.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {"fact": fact} | {str(row["doc"]): str(row[f"{fact}_basis"]) for row in documents.to_dict("records")}
            for fact in FACTS
        ]
    )


def inferred_table(documents: pd.DataFrame) -> pd.DataFrame:
    """List facts that are not printed in the document but inferred or given, with what they rest on.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "document": row["doc"],
                "fact": fact,
                "taken as": text(row[fact]),
                "basis": str(row[f"{fact}_basis"]),
                "evidence": text(row[f"{fact}_evidence"]),
            }
            for row in documents.to_dict("records")
            for fact in FACTS
            if str(row[f"{fact}_basis"]) in {"inferred", "given"}
        ],
        columns=["document", "fact", "taken as", "basis", "evidence"],
    )


def known_sentence(documents: pd.DataFrame) -> str:
    """Count facts of identity by how they are known; those of a copy are counted with the first document of its text.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    str
    """
    documents = first_documents(documents)
    bases = pd.Series([str(row[f"{fact}_basis"]) for row in documents.to_dict("records") for fact in FACTS])
    counted = bases.value_counts()
    parts = [
        f"{int(counted.get(basis, 0))} {word}"
        for basis, word in (
            ("printed", "are printed in the document"),
            ("inferred", "are inferred from it"),
            ("given", "were given by the user"),
            ("unknown", "are not known"),
        )
    ]
    return f"Of {len(bases)} facts of identity ({len(FACTS)} for each document), " + ", ".join(parts) + "."


def figure_counts(figures: pd.DataFrame) -> pd.DataFrame:
    """Count figures by document and status.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    counted = pd.crosstab(figures["doc"].astype(str), figures["status"].astype(str))
    return counted.reindex(columns=list(STATUSES), fill_value=0)


def figure_table(documents: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Lay out per document how many figures there are and what is known of them.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    counted = figure_counts(figures)
    return pd.DataFrame(
        [
            {"document": row["doc"], "figures": number(float(row["figures"]), 0)}
            | {status: number(float(counted[status].get(row["doc"], 0)), 0) for status in counted}
            | {
                "figures per 1,000 characters": number(1000 * row["figures"] / row["characters_text"], 1),
                "with a named indicator": _share(row["figures_named"], row["figures"]),
                "readings differ": number(float(row["figures_unsure"]), 0),
                "cannot be right": number(float(row["figures_flagged"]), 0),
            }
            for row in documents.to_dict("records")
        ]
    )


def _share(part: float, whole: float) -> str | None:
    return percent(100 * part / whole, 0) if whole else None


def unit_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Count figures by unit, a column a document; what a copy of another document repeats is not counted.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    figures = figures[~of_copies(figures)]
    counted = pd.crosstab(figures["unit"].astype(str), figures["doc"].astype(str), margins=True, margins_name="all")
    counted = counted.drop(index="all").sort_values(["all"], ascending=False, kind="stable")
    shown = counted.map(lambda count: number(float(count), 0)).reset_index()
    names = {row["unit"]: f"{row['many'] or row['unit']} {row['name_zh']}" for row in read("unit_names")}
    shown["unit"] = [names.get(unit, unit) for unit in shown["unit"]]
    return shown


def damage_table(damage: pd.DataFrame) -> pd.DataFrame:
    """Lay out the places where a copy destroyed characters.

    Parameters
    ----------
    damage
        ``eduplans.load("damage")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "document": row["doc"],
                "item": text(row["item"]),
                "from": str(row["start"]),
                "to": str(row["end"]),
                "printed in the copy": _visible(str(row["printed"])),
                "kind": row["kind"],
                "repaired": "yes" if row["repaired"] is True else "no",
            }
            for row in damage.to_dict("records")
        ],
        columns=["document", "item", "from", "to", "printed in the copy", "kind", "repaired"],
    )


def _visible(printed: str) -> str:
    """Write signs that no font has as their code."""
    return "".join(f"[U+{ord(sign):04X}]" if 0xE000 <= ord(sign) <= 0xF8FF else sign for sign in printed)


def figures_by_document(figures: pd.DataFrame) -> Figure:
    """Draw how many figures each document has, by status.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    numbers = figure_counts(figures)
    numbers.columns = pd.Index([f"{status}: {STATUSES[status]}" for status in numbers.columns])
    return counts(numbers, title="Figures by document and status 各文件的数字", xlabel="figures 数字")


def most_figures(figures: pd.DataFrame) -> str:
    """Say which document has most figures and which status is commonest in each; copies of others are left out.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    str
    """
    by_status = figure_counts(figures[~of_copies(figures)])
    totals = by_status.sum(axis=1).sort_values(ascending=False, kind="stable")
    if totals.empty:
        return "No figure was found."
    common = []
    for doc in totals.index:
        row = by_status.loc[doc]
        names = listed([str(status) for status in row.index[row == row.max()]])
        common.append(f"{names} in {doc} ({row.max()} of {totals[doc]})")
    first = listed([str(doc) for doc in totals.index[totals == totals.max()]])
    have = "has" if (totals == totals.max()).sum() == 1 else "have"
    return f"{first} {have} most figures ({totals.max()}). The status that is commonest: {'; '.join(common)}."


def documents_alt(figures: pd.DataFrame) -> str:
    """Describe the picture of the figures by document: what is drawn, each bar, and the finding.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    str
    """
    by_status = figure_counts(figures)
    bars = [f"{doc} {counted(int(row.sum()), 'figure')}" for doc, row in by_status.iterrows()]
    return f"Stacked bars, one a document, coloured by status: {'; '.join(bars)}. {most_figures(figures)}"
