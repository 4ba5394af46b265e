"""The rules: three increases, two non-decreases, and the floor of four percent of GDP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from eduplans.law.model import UNDECIDED, ClauseResult, Evidence, Growth, Verdict, above
from eduplans.trends import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The two laws that state the three increases, with the codes of their clauses.
_CLAUSES = {
    "education": ("appropriations", "per_student", "teacher_pay", "operating_funds"),
    "compulsory": (
        "compulsory_appropriations",
        "compulsory_per_student",
        "compulsory_staff_pay",
        "compulsory_operating_funds",
    ),
}
#: From this share on, in percent of GDP.
FLOOR = 4.0


def three_increases(
    *,
    appropriations: Growth | None = None,
    recurrent_revenue: Growth | None = None,
    total_revenue: Growth | None = None,
    per_student: Growth | None = None,
    teacher_pay: Growth | None = None,
    operating_funds: Growth | None = None,
    law: Literal["education", "compulsory"] = "education",
) -> tuple[ClauseResult, ...]:
    """Decide the three increases (三个增长) clause by clause, from growth on the year before.

    Parameters
    ----------
    appropriations, recurrent_revenue
        Growth of education appropriations (教育财政拨款) and of recurrent fiscal revenue (财政经常性收入).
    total_revenue
        Growth of all revenue of the general public budget. It decides nothing: the law names recurrent revenue. It
        is only named in the reason where recurrent revenue is not known.
    per_student
        Growth of spending per enrolled student.
    teacher_pay, operating_funds
        Growth of teachers' pay, and of operating funds per student (生均公用经费): the two parts of the third clause.
    law
        ``education``: Education Law, article 56, paragraph 2. ``compulsory``: Compulsory Education Law, article 42,
        paragraph 3, which says the same of compulsory education.

    Returns
    -------
    tuple of ClauseResult
        Four, the third clause in its two parts; what is None cannot be decided.

    Examples
    --------
    >>> from eduplans.law import printed_growth
    >>> given = {"appropriations": printed_growth("7.21%"), "recurrent_revenue": printed_growth("3.5%")}
    >>> [result.verdict for result in three_increases(**given, per_student=printed_growth("4.84%"))]
    ['holds', 'holds', 'cannot be decided', 'cannot be decided']

    Notes
    -----
    The law says that spending per student, pay and operating funds rise *gradually* (逐步增长). That is read as a rise
    on the year before, as the yearly announcements check it; it does not say by how much.
    """
    codes = _CLAUSES[law]
    return (
        _faster(codes[0], appropriations, recurrent_revenue, total_revenue),
        _grows(codes[1], per_student, "growth of spending per student", strictly=True),
        _grows(codes[2], teacher_pay, "growth of teachers' pay", strictly=True),
        _grows(codes[3], operating_funds, "growth of operating funds per student", strictly=True),
    )


def two_non_decreases(*, spending: Growth | None = None, per_student: Growth | None = None) -> tuple[ClauseResult, ...]:
    """Decide the two non-decreases (两个只增不减): neither below the year before, nominal, in the same scope.

    Parameters
    ----------
    spending
        Growth of budget spending on education (一般公共预算教育支出) at current prices.
    per_student
        Growth of the same per enrolled student.

    Returns
    -------
    tuple of ClauseResult
        Two; what is None cannot be decided.

    Examples
    --------
    >>> from eduplans.law import printed_growth
    >>> [result.verdict for result in two_non_decreases(spending=printed_growth("2.0%"))]
    ['holds', 'cannot be decided']
    """
    return (
        _grows("spending", spending, "growth of budget spending on education", strictly=False),
        _grows("spending_per_student", per_student, "growth of budget spending per student", strictly=False),
    )


def gdp_share(share: Interval | None, figures: tuple[Evidence, ...] = ()) -> ClauseResult:
    """Decide whether government funds of education are at least four percent of GDP.

    Parameters
    ----------
    share
        Share in percent with its rounding interval.
    figures
        What it was read or computed from.

    Returns
    -------
    ClauseResult

    Examples
    --------
    >>> gdp_share(Interval(4.22, 4.215, 4.225)).verdict, gdp_share(Interval(4.0, 3.995, 4.005)).verdict
    ('holds', 'cannot be decided')
    """
    if share is None:
        return _unknown("gdp_share", "the share of GDP")
    verdict = above(share, FLOOR, strictly=False)
    return ClauseResult("gdp_share", verdict, _words(share, FLOOR, verdict), figures, share, FLOOR)


def together(results: Iterable[ClauseResult]) -> Verdict:
    """Join clauses: fails where one fails, holds where all hold, else cannot be decided.

    Parameters
    ----------
    results
        Clauses of one rule.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from eduplans.law import printed_growth
    >>> together(two_non_decreases(spending=printed_growth("-2.0%")))
    'fails'
    """
    verdicts = {result.verdict for result in results}
    if "fails" in verdicts:
        return "fails"
    return "holds" if verdicts == {"holds"} else UNDECIDED


def _unknown(code: str, what: str) -> ClauseResult:
    return ClauseResult(code, UNDECIDED, f"{what} is not known; a level alone is not growth")


def _grows(code: str, growth: Growth | None, what: str, *, strictly: bool) -> ClauseResult:
    if growth is None:
        return _unknown(code, what)
    if not growth.same_scope:
        return ClauseResult(code, UNDECIDED, f"the two years differ in scope: {growth.reason}", growth.figures)
    verdict = above(growth.percent, 0.0, strictly=strictly)
    return ClauseResult(code, verdict, _words(growth.percent, 0.0, verdict), growth.figures, growth.percent)


def _faster(code: str, spent: Growth | None, revenue: Growth | None, total: Growth | None) -> ClauseResult:
    figures = tuple(figure for growth in (spent, revenue or total) if growth for figure in growth.figures)
    if revenue is None and spent is not None:
        reason = "growth of recurrent fiscal revenue (财政经常性收入) is not known"
        if total is not None:
            reason += "; growth of total revenue is, and the law does not name it"
        return ClauseResult(code, UNDECIDED, reason, figures)
    if spent is None or revenue is None:
        return _unknown(code, "growth of appropriations")
    for growth in (spent, revenue):
        if not growth.same_scope:
            return ClauseResult(code, UNDECIDED, f"the two years differ in scope: {growth.reason}", figures)
    gap = Interval(
        spent.percent.value - revenue.percent.value,
        spent.percent.low - revenue.percent.high,
        spent.percent.high - revenue.percent.low,
    )
    verdict = above(gap, 0.0, strictly=True)
    return ClauseResult(code, verdict, _words(gap, 0.0, verdict), figures, gap)


def _words(value: Interval, bound: float, verdict: Verdict) -> str:
    """Say how the interval lies to the bound."""
    low, high = (f"{end:.3f}".replace("-", "\N{MINUS SIGN}") for end in (value.low, value.high))
    if low == high and verdict != UNDECIDED:
        return f"{low}, {'above' if verdict == 'holds' else 'below'} {bound:g}; no rounding left"
    ends = f"{low} to {high}"
    if verdict == UNDECIDED:
        return f"rounding leaves {ends}, on both sides of {bound:g}"
    return f"rounding leaves {ends}, {'above' if verdict == 'holds' else 'below'} {bound:g}"
