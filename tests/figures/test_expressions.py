"""One expression for many words finds what the plain one finds, the longest word first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from eduplans.figures.expressions import alternation

WORDS = st.lists(st.text("小学初中生.(|", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(WORDS, st.text("小学初中生.(|0", max_size=40))
def test_grouped_words_match_as_the_longest_first(words: list[str], text: str) -> None:
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    grouped = re.compile(alternation(words))
    assert [found.span() for found in grouped.finditer(text)] == [found.span() for found in plain.finditer(text)]


def test_words_stand_under_their_first_character() -> None:
    assert alternation(["小", "小学"]) == "小(?:学|)"
