"""Identity of a document: title, issuer, number, date, year, place, kind and source, each with its evidence.

A field is `printed` where its value stands in the document, `inferred` where it follows from other things in it and
`unknown` otherwise; nothing is guessed. The date on which a third-party site posted a text is not the text's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from eduplans.documents.dates import DATE, iso_date
from eduplans.documents.genre import TITLE_END, find_kind, kind_of_title
from eduplans.documents.places import find_place
from eduplans.documents.years import YEAR, find_year
from eduplans.model import Field, Metadata
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["identify"]

_NUMBER = compiled(r"[\u4e00-\u9fff]{1,12}\s?[〔\[(【]\s?(?:19|20)\d\d\s?[〕\])】]\s?第?\s?\d{1,4}\s?号")
_ORGAN = compiled(
    r"[\u4e00-\u9fff、 ]{2,40}(?:局|委员会|党委|县委|市委|区委|政府|小组"
    r"|办公室|厅|(?<!干)部|督导室|督导委|中心|学校|学院|大学|工委|党组)"
)
_TITLE_ISSUER = compiled(rf"({_ORGAN.pattern})(?=关于|(?:19|20)\d\d)")
_FILE_HEAD = compiled(r"([\u4e00-\u9fff]{4,40})文件")
_PAGE_ISSUER = compiled(r"(?:发布机构|发文机关|发文单位|发布单位|公开单位|生成单位)\s*[:：]\s*([^\s:：]{3,40})")
_PAGE_SOURCE = compiled(r"(?:信息来源|文章来源|来源|稿源)\s*[:：]\s*(?!本[站网]|原创)([^\s:：]{2,40})")
_PAGE_DATE = compiled(r"(?:公文生成日期|生成日期|成文日期|发文日期)\s*[:：]\s*(\S{6,16})")
_POSTED = compiled(
    r"(?:发布时间|发布日期|发布于|时间|日期)\s*[:：]\s*(\d{4}(?:[-/.]\d{1,2}[-/.]|\s?年\s?\d{1,2}\s?月\s?)\d{1,2}日?)"
)
_ADDRESS = re.compile(r"https?://[^\s\u3000-\uffef“”\"'<>]{4,200}")
_SESSION = re.compile(rf"({DATE})在.{{4,40}}(?:会议|大会|会)上")
_GOES_ON = ("和", "及", "暨", "与", "、", "的")
_NO_TITLE = compiled("[。；;，,!！?？：:]|^[“”]")
_GOVERNMENT = compiled(r"([^\d年—《]{2,12}[省市县区旗])(?:(?:19|20)\d\d年)?(?:人民)?政府工作报告")
_NOTICE = compiled(r"通知$|的函$|的批复$|的意见$")
_LINES, _TITLE_LENGTH, _OPENING = 40, 60, 2000


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines before the first heading, the last lines, and the lines of the page around the text."""

    lines: tuple[str, ...]
    tail: tuple[str, ...]
    page: tuple[str, ...]


def identify(text: str, body: int, menu_lines: tuple[str, ...]) -> Metadata:
    r"""Find out what a document says about itself.

    Parameters
    ----------
    text
        The cleaned text.
    body
        Where its first heading begins.
    menu_lines
        Lines of the web page that cleaning took away.

    Returns
    -------
    Metadata
        Every field with its basis and evidence.

    Examples
    --------
    >>> found = identify("青禾县教育局2021年工作要点\n一、党建", 16, ())
    >>> found.title.value, found.issuer.value, found.year.value, found.kind.value
    ('青禾县教育局2021年工作要点', '青禾县教育局', '2021', 'plan')
    """
    menu_lines = tuple(" ".join(line.split()) for line in menu_lines)
    lines = tuple(line.strip() for line in text[:body].split("\n")[:_LINES] if line.strip())
    tail = tuple(text[max(body, len(text) - 400) :].strip().split("\n")[-4:])
    head = _Head(lines, tail, menu_lines)
    title = _title(head)
    issuer = _issuer(head, title.value)
    date = _date(head, issuer.value)
    opening = "\n".join(lines)[:600] or text[:600]
    named = [one for one in (title.value, issuer.value, *(one for one in lines if len(one) <= _TITLE_LENGTH)) if one]
    place = find_place(named, text)
    kind = find_kind(title.value, opening, text)
    return Metadata(
        title=title,
        issuer=issuer,
        number=_number(head),
        date=date,
        year=find_year(title.value, opening, text, kind.value, date, menu_lines),
        county=place.county,
        kind=kind,
        source=_source(head, issuer.value),
        county_code=place.county_code,
        province=place.province,
        province_code=place.province_code,
    )


