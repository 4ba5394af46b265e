"""Places: which county a document is about, from its words and the table of administrative divisions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from eduplans.codebook import read
from eduplans.model import Field
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["County", "Place", "find_place", "printed_name"]

_ENDS = compiled("[县区市旗]")
_LONGEST = 15
_NAME_LENGTH = 8  # longer ones are part of a sentence
_SHORT = 2  # names of two characters (和县, 应县) are found by chance in any text
_TOWNSHIP_ENDS = ("镇", "乡", "街道", "地区", "苏木")
_PROVINCE_END = compiled("(?:壮族|回族|维吾尔)?(?:自治区|省|市)$")
_ENOUGH = 2
_NOTHING = Field()
_NAME = compiled("[\u4e00-\u9fff]{3,14}")
_ABOVE = compiled("[省市州盟](?=.{3})")
_SENTENCE = compiled("[。；，！？,;!?]")
_UNKNOWN = "; not in the table of divisions"


@dataclass(frozen=True, slots=True)
class County:
    """A row of `counties.csv`."""

    code: str
    name: str
    city: str
    province: str
    province_code: str


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a document's place."""

    county: Field = _NOTHING
    county_code: str = ""
    province: str = ""
    province_code: str = ""


_NOWHERE = Place()


@cache
def _counties() -> Mapping[str, tuple[County, ...]]:
    """Counties by name; many names stand for several."""
    by_name: dict[str, list[County]] = defaultdict(list)
    ordinary = _words("word")
    for row in read("counties"):
        if row["name"] not in ordinary:
            by_name[row["name"]].append(County(**row))
    return {name: tuple(rows) for name, rows in by_name.items()}


@cache
def _last_two() -> frozenset[str]:
    """Last two characters of all names, which rule out most places of a text at once."""
    return frozenset(name[-2:] for name in _counties())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read("places") if row["kind"] == kind)


@cache
def _by_code() -> Mapping[str, County]:
    return {county.code: county for rows in _counties().values() for county in rows}


@cache
def _townships() -> Mapping[str, tuple[str, ...]]:
    """Codes of counties by the stems of their townships' names."""
    ordinary = _words("stem")
    stems: dict[str, tuple[str, ...]] = {}
    # forty thousand plain rows: splitting lines is several times faster than the loader of the codebook
    for row in resources.files("eduplans.codebook").joinpath("townships.csv").read_text("utf-8").split("\n")[1:-1]:
        _, name, code = row.split(",")
        stem = name.removesuffix("办事处")
        for end in _TOWNSHIP_ENDS:
            if stem.endswith(end):
                stem = stem.removesuffix(end)
                if 2 <= len(stem) <= 5 and stem not in ordinary:
                    codes = stems.get(stem, ())
                    stems[stem] = codes if code in codes else (*codes, code)
                break
    return stems


def find_place(head: Iterable[str], text: str) -> Place:
    """Find the county and province of a document.

    Parameters
    ----------
    head
        Title, issuer and first lines, the most telling first.
    text
        The cleaned text.

    Returns
    -------
    Place
        With the county as printed in `head`, without a code where the table does not have it, or inferred from the
        text: the county it names most, or the one whose townships it names. Empty where nothing is clear.

    Examples
    --------
    >>> find_place(["义乌市2021年教育工作要点"], "").county_code
    '330782'
    """
    for line in head:
        if names := _named(line):
            # 贵阳市南明区: the last name of a line is the smallest place
            return _place(names[-1], Field(names[-1], "printed", line[:80]), "".join(head) + text)
    for line in head:
        if name := printed_name(line):
            province = next(filter(None, map(_province, head)), _NOWHERE)
            return replace(province, county=Field(name, "printed", f"{line[: 80 - len(_UNKNOWN)]}{_UNKNOWN}"))
    for line in head:
        if place := _province(line):
            return place
    named = Counter(name for name in _named(text) if len(name) > _SHORT)
    ranked = named.most_common(2)
    if ranked and ranked[0][1] >= _ENOUGH and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        name, count = ranked[0]
        return _place(name, Field(name, "inferred", f"named {count} times in the text"), text)
    return _vote(text)


def printed_name(line: str) -> str:
    """Read the name of a county that the table of divisions does not have: a new, renamed or invented one.

    Parameters
    ----------
    line
        A title, issuer or first line.

    Returns
    -------
    str
        What ends as a county does and stands before an office, such as 教育局, or a year; empty where there is none.

    Examples
    --------
    >>> printed_name("云州市清禾区教育局2031年工作要点"), printed_name("教育局直属校区2031年工作要点")
    ('清禾区', '')
    """
    if _SENTENCE.search(line):  # its words run into the name: 我代表市人民政府
        return ""
    for match in _printed().finditer(line):
        if found := _NAME.search(match["name"]):
            name = found[0]
            if above := list(_ABOVE.finditer(name)):
                name = name[above[-1].end() :]
            if not _is_no_name(name):
                return name
    return ""


