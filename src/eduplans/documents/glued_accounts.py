"""Accounts that a copy glued into one line: 单位:万元 项目 预算数 and then name and amount by turns.

Where every name has one amount, the names themselves part the amounts, so that nothing is guessed. A head with two
columns of amounts is left alone: where one amount ends and the next begins cannot be known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.model import Cell, TableBlock
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_glued_accounts"]

_HEAD = re.compile(
    r"单位[:：]\s?(?P<unit>[百千万亿]?(?:元|人|名|所|个))\s?"
    r"(?P<heads>(?:(?:收入|支出|预算|决算|财政|收支)*(?:项目|科目|指标|名称)(?:名称)?(?:20\d\d年)?"
    r"(?P<amounts>(?:预算|决算|执行|完成|预计|实际|调整|年初){0,2}(?:数|额|金额|人数|数量))){1,2})"
)
_PAIR = compiled(r"(?P<name>[^\d\s。；，|]{2,36}?)(?P<amount>[-–—]?\d[\d,]{0,12}(?:\.\d{1,4})?)(?![\d.])")
_TITLE = compiled(r"(?:(?:19|20)\d\d年度?)?[^。；，\d\n]{2,40}表\s?$")
_YEAR_AGAIN = compiled(r"(?:19|20)\d\d$")
_TITLE_FOLLOWS = compiled("年(?![终末初内底])")
_FEWEST, _REACH = 4, 60


def find_glued_accounts(text: str) -> Iterator[TableBlock]:
    """Find accounts whose rows stand glued in one line.

    Parameters
    ----------
    text
        A cleaned text.

    Yields
    ------
    TableBlock
        With a cell for each amount, headed by its name.

    Examples
    --------
    >>> text = "单位:万元项目预算数一、税收120增值税70所得税50二、其他30收入合计150"
    >>> [(text[c.start : c.end], c.row_heads[0]) for c in next(find_glued_accounts(text)).cells][:2]
    [('120', '一、税收'), ('70', '增值税')]
    """
    for head in _HEAD.finditer(text):
        cells = list(_cells(text, head))
        if len(cells) >= _FEWEST:
            title = _TITLE.search(text, max(0, head.start() - _REACH), head.start())
            caption = f"{title[0].strip() if title else ''} 单位：{head['unit']}".strip()
            yield TableBlock(head.start(), cells[-1].end, caption, tuple(cells))


def _cells(text: str, head: re.Match[str]) -> Iterator[Cell]:
    position = head.end()
    while (pair := _PAIR.match(text, position)) is not None:
        start, end = pair.span("amount")
        # the year of the next title is glued to the last amount
        year = _YEAR_AGAIN.search(text, start, end) if _TITLE_FOLLOWS.match(text, end) else None
        if year is not None:
            end = year.start()
            if end == start:
                return
        yield Cell(start, end, (pair["name"].strip(),), (head["amounts"],))
        if year is not None:
            return
        position = pair.end()
