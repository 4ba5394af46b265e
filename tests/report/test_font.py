"""The carried font has what the pages show, and the same bytes each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

from eduplans.report.font import FONT, characters, subset

if TYPE_CHECKING:
    from pathlib import Path


def test_every_character_of_the_pages_is_in_the_carried_font(site: Path) -> None:
    carried = set(TTFont(site / FONT).getBestCmap())
    assert {char for char in characters(site) if ord(char) not in carried} == set()
    assert "泽" in characters(site)
    assert ord("龘") not in carried


def test_characters_are_those_that_are_shown(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<script>'龘'</script><style>/* 鬱 */</style><p>巩固率</p><img alt='升'>", encoding="utf-8"
    )
    found = characters(tmp_path)
    assert set("巩固率升") <= found
    assert not set("龘鬱") & found


def test_the_same_characters_give_the_same_bytes_and_what_is_lacking_is_told() -> None:
    content, missing = subset({"县", "a", "\U0001f600"})
    assert (content, missing) == subset({"a", "\U0001f600", "县"})
    assert missing == {"\U0001f600"}
    assert set(TTFont(io.BytesIO(content)).getBestCmap()) == {ord("县"), ord("a")}


def test_the_licence_stands_beside_the_font(site: Path) -> None:
    licence = (site / FONT).with_suffix(".txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence.upper()


def test_the_style_names_the_font_by_its_file(site: Path) -> None:
    style = (site / "_static" / "eduplans.css").read_text(encoding="utf-8")
    assert f'url("{FONT.rsplit("/", 1)[1]}")' in style
