"""The search index knows Chinese."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from eduplans.report.sphinx_ext import UNSEARCHED_MARK, SearchChineseEnglish

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
    assert set(pages) == {
        *("basis/pupils", "chapters/pupils"),
        *("counties/yunze-2024-plan", "figures/yunze-2024-plan"),
    }


def test_a_text_that_is_marked_is_not_indexed() -> None:
    assert SearchChineseEnglish({}).split(f"{UNSEARCHED_MARK} 巩固率") == []


def test_a_picture_links_to_its_full_size_and_an_indicator_is_found_by_either_name(site: Path) -> None:
    text = (site / "chapters" / "pupils.html").read_text(encoding="utf-8")
    link = re.search(r'<a class="[^"]*full-size[^"]*" href="([^"]+)"><img', text)
    assert link
    assert (site / "chapters" / link[1]).resolve().is_file()
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    entries = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["indexentries"]
    assert {"巩固率", "retention rate"} <= set(entries)
