"""Dates as documents print them."""

from __future__ import annotations

import re
from datetime import date

from eduplans.documents.labels import number_of
from eduplans.patterns import compiled

__all__ = ["DATE", "iso_date"]

_CN = "[〇○零一二三四五六七八九十]"
DATE = (
    r"(?:(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|{_CN}{{4}}年{_CN}{{1,2}}月{_CN}{{1,3}}日)"
)
_DATE = re.compile(DATE)
_PARTS = compiled(r"\d+")
_SIGNS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def iso_date(text: str) -> str:
    """Read a text that is a date.

    Parameters
    ----------
    text
        A line or cell.

    Returns
    -------
    str
        The date as ``YYYY-MM-DD``; empty where the text is anything else or no day of the calendar.

    Examples
    --------
    >>> iso_date("2020年3月11日"), iso_date("二〇二〇年三月十一日"), iso_date("2020年3月")
    ('2020-03-11', '2020-03-11', '')
    """
    text = text.strip()
    if not _DATE.fullmatch(text):
        return ""
    if text[0].isascii():
        year, month, day = map(int, _PARTS.findall(text))
    else:
        year = int(text[:4].translate(_SIGNS))
        month, day = (number_of(part) for part in re.split("[月日]", text[5:])[:2])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
