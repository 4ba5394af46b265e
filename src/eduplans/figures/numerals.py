"""Printed numerals become numbers: Arabic digits, Chinese numerals, multipliers and their mixtures.

Arithmetic is exact (`decimal`), so that 118.1612万 is 1181612 and not a neighbour of it.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["DIGITS", "READY", "arabic", "chinese", "multiplier", "number"]

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.", ",， \u00a0\u3000\u2009\n")
_LONGEST = 18
"""Digits of a number that can still be an amount; a longer run is an identifier."""
_TENS = ("", *(mark + "十" for mark in ("", *"二三四五六七八九")))
READY = {
    tens + mark: Decimal(10 * (_TENS.index(tens)) + DIGITS.get(mark, 0))
    for tens in _TENS
    for mark in ("", *"一二三四五六七八九")
    if tens or mark
} | {"两": Decimal(2)}
"""Chinese numerals up to 99, as most are."""


def arabic(printed: str) -> Decimal | None:
    """Read an Arabic numeral with optional thousands separators, blanks and full-width digits.

    Parameters
    ----------
    printed
        Digits with at most one decimal point.

    Returns
    -------
    Decimal or None
        None for what is no number or has too many digits to be an amount.

    Examples
    --------
    >>> arabic("59 804"), arabic("1,234.50"), arabic("１２")
    (Decimal('59804'), Decimal('1234.50'), Decimal('12'))
    >>> arabic("2020.3.11") is None
    True
    """
    plain = printed.translate(_PLAIN)
    if len(plain) > _LONGEST or not plain.isascii() or not plain.replace(".", "", 1).isdigit():
        return None
    return Decimal(plain)


def chinese(printed: str) -> Decimal | None:
    """Read a Chinese numeral such as 三千六百, 两百零五, 一亿二千万, 二〇二五 or 三点五.

    Parameters
    ----------
    printed
        Chinese digits and multipliers only, with 点 before decimals.

    Returns
    -------
    Decimal or None
        None where the characters do not make a number.

    Examples
    --------
    >>> chinese("十二"), chinese("三千六百"), chinese("一亿零五十万"), chinese("三点五")
    (Decimal('12'), Decimal('3600'), Decimal('100500000'), Decimal('3.5'))
    >>> chinese("两万五"), chinese("二〇二五")
    (Decimal('25000'), Decimal('2025'))
    >>> chinese("十点") is None
    True
    """
    if not printed or len(printed) > _LONGEST:
        return None
    whole, point, decimals = printed.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    if all(character in DIGITS for character in whole):
        return Decimal("".join(str(DIGITS[character]) for character in whole))
    return _positional(whole)


def _positional(whole: str) -> Decimal | None:
    """Read digits and multipliers: sections of up to 千 under 万 and 亿."""
    total, section, digit, last = 0, 0, -1, 0
    for character in whole:
        if character in DIGITS:
            if digit > 0:
                return None
            digit = DIGITS[character]
            last = 1 if digit == 0 else last
        elif character in _SMALL:
            last = _SMALL[character]
            section += (1 if digit < 0 else digit) * last
            digit = -1
        elif character in _LARGE:
            last = _LARGE[character]
            section += max(digit, 0)
            if section == 0 and total == 0 and digit >= 0:
                return None
            total = _raised(total, section, last)
            section, digit = 0, -1
        else:
            return None
    return _closed(total + section, digit, last)


def _raised(total: int, section: int, unit: int) -> int:
    """Multiply what was read by 万 or 亿: 一亿二千万, 三万亿."""
    if section == 0:
        return max(total, 1) * unit
    if total and total < unit:
        return (total + section) * unit
    return total + section * unit


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    before = chinese(whole)
    if before is None or not decimals or any(character not in DIGITS for character in decimals):
        return None
    return Decimal(f"{before}." + "".join(str(DIGITS[character]) for character in decimals))


def _closed(total: int, digit: int, last: int) -> Decimal:
    """Add a last digit: 两万五 is 25000, 一百零五 is 105, 十五 is 15."""
    if digit <= 0:
        return Decimal(total)
    return Decimal(total + digit * (last // 10 if last > 10 else 1))


def multiplier(printed: str) -> int:
    """Product of multiplier characters; others such as 多 and 余 count as 1.

    Parameters
    ----------
    printed
        Such as ``万``, ``多万``, ``万亿`` or the empty string.

    Returns
    -------
    int
        The factor.

    Examples
    --------
    >>> multiplier("万亿"), multiplier("多万"), multiplier("")
    (1000000000000, 10000, 1)
    """
    factor = 1
    for character in printed:
        factor *= _SMALL.get(character, 1) * _LARGE.get(character, 1)
    return factor


def number(printed: str) -> Decimal | None:
    """Read any printed numeral: digits, Chinese numerals, multipliers, fractions.

    Parameters
    ----------
    printed
        The numeral without its unit.

    Returns
    -------
    Decimal or None
        None where it is no number. Shares (百分之五, 三分之一, 八成 without 成) come back as fractions of one.

    Examples
    --------
    >>> int(number("1.22万亿")), number("3万5千"), number("百分之五"), number("三分之一") > 0
    (1220000000000, Decimal('35000'), Decimal('0.05'), True)
    """
    printed = printed.translate({ord("多"): None, ord("余"): None, ord("几"): None})
    if "分之" in printed:
        below, _, above = printed.partition("分之")
        lower, upper = number(below), number(above)
        return upper / lower if lower and upper is not None else None
    total, plain, pending = Decimal(0), "", False
    position = 0
    if not printed or not (printed[0].isdigit() and printed[0] not in DIGITS):
        return chinese(printed)
    while position < len(printed):
        begin = position
        while position < len(printed) and printed[position] not in "十百千万亿":
            position += 1
        plain = printed[begin:position]
        begin = position
        while position < len(printed) and printed[position] in "十百千万亿":
            position += 1
        value = arabic(plain)
        if value is None:
            return None
        total += value * multiplier(printed[begin:position])
        pending = True
    return total if pending else None
