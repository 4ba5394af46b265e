"""What can be added up, and sums."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.audit.intervals import Interval, printed, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.audit.page import Fig, Page

__all__ = ["countable", "terms"]

#: Units whose measure words may differ inside a sum: 名 and 人, 万元 and 亿元.
_SUMMED = frozenset({"person", "school", "class", "yuan"})
#: A mean, a largest or a smallest value is not made up of parts.
_NO_TOTAL = re.compile("平均|人均|生均|校均|户均|均值|最[高低大小多少]|上限|下限")


def countable(whole: Fig, part: Fig) -> bool:
    """Whether a figure may be a part of another: the same unit and status, and both counts or amounts.

    Parameters
    ----------
    whole, part
        The two figures.

    Returns
    -------
    bool
    """
    return (
        part.unit == whole.unit
        and part.unit not in {"percent", "percentage_point", "rank"}
        and "growth" not in {part.change, whole.change}
        and not part.negated
        and part.status == whole.status
        and part.value_max is None
        and (part.unit in _SUMMED or part.counted_in == whole.counted_in)
        and not _NO_TOTAL.search(whole.measure)
        and ("每" in part.phrase) == ("每" in whole.phrase + whole.measure)
    )


def terms(page: Page, parts: Sequence[Fig]) -> tuple[str, Interval]:
    """Write a sum and work it out; 各 before a number counts it for every member of its list.

    Parameters
    ----------
    page
        The document.
    parts
        What is added up.

    Returns
    -------
    words : str
    sum : Interval
    """
    times = [_times(page, part) for part in parts]
    words = [f"{count} × {part.as_printed}" if count > 1 else part.as_printed
             for count, part in zip(times, parts, strict=True)]  # fmt: skip
    return " + ".join(words), total([printed(part) * count for count, part in zip(times, parts, strict=True)])


def _times(page: Page, part: Fig) -> int:
    """Count the members of the list for which 各 says that the number holds for each."""
    each = page.between(part.start - 1, part.start, "each")
    lists = [sign for sign in page.between(part.start - 130, part.start, "list") if sign.end == part.start - 1]
    return lists[-1].number or 1 if each and lists else 1
