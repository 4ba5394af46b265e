"""Published values against ours, digit by digit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.methods.results import CHECKS
from eduplans.codebook import read
from eduplans.errors import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Compared:
    """One published value and ours.

    Parameters
    ----------
    check, item
        Which value of which check.
    published
        As printed, or, where only so many significant digits are asked, rounded to them.
    ours
        Our value, rounded to the same digits.
    value
        Our value, unrounded.
    same
        Whether all digits agree.
    """

    check: str
    item: str
    published: str
    ours: str
    value: float
    same: bool


def round_like(value: float, published: str) -> str:
    """Round a value to the last printed digit of another.

    A value that lies exactly halfway may be rounded either way by who printed it; here away from zero.

    Examples
    --------
    >>> round_like(2.2179996, "2.22"), round_like(-3.0214, "-3.01"), round_like(34.66, "35")
    ('2.22', '-3.02', '35')
    """
    exponent = Decimal(published).as_tuple().exponent
    text = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(int(exponent)), rounding=ROUND_HALF_UP)
    return str(text if text else abs(text))


def significant(published: str, digits: int) -> str:
    """Round a printed value to so many significant digits.

    Examples
    --------
    >>> significant("15.0618722713733", 4)
    '15.06'
    """
    number = Decimal(published)
    place = number.adjusted() - digits + 1
    return str(number.quantize(Decimal(1).scaleb(min(place, 0)), rounding=ROUND_HALF_EVEN))


def compare_all(names: Sequence[str] = ()) -> tuple[Compared, ...]:
    """Compute every check and compare it with what is published.

    Parameters
    ----------
    names
        Checks; all where none is given.

    Returns
    -------
    tuple of Compared
        In the order of ``method_values.csv``.

    Raises
    ------
    TableError
        If the table of published values and the checks do not have the same items.
    """
    chosen = list(names) or list(CHECKS)
    values = {name: CHECKS[name]() for name in chosen}
    rows = [row for row in read("method_values") if row["check"] in values]
    wanted = {(row["check"], row["item"]) for row in rows}
    have = {(name, item) for name, found in values.items() for item in found}
    if wanted != have:
        raise TableError(
            [
                Problem("computed or published alone", where="codebook/method_values.csv", value=": ".join(pair))
                for pair in sorted(wanted ^ have)
            ]
        )
    return tuple(_compared(row, values[row["check"]][row["item"]]) for row in rows)


def _compared(row: Mapping[str, str], value: float) -> Compared:
    digits = row["significant"]
    published = significant(row["published"], int(digits)) if digits else row["published"]
    ours = round_like(value, published)
    return Compared(row["check"], row["item"], published, ours, value, Decimal(ours) == Decimal(published))


def check_table(found: Sequence[Compared]) -> pd.DataFrame:
    """Lay the checks out, one row each: what, by which function, how many values, how many agree."""
    rows = []
    for source in read("method_sources"):
        own = [one for one in found if one.check == source["check"]]
        if own:
            agree = sum(one.same for one in own)
            rows.append(
                {
                    "result": source["title"],
                    "function": f"eduplans.{source['function']}",
                    "values": len(own),
                    "agree to the printed digit": agree,
                    "reproduced": "yes" if agree == len(own) else "in part" if agree else "no",
                    "kind": source["kind"],
                }
            )
    return pd.DataFrame(rows)


def value_table(found: Sequence[Compared]) -> pd.DataFrame:
    """Lay all values out."""
    titles = {row["check"]: row["title"] for row in read("method_sources")}
    return pd.DataFrame(
        [
            {
                "result": titles[one.check],
                "value": one.item,
                "published": _minus(one.published),
                "ours": _minus(one.ours),
                "ours, unrounded": _minus(f"{one.value:.10g}"),
                "agrees": "yes" if one.same else "no",
            }
            for one in found
        ]
    )


def reference_table() -> pd.DataFrame:
    """Lay references and data out."""
    return pd.DataFrame(
        [
            {
                "result": row["title"],
                "data": row["data"],
                "reference": row["reference"],
                "published value seen in": row["seen"],
                "note": row["note"] or None,
            }
            for row in read("method_sources")
        ]
    )


def summary_sentence(found: Sequence[Compared]) -> str:
    """Say how many results and values are reproduced, and which values are not."""
    checks = list(dict.fromkeys(one.check for one in found))
    whole = [name for name in checks if all(one.same for one in found if one.check == name)]
    titles = {row["check"]: row["title"] for row in read("method_sources")}
    missed = [
        f"{titles[one.check]}, {one.item}: published {_minus(one.published)}, ours {_minus(one.ours)}"
        for one in found
        if not one.same
    ]
    said = (
        f"**{len(whole)} of {len(checks)}** results are reproduced in all their values, and "
        f"{sum(one.same for one in found)} of {len(found)} values to the printed digit."
    )
    if missed:
        said += " Not reproduced: " + "; ".join(missed) + "."
    return said


def _minus(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")
