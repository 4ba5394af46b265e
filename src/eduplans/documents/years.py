"""The year a document is about: a plan's year, a report's reporting year.

In order: the title's year (of a period its last, which is where its goals lie; of a government's work report, which
opens its year, the one before), what the opening says of the work of
a year, the year that leads most sentences of the opening, the year that the goals of a plan name, the document's
date, and weakest the date of posting. Only the title's is `printed`; the evidence says which one it was.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from eduplans.codebook import read
from eduplans.model import Field
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["YEAR", "find_year"]

YEAR = compiled(r"(?<!\d)((?:19|20)\d\d)(?=\s?(?:年|-|—|学年))")
_PERIOD = compiled(
    r"(?<!\d)((?:19|20)\d\d)\s?年?\s?(?:-|—|–|~|至|到){1,2}\s?((?:19|20)\d\d)(?!\d)\s?(?P<school>学年)?年?"
)
_GOVERNMENT = compiled("政府工作报告")
_SECOND_TERM = compiled("第二学期|下学期|春季学期")
_WORK = compiled(
    r"(?<!\d)((?:19|20)\d\d)年度?(?:[^，。；：\n\d]{0,16})?(?:工作|教育|重点)(?:要点|总结|报告|汇报|思路|任务|目标|计划|安排|的?总体|的?指导思想|情况)"
)
_BUDGET = compiled(r"(?<!\d)((?:19|20)\d\d)年(?:[^，。；：\n\d]{0,16})?预算(?!执行|完成)")
_NAMED = compiled(
    r"(?P<goal>[到至])?(?<!\d)(?P<year>(?:19|20)\d\d)\s?年(?P<month>\s?\d{1,2}\s?月)?(?P<since>以来|起|始|至今|以后|前后|代|[^，。；\n]{0,6}(?:印发|颁布|出台|始建|创办|建校|成立|批准|发布|搬|迁|更名|改名|改制|合并|投入使用))?"
)
_FOUNDED = compiled("(?:建|立|办|始|制|生|迁|并|开工|竣工)(?:校|园|址|名|成)?[于在]$|[自从]$")
_STARTS = "\n。！？；：:“”(（"
_GOAL = compiled(r"[到至]((?:19|20)\d\d)年(?:年?底|末)?")
_POSTED = compiled(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_OPENING = 4000
_LEADING, _PLAIN, _WEAK = 3, 2, 1
_REPEATED = 2
_SHARE = 0.4


def find_year(title: str, opening: str, text: str, kind: str, date: Field, posted: tuple[str, ...] = ()) -> Field:
    """Find the year of a document.

    Parameters
    ----------
    title, opening, text
        Its title (may be empty), what stands before the first heading, and the cleaned text.
    kind
        Its kind.
    date
        The date it bears.
    posted
        Lines of the page around it, which may say when it was posted.

    Returns
    -------
    Field
        The year with its basis and evidence.

    Examples
    --------
    >>> find_year("青禾县学前教育行动计划(2021-2023年)", "", "", "plan", Field()).value
    '2023'
    >>> find_year("", "", "2019年，全县新建学校3所。2001年以来共建30所。", "report", Field()).value
    '2019'
    """
    found = _of_title(title, kind) or _of_phrase(opening or text[:_OPENING], kind)
    if found is None and kind == "plan" and not title:
        found = _of_goals(text)
    found = found or _named_first(opening, text[:_OPENING])
    if found is None and kind == "plan":
        found = _of_goals(text)
    if found is not None:
        return found
    if date.value:
        return Field(date.value[:4], "inferred", f"date {date.value}")
    for line in posted:
        if match := _POSTED.search(line):
            return Field(match[1], "inferred", f"posted: {line}"[:80])
    return Field()


def _of_title(title: str, kind: str) -> Field | None:
    if match := _PERIOD.search(title):
        first = match["school"] and not _SECOND_TERM.search(title)
        return Field(match[1 if first else 2], "printed", title[:80])
    years = YEAR.findall(title)
    if years and _GOVERNMENT.search(title):  # given when its year begins, on the year before
        return Field(str(int(years[0]) - 1), "inferred", f"year before that of {title}"[:80])
    if years:  # accounts of last year and the budget of this year in one title
        return Field(max(years) if kind == "budget" else years[0], "printed", title[:80])
    for row in read("plan_periods"):
        if f"“{row['name_zh']}”" in title or f"{row['name_zh']}规划" in title:
            return Field(row["last"], "inferred", title[:80])
    return None


def _of_phrase(opening: str, kind: str) -> Field | None:
    if kind == "budget" and (years := _BUDGET.findall(opening)):
        return Field(max(years), "inferred", f"budget of {max(years)} named")
    if (match := _WORK.search(opening)) is None or _NAMED.search(opening, 0, match.start()):
        return None
    return Field(match[1], "inferred", f"first year named: {_around(opening, match)}")


def _around(text: str, match: re.Match[str]) -> str:
    start = match.start("year") if "year" in match.re.groupindex else match.start(1)
    return text[max(0, start - 10) : start + 34].replace("\n", " ")


def _named_first(opening: str, text: str) -> Field | None:
    """Take the year that the opening or the text names most, unless the text goes on to tell of the years behind it."""
    found = _most_named(opening, _PLAIN)
    if found is None or _is_history(text, found.value):
        found = _most_named(text, _PLAIN) or (_most_named(opening, _WEAK) if found is None else None)
    return found


def _is_history(text: str, year: str) -> bool:
    """Tell whether later years, several of them, lead more sentences than a year does."""
    weights, _ = _weights(text)
    later = {one: weight for one, weight in weights.items() if one > year}
    return len(later) > 1 and sum(later.values()) > weights[year]


def _weights(text: str) -> tuple[Counter[str], dict[str, re.Match[str]]]:
    """Weigh the years by how they are named: years of dates and quotations count less, years of founding nothing."""
    weights: Counter[str] = Counter()
    first: dict[str, re.Match[str]] = {}
    for match in _NAMED.finditer(text):
        start = match.start("year")
        if match["since"] or match["goal"] or _FOUNDED.search(text, max(0, start - 6), start):
            continue
        before = text[start - 1] if start else "\n"
        weight = _WEAK if match["month"] or before in "〔《" else _LEADING if before in _STARTS else _PLAIN
        weights[match["year"]] += weight
        first.setdefault(match["year"], match)
    return weights, first


def _most_named(text: str, least: int) -> Field | None:
    """Take the year that leads most sentences."""
    weights, first = _weights(text)
    year = max(weights, key=lambda one: (weights[one], -first[one].start()), default="")
    # where the years are scattered the text is a history
    if not year or weights[year] < max(least, _SHARE * sum(weights.values())):
        return None
    how = "first year named" if year == next(iter(first)) else "year most named"
    return Field(year, "inferred", f"{how}: {_around(text, first[year])}"[:80])


def _of_goals(text: str) -> Field | None:
    """Take the year that goals name, also as the end of a plan period."""
    goals = Counter(_GOAL.findall(text))
    for row in read("plan_periods"):
        if times := text.count(f"“{row['name_zh']}”"):
            goals[row["last"]] += times
    year, times = max(goals.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return Field(year, "inferred", f"year of its goals, named {times} times") if times >= _REPEATED else None
