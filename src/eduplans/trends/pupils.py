"""Pupils: the sum of named levels, with the same scope in every year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.codebook import read
from eduplans.trends.wholes import printed_level, what_the_whole_leaves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Pupils:
    """The sum of pupils over named levels.

    Parameters
    ----------
    frame
        Indexed by `year`; a column a level (missing: not found).
    total
        Sum over the levels by year; missing where one level is.
    half
        By year, the half unit of the last printed digits, summed over the levels: the total lies within
        ``total ± half`` if every part is rounded in the same direction.
    copies
        By year and level, whether the number, or a part of it, was seen only in a copy.
    made
        By level, the years in which the value was summed from its parts.
    derived
        By level, the years in which the value is what a more exactly printed whole leaves.
    """

    frame: pd.DataFrame
    total: pd.Series
    half: pd.Series
    copies: pd.DataFrame
    made: Mapping[str, tuple[int, ...]]
    derived: Mapping[str, tuple[int, ...]]

    @property
    def missing(self) -> dict[int, tuple[str, ...]]:
        """Years without a total, with the levels whose number was not found."""
        gaps = self.frame.isna()
        return {int(year): tuple(gaps.columns[gaps.loc[year]]) for year in gaps.index[gaps.any(axis=1)]}


def pupils(
    national: pd.DataFrame,
    rules: Sequence[Mapping[str, str]] | None = None,
    *,
    start: int | None = None,
    end: int | None = None,
) -> Pupils:
    """Sum the pupils of the named levels, with the same scope in every year.

    N(t) = Σ n(level, t). Secondary vocational education loses its skilled-worker schools in 2021; they are
    subtracted before, so that a change of scope is not a fall. Where the number of a level is not found but all
    its parts are, it is the sum of the parts. Where a whole and its other parts are printed more exactly than the
    level itself, the level is what they leave, provided that whole and parts agree in every year that prints all.

    Parameters
    ----------
    national
        The table of national statistics.
    rules
        A mapping a level with `level`, `minus`, `minus_before` and `parts`, and `whole` and `others` where it can
        be derived; by default the codebook's ``pupil_levels``.
    start, end
        First and last year.

    Returns
    -------
    Pupils

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2020, 2021, 2020], "series": "enrolment",
    ...     "level_printed": ["secondary_voc", "secondary_voc", "secondary_voc_skilled_workers"],
    ...     "value": [1600.0, 1310.0, 300.0], "unit": "person", "as_printed": ["1600人", "1310人", "300人"],
    ...     "source": "invented", "seen_in": "copy", "other_values": "", "note": ""})
    >>> rule = {"level": "secondary_voc", "minus": "secondary_voc_skilled_workers", "minus_before": "2021",
    ...     "parts": ""}
    >>> pupils(table, [rule]).total.tolist()
    [1300.0, 1310.0]
    """
    levels: dict[str, pd.DataFrame] = {}
    made: dict[str, tuple[int, ...]] = {}
    derived: dict[str, tuple[int, ...]] = {}
    for rule in read("pupil_levels") if rules is None else rules:
        name = rule["level"]
        printed, made[name] = _level(national, rule, start, end)
        levels[name], derived[name] = _sharpen(national, printed, rule, start, end)
    frame = pd.DataFrame({level: part["value"] for level, part in levels.items()})
    half = sum((part["half"] for part in levels.values()), start=pd.Series(0.0, index=frame.index))
    copies = pd.DataFrame({level: part["copy"] for level, part in levels.items()})
    return Pupils(frame, frame.sum(axis=1, skipna=False), half, copies, made, derived)


def _level(
    national: pd.DataFrame, rule: Mapping[str, str], start: int | None, end: int | None
) -> tuple[pd.DataFrame, tuple[int, ...]]:
    """Value, rounding and copy by year of one level, and the years summed from parts."""

    def part(level: str) -> pd.DataFrame:
        return printed_level(national, level, start=start, end=end)

    frame = part(rule["level"])
    made: tuple[int, ...] = ()
    if rule["parts"]:
        total = _sum_of([(part(name), int(first or 0)) for name, _, first in _parts(rule)])
        fill = frame["value"].isna() & total["value"].notna()
        made = tuple(int(year) for year in frame.index[fill])
        frame = frame.mask(fill, total)
    if rule["minus"]:
        frame = _subtract(frame, part(rule["minus"]), before=int(rule["minus_before"]))
    return frame, made


def _sharpen(
    national: pd.DataFrame, frame: pd.DataFrame, rule: Mapping[str, str], start: int | None, end: int | None
) -> tuple[pd.DataFrame, tuple[int, ...]]:
    """Put what a whole leaves in the place of a level that is printed less exactly, and name the years."""
    if not rule.get("whole") or rule["whole"] not in set(national["level_printed"]):
        return frame, ()
    left = what_the_whole_leaves(national, rule, start=start, end=end)
    if left is None:
        return frame, ()
    sharper = left["half"] < frame["half"]
    return frame.mask(sharper, left), tuple(int(year) for year in frame.index[sharper])


def _parts(rule: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [name.partition("@") for name in rule["parts"].split()]


def _sum_of(parts: Sequence[tuple[pd.DataFrame, int]]) -> pd.DataFrame:
    """Sum parts of a level by year; a part counts from its first year on and is a gap where missing then."""
    total = pd.DataFrame({"value": 0.0, "copy": False, "half": 0.0}, index=parts[0][0].index)
    for part, first in parts:
        begun = total.index >= first
        total["value"] += part["value"].where(begun, 0.0)
        total["half"] += part["half"].where(begun, 0.0)
        total["copy"] |= part["copy"] & begun
    return total


def _subtract(frame: pd.DataFrame, minus: pd.DataFrame, before: int) -> pd.DataFrame:
    """Take `minus` away in the years before `before`; rounding adds up."""
    early = frame.index < before
    return pd.DataFrame(
        {
            "value": frame["value"] - minus["value"].where(early, 0.0),
            "copy": frame["copy"] | (minus["copy"] & early),
            "half": frame["half"] + minus["half"].where(early, 0.0),
        }
    )
