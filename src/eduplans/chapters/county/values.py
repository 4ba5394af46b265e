"""Values of figures in words: units, qualifiers, counts, lists."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.codebook import read, read_map
from eduplans.display import amount, number, percent
from eduplans.printing import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Below this an amount of money stays in yuan.
_SMALL_MONEY = 1e5
_NUMERAL = re.compile(r"^.*[0-9一二三四五六七八九十百千万亿零〇两半]")


def value_text(row: Mapping[Any, Any]) -> str:
    """Write the value of a figure with its unit and qualifier.

    Parameters
    ----------
    row
        `value`, `value_max`, `unit`, `qualifier`, and `as_printed` for the measure word of a unit without a name.

    Returns
    -------
    str

    Examples
    --------
    >>> value_text({"value": 648000000.0, "value_max": None, "unit": "yuan", "qualifier": "exact"})
    '64,800 万元'
    >>> value_text({"value": 95.0, "value_max": None, "unit": "percent", "qualifier": "at_least"})
    'at least 95 %'
    >>> value_text({"value": 500.0, "value_max": None, "unit": "clock", "qualifier": "exact"})
    '8:20'
    >>> value_text({"value": 2.0, "value_max": None, "unit": "other", "qualifier": "exact", "as_printed": "两栋"})
    '2 栋'
    """
    ends = [row["value"]] if pd.isna(row["value_max"]) else [row["value"], row["value_max"]]
    word = measure_word(str(row.get("as_printed", ""))) if row["unit"] == "other" else ""
    *lower, upper = [_one_value(float(end), str(row["unit"]), word) for end in ends]
    if row["unit"] == "rank":
        written = "rank " + "–".join([*lower, upper])
    else:
        # A range names its unit once where both ends have the same.
        written = "–".join([*(end.removesuffix(upper.lstrip("0123456789.,")) for end in lower), upper])
    return QUALIFIERS[str(row["qualifier"])] + written


def measure_word(as_printed: str) -> str:
    """Take the measure word off a printed figure.

    Parameters
    ----------
    as_printed
        The figure as printed.

    Returns
    -------
    str
        What stands after the number without qualifiers; empty where nothing does.

    Examples
    --------
    >>> measure_word("1栋"), measure_word("20多株以上"), measure_word("1:6")
    ('栋', '株', '')
    """
    rest = _NUMERAL.sub("", as_printed)
    before, after = _around()
    return after.sub("", before.sub("", rest)).strip()


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {side: [] for side in ("within", "after")}  # type: dict[str, list[str]]
    for row in read("qualifier_words"):
        if row["side"] in words:
            words[row["side"]].append(re.escape(row["word"]))
    within, after = ("|".join(sorted(words[side], key=len, reverse=True)) for side in ("within", "after"))
    return re.compile(f"^(?:{within})"), re.compile(f"(?:{after})$")


def _one_value(value: float, unit: str, word: str) -> str:
    if unit == "yuan":
        large = "元" if value < _SMALL_MONEY else "亿元" if value >= 1e8 and value % 1e8 == 0 else "万元"
        return amount(value, large, decimals(value / {"亿元": 1e8, "万元": 1e4, "元": 1.0}[large]))
    if unit == "percent":
        return percent(value, decimals(value))
    if unit == "clock":
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    if unit == "rank":
        return number(value, decimals(value))
    name = word or read_map("unit_names", "unit", "one" if value == 1 else "many").get(unit, unit)
    return f"{number(value, decimals(value))} {name}".rstrip()


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


def counted(count: int, noun: str) -> str:
    """Write a count with its noun in the right number.

    Examples
    --------
    >>> counted(1, "figure"), counted(1200, "figure")
    ('1 figure', '1,200 figures')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
