"""One invented document: drawn, written, polluted, encoded; the same for a seed and a number wherever it is made."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eduplans.errors import Problem, UnknownNameError
from eduplans.generate.chance import Chance
from eduplans.generate.compose import Block, compose
from eduplans.generate.data import read
from eduplans.generate.facts import county_facts
from eduplans.generate.layouts import layouts
from eduplans.generate.names import county_names
from eduplans.generate.pollution import LEVELS, Pollution, draw_pollution
from eduplans.generate.printing import draw_style
from eduplans.generate.sentences import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.generate.sentences import Figure

__all__ = ["KINDS", "Invented", "Order", "invent"]

_YEARS = (2012, 2025)
#: Kinds of documents that can be made.
KINDS = tuple(dict.fromkeys(row["kind"] for row in read("titles")))
_NOTE = "（本文件的地名、数字均为编写，用于测试。）"


@dataclass(frozen=True, slots=True)
class Order:
    """What documents are to be made.

    Parameters
    ----------
    seed
        Seed of the collection: another seed, other documents.
    characters
        How long the body of each is to be; the section that reaches it is the last.
    pollution
        ``none``, ``light``, ``heavy``, or ``mixed`` for all three.
    kinds
        Kinds of documents.

    Raises
    ------
    UnknownNameError
        There is no such kind or level; the message lists those there are.
    """

    seed: int = 1
    characters: int = 8000
    pollution: str = "mixed"
    kinds: tuple[str, ...] = KINDS

    def __post_init__(self) -> None:
        wrong = [
            Problem("no such kind of document", value=kind, remedy="there are " + ", ".join(KINDS))
            for kind in self.kinds
            if kind not in KINDS
        ]
        if self.pollution not in (*LEVELS, "mixed"):
            levels = ", ".join((*LEVELS, "mixed"))
            wrong.append(Problem("no such level of pollution", value=self.pollution, remedy=f"there are {levels}"))
        if wrong:
            raise UnknownNameError(wrong)


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented document with its truth.

    Parameters
    ----------
    doc
        Its id, which is the stem of its file.
    kind, county, year, layout, pollution, encoding, format
        What it is and how it looks.
    steps
        Names of the changes that pollution made.
    characters
        Length of its body before pollution.
    data
        The bytes of its file.
    truth
        Its figures in reading order.
    """

    doc: str
    kind: str
    county: str
    year: int
    layout: str
    pollution: str
    steps: tuple[str, ...]
    encoding: str
    format: str
    characters: int
    data: bytes
    truth: tuple[Figure, ...]

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.doc}.{self.format}"


@cache
def _titles(kind: str) -> tuple[dict[str, str], ...]:
    return tuple(dict(row) for row in read("titles") if row["kind"] == kind)


def invent(order: Order, index: int) -> Invented:
    """Make one document.

    Parameters
    ----------
    order
        What documents are to be made.
    index
        Its number, from 0 on; no other document need be made before.

    Returns
    -------
    Invented

    Examples
    --------
    >>> document = invent(Order(seed=7, characters=800, pollution="none", kinds=("plan",)), 3)
    >>> document.doc, document.kind, len(document.truth) > 3
    ('plan-0000003', 'plan', True)
    >>> document.data == invent(Order(seed=7, characters=800, pollution="none", kinds=("plan",)), 3).data
    True
    """
    chance = Chance(order.seed, index)
    kind = chance.one_of(order.kinds)
    title = chance.one_of(_titles(kind))
    county, year = chance.one_of(county_names()), chance.integer(*_YEARS)
    words = {"C": county, "Q": county[-1], "Y": str(year), "Y-1": str(year - 1)}
    style = draw_style(chance)
    status = "target" if kind == "plan" else "actual"
    setting = Setting(county_facts(chance, style.decimals), style, words, year, status, {})
    layout = chance.one_of(tuple(layouts().values()))
    blocks, truth = compose(setting, layout, title["letter"], order.characters, chance)
    level = chance.one_of(LEVELS) if order.pollution == "mixed" else order.pollution
    pollution = draw_pollution(level, words, chance)
    form = "html" if chance.likely(0.3) else "txt"
    whole = [*_head(title, words, chance), *blocks]
    text = _as_html(whole, pollution) if form == "html" else _as_text(whole, pollution, chance)
    data, encoding = _encoded(text, pollution.encoding if form == "txt" else "utf-8")
    return Invented(
        f"{kind}-{index:07d}", kind, county, year, layout.name, level, pollution.steps, encoding, form,
        sum(len(block.text) + sum(map(len, sum(block.rows, ()))) for block in blocks), data, tuple(truth),
    )  # fmt: skip


