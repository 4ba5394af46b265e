"""Items of invented counties, as facts: nothing here is taken from a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.themes.facts import Facts
from eduplans.words import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Items of two plans that nobody issued: document, item, heading, text.
ITEMS = (
    ("qinghe-2023-plan", "一", "守护平安校园", "一、守护平安校园"),
    ("qinghe-2023-plan", "一/1", "排查隐患", "1.排查隐患。开展消防和食堂隐患排查，严禁带病运行，确保校车安全。"),
    ("qinghe-2023-plan", "一/2", "关心心理健康", "2.关心心理健康。开展心理健康教育，配备心理教师。"),
    ("qinghe-2023-plan", "二", "建好教师队伍", "二、建好教师队伍"),
    ("qinghe-2023-plan", "二/3", "招聘教师", "3.招聘教师。招聘教师，开展培训，提高待遇。"),
    ("baishi-2024-plan", "一", "试点课后服务", "一、试点课后服务。探索课后服务试点，鼓励学校尝试。"),
    ("baishi-2024-plan", "二", "加强督导", "二、加强督导。加强督导检查，完善督学制度。"),
)
NO_FIGURES = pd.DataFrame(columns=["doc", "item", "status", "qualifier", "confidence", "negated"])


def facts(text: str, heading: str = "", **other: object) -> Facts:
    """Facts of one item without figures, deadline or items below."""
    given: dict[str, object] = {
        "doc": "qinghe-2023-plan",
        "item": "一/1",
        "heading": heading,
        "words": count_words(text),
        "amounts": 0,
        "norms": 0,
        "quantified": False,
        "deadline": "",
        "below": (),
    }
    return Facts(**(given | other))  # type: ignore[arg-type]


def items() -> pd.DataFrame:
    """The items as a table, with their numbers of words."""
    rows = [
        {"doc": doc, "item": item, "heading": heading, "deadline": None, "words": sum(count_words(text).values())}
        for doc, item, heading, text in ITEMS
    ]
    return pd.DataFrame(rows)


def item_words() -> pd.DataFrame:
    """The words of the items as a table."""
    rows: list[Mapping[str, object]] = [
        {"doc": doc, "item": item, "word": word, "count": count}
        for doc, item, _, text in ITEMS
        for word, count in count_words(text).items()
    ]
    return pd.DataFrame(rows)


def figure(item: str | None, status: str = "target", **other: object) -> dict[str, object]:
    """A figure of an item of the first plan."""
    return {
        "doc": "qinghe-2023-plan",
        "item": item,
        "status": status,
        "qualifier": "exact",
        "confidence": "sure",
        "negated": False,
    } | other
