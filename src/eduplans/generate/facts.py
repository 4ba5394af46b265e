"""The figures of one invented county: totals are the sums of their parts, shares and growth follow from the amounts.

Amounts are whole numbers of persons, schools, classes or yuan; rates are rounded as the document prints them, so
that a difference of two rates is the difference of the printed ones. `pupils@primary` are the pupils of primary
schools, `pupils.last@primary` those of the year before.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from eduplans.generate.data import read

if TYPE_CHECKING:
    from eduplans.generate.chance import Chance

__all__ = ["LEVELS", "Facts", "county_facts"]

Facts = dict[str, float]
#: Yuan in the smallest amount of money that a county's accounts here know.
_WAN = 10_000


class _Level(NamedTuple):
    """Bounds of one level of education; a named tuple, as they are read many times a document."""

    population: tuple[float, float]
    size: tuple[float, float]
    class_size: tuple[float, float]
    ratio: tuple[float, float]
    per: tuple[float, float]
    funds: tuple[float, float]


@cache
def _levels() -> dict[str, _Level]:
    names = ("population", "size", "class", "ratio", "per", "funds")
    return {
        row["level"]: _Level(*((float(row[f"{name}_low"]), float(row[f"{name}_high"])) for name in names))
        for row in read("levels")
    }


#: Levels of education of which a county has figures.
LEVELS = tuple(row["level"] for row in read("levels"))


def county_facts(chance: Chance, decimals: int) -> Facts:
    """Draw the figures of a county.

    Parameters
    ----------
    chance
        The draws of the document.
    decimals
        Decimals of rates, as the document prints them.

    Returns
    -------
    dict of str to float
        Facts by name.

    Examples
    --------
    >>> from eduplans.generate.chance import Chance
    >>> facts = county_facts(Chance(1, 1), 2)
    >>> sum(facts[f"pupils@{level}"] for level in LEVELS) == facts["pupils@all"]
    True
    """
    facts: Facts = {"population": round(90_000 * 12 ** chance.draw())}
    for level, bounds in _levels().items():
        _level(facts, level, bounds, chance, decimals)
    for name in ("pupils", "schools", "teachers"):
        for when in ("", ".last"):
            facts[f"{name}{when}@all"] = sum(facts[f"{name}{when}@{level}"] for level in LEVELS)
        if facts[f"{name}@all"] == facts[f"{name}.last@all"]:  # what came here went there: no sentence could say it
            step = -1 if facts[f"{name}.diff@primary"] == 1 else 1
            for level in ("primary", "all"):
                facts[f"{name}.last@{level}"] += step
            _change(facts, name, "primary", decimals)
        _change(facts, name, "all", decimals)
    _preschool(facts, chance, decimals)
    _compulsory(facts, chance, decimals)
    _senior(facts, chance, decimals)
    _staff(facts, chance, decimals)
    _money(facts, chance, decimals)
    _aid(facts, chance)
    return facts


def _level(facts: Facts, level: str, bounds: _Level, chance: Chance, decimals: int) -> None:
    """Draw pupils, schools, teachers, classes and spending of one level."""
    draw = chance.between
    pupils = round(facts["population"] * draw(*bounds.population))
    schools = max(1, round(pupils / draw(*bounds.size)))
    teachers = max(4, round(pupils / draw(*bounds.ratio)))
    classes = max(3, round(pupils / draw(*bounds.class_size)))
    for name, value, most in (("pupils", pupils, 0.05), ("schools", schools, 0.06), ("teachers", teachers, 0.04)):
        facts[f"{name}@{level}"] = value
        facts[f"{name}.last@{level}"] = _before(value, chance, most)
        _change(facts, name, level, decimals)
    entrants = round(pupils * draw(0.15, 0.18)) if level == "primary" else round(pupils * draw(0.31, 0.36))
    facts[f"entrants@{level}"] = entrants
    facts[f"entrants.last@{level}"] = _before(entrants, chance, 0.08)
    _change(facts, "entrants", level, decimals)
    facts[f"graduates@{level}"] = round(entrants * draw(0.88, 1.08))
    facts[f"classes@{level}"] = classes
    facts[f"size@{level}"] = round(pupils / classes, 1)
    facts[f"ratio@{level}"] = round(pupils / teachers, 2)
    _part(facts, "large", f"classes@{level}", draw(0.01, 0.08), level, decimals)
    _part(facts, "boarders", f"pupils@{level}", draw(0.08, 0.5), level, decimals)
    _part(facts, "girls", f"pupils@{level}", draw(0.45, 0.495), level, decimals)
    _part(facts, "female", f"teachers@{level}", draw(0.52, 0.8), level, decimals)
    _part(facts, "senior_title", f"teachers@{level}", draw(0.06, 0.3), level, decimals)
    _part(facts, "degree", f"teachers@{level}", draw(0.62, 0.95), level, decimals)
    last = round(draw(*bounds.per))
    facts[f"per.last@{level}"] = last
    facts[f"per@{level}"] = now = last + max(1, round(last * draw(0.01, 0.08)))
    facts[f"per.growth@{level}"] = round(100 * (now - last) / last, decimals)
    facts[f"funds@{level}"] = 10 * round(draw(*bounds.funds) / 10)
    facts[f"places@{level}"] = 30 * max(1, round(pupils * draw(0.01, 0.05) / 30))


def _before(value: int, chance: Chance, most: float) -> int:
    """Draw the value of the year before: another one, up to so much larger or smaller."""
    step = max(1, round(value * chance.between(0.004, most)))
    return value - step if chance.likely(0.5) and step < value else value + step


def _change(facts: Facts, name: str, level: str, decimals: int) -> None:
    """Work out what an amount changed by, and by how many percent."""
    now, last = facts[f"{name}@{level}"], facts[f"{name}.last@{level}"]
    facts[f"{name}.diff@{level}"] = now - last
    facts[f"{name}.growth@{level}"] = round(100 * (now - last) / last, decimals)


def _part(facts: Facts, name: str, whole: str, share: float, level: str, decimals: int) -> None:
    """Put a part of a whole beside its share in percent."""
    part = max(1, round(facts[whole] * share))
    facts[f"{name}@{level}"] = part
    facts[f"{name}.share@{level}"] = round(100 * part / facts[whole], decimals)


def _rate(facts: Facts, name: str, low: float, high: float, chance: Chance, decimals: int) -> None:
    """Draw a rate of two years, and the difference of both as they are printed."""
    base, _, level = name.partition("@")
    at = f"@{level}" if level else ""
    now = round(chance.between(low, high), decimals)
    last = round(now - chance.between(0.2, 2.4), decimals)
    facts[f"{base}{at}"], facts[f"{base}.last{at}"] = now, last
    facts[f"{base}.diff{at}"] = round(now - last, decimals)


def _preschool(facts: Facts, chance: Chance, decimals: int) -> None:
    schools, pupils = facts["schools@preschool"], facts["pupils@preschool"]
    facts["public"] = round(schools * chance.between(0.3, 0.7))
    facts["private"] = schools - facts["public"]
    facts["inclusive"] = round(pupils * chance.between(0.8, 0.95))
    facts["inclusive.share"] = round(100 * facts["inclusive"] / pupils, decimals)
    facts["public.pupils"] = round(pupils * chance.between(0.5, 0.7))
    facts["public.share"] = round(100 * facts["public.pupils"] / pupils, decimals)
    facts["preschool.staff"] = round(facts["teachers@preschool"] * chance.between(1.5, 1.9))
    _rate(facts, "gross@preschool", 86, 97, chance, decimals)
    facts["gross.target@preschool"] = int(facts["gross@preschool"]) + 1


def _compulsory(facts: Facts, chance: Chance, decimals: int) -> None:
    pupils = facts["pupils@primary"] + facts["pupils@junior"]
    classes = facts["classes@primary"] + facts["classes@junior"]
    large = facts["large@primary"] + facts["large@junior"]
    facts["places@compulsory"] = facts["places@primary"] + facts["places@junior"]
    facts["large.now"] = round(100 * large / classes, decimals)
    facts["large.removed"] = removed = max(2, round(large * chance.between(0.3, 0.9)))
    facts["large.last"] = round(100 * (large + removed) / classes, decimals)
    _rate(facts, "retention", 95, 98.5, chance, decimals)
    facts["retention.target"] = int(facts["retention"])
    facts["gross@junior"] = round(chance.between(99.8, 106), decimals)
    for level in ("primary", "junior"):
        facts[f"migrants.{level}"] = round(facts[f"pupils@{level}"] * chance.between(0.03, 0.15))
    facts["migrants"] = facts["migrants.primary"] + facts["migrants.junior"]
    facts["left_behind"] = round(pupils * chance.between(0.05, 0.25))
    facts["left_behind.share"] = round(100 * facts["left_behind"] / pupils, decimals)
    facts["after_school"] = round(pupils * chance.between(0.75, 0.98))


def _senior(facts: Facts, chance: Chance, decimals: int) -> None:
    _rate(facts, "gross@senior", 88, 96, chance, decimals)
    facts["gross.target@senior"] = int(facts["gross@senior"]) + 1
    facts["exam"] = exam = round(facts["graduates@senior"] * chance.between(0.93, 1.0))
    facts["exam.line"] = round(exam * chance.between(0.35, 0.65))
    facts["exam.rate"] = round(100 * facts["exam.line"] / exam, decimals)
    facts["exam.key"] = round(exam * chance.between(0.1, 0.25))
    facts["vocational.target"] = 10 * max(3, round(facts["entrants@vocational"] / 10))


def _staff(facts: Facts, chance: Chance, decimals: int) -> None:
    teachers = facts["teachers@all"]
    facts["staff"] = staff = round(teachers * chance.between(1.12, 1.3))
    facts["teachers.share"] = round(100 * teachers / staff, decimals)
    parts = {"special": 0.008, "free": 0.006, "talent": 0.004}
    for name, share in parts.items():
        facts[f"recruited.{name}"] = max(2, round(teachers * share * chance.between(0.6, 1.4)))
    facts["recruited"] = sum(facts[f"recruited.{name}"] for name in parts)
    facts["retired"] = max(3, round(teachers * chance.between(0.01, 0.03)))
    eligible = teachers * chance.between(0.3, 0.5)
    facts["rotated"] = round(eligible * chance.between(0.1, 0.2))
    facts["rotated.share"] = round(100 * facts["rotated"] / eligible, decimals)
    facts["trained"] = round(teachers * chance.between(0.6, 2.2))


def _money(facts: Facts, chance: Chance, decimals: int) -> None:
    last = round(sum(facts[f"per.last@{level}"] * facts[f"pupils@{level}"] for level in LEVELS) * 1.08 / _WAN)
    now = last + max(1, round(last * chance.between(0.02, 0.09)))
    whole = round(now / chance.between(0.16, 0.24))
    facts["spending.last"], facts["spending"] = last * _WAN, now * _WAN
    facts["spending.growth"] = round(100 * (now - last) / last, decimals)
    facts["spending.share"] = round(100 * now / whole, decimals)
    facts["edu_fiscal"] = round(now * chance.between(1.05, 1.12)) * _WAN
    facts["edu_total"] = facts["edu_fiscal"] + round(now * chance.between(0.08, 0.2)) * _WAN
    facts["surcharge"] = round(now * chance.between(0.01, 0.04)) * _WAN
    facts["area"] = round(facts["pupils@all"] * chance.between(8, 12))


def _aid(facts: Facts, chance: Chance) -> None:
    whole = 0.0
    for level in ("primary", "junior", "senior"):
        facts[f"aided.{level}"] = round(facts[f"pupils@{level}"] * chance.between(0.05, 0.2))
        whole += facts[f"aided.{level}"]
    facts["aided.poor"] = whole
    facts["aided"] = whole + round(facts["pupils@preschool"] * chance.between(0.05, 0.15))
    facts["aid"] = round(facts["aided"] * chance.between(500, 1200) / _WAN) * _WAN
