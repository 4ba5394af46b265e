"""Names and numbers of yardsticks in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.codebook import read, read_map
from eduplans.display import number
from eduplans.labels import current_language

if TYPE_CHECKING:
    from eduplans.standards import Comparison, Judgement, Standard

SOURCE = "data/processed/figures.csv against codebook/standards.csv; national figures from data/processed/national.csv"
YARDSTICKS = "codebook/standards.csv, which names the document of each"
_SENSES = {"at_least": "at least", "at_most": "at most", "equal": "exactly"}
_MINUTES = 60


def indicator_name(code: str) -> str:
    """English and Chinese name of an indicator.

    Examples
    --------
    >>> indicator_name("retention_rate")
    'Retention rate 巩固率'
    """
    return f"{read_map('indicators', 'code', 'name_en')[code]} {read_map('indicators', 'code', 'name_zh')[code]}"


def level_name(code: str) -> str:
    """English and Chinese name of a level; empty where none is meant.

    Examples
    --------
    >>> level_name("compulsory"), level_name("")
    ('Compulsory (primary and junior secondary) 义务教育', '')
    """
    names = {row["level"]: f"{row['name_en']} {row['name_zh']}" for row in read("levels") if row["level"]}
    return names[code] if code else ""


def of_level(indicator: str, level: str) -> str:
    """Name an indicator with its level, in the language in use.

    Examples
    --------
    >>> of_level("gross_enrolment_rate", "senior"), of_level("teacher_rotation_share", "")
    ('Gross enrolment rate 毛入学率, Senior secondary 高中阶段', 'Share of teachers rotated 交流轮岗教师比例')
    """
    if current_language() == "zh":
        name = read_map("indicators", "code", "name_zh")[indicator]
        return f"{name}（{read_map('levels', 'level', 'name_zh')[level]}）" if level else name
    short = re.sub(r" \(.*?\)", "", level_name(level))
    return f"{indicator_name(indicator)}, {short}" if short else indicator_name(indicator)


def plain(value: float, *, sign: bool = False) -> str:
    """Write a number with as many decimals as it needs, three at most.

    Examples
    --------
    >>> plain(85.0), plain(-0.785), plain(6000.0), plain(1.8, sign=True)
    ('85', '−0.785', '6,000', '+1.8')
    """
    decimals = next(places for places in (0, 1, 2, 3) if places == 3 or abs(value - round(value, places)) < 1e-9)
    return number(value, decimals, sign=sign)


def amount_text(value: float, unit: str) -> str:
    """Write a number with its unit.

    Examples
    --------
    >>> amount_text(85.0, "percent"), amount_text(500.0, "clock"), amount_text(45.0, "person"), amount_text(19, "other")
    ('85 %', '8:20', '45 persons', '19')
    """
    if unit == "percent":
        return f"{plain(value)} %"
    if unit == "clock":
        return f"{int(value) // _MINUTES}:{int(value) % _MINUTES:02d}"
    if unit == "other":
        return plain(value)
    column = "one" if value == 1 else "many"
    return f"{plain(value)} {read_map('unit_names', 'unit', column)[unit]}"


def demand(standard: Standard) -> str:
    """Say what a yardstick asks for.

    Parameters
    ----------
    standard
        The yardstick.

    Returns
    -------
    str

    Examples
    --------
    >>> from eduplans.standards import standards
    >>> [demand(one) for one in standards() if one.code in {"large-classes-2020", "oversize-classes-2020"}]
    ['at most 5 %', 'none']
    """
    if standard.value is None:
        return f"{_SENSES[standard.sense]} the {standard.base}"
    if standard.value == 0 and standard.sense == "at_most":
        return "none"
    if standard.unit == "clock":
        return f"not {'before' if standard.sense == 'at_least' else 'after'} {amount_text(standard.value, 'clock')}"
    return f"{_SENSES[standard.sense]} {amount_text(standard.value, standard.unit)}"


def when(standard: Standard) -> str:
    """Say for when a yardstick holds.

    Examples
    --------
    >>> from eduplans.standards import standards
    >>> sorted({when(one) for one in standards() if one.indicator == "operating_funds_per_student"})
    ['2020–2022', 'from 2016', 'from the rule of 2019']
    """
    if standard.year is not None:
        return str(standard.year)
    if not standard.until and standard.since == standard.issued:
        return f"from the rule of {standard.since}"
    return f"{standard.since}–{standard.until}" if standard.until else f"from {standard.since}"


def who(standard: Standard) -> str:
    """Say who has to meet it, and how strictly.

    Examples
    --------
    >>> from eduplans.standards import standards
    >>> who(next(one for one in standards() if one.code == "public-kindergartens-2020"))
    'nation, in principle'
    """
    province = read_map("provinces", "code", "name").get(standard.province_code, "")
    return f"{province or standard.jurisdiction}, {standard.force}"


def margin_text(judgement: Judgement | None) -> str | None:
    """Write by how much a yardstick is met (plus) or missed (minus), with the range that printing leaves open.

    Examples
    --------
    >>> from eduplans.standards import judge, printed_bounds
    >>> margin_text(judge(printed_bounds("96.8%", 96.8, unit="percent"), 95, "at_least"))
    '+1.8 (+1.75 to +1.85)'
    >>> margin_text(judge(printed_bounds("2名", 2, unit="person"), 2, "at_least"))
    '0'
    >>> margin_text(judge(printed_bounds("一所", 1, unit="school", qualifier="at_least"), 1, "at_least", "at_least"))
    '0 or more'
    """
    if judgement is None:
        return None
    low, high = judgement.margin_low, judgement.margin_high
    value = plain(judgement.margin, sign=True)
    if low == high == judgement.margin:
        return value
    if high is None and low is not None:
        return f"{value} or more" if low == judgement.margin else f"{value} ({plain(low, sign=True)} or more)"
    if low is None and high is not None:
        return f"{value} or less" if high == judgement.margin else f"{value} ({plain(high, sign=True)} or less)"
    if low is None or high is None:
        return value
    return f"{value} ({plain(low, sign=True)} to {plain(high, sign=True)})"


def reason_text(one: Comparison) -> str:
    """Write why a figure is not comparable, with the other base that its measure shows.

    Examples
    --------
    >>> from eduplans.standards import Comparison, standards
    >>> reason_text(Comparison("a", "b", 2020, standards()[0], "not comparable", "other year"))
    'other year'
    """
    return f"{one.reason}: {one.detail}" if one.detail else one.reason


def verdict_text(one: Comparison) -> str:
    """Write what a verdict says, and whether rounding leaves it open.

    Parameters
    ----------
    one
        A comparison.

    Returns
    -------
    str
    """
    if one.judgement is not None and one.verdict != "not comparable" and not one.certain:
        return f"{one.outcome}, within rounding"
    return one.outcome


def national_text(one: Comparison) -> str | None:
    """Write the national figure of the year, with a dagger where it was seen only in a copy.

    Examples
    --------
    >>> from eduplans.standards import Comparison, National, standards
    >>> national_text(Comparison("a", "b", 2020, standards()[0], "met", national=National(85.2, "85.2%", True)))
    '85.2 %†'
    """
    if one.national is None:
        return None
    mark = "†" if one.national.copy else ""
    return f"{amount_text(one.national.value, one.standard.unit)}{mark}"
