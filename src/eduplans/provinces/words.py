"""Words of province tables: names of provinces and columns, signs of a missing value."""

from __future__ import annotations

from functools import cache

from eduplans.codebook import read


@cache
def words(role: str) -> frozenset[str]:
    """Words of one role in ``province_words.csv``.

    Examples
    --------
    >>> "年份" in words("year_column")
    True
    """
    return frozenset(row["word"] for row in read("province_words") if row["role"] == role)


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """Code and full name of each province by its full and its short name.

    Examples
    --------
    >>> provinces()["广西"] == provinces()["广西壮族自治区"] == ("450000", "广西壮族自治区")
    True
    """
    found: dict[str, tuple[str, str]] = {}
    for row in read("provinces"):
        place = (row["code"], row["name"])
        for name in (row["name"], _short(row["name"])):
            found[name] = place
    return found


def _short(name: str) -> str:
    # the longest suffix first: 自治区 alone would leave 广西壮族
    for suffix in sorted(words("suffix"), key=len, reverse=True):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def no_province(name: str) -> bool:
    """Whether a row is of the whole country or outside the provinces of these tables.

    Examples
    --------
    >>> no_province("全国"), no_province("北京市")
    (True, False)
    """
    return name in words("whole") or name in words("outside")
