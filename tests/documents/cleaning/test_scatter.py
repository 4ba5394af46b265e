"""Signs scattered between characters; all texts are about a county that does not exist."""

import random

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.cleaning.scatter import clean_scattered

PLAIN = "云泽县今年新建公办幼儿园十二所，增加学位3600个，普惠性幼儿园覆盖率达到85.6%以上，比上年提高2.1个百分点。" * 4


def scattered(sign, share, seed=1):
    """Put a sign between Chinese characters."""
    chance = random.Random(seed)
    pairs = zip(PLAIN, PLAIN[1:] + " ", strict=True)
    between = (left + sign * (left.isalpha() and right.isalpha() and chance.random() < share) for left, right in pairs)
    return "".join(between)


@pytest.mark.parametrize("sign", ["*", "^", "_", "=", "#", "~", "·", "-", "+", "░", "§", "`", "."])
@pytest.mark.parametrize("share", [0.3, 1.0])
def test_what_stands_between_many_characters_goes(sign, share):
    assert clean_scattered(scattered(sign, share))[0] == PLAIN


@pytest.mark.parametrize("sign", ["/", "|", "—"])
def test_what_parts_words_too_goes_only_where_it_parts_nearly_all(sign):
    few = scattered(sign, 0.1)
    assert clean_scattered(few) == (few, 0)
    assert clean_scattered(scattered(sign, 1.0))[0] == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "推进“互联网+教育”，阿布都·热西提校长介绍了小学—初中衔接" + PLAIN,
        "小学/初中/高中的3-5个班，比例1+2，6-8人" + PLAIN,
        "1.加强党建。2.扩大学位。",
    ],
)
def test_signs_that_mean_something_stay(text):
    assert clean_scattered(text) == (text, 0)


def test_ranges_and_decimals_stay_where_their_sign_is_scattered():
    text = scattered("-", 0.5) + "每校3-5名"
    assert clean_scattered(text)[0].endswith("每校3-5名")
    assert "85.6%" in clean_scattered(scattered(".", 0.5))[0]


@pytest.mark.parametrize("mark", ["**", "__", "*", "$", "`", "_"])
def test_marks_of_emphasis_go(mark):
    text = f"新建学校{mark}3{mark}所，投入{mark}8316万{mark}元"
    assert clean_scattered(text)[0] == "新建学校3所，投入8316万元"


def test_redacted_values_stay():
    assert clean_scattered("投入**万元，***县")[0] == "投入**万元，***县"


def test_a_document_so_decorated_reads_like_the_plain_one():
    assert document_from_text(scattered("★", 0.5), "x").text == document_from_text(PLAIN, "x").text
