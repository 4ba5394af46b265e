"""Tables and sentences on rules about teachers: rotation, training and pay of counties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.chapters.standards.words import demand, indicator_name, margin_text, reason_text, verdict_text
from eduplans.chapters.standards.words import plain as tidy
from eduplans.chapters.teachers.supply import status_name, whole_words
from eduplans.codebook import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.standards import Comparison
    from eduplans.teachers import Rotation

#: What is printed about training and about pay.
TRAINING = (
    "teachers_trained", "teachers_training_coverage", "digital_training_coverage", "training_courses",
    "training_funds_share",
)  # fmt: skip
PAY = (
    "teacher_pay", "teacher_performance_pay", "teacher_allowances", "teacher_allowance_per_teacher",
    "teacher_allowance_rate",
)  # fmt: skip
#: Heads of schools among those who rotate.
_HEADS = re.compile("校长|园长")
_KNOWN = frozenset({"actual", "target", "standard"})


def printed_table(figures: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Lay out what documents print under some indicators, as printed.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.
    codes
        Indicators.

    Returns
    -------
    pandas.DataFrame
        In the order of `codes`, then of documents; what is flagged says so, what is denied or repeated is left out,
        and so are numbers of persons that a rule asks each school to have.
    """
    rows = figures[figures["indicator"].isin(codes) & figures["repeats"].isna() & ~figures["negated"].astype(bool)]
    order = {code: place for place, code in enumerate(codes)}
    records = sorted(rows.to_dict("records"), key=lambda row: (order[str(row["indicator"])], row["doc"], row["order"]))
    return pd.DataFrame(
        [
            {
                "indicator": indicator_name(str(row["indicator"])),
                "county": str(row["doc"] if pd.isna(row["place"]) else row["place"]),
                "status": status_name(str(row["status"])),
                "printed": str(row["as_printed"]) + ("" if pd.isna(row["flag"]) else " (cannot be right)"),
                "words of the document": whole_words(str(row["measure"])),
                "figure": str(row["figure_id"]),
            }
            for row in records
            if row["status"] in _KNOWN and not _is_staffing_rule(row)
        ]
    )


def _is_staffing_rule(row: dict[Any, Any]) -> bool:
    """Tell whether a number of persons is what a rule asks each school to have: nobody was trained or paid by it."""
    return bool(row["status"] == "standard" and row["unit"] == "person")


def printed_figures(figures: pd.DataFrame, codes: Sequence[str]) -> tuple[str, ...]:
    """List the ids of the figures that `printed_table` lays out."""
    table = printed_table(figures, codes)
    return tuple(table["figure"]) if len(table) else ()


def rules_table(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Lay out what documents say against the yardsticks about teachers.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    pandas.DataFrame
        Only yardsticks about teachers of which a document says something.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place,
                "year": str(one.year),
                "rule": indicator_name(one.standard.indicator),
                "asked for": demand(one.standard),
                "wording": one.standard.wording,
                "printed": one.as_printed or None,
                "beyond (+) or short of (−) it by": margin_text(one.judgement),
                "verdict": verdict_text(one),
                "why": reason_text(one),
            }
            for one in about_teachers(comparisons)
        ]
    )


def rule_figures(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """List the ids of the figures that are held against rules about teachers."""
    return tuple(dict.fromkeys(figure for one in about_teachers(comparisons) for figure in one.figures))


def about_teachers(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Choose comparisons that are about teachers and of which a document says something.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    list of Comparison
    """
    codes = {row["code"] for row in read("indicators") if row["family"] == "teachers"} | {"training_funds_share"}
    return [one for one in comparisons if one.standard.indicator in codes and one.verdict != "not reported"]


def rotation_table(rotations: Sequence[Rotation]) -> pd.DataFrame:
    """Lay out rotated teachers, the share that is named, and what the two imply.

    Parameters
    ----------
    rotations
        Result of `eduplans.teachers.rotations`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place,
                "year": str(one.year),
                "rotated": one.rotated,
                "share named": one.share,
                "eligible at most (implied)": tidy(one.eligible),
                "staff": one.staff or None,
                "rotated in % of staff": None if one.of_staff is None else tidy(round(one.of_staff, 2)),
                "figures": ", ".join(one.figures),
            }
            for one in rotations
        ]
    )


def rotation_figures(rotations: Sequence[Rotation]) -> tuple[str, ...]:
    """List the ids of the figures that implied eligibility rests on."""
    return tuple(figure for one in rotations for figure in one.figures)


def rotation_sentence(rotations: Sequence[Rotation]) -> str:
    """Say what numbers of rotated teachers imply for those who count as eligible.

    Parameters
    ----------
    rotations
        Result of `eduplans.teachers.rotations`.

    Returns
    -------
    str

    Examples
    --------
    >>> rotation_sentence([])
    'No document prints both a number of rotated teachers and a share.'
    """
    if not rotations:
        return "No document prints both a number of rotated teachers and a share."
    return " ".join(
        f"{one.place} prints {one.rotated} rotated and names {one.share}: that share is reached only if at most "
        f"{tidy(one.eligible)} teachers count as eligible."
        + (
            f" The document prints {one.staff} on the staff and not how many are eligible; the rotated are "
            f"{tidy(round(one.of_staff, 1))} % of the staff."
            if one.of_staff is not None
            else " How many are eligible it does not print."
        )
        + _caveats(one)
        for one in rotations
    )


def _caveats(one: Rotation) -> str:
    """Say what keeps the number that rotated from being that of the rule."""
    heads = f" The {one.rotated} are heads and teachers together ({one.measure})." if _HEADS.search(one.measure) else ""
    return heads + (
        " The rule is on teachers alone, of town schools and good schools (城镇学校和优质学校), who move "
        "to rural schools (乡村学校); the document does not print how many of those who rotated are such."
    )