def _title(head: _Head) -> Field:
    quoted = "".join(head.lines)
    best, score = "", -1.0
    covered = 0
    for line in _with_lines_joined(head.lines):
        notice = bool(_NOTICE.search(TITLE_END.sub("", line)))
        if not (kind_of_title(line) or notice):
            continue
        # the first title counts, but a covering notice stands before what it covers and names it
        value = 10 * (not notice) + 3 * bool(YEAR.search(line)) + 4 * (f"《{line}》" in quoted)
        if value > score or (covered and not notice and value == score):
            best, score = line, value
        covered += notice
    return Field(best, "printed", best[:80]) if best else Field()


def _with_lines_joined(lines: tuple[str, ...]) -> Iterator[str]:
    """Give the lines that can be titles; one that its line ends inside (关于…情况和) together with the next."""
    opened = ""
    for line in lines:
        if len(line) > _TITLE_LENGTH or _NO_TITLE.search(line):
            opened = ""
            continue
        yield opened + line
        whole = kind_of_title(line) or _NOTICE.search(line)
        goes_on = not whole and (line.startswith("关于") or line.endswith(_GOES_ON))
        opened = line if goes_on and not opened else ""


def _issuer(head: _Head, title: str) -> Field:
    for line in head.page:
        if match := _PAGE_ISSUER.search(line):
            return Field(match[1], "printed", line[:80])
    for lines in (head.lines, head.tail):
        for above, line in pairwise(lines):
            if iso_date(line) and _ORGAN.fullmatch(above):
                return Field(above.strip(), "printed", f"{above} {line}"[:80])
    if match := _TITLE_ISSUER.match(title):
        return Field(match[1], "printed", title[:80])
    for line in head.page:
        if (match := _PAGE_SOURCE.search(line)) and _ORGAN.fullmatch(match[1]):
            return Field(match[1], "printed", line[:80])
    for line in head.lines:
        if match := _FILE_HEAD.fullmatch(line):
            return Field(match[1], "printed", line)
    if match := _GOVERNMENT.search(title):
        return Field(f"{match[1]}人民政府", "inferred", title[:80])
    return Field()


def _number(head: _Head) -> Field:
    for line in (*head.lines, *head.page):
        match = _NUMBER.search(line) if "号" in line else None
        # a number inside a sentence is that of another document
        if match and (len(line) - len(match[0]) <= 12):
            value = re.sub(r"\s", "", match[0])
            return Field(value.split(":")[-1], "printed", line[:80])
    return Field()


def _date(head: _Head, issuer: str) -> Field:
    for line in (*head.lines, *head.tail):
        if found := iso_date(line):
            return Field(found, "printed", line)
    for line in head.page:
        if (match := _PAGE_DATE.search(line)) and (found := iso_date(match[1])):
            return Field(found, "printed", line[:80])
    if (match := _SESSION.search("".join(head.lines)[:_OPENING])) and (found := iso_date(match[1])):
        return Field(found, "printed", match[0][:80])
    return _posted(head, issuer)


def _posted(head: _Head, issuer: str) -> Field:
    """Take the date of posting: a page of the issuer dates its document, another public body's page hints at it."""
    match, source, line = _page_facts(head)
    found = iso_date(match[1]) if match else ""
    site = source[1] if source else issuer if any(map(_PAGE_ISSUER.search, head.page)) else ""
    if not found or not site or not (site == issuer or _ORGAN.fullmatch(site)):
        return Field()
    return Field(found, "printed" if site == issuer else "inferred", f"posting date of the page: {line}"[:80])


def _page_facts(head: _Head) -> tuple[re.Match[str] | None, re.Match[str] | None, str]:
    """Find when the page was posted and what it names as its source, on one line or on two; and the words of both."""
    pairs = [(_POSTED.search(line), _PAGE_SOURCE.search(line), line) for line in head.page]
    both = next((pair for pair in pairs if pair[0] and pair[1]), None)
    if both:
        return both
    posted = next(((match, line) for match, _, line in pairs if match and not _PAGE_DATE.search(line)), (None, ""))
    source = next(((match, line) for _, match, line in pairs if match), (None, ""))
    return posted[0], source[0], " ".join(filter(None, (posted[1], source[1])))


def _source(head: _Head, issuer: str) -> Field:
    for line in (*head.page, *head.lines, *head.tail):
        if match := _ADDRESS.search(line):
            return Field(match[0], "printed", line[:80])
    posted, source, _ = _page_facts(head)
    if source is None or source[1] == issuer or _ORGAN.fullmatch(source[1]):
        return Field("unknown", "unknown")
    said = ", ".join(match[0] for match in (source, posted) if match)
    return Field("unknown", "unknown", f"page header: {said}"[:80])