@cache
def _printed() -> re.Pattern[str]:
    before, office = ("|".join(sorted(_words(kind), key=len, reverse=True)) for kind in ("before", "office"))
    return compiled(f"(?:{before})*(?P<name>[\u4e00-\u9fff]{{2,13}}?[县区市旗州])(?=(?:{office})|(?:19|20)\\d\\d)")


def _is_no_name(name: str) -> bool:
    """Tell whether a name is a word, the name of something above the county or part of it, or a sentence."""
    if not _SHORT < len(name) <= _NAME_LENGTH or name.endswith(tuple(_words("no_name"))):
        return True
    return name[:-1] in _city_beginnings() or any(word in name for word in _words("office"))


def _named(text: str) -> list[str]:
    """Names of counties in a text, in reading order."""
    known, last_two = _counties(), _last_two()
    found = []
    for match in _ENDS.finditer(text):
        end = match.end()
        if text[end - 2 : end] not in last_two:
            continue
        for length in range(min(_LONGEST, end), 1, -1):
            name = text[end - length : end]
            if name in known and (length > _SHORT or end == length or text[end - length - 1] in "市省州\n"):
                if not _inside_another(text, end - length, end):
                    found.append(name)
                break
    return found


def _inside_another(text: str, start: int, end: int) -> bool:
    """Tell whether a name is only part of words: 津市市 in 天津市市长, 西安区 in 西安区域."""
    if text[end - 1 : end + 1] in _words("no_end"):
        return True
    return any(text[start - 1 : start + length] in _cities() for length in (2, 3)) if start else False


@cache
def _city_beginnings() -> frozenset[str]:
    return frozenset(city[:end] for city in _cities() for end in range(1, len(city) + 1))


@cache
def _cities() -> frozenset[str]:
    """Names of provinces and of cities above the county."""
    cities = {county.city for rows in _counties().values() for county in rows}
    return frozenset(row["name"] for row in read("provinces")) | cities - {""}


def _place(name: str, field: Field, text: str) -> Place:
    candidates = _counties()[name]
    if len(candidates) > 1:
        ranked = sorted(candidates, key=lambda county: (-_mentions(county, text), county.code))
        if _mentions(ranked[0], text) == _mentions(ranked[1], text):
            return Place(field)
        candidates = (ranked[0],)
    county = candidates[0]
    return Place(field, county.code, county.province, county.province_code)


def _mentions(county: County, text: str) -> int:
    city = county.city.removesuffix("市")
    province = _PROVINCE_END.sub("", county.province)
    return 2 * text.count(city) * bool(city) + text.count(province)


def _province(line: str) -> Place | None:
    for row in read("provinces"):
        if row["name"] in line:
            return Place(province=row["name"], province_code=row["code"])
    return None


def _vote(text: str) -> Place:
    """Let the townships that a text names vote for their counties, rare names more than common ones."""
    named = _named_townships(text)
    votes: dict[str, float] = defaultdict(float)
    voters: dict[str, list[str]] = defaultdict(list)
    for stem in named:
        codes = _townships()[stem]
        for code in codes:
            votes[code] += 1 / len(codes)
            voters[code].append(stem)
    # several names of one county count for more than one name that only it has
    ranked = sorted(votes, key=lambda code: (-votes[code] * len(voters[code]), code))[:2]
    if not ranked or len(voters[ranked[0]]) < _ENOUGH:
        return Place()
    score = [votes[code] * len(voters[code]) for code in ranked]
    if len(ranked) > 1 and score[0] < 2 * score[1]:
        return Place()
    county = _by_code().get(ranked[0])
    if county is None:
        return Place()
    evidence = "townships named: " + ", ".join(voters[county.code])
    return Place(Field(county.name, "inferred", evidence[:80]), county.code, county.province, county.province_code)


@cache
def _township_place() -> re.Pattern[str]:
    after = "|".join(sorted(map(re.escape, _words("after")), key=len, reverse=True))
    return compiled(f"(?={after})")


def _named_townships(text: str) -> list[str]:
    """Stems of townships that stand before a word such as 镇 or 中学, in order of first naming."""
    stems = _townships()
    found: dict[str, None] = {}
    for match in _township_place().finditer(text):
        end = match.start()
        for length in (5, 4, 3, 2):
            stem = text[max(0, end - length) : end]
            if len(stem) == length and stem in stems:
                found.setdefault(stem)
                break
    return list(found)
