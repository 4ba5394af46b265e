"""A number with its unit while it is being read: the working record between the modules of this room."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.figures.units import MeasureWord
    from eduplans.model import Qualifier, Unit

__all__ = ["Candidate"]


@dataclass(slots=True)
class Candidate:
    """A number with its unit, before its context is known.

    Parameters
    ----------
    start, end
        Span with unit and the qualifier that stands on the figure.
    digits_end
        End of the number without its unit.
    value, value_max
        Exact values in the base unit.
    plain
        The number as printed, without multiplier and unit.
    times
        Its multiplier (万 is 10000), 1 where there is none.
    word
        The measure word; None where the number has none (yet).
    unit
        Unit of the codebook.
    after, within
        Qualifiers that stand behind the unit and inside the number.
    sort
        ``arabic``, ``chinese``, ``half``, ``double`` or ``ordinal``.
    sure
        Whether readers agree that such a thing is a figure.
    pending
        Whether the unit still has to come from the list that the number stands in.
    numeral
        The Chinese numeral as printed.
    """

    start: int
    end: int
    digits_end: int
    value: Decimal
    value_max: Decimal | None = None
    plain: Decimal = Decimal(0)
    times: int = 1
    word: MeasureWord | None = None
    unit: Unit = "other"
    after: Qualifier | None = None
    within: bool = False
    sort: str = "arabic"
    sure: bool = True
    pending: bool = False
    numeral: str = ""
