"""The search index knows Chinese."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from eduplans.report.sphinx_ext import SearchChineseEnglish

if TYPE_CHECKING:
    from pathlib import Path


def test_chinese_is_split_into_characters_and_pairs_and_english_into_words() -> None:
    language = SearchChineseEnglish({})
    assert language.split("2024年巩固率rates") == ["年", "巩", "固", "率", "年巩", "巩固", "固率", "2024", "rates"]
    assert language.split("") == []


def test_pairs_of_characters_lead_to_their_page(site: Path) -> None:
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found = index["titleterms"]["泽县"]
    pages = [index["docnames"][n] for n in (found if isinstance(found, list) else [found])]
    assert set(pages) == {"chapters/pupils", "counties/yunze-2024-plan"}
