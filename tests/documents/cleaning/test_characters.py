from __future__ import annotations

import pytest

from eduplans.documents.cleaning.characters import clean_encoding


@pytest.mark.parametrize(
    "unseen", ["\ufeff", "\x00", "\u200b", "\u200e", "\u2060", "\x07", "\x7f", "\xad", "\ue07c", "\ufffd", "\U000f0001"]
)
def test_unseen_characters_go_and_are_counted(unseen: str) -> None:
    assert clean_encoding(f"学{unseen}校{unseen}{unseen}") == ("学校", 3)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert clean_encoding(f"学校{end}学位")[0] == "学校\n学位"


def test_radicals_become_characters() -> None:
    # PDF files print U+2F6E and U+2EC4 for 目 and 西
    assert clean_encoding("⽬标⻄区") == ("目标西区", 2)


def test_rare_characters_and_tabs_stay() -> None:
    assert clean_encoding("㙍𠮷\t镇") == ("㙍𠮷\t镇", 0)


def test_marks_that_strike_through_go_and_accents_in_two_characters_become_one() -> None:
    assert clean_encoding("5\u03360\u0336%") == ("50%", 2)
    assert clean_encoding("時(shi\u0301)間")[0] == "時(shí)間"


def test_characters_with_a_second_code_get_their_first() -> None:
    assert clean_encoding("入學\uf9e1")[0] == "入學李"
