"""The rarer characters of a text, which tell which steps of cleaning have anything to do."""

import random

import pytest

from eduplans.documents.cleaning import alphabet, clean, pipeline
from eduplans.documents.cleaning.alphabet import rare_characters
from eduplans.documents.cleaning.script import clean_traditional

CLEAN = "云泽县2031年工作要点。新建学校3所，其中“小学”：1所；abc、《办法》"
PIECES = (
    "云泽县", "2031年", "新建学校3所。", "\n", "一、", "★", "學校", "(shí)", "３．５％", "\u200b", "<p>", "</p>",
    "&nbsp;", "[1]", "²",
    "-3-", "PAGE \\* MERGEFORMAT", "错误！未找到引用源", "●", " ", "\t", "＝＝＝", "……………", "\ufffd", "\ue000",
    "娱乐城www.x.com",
    "注册送彩金 www.x.com", "当前位置：首页", "扫一扫", "?kù)o", "寧", "．", ".",
)  # fmt: skip


def test_a_plain_text_has_no_rare_characters():
    assert rare_characters(CLEAN) == ""


def test_rare_characters_come_once_each():
    assert sorted(rare_characters(CLEAN + "★★學學Ａ\n\n")) == sorted("★學Ａ\n")


def test_simplified_characters_that_were_traditional_ones_too_are_common():
    assert rare_characters("显著后台里") == ""


def test_every_character_is_looked_at_over_the_borders_of_stretches(monkeypatch):
    monkeypatch.setattr(alphabet, "_STRETCH", 3)
    assert sorted(rare_characters("学校★学校学☆校學")) == sorted("★☆學")


def test_traditional_characters_are_counted_over_stretches(monkeypatch):
    before = clean_traditional("學校建設")
    monkeypatch.setattr("eduplans.documents.cleaning.script._STRETCH", 3)
    assert clean_traditional("學校建設") == before == ("学校建设", 2)


@pytest.mark.parametrize("seed", range(40))
def test_what_the_look_spares_would_have_done_nothing(seed, monkeypatch):
    """Cleaning with every step let act on every text gives the same text, counts and damage."""
    chance = random.Random(seed)
    text = "".join(chance.choices(PIECES, k=chance.randrange(1, 60)))
    quick = clean(text)
    everything = "".join(map(chr, [*range(0x20, 0x3000), *range(0xE000, 0xFFFE)])) + "\n"
    monkeypatch.setattr(pipeline, "rare_characters", lambda whole: "".join(dict.fromkeys(everything + whole)))
    slow = clean(text)
    assert (quick.text, quick.steps, quick.damage) == (slow.text, slow.steps, slow.damage)
