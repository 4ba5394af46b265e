"""Staffing that a county's own numbers imply: teachers for each thousand pupils, rotation, ratios as printed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.codebook import read
from eduplans.copies import of_copies
from eduplans.standards import Bounds, row_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[Any, Any]
#: What is divided by pupils: full-time teachers, or all staff.
HEADS = ("teachers", "staff")


@dataclass(frozen=True, slots=True)
class Staffing:
    """Teachers or staff beside the pupils of the same document, year, level and scope.

    Parameters
    ----------
    doc, place, year, level
        The document, its county, year and level.
    of
        ``teachers`` (专任教师) or ``staff`` (教职工).
    scope
        The words that both numbers share about whom they count.
    pupils, heads
        As printed.
    figures
        Ids of both.
    per_1000
        Teachers or staff for each thousand pupils.
    pupils_each
        Pupils for each of them.
    printed
        The ratio that the document prints for the same level and year; empty where it prints none.
    agrees
        Whether the printed ratio lies within what the numbers leave open; None where none is printed.
    """

    doc: str
    place: str
    year: int
    level: str
    of: str
    scope: str
    pupils: str
    heads: str
    figures: tuple[str, ...]
    per_1000: Bounds
    pupils_each: Bounds
    printed: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Rotation:
    """Rotated teachers beside the share that a rule asks for.

    Parameters
    ----------
    doc, place, year
        The document, its county and year.
    rotated, share
        As printed.
    measure
        Whom the number that rotated counts, in the words of the document.
    figures
        Ids of both, and of the staff where it is printed.
    eligible
        How many teachers can at most have been eligible if the share was reached: rotated over share.
    staff
        Staff as printed; empty where it is not.
    of_staff
        Rotated teachers in percent of staff; None where it is not printed.
    """

    doc: str
    place: str
    year: int
    rotated: str
    share: str
    measure: str
    figures: tuple[str, ...]
    eligible: float
    staff: str
    of_staff: float | None


def staffing(figures: pd.DataFrame) -> tuple[Staffing, ...]:
    """Divide teachers or staff by pupils, only where both count the same schools.

    per 1000 = 1000 × T / N and pupils each = N / T, with ranges from the printed forms. Both numbers have to be
    results of one document and year at one level, and the words of their measures have to be the same once the
    words for pupils, teachers and staff are taken off (`codebook/scope_words.csv`).

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    tuple of Staffing
        In reading order of the teachers or staff.

    Examples
    --------
    >>> rows = [("enrolment", "1600人", 1600.0, "小学在校学生"), ("teachers", "100人", 100.0, "小学专任教师"),
    ...     ("staff", "120人", 120.0, "初中教职工")]
    >>> figures = pd.DataFrame(rows, columns=["indicator", "as_printed", "value", "measure"]).assign(doc="invented",
    ...     place="云泽县", year=2024, order=range(3), figure_id=list("abc"), level="primary", status="actual",
    ...     unit="person", qualifier="exact", value_max=None, change="level", confidence="sure", negated=False,
    ...     flag=None)
    >>> one, = staffing(figures)
    >>> one.of, one.scope, one.per_1000.value, one.pupils_each.value
    ('teachers', '小学', 62.5, 16.0)
    """
    rows = _results(figures)
    pupils = [row for row in rows if row["indicator"] == "enrolment"]
    ratios = [row for row in rows if row["indicator"] == "pupil_teacher_ratio"]
    return tuple(
        _staffing(heads, number, [row for row in ratios if _place(row) == _place(heads)])
        for heads in rows
        if heads["indicator"] in HEADS
        for number in pupils
        if _place(number) == _place(heads) and scope(str(number["measure"])) == scope(str(heads["measure"]))
    )


def scope(measure: str) -> str:
    """Say whom a number of pupils, teachers or staff counts, without the word for them.

    Parameters
    ----------
    measure
        The measure.

    Returns
    -------
    str

    Examples
    --------
    >>> scope("中小学幼儿园在校学生"), scope("中小学幼儿园教职工"), scope("专任教师")
    ('中小学幼儿园', '中小学幼儿园', '')
    """
    for row in read("scope_words"):
        if measure.endswith(row["word"]):
            return measure.removesuffix(row["word"])
    return measure


def rotations(figures: pd.DataFrame) -> tuple[Rotation, ...]:
    """Say what a number of rotated teachers implies beside the share that the document names.

    If r teachers rotated and that is at least the share s of the eligible, at most r / s were eligible.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    tuple of Rotation
        One a document that prints both, from the first figure of each.

    Examples
    --------
    >>> figures = pd.DataFrame({"doc": "invented", "place": "云泽县", "year": [2024, None], "order": [1, 2],
    ...     "figure_id": list("ab"), "indicator": ["teachers_rotated", "teacher_rotation_share"], "level": None,
    ...     "status": ["actual", "standard"], "unit": ["person", "percent"], "qualifier": "exact", "value_max": None,
    ...     "change": "level", "confidence": "sure", "negated": False, "flag": None, "measure": "",
    ...     "as_printed": ["40名", "10%"], "value": [40.0, 10.0]})
    >>> rotations(figures)[0].eligible
    400.0
    """
    return tuple(_rotation(group) for group in _by_document(figures) if _rotation_rows(group))


def _by_document(figures: pd.DataFrame) -> Iterator[list[Row]]:
    for _, group in _usable(figures).groupby("doc", sort=True, observed=True):
        yield group.to_dict("records")


def _rotation_rows(rows: list[Row]) -> tuple[Row, Row] | None:
    rotated = [row for row in rows if row["indicator"] == "teachers_rotated" and row["status"] == "actual"]
    shares = [row for row in rows if row["indicator"] == "teacher_rotation_share" and float(row["value"]) > 0]
    return (rotated[0], shares[0]) if rotated and shares and not pd.isna(rotated[0]["year"]) else None


def _rotation(rows: list[Row]) -> Rotation:
    found = _rotation_rows(rows)
    assert found is not None
    rotated, share = found
    staff = [row for row in rows if row["indicator"] == "staff" and row["status"] == "actual"][:1]
    return Rotation(
        doc=str(rotated["doc"]),
        place=_text(rotated["place"]) or str(rotated["doc"]),
        year=int(rotated["year"]),
        rotated=str(rotated["as_printed"]),
        share=str(share["as_printed"]),
        measure=_text(rotated["measure"]),
        figures=tuple(str(row["figure_id"]) for row in (rotated, share, *staff)),
        eligible=100 * float(rotated["value"]) / float(share["value"]),
        staff=str(staff[0]["as_printed"]) if staff else "",
        of_staff=100 * float(rotated["value"]) / float(staff[0]["value"]) if staff else None,
    )


def _usable(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[
        figures["confidence"].eq("sure")
        & ~figures["negated"].astype(bool)
        & figures["flag"].isna()
        & figures["change"].eq("level")
        & ~of_copies(figures)
    ].sort_values(["doc", "order"])


def _results(figures: pd.DataFrame) -> list[Row]:
    rows = _usable(figures)
    return rows[rows["status"].eq("actual") & rows["year"].notna()].to_dict("records")


def _place(row: Row) -> tuple[str, int, str]:
    return str(row["doc"]), int(row["year"]), _text(row["level"])


def _staffing(heads: Row, number: Row, ratios: list[Row]) -> Staffing:
    pupils, teachers = row_bounds(number), row_bounds(heads)
    each = Bounds(*_over(pupils, teachers))
    # A ratio is of teachers unless it says of staff, and of the schools that it names.
    fitting = [
        row
        for row in ratios
        if ("教职工" in _text(row["measure"])) == (heads["indicator"] == "staff")
        and scope(_text(row["measure"])) == scope(_text(heads["measure"]))
    ]
    printed = row_bounds(fitting[0]) if len(fitting) == 1 else None
    return Staffing(
        doc=str(heads["doc"]),
        place=_text(heads["place"]) or str(heads["doc"]),
        year=int(heads["year"]),
        level=_text(heads["level"]),
        of=str(heads["indicator"]),
        scope=scope(str(heads["measure"])),
        pupils=str(number["as_printed"]),
        heads=str(heads["as_printed"]),
        figures=tuple(str(row["figure_id"]) for row in (number, heads, *(fitting if printed else []))),
        per_1000=Bounds(*(1000 * one for one in _over(teachers, pupils))),
        pupils_each=each,
        printed=str(fitting[0]["as_printed"]) if printed else "",
        agrees=None if printed is None else printed.low <= each.high and printed.high >= each.low,
    )


def _over(upper: Bounds, lower: Bounds) -> tuple[float, float, float]:
    high = upper.high / lower.low if lower.low else math.inf
    return upper.value / lower.value, upper.low / lower.high, high


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]
