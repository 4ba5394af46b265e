"""Targets and norms that a county can be held against, as records.

They are data (`codebook/standards.csv`): each with its wording, its base, for whom and for when it holds, and where
the wording was seen. What could not be sourced is not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from eduplans import codebook, model
from eduplans.errors import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["target", "norm", "rule"]
Sense = Literal["at_least", "at_most", "equal"]
_VOCABULARY = {
    "kind": get_args(Kind),
    "sense": get_args(Sense),
    "force": ("required", "in principle", "basic goal", "goal to strive for", "for certification"),
    "jurisdiction": ("nation", "province", "county", "school"),
    "unit": get_args(model.Unit),
    "seen_in": ("official", "copy"),
    "words_of": ("document", "press report", "press conference", "another text"),
}
_YEARS = ("year", "since", "until")
_EXPRESSIONS = ("level_shown", "measure", "other_base", "denied")
_TEXTS = (
    "code", "kind", "indicator", "level", "wider_level", "unit", "sense", "force", "jurisdiction", "province_code",
    "base", "scope", "title", "number", "wording", "words_of", "url", "url_basis", "seen_in", "seen_at", "note",
)  # fmt: skip
_INSTEAD = re.compile(r"([\w-]+) (at_least|at_most|equal) (\d+(?:\.\d+)?)")
_NEEDED = ("code", "base", "scope", "wording", "title", "issued", "url_basis", "seen_at")


@dataclass(frozen=True, slots=True)
class Standard:
    """One target, norm or rule.

    Parameters
    ----------
    code
        Its name in this project.
    kind
        ``target`` (for one year), ``norm`` (in force from a year on) or ``rule`` (compares with an amount that is
        not fixed, such as the pay of others).
    indicator, level
        What it is of; an empty level means any.
    wider_level, level_shown
        A wider level under which a figure may stand, and what its measure then has to show (普通高中 under 高中阶段).
    value
        The number in base units; None for a rule.
    unit, sense
        Its unit; whether it is a floor (``at_least``), a ceiling (``at_most``) or to be hit (``equal``).
    force
        ``required``, ``in principle`` (原则上, 一般), ``basic goal`` (基本实现, 基本消除), ``goal to strive for``
        (争取) or ``for certification``.
    jurisdiction, province_code
        Who has to meet it: the nation or a province as a whole, each county, each school; the code of the province
        where only one is meant.
    base, scope
        What the number is a share or a mean of; what exactly is counted.
    accepts
        Statuses of figures that can be held against it (``actual``; ``standard`` too where it governs rules).
    measure, other_base, denied
        Expressions over the measure of a figure: must be found; shows that the figure has another base; shows that a
        denied figure says there is none.
    other_base_why
        Expressions over the measure, each with words for the other base that it shows.
    instead
        Another way to keep the same rule: code of the yardstick whose figure tells it, sense and number.
    related
        Indicators that say something of it without being comparable.
    year, since, until
        Year of a target; first and last year of a norm.
    issued, title, number, wording
        The document and its words.
    words_of
        Whose words these are: of the document (seen in a copy of it), or of another text about it.
    url, url_basis, seen_in, seen_at
        Official address and how it is known; whether the wording was seen there or in a copy, and where.
    note
        What else a reader has to know.
    """

    code: str
    kind: Kind
    indicator: str
    level: str
    wider_level: str
    level_shown: re.Pattern[str] | None
    value: float | None
    unit: str
    sense: Sense
    force: str
    jurisdiction: str
    province_code: str
    base: str
    scope: str
    accepts: frozenset[str]
    measure: re.Pattern[str] | None
    other_base: re.Pattern[str] | None
    other_base_why: tuple[tuple[re.Pattern[str], str], ...]
    denied: re.Pattern[str] | None
    related: tuple[str, ...]
    instead: tuple[str, Sense, float] | None
    year: int | None
    since: int | None
    until: int | None
    issued: int
    title: str
    number: str
    wording: str
    words_of: str
    url: str
    url_basis: str
    seen_in: str
    seen_at: str
    note: str

    @property
    def of_county(self) -> bool:
        """Whether it is for each county or its schools; otherwise for a country or province as a whole."""
        return self.jurisdiction in {"county", "school"}

    def holds_for(self, year: int, province_code: str = "") -> bool:
        """Tell whether it is a yardstick for results of a year in a province.

        Parameters
        ----------
        year
            The year.
        province_code
            Six-digit code of the province.

        Returns
        -------
        bool
            A target only in its year, a norm from `since` to `until`; one of a province only there.

        Examples
        --------
        >>> target = next(one for one in standards() if one.code == "retention-2020")
        >>> target.holds_for(2020), target.holds_for(2021)
        (True, False)
        """
        if self.province_code and self.province_code != province_code:
            return False
        if self.year is not None:
            return year == self.year
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)


@cache
def standards() -> tuple[Standard, ...]:
    """All targets and norms of the codebook, in its order.

    Returns
    -------
    tuple of Standard

    Raises
    ------
    TableError
        With all faults of the table at once.

    Examples
    --------
    >>> one = standards()[0]
    >>> one.value, one.unit, one.wording
    (85.0, 'percent', '到2020年，全国学前三年毛入园率达到85%')
    """
    return read_standards(codebook.read("standards"))


def read_standards(rows: Iterable[Mapping[str, str]]) -> tuple[Standard, ...]:
    """Make records of rows and check them.

    Parameters
    ----------
    rows
        Rows with the columns of `codebook/standards.csv`.

    Returns
    -------
    tuple of Standard

    Raises
    ------
    TableError
        A code stands twice, an indicator or level is unknown, a word is outside its vocabulary, a number or an
        expression cannot be read, or wording, base or source are missing; all such cells at once.
    """
    problems: list[Problem] = []
    made: dict[str, Standard] = {}
    for number, row in enumerate(rows, start=2):
        faults = list(_faults(row, set(made)))
        problems += [
            Problem(what, where="codebook/standards.csv", row=number, column=column, value=row[column])
            for column, what in faults
        ]
        if not faults:
            made[row["code"]] = _record(row)
    if problems:
        raise TableError(problems)
    return tuple(made.values())


def _faults(row: Mapping[str, str], codes: set[str]) -> Iterable[tuple[str, str]]:
    if row["code"] in codes:
        yield "code", "stands twice"
    if row["indicator"] not in codebook.read_map("indicators", "code", "code"):
        yield "indicator", "no such indicator"
    if row["level"] and row["level"] not in codebook.read_map("levels", "level", "level"):
        yield "level", "no such level"
    if (row["kind"] == "target") != bool(row["year"]):
        yield "year", "a target has a year, and only a target has one"
    if (row["kind"] == "rule") == bool(row["value"]):
        yield "value", "a target or norm has a value, a rule has none"
    if bool(row["wider_level"]) != bool(row["level_shown"]):
        yield "level_shown", "a wider level needs the words that show the level, and only it"
    yield from _cell_faults(row)


def _cell_faults(row: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for column, words in _VOCABULARY.items():
        if row[column] not in words:
            yield column, "has to be one of " + ", ".join(words)
    for column in _NEEDED:
        if not row[column]:
            yield column, "is needed"
    for column in ("value", *_YEARS, "issued"):
        if row[column] and not re.fullmatch(r"\d+(\.\d+)?", row[column]):
            yield column, "not a number"
    for column in _EXPRESSIONS:
        if not _compiles(row[column]):
            yield column, "not an expression"
    if not all(_compiles(part.rpartition("=")[0]) and "=" in part for part in _parts(row["other_base_why"])):
        yield "other_base_why", "expressions with their words are needed"
    if row["instead"] and not _INSTEAD.fullmatch(row["instead"]):
        yield "instead", "code, sense and number are needed"


def _parts(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def _compiles(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _record(row: Mapping[str, str]) -> Standard:
    cells: dict[str, Any] = {name: row[name] for name in _TEXTS}
    cells |= {name: int(row[name]) if row[name] else None for name in _YEARS}
    cells |= {name: re.compile(row[name]) if row[name] else None for name in _EXPRESSIONS}
    return Standard(
        **cells,
        value=float(row["value"]) if row["value"] else None,
        accepts=frozenset(row["accepts"].split()),
        other_base_why=tuple((re.compile(one), why) for one, _, why in map(_halves, _parts(row["other_base_why"]))),
        related=tuple(row["related"].split()),
        instead=_instead(row["instead"]),
        issued=int(row["issued"]),
    )


def _halves(part: str) -> tuple[str, str, str]:
    return part.rpartition("=")


def _instead(cell: str) -> tuple[str, Sense, float] | None:
    found = _INSTEAD.fullmatch(cell)
    if found is None:
        return None
    sense: Any = found[2]
    return found[1], sense, float(found[3])
