"""What a rule is decided from, and how it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eduplans.codebook import read
from eduplans.errors import Problem, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.trends import Interval

Verdict = Literal["holds", "fails", "cannot be decided"]
#: The verdict that says neither.
UNDECIDED: Verdict = "cannot be decided"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure that a verdict rests on.

    Parameters
    ----------
    name
        What it is, such as ``gpb_edu 2020``.
    printed
        As printed.
    id
        Figure id, or series, level and year.
    """

    name: str
    printed: str
    id: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.printed}"


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth on the year before, at current prices.

    Parameters
    ----------
    percent
        In percent, with the interval that rounding of the printed numbers leaves.
    figures
        What it was read or computed from.
    same_scope
        Whether both years count the same things.
    reason
        Where they do not, why.
    """

    percent: Interval
    figures: tuple[Evidence, ...] = ()
    same_scope: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """A clause and its verdict.

    Parameters
    ----------
    clause
        Code in the codebook's ``law_clauses``.
    verdict
        ``holds``, ``fails`` or ``cannot be decided``.
    reason
        Why, in a sentence without a full stop.
    figures
        The figures used.
    computed
        What the clause asks to be above (or not below) a bound, with its interval; None where it is not known.
    bound
        The bound.
    """

    clause: str
    verdict: Verdict
    reason: str
    figures: tuple[Evidence, ...] = ()
    computed: Interval | None = None
    bound: float = 0.0

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Ids of the figures used, those that have one."""
        return tuple(figure.id for figure in self.figures if figure.id)


def clause(code: str) -> Mapping[str, str]:
    """Give a clause with its wording, article and source.

    Parameters
    ----------
    code
        Its code.

    Returns
    -------
    mapping of str to str
        A row of the codebook's ``law_clauses``.

    Raises
    ------
    UnknownNameError
        If there is no such clause.

    Examples
    --------
    >>> clause("per_student")["wording"]
    '使按在校学生人数平均的教育费用逐步增长'
    """
    rows = {row["code"]: row for row in read("law_clauses")}
    if code not in rows:
        raise UnknownNameError(Problem("no such clause", value=code, remedy="there are " + ", ".join(rows)))
    return rows[code]


def above(value: Interval, bound: float, *, strictly: bool) -> Verdict:
    """Decide whether a value is above a bound (or, not strictly, not below it), whatever its true value may be.

    Parameters
    ----------
    value
        The value with the interval in which the true one lies.
    bound
        The bound.
    strictly
        Whether equality fails.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from eduplans.trends import Interval
    >>> above(Interval(0.5, 0.4, 0.6), 0, strictly=True), above(Interval(0.0, -0.005, 0.005), 0, strictly=False)
    ('holds', 'cannot be decided')
    """
    if value.low > bound or (value.low == bound and not strictly):
        return "holds"
    if value.high < bound or (value.high == bound and strictly):
        return "fails"
    return UNDECIDED
