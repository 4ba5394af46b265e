"""How a document prints its numbers, and which number the print says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from eduplans.generate.data import read

if TYPE_CHECKING:
    from eduplans.generate.chance import Chance

__all__ = ["Form", "Style", "draw_style", "forms", "number_text", "printed_number"]

_CHINESE = "零一两三四五六七八九十"
_TEN_THOUSAND, _HUNDRED_MILLION = 10_000, 100_000_000
#: Decimals of an amount that is printed in tens of thousands or hundreds of millions.
_ROUNDED = 2


class Form(NamedTuple):
    """What stands behind a number, and what it says."""

    printed: str
    unit: str
    factor: float
    qualifier: str


class Style(NamedTuple):
    """How one document prints numbers.

    Parameters
    ----------
    thousands
        Whether commas part thousands.
    rounded
        Whether persons are printed in tens of thousands where there are so many.
    chinese
        Whether small counts are printed in Chinese numerals.
    decimals
        Decimals of rates.
    """

    thousands: bool
    rounded: bool
    chinese: bool
    decimals: int


@cache
def forms() -> dict[str, Form]:
    """Give the forms by name."""
    return {
        row["form"]: Form(row["printed"], row["unit"], float(row["factor"]), row["qualifier"] or "exact")
        for row in read("forms")
    }


def draw_style(chance: Chance) -> Style:
    """Draw the style of a document."""
    return Style(chance.likely(0.2), chance.likely(0.25), chance.likely(0.4), 2 if chance.likely(0.6) else 1)


def number_text(value: float) -> str:
    """Write a number with its shortest digits, without an exponent and without ``.0``.

    Examples
    --------
    >>> number_text(648000000.0), number_text(5.3)
    ('648000000', '5.3')
    """
    return str(int(value)) if value == int(value) else repr(value)


def printed_number(value: float, form: Form, style: Style, *, small: bool) -> tuple[str, str]:
    """Print a number with its unit.

    Parameters
    ----------
    value
        The number in the base unit.
    form
        What it is printed as.
    style
        How the document prints.
    small
        Whether the sentence allows a Chinese numeral.

    Returns
    -------
    printed : str
        Number and unit.
    said : str
        The number that the print says, in the base unit: rounded where the print is.

    Examples
    --------
    >>> plain = Style(thousands=False, rounded=True, chinese=True, decimals=2)
    >>> printed_number(648123456, forms()["亿元"], plain, small=False)
    ('6.48亿元', '648000000')
    >>> printed_number(41208, forms()["人"], plain, small=False), printed_number(3, forms()["所"], plain, small=True)
    (('4.12万人', '41200'), ('三所', '3'))
    """
    if form.factor >= _TEN_THOUSAND:
        if form.factor == _HUNDRED_MILLION and value < _HUNDRED_MILLION:
            form = forms()["万元"]
        digits = number_text(round(value / form.factor, _ROUNDED))
        said = number_text(round(float(digits) * form.factor, _ROUNDED))
        return (_parted(digits) if style.thousands else digits) + form.printed, said
    if small and style.chinese and value <= 10:
        return _CHINESE[int(value)] + form.printed, number_text(value)
    if style.rounded and form.printed == "人" and value >= _TEN_THOUSAND:
        digits = number_text(round(value / _TEN_THOUSAND, _ROUNDED))
        return f"{digits}万{form.printed}", number_text(round(float(digits) * _TEN_THOUSAND, _ROUNDED))
    digits = number_text(value)
    return (_parted(digits) if style.thousands else digits) + form.printed, digits


def _parted(digits: str) -> str:
    """Part thousands with commas."""
    whole, dot, rest = digits.partition(".")
    return f"{int(whole):,}{dot}{rest}"