def _head(title: dict[str, str], words: dict[str, str], chance: Chance) -> list[Block]:
    """Write title, number, issuer and date."""
    filled = {}
    for name in ("title", "issuer"):
        filled[name] = title[name].replace("{C}", words["C"]).replace("{Y}", words["Y"])
    issued = int(words["Y"]) + int(title["lag"])
    date = f"{issued}年{chance.integer(1, 4)}月{chance.integer(1, 28)}日"
    number = f"{words['C'][0]}{title['number']}〔{issued}〕{chance.integer(1, 60)}号"
    lines = [Block("title", filled["title"])]
    if chance.likely(0.6):
        lines.append(Block("line", number))
    if chance.likely(0.5):
        lines.append(Block("line", filled["issuer"]))
    return [*lines, Block("line", date), Block("line", _NOTE)]


def _as_text(blocks: Sequence[Block], pollution: Pollution, chance: Chance) -> str:
    """Write a document as lines of text, tables with bars between their cells."""
    change, lines = pollution.change, list(pollution.before)
    for block in blocks:
        if block.rows:
            lines += ["|".join(change(cell).strip() for cell in row) for row in block.rows]
        elif block.kind == "paragraph":
            lines.append(pollution.broken(change(block.text)))
        else:
            lines.append(change(block.text))
    for line in pollution.between:  # behind the head, never inside an item's heading
        lines.insert(len(pollution.before) + chance.integer(1, 3), line)
    gap = "\n\n" if pollution.level != "none" and chance.likely(0.3) and not any(one.rows for one in blocks) else "\n"
    return gap.join([*lines, *pollution.after]) + "\n"


_TAGS = {"title": "h1", "line": "p", "heading": "h2", "paragraph": "p"}


def _as_html(blocks: Sequence[Block], pollution: Pollution) -> str:
    """Write a document as a web page."""
    change, parts = pollution.change, []
    for block in blocks:
        if block.rows:
            parts.append(_table(block.rows, pollution))
        else:
            tag = _TAGS[block.kind]
            parts.append(f"<{tag}>{html.escape(change(block.text), quote=False)}</{tag}>")
    menu = "".join(f"<li>{html.escape(line)}</li>" for line in pollution.before)
    foot = "".join(f"<p>{html.escape(line)}</p>" for line in pollution.after)
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{html.escape(blocks[0].text)}</title>'
        f"</head>\n<body>\n{f'<nav><ul>{menu}</ul></nav>' if menu else ''}\n"
        + "\n".join(parts)
        + f"\n{f'<footer>{foot}</footer>' if foot else ''}\n</body></html>\n"
    )


def _table(rows: tuple[tuple[str, ...], ...], pollution: Pollution) -> str:
    lines = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{html.escape(pollution.change(cell).strip())}</{tag}>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _encoded(text: str, encoding: str) -> tuple[bytes, str]:
    """Encode a text; what Big5 cannot write goes into GB18030, which can write all."""
    if encoding == "utf-16":  # the same bytes on every machine
        return b"\xff\xfe" + text.encode("utf-16-le"), encoding
    try:
        return text.encode(encoding), encoding
    except UnicodeEncodeError:
        return text.encode("gb18030"), "gb18030"
