"""Tables and sentences on the staffing that counties' own numbers imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.standards.words import level_name
from eduplans.chapters.standards.words import plain as tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.standards import Bounds
    from eduplans.teachers import Staffing


def staffing_table(found: Sequence[Staffing]) -> pd.DataFrame:
    """Lay out teachers or staff for each thousand pupils, and ratios as printed.

    Parameters
    ----------
    found
        Result of `eduplans.teachers.staffing`.

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
                "level": level_name(one.level) or None,
                "counted": one.scope or "all",
                "pupils": one.pupils,
                "heads": f"{one.heads} {'staff' if one.of == 'staff' else 'teachers'}",
                "for each 1,000 pupils": _rounded(one.per_1000),
                "pupils each": _rounded(one.pupils_each),
                "ratio printed": one.printed or None,
                "figures": ", ".join(one.figures),
            }
            for one in found
        ]
    )


def _rounded(bounds: Bounds) -> str:
    if bounds.low == bounds.high:
        return tidy(round(bounds.value, 1))
    value, low = tidy(round(bounds.value, 1)), tidy(round(bounds.low, 1))
    if bounds.high == float("inf"):
        return f"{value} or more" if low == value else f"{value} ({low} or more)"
    return f"{value} ({low} to {tidy(round(bounds.high, 1))})"


def staffing_figures(found: Sequence[Staffing]) -> tuple[str, ...]:
    """List the ids of the figures that staffing rests on."""
    return tuple(dict.fromkeys(figure for one in found for figure in one.figures))


def staffing_sentence(found: Sequence[Staffing], documents: int) -> str:
    """Say what staffing counties imply, and in how many documents it cannot be said.

    Parameters
    ----------
    found
        Result of `eduplans.teachers.staffing`.
    documents
        How many documents there are.

    Returns
    -------
    str
    """
    spoken = len({one.doc for one in found})
    parts = [
        f"{one.place} prints {one.heads} {'staff' if one.of == 'staff' else 'teachers'} and {one.pupils} pupils of the "
        f"same schools ({one.scope or 'all'}): {_rounded(one.per_1000)} for each 1,000 pupils, or "
        f"{_rounded(one.pupils_each)} pupils each."
        + (" Staff are more than teachers: this does not compare with pupils a teacher." if one.of == "staff" else "")
        for one in found
    ]
    parts.append(
        f"{documents - spoken} of {documents} documents print no such pair of numbers. A ratio of pupils to teachers "
        f"beside such a pair is printed in {len({one.doc for one in found if one.printed})} of them."
    )
    return " ".join(parts)
