"""Labels of tables and pictures in English or Chinese.

Code and notebooks name things in English. `use_language` chooses, for the rest of a kernel, the language in which
`eduplans.display` and `eduplans.plots` write the labels of tables and pictures; `label` looks one up by its English
text in the codebook: ``labels.csv`` and every ``labels_*.csv``, columns ``en`` and ``zh``. Prose stays English.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.errors import Problem, TableError
from eduplans.messages import checked

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Stands in a label for a computed part; in the Chinese text ``{0}``, ``{1}`` where the order differs.
_HOLE = re.compile(r"\{(\d?)\}")
#: A label with fewer letters fits much that it does not mean: then each of its parts must be a label or no English.
_SURE = {"labels": 6, "messages": 5}
_WORDS = re.compile(r"[A-Za-z]{3,}\s+[A-Za-z]|\b[a-z]{3,}\b")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Tables of the codebook, and their column, whose names have a Chinese form in ``name_zh``.
_NAMES = (
    ("indicators", "name_en"),
    ("indicator_families", "name_en"),
    ("levels", "name_en"),
    ("themes", "name_en"),
    ("unit_names", "many"),
)
_state = {"language": "en"}


@dataclass(frozen=True, slots=True)
class _Template:
    """A label with computed parts; one of few letters, such as ``{} of {}``, is not sure to be the one meant."""

    pattern: re.Pattern[str]
    chinese: str
    sure: bool


def use_language(language: str) -> None:
    """Choose the language of the labels that follow, like a setting of matplotlib; a new kernel begins in English.

    Parameters
    ----------
    language
        ``en`` or ``zh``.

    Raises
    ------
    ParameterError
        If there is no such language.

    Examples
    --------
    >>> use_language("zh")
    >>> label("not found")
    '未找到'
    >>> use_language("en")
    """
    _state["language"] = checked(language)


def current_language() -> str:
    """Name the language in use.

    Examples
    --------
    >>> current_language()
    'en'
    """
    return _state["language"]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Use a language for a while.

    Examples
    --------
    >>> with in_language("zh"):
    ...     print(label("not found"))
    未找到
    >>> label("not found")
    'not found'
    """
    before = current_language()
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def label(text: str) -> str:
    """Give a label in the language in use.

    Parameters
    ----------
    text
        The English label. Line breaks do not count. What stands where a row of the codebook has ``{}`` is kept, or
        itself looked up where it is a label. Indicators, families, levels, themes and units need no row: their names
        come from their own tables.

    Returns
    -------
    str
        The text itself where the language is English or the codebook does not have it.

    Examples
    --------
    >>> with in_language("zh"):
    ...     label("Source: data/raw/damage.csv"), label("a text that no table has")
    ('来源：data/raw/damage.csv', 'a text that no table has')
    """
    return text if current_language() == "en" else chinese(text, "labels")


@cache
def chinese(text: str, kind: str) -> str:
    """Look a text up by its English form, whatever the language in use.

    Parameters
    ----------
    text
        The English text.
    kind
        Which tables of the codebook: ``labels`` or ``messages``, each with those named ``KIND_*``.

    Returns
    -------
    str
        The text itself where the codebook does not have it.

    Examples
    --------
    >>> chinese("not found", "labels")
    '未找到'
    """
    plain = _squeezed(text)
    exact, patterns = _tables(kind)
    if not plain:
        return text
    if plain in exact:
        return exact[plain]
    for template in patterns:
        found = template.pattern.fullmatch(text.strip())
        if found:
            english = [" ".join(part.split()) for part in found.groups()]
            parts = [chinese(part, kind) for part in english]
            if template.sure or not _left_english(english, parts):
                return _filled(template.chinese, parts)
    return text


def _left_english(english: list[str], parts: list[str]) -> bool:
    """Whether a part is an English text that nothing translates."""
    return any(part == before and _WORDS.search(part) for before, part in zip(english, parts, strict=True))


def _filled(chinese: str, parts: list[str]) -> str:
    following = iter(parts)
    return _HOLE.sub(lambda hole: parts[int(hole[1])] if hole[1] else next(following), chinese)


@cache
def _tables(kind: str) -> tuple[dict[str, str], list[_Template]]:
    """Labels by their text without blanks, and patterns for those with computed parts, the most exact first."""
    exact: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for name in codebook.names():
        if name != kind and not name.startswith(f"{kind}_"):
            continue
        for number, row in enumerate(codebook.read(name), start=2):
            _check(name, number, row["en"], row["zh"])
            if _HOLE.search(row["en"]):
                patterns.setdefault(row["en"], row["zh"])
            else:
                exact.setdefault(_squeezed(row["en"]), row["zh"])
    for english, chinese in _names():
        exact.setdefault(_squeezed(english), chinese)
        exact.setdefault(_squeezed(f"{english} {chinese}"), chinese)
    order = sorted(patterns, key=lambda en: (-len(_HOLE.sub("", en)), en))
    return exact, [*_amounts(), *(_template(en, patterns[en], kind) for en in order)]


def _names() -> Iterator[tuple[str, str]]:
    """Names that other tables of the codebook have in both languages."""
    for table, column in _NAMES:
        for row in codebook.read(table) if table in codebook.names() else ():
            if row.get(column) and row.get("name_zh"):
                yield row[column], row["name_zh"]


def _amounts() -> list[_Template]:
    """Patterns of numbers with the name of a unit, such as ``3 persons``."""
    return [
        _Template(re.compile(rf"([\d,.–−-]+)\s+{re.escape(row[form])}"), f"{{}} {row['name_zh']}", sure=True)
        for row in codebook.read("unit_names")
        for form in ("one", "many")
        if row[form]
    ]


def _check(name: str, number: int, english: str, chinese: str) -> None:
    holes = len(_HOLE.findall(english))
    wanted = [int(place) if place else place for place in _HOLE.findall(chinese)]
    plain = wanted.count("")
    numbered = [place for place in wanted if place != ""]
    fault = ""
    if not english.strip() or not chinese.strip():
        fault = "a label without its text"
    elif holes and not re.search(r"\w", _HOLE.sub("", english)):
        fault = "a label that fits everything"
    elif (plain and numbered) or plain > holes or any(int(place) >= holes for place in numbered):
        fault = "computed parts that the English text does not have"
    if fault:
        raise TableError(Problem(fault, where=f"codebook/{name}.csv", row=number, value=english))


def _template(english: str, chinese: str, kind: str) -> _Template:
    sure = sum(map(str.isalpha, _HOLE.sub("", english))) >= _SURE.get(kind, 0)
    return _Template(_pattern(english), chinese, sure=sure)


def _pattern(english: str) -> re.Pattern[str]:
    pieces = []
    for place, piece in enumerate(_HOLE.split(english)):
        if place % 2:  # what the hole has in it, which is nothing
            continue
        pieces.append("".join(_sign(sign) for sign in piece))
    return re.compile("(.+?)".join(pieces), re.DOTALL)


def _sign(sign: str) -> str:
    """Pattern of one sign: a blank may be a line break, and a line may break after a Chinese character."""
    if sign.isspace():
        return r"\s+"
    return re.escape(sign) + (r"\s*" if _CHINESE.match(sign) else "")


def _squeezed(text: str) -> str:
    return "".join(text.split())
