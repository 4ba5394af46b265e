"""Sentences and clauses around figures, and level words in the sentences read. The places are invented."""

from __future__ import annotations

import pytest

from eduplans.figures.levels import LevelIndex
from eduplans.figures.scan import candidates
from eduplans.figures.sentences import Place, Sentences

LONG = "云泽县大力推进城乡教育一体化发展全面提升教育质量"


def places(text: str) -> list[Place]:
    """Neighbourhoods of all figures of a text, read one after the other as the reader does."""
    found = list(candidates(text))
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found[1:]), len(text)]
    sentences = Sentences(text)
    return [sentences.place(*each) for each in zip(found, ends[:-1], starts, strict=True)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("改建1所。新建3所，招聘5名；完成", ["改建1所", "新建3所，招聘5名", "新建3所，招聘5名"]),
        ("新建3所。其中寄宿制2所。", ["新建3所。其中寄宿制2所", "新建3所。其中寄宿制2所"]),
        (f"{LONG}\n新建3所", [f"{LONG}\n新建3所"]),
        (f"{LONG}\n二、新建3所", ["二、新建3所"]),
        (f"一、{LONG}\n新建3所", ["新建3所"]),
        ("短标题\n新建3所", ["新建3所"]),
        (f"{LONG}。\n新建3所", ["新建3所"]),
    ],
)
def test_a_sentence_goes_on_over_a_wrapped_line_and_before_its_parts(text: str, sentences: list[str]) -> None:
    assert [text[place.sentence : place.sentence_end] for place in places(text)] == sentences


def test_a_clause_ends_at_the_next_sign_and_a_head_begins_behind_the_figure_before() -> None:
    text = "到2030年，小学：新建3所、改建2所，其余不变。"
    found = places(text)[-2:]
    assert [(place.head, place.tail) for place in found] == [("新建", "、改建"), ("、改建", "")]
    assert {place.clause for place in found} == {text.index("新建")}


def test_a_sign_inside_a_figure_ends_no_sentence_behind_it() -> None:
    text = "全县投入8316\n万元，增长5%。新建3所。"
    money, growth, schools = places(text)
    assert text[money.sentence : money.sentence_end] == "全县投入8316\n万元，增长5%"
    assert growth.head == "增长"
    assert text[schools.sentence : schools.sentence_end] == "新建3所"


def test_what_is_looked_at_of_a_long_sentence_is_bounded() -> None:
    text = "教" * 1000 + "3所" + "师" * 1000 + "5名" + "生" * 10 + "，7人。"
    first, second, third = places(text)
    assert (first.sentence, first.sentence_end) == (600, 1402)
    assert (second.sentence, second.sentence_end) == (1602, text.index("。"))
    assert third.sentence == text.index("7人") - 400
    assert third.clause == text.index("7人")


def test_a_level_word_that_two_stretches_share_is_found_once_and_whole() -> None:
    text = "幼儿园3所，中小学校5所，高中2所"
    index = LevelIndex(text)
    middle = text.index("小学")
    for stretch in ((0, 4), (0, middle), (middle, len(text))):
        index.read(*stretch)
    assert index.named(0, len(text)) == ["preschool", "several", "senior"]


def test_a_stretch_that_begins_inside_a_word_does_not_find_a_part_of_it() -> None:
    text = "全县中小学校5所"
    index = LevelIndex(text)
    index.read(text.index("小学"), len(text))
    assert index.named(text.index("小学"), len(text)) == []
    assert index.named(0, len(text)) == ["several"]
