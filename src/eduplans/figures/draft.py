"""A figure while it is being read.

`Figure` is frozen, and a frozen record sets each of its fields through a call of its own, which is a tenth of the
time that reading a figure takes. A draft has the same slots, is filled plainly and then becomes the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.model import Figure

if TYPE_CHECKING:
    from eduplans.model import Change, Confidence, Level, Qualifier, Role, Status, Unit

__all__ = ["Draft"]


@dataclass(slots=True, init=False)
class Draft:
    """The fields of `eduplans.model.Figure`, to be set one after the other.

    Examples
    --------
    >>> draft = Draft()
    >>> for name in Figure.__slots__:
    ...     setattr(draft, name, "")
    >>> draft.finished().unit
    ''
    """

    start: int
    end: int
    as_printed: str
    value: float
    value_max: float | None
    unit: Unit
    qualifier: Qualifier
    measure: str
    level: Level
    year: int | None
    status: Status
    change: Change
    confidence: Confidence
    item: str
    phrase: str
    group: str
    role: Role
    damaged: bool

    def finished(self) -> Figure:
        """Become the frozen figure; all fields have to be set."""
        self.__class__ = Figure  # type: ignore[assignment]
        return self  # type: ignore[return-value]
