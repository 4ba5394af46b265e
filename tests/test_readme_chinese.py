"""The README in Chinese is in step with the one in English: what can be compared without reading is the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_GENERATED = re.compile(r"<!-- reproduction.*?<!-- end of reproduction -->", re.DOTALL)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


@pytest.fixture
def texts(root: Path) -> tuple[str, str]:
    return tuple(  # type: ignore[return-value]
        _GENERATED.sub("", (root / name).read_text(encoding="utf-8")) for name in ("README.md", "README.zh-CN.md")
    )


def outside(text: str) -> str:
    return _FENCE.sub("", text)


def test_both_have_the_same_headings_by_depth(texts: tuple[str, str]) -> None:
    english, chinese = (re.findall(r"^(#+) ", outside(text), re.MULTILINE) for text in texts)
    assert chinese == english


def test_both_have_the_same_commands_and_code(texts: tuple[str, str]) -> None:
    english, chinese = (_FENCE.findall(text) for text in texts)
    assert chinese == english


def test_tables_name_the_same_things(texts: tuple[str, str]) -> None:
    english, chinese = (re.findall(r"^\| (`[^|]+`) \|", outside(text), re.MULTILINE) for text in texts)
    assert chinese == english
    assert english


def test_sections_name_the_same_files_commands_and_options(texts: tuple[str, str]) -> None:
    english, chinese = (re.split(r"^## .*$", outside(text), flags=re.MULTILINE) for text in texts)
    for number, (one, other) in enumerate(zip(english, chinese, strict=True)):
        lacking = {name.split("`")[0] for name in _CODE.findall(one)} - set(_CODE.findall(other))
        assert lacking == set(), f"section {number}"


def test_links_and_pictures_are_the_same(texts: tuple[str, str]) -> None:
    english, chinese = (re.findall(r"\]\(([^)]+)\)", outside(text)) for text in texts)
    assert chinese == english


def test_the_prose_is_chinese(texts: tuple[str, str]) -> None:
    prose = _CODE.sub("", outside(texts[1]))
    assert len(re.findall("[\u4e00-\u9fff]", prose)) > 1500
