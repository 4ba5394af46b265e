"""Sentences, their slots and their truth; the texts here are about counties that do not exist."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from eduplans import model
from eduplans.documents.simplified import simplify
from eduplans.generate.chance import Chance
from eduplans.generate.data import read
from eduplans.generate.facts import county_facts
from eduplans.generate.printing import Style, forms, number_text, printed_number
from eduplans.generate.prose import plain_sentence
from eduplans.generate.sentences import Figure, Setting, Slot, make_slot, say, sentences

PLAIN = Style(thousands=False, rounded=False, chinese=False, decimals=2)
WORDS = {"C": "云泽县", "Q": "县", "Y": "2024", "Y-1": "2023"}


def setting(style: Style = PLAIN, status: str = "actual") -> Setting:
    return Setting(county_facts(Chance(3, 3), style.decimals), style, WORDS, 2024, status, {})


def every() -> list[tuple[str, str, object]]:
    return [
        (row["family"], letter, one)
        for row in read("families")
        for letter in row["kinds"]
        for one in sentences(row["family"], letter)
    ]


def test_there_are_enough_of_them_in_every_family_and_kind() -> None:
    assert len(read("sentences")) >= 150
    assert len({row["text"] for row in read("sentences")}) == len(read("sentences"))
    counts = [len(sentences(row["family"], letter)) for row in read("families") for letter in row["kinds"]]
    assert min(counts) >= 1
    assert {row["family"] for row in read("sentences")} == {row["family"] for row in read("families")}


def test_every_sentence_prints_its_truth_in_its_order() -> None:
    """What the truth says is printed stands in the sentence, in reading order, and every number there is known."""
    for style in (PLAIN, Style(thousands=True, rounded=True, chinese=True, decimals=1)):
        for family, letter, one in every():
            truth: list[Figure] = []
            text = say(one, setting(style), "一/1", Chance(1, 1), truth)  # type: ignore[arg-type]
            assert truth, (family, letter)
            rest = text
            for figure in truth:
                before, found, rest = rest.partition(figure.as_printed)
                assert found, (text, figure)
                assert not re.search(r"\d", re.sub(r"20\d\d年", "", before)), (text, figure)
            assert not re.search(r"\d", re.sub(r"20\d\d年", "", rest)), text
            assert "{" not in text
            assert text.endswith("。")


def test_every_truth_uses_the_words_of_the_codebook() -> None:
    allowed = {
        "unit": get_args(model.Unit), "qualifier": get_args(model.Qualifier), "level": get_args(model.Level),
        "status": get_args(model.Status), "change": get_args(model.Change), "confidence": get_args(model.Confidence),
    }  # fmt: skip
    for _, letter, one in every():
        truth: list[Figure] = []
        say(one, setting(status="target" if letter == "p" else "actual"), "一", Chance(1, 1), truth)  # type: ignore[arg-type]
        for figure in truth:
            for column, words in allowed.items():
                assert getattr(figure, column) in words, figure
            assert figure.year in {"", "2023", "2024"}
            assert figure.measure


def test_the_truth_of_a_list_with_its_parts() -> None:
    row = next(one for one in sentences("teachers", "r") if "其中特岗教师" in str(one))
    truth: list[Figure] = []
    text = say(row, setting(), "二/3", Chance(1, 1), truth)
    numbers = [int(figure.value) for figure in truth]
    assert numbers[0] == sum(numbers[1:])
    assert text.startswith(f"招聘教师{numbers[0]}名，其中特岗教师{numbers[1]}名、")
    assert {figure.change for figure in truth} == {"difference"}
    assert {figure.item for figure in truth} == {"二/3"}


def test_flags_say_what_differs() -> None:
    slot = make_slot("91.2-91.2:%:毛入园率:baseline last L=preschool", "")
    assert (slot.status, slot.year, slot.level, slot.unit) == ("baseline", "last", "preschool", "percent")
    slot = make_slot("2-4:次:演练:at_least standard noyear", "")
    assert (slot.qualifier, slot.status, slot.year, slot.change) == ("at_least", "standard", "noyear", "level")
    with pytest.raises(ValueError, match="unknown flags"):
        make_slot("2-4:次:演练:sometimes", "")


def test_said_twice_a_drawn_number_is_the_same() -> None:
    slot_of = next(piece for piece in sentences("safety", "p")[2].pieces if isinstance(piece, Slot))
    assert slot_of.high > slot_of.low
    at, chance = setting(), Chance(1, 1)
    texts = set()
    for _ in range(5):
        texts.add(say(sentences("safety", "p")[2], at, "一", chance, []))
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("value", "form", "style", "small", "printed", "said"),
    [
        (17654, "人", Style(True, False, False, 1), False, "17,654人", "17654"),
        (17654, "人", Style(False, True, False, 1), False, "1.77万人", "17700"),
        (999, "人", Style(True, True, True, 1), False, "999人", "999"),
        (2, "所", Style(False, False, True, 1), True, "两所", "2"),
        (10, "所", Style(False, False, True, 1), True, "十所", "10"),
        (11, "所", Style(False, False, True, 1), True, "11所", "11"),
        (2, "所", Style(False, False, True, 1), False, "2所", "2"),
        (648123456, "亿元", PLAIN, False, "6.48亿元", "648000000"),
        (86000000, "亿元", PLAIN, False, "8600万元", "86000000"),
        (35740000, "余万元", Style(True, False, False, 1), False, "3,574余万元", "35740000"),
        (91.2, "%以上", PLAIN, False, "91.2%以上", "91.2"),
        (16.28, "比", PLAIN, False, "16.28:1", "16.28"),
    ],
)
def test_numbers_are_printed_and_say_what_is_printed(
    value: float, form: str, style: Style, small: bool, printed: str, said: str
) -> None:
    assert printed_number(value, forms()[form], style, small=small) == (printed, said)


def test_numbers_have_no_exponent() -> None:
    assert [number_text(value) for value in (1e12, 0.5, 12.0)] == ["1000000000000", "0.5", "12"]


def test_plain_sentences_have_no_number_and_are_many() -> None:
    chance = Chance(1, 1)
    made = [plain_sentence(chance) for _ in range(2000)]
    assert len(set(made)) > 1900
    assert not [one for one in made if re.search(r"[0-9百千万亿%]", one)]
    for one in made:
        parts = one.removesuffix("。").split("，")
        assert len(set(parts)) == len(parts) >= 2


def test_all_words_come_back_from_traditional_characters() -> None:
    """Else the truth of a traditional copy would not be what a reader of it simplifies."""
    import opencc

    texts = [row["text"] for name in ("sentences", "prose") for row in read(name)]
    texts += [row["headings"] for row in read("families")] + [row["heading"] for row in read("sections")]
    texts += [row["columns"] for row in read("tables")]
    there = opencc.OpenCC("s2tw")
    assert [text for text in texts if simplify(there.convert(text)) != text] == []


def test_a_range_is_one_figure_with_both_ends() -> None:
    one = next(one for one in sentences("compulsory", "p") if "打造示范性义务教育集团" in str(one))
    for index in range(20):
        truth: list[Figure] = []
        text = say(one, setting(), "一", Chance(1, index), truth)
        (figure,) = truth
        low, high = int(figure.value), int(figure.value_max)
        assert text == f"打造示范性义务教育集团{low}-{high}个。"
        assert figure.as_printed == f"{low}-{high}个"
        assert 3 <= low <= 5
        assert 2 <= high - low <= 4
