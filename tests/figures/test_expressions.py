"""One expression for many words finds what the plain one finds, the longest word first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduplans.figures.expressions import alternation, first_characters, grouped

WORDS = st.lists(st.text("小学初中生.(|", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(WORDS, st.text("小学初中生.(|0", max_size=40))
def test_grouped_words_match_as_the_longest_first(words: list[str], text: str) -> None:
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    grouped = re.compile(alternation(words))
    assert [found.span() for found in grouped.finditer(text)] == [found.span() for found in plain.finditer(text)]


def test_words_stand_under_their_first_character() -> None:
    assert alternation(["小", "小学"]) == "小(?:学|)"


PATTERNS = ("到(?!位)", "到达", "第?[0-9]届", "[0-9]{1,2}班", "已?收到", "全县", "全(?=市)", "届")


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, unique=True), st.text("到位达第已收全县市班届0912", max_size=12))
def test_grouped_expressions_begin_where_one_of_them_does(patterns: list[str], text: str) -> None:
    here = any(re.match(pattern, text) for pattern in patterns)
    assert (re.match(f"(?:{grouped(patterns)})", text) is not None) == here
    if here:
        assert text[0] in first_characters(patterns)


def test_first_characters_of_a_group_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="begins with a group"):
        first_characters(["(?:到|至)达"])
