"""Characters written as codes; all texts are about a county that does not exist."""

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.cleaning.entities import clean_entities

PLAIN = "云泽县2031年新建学校3所，增长5.6%。"


@pytest.mark.parametrize(
    "write", [lambda sign: f"&#{ord(sign)};", lambda sign: f"&#x{ord(sign):X};"], ids=["decimal", "hexadecimal"]
)
def test_a_text_of_codes_reads_like_the_text(write):
    assert clean_entities("".join(map(write, PLAIN))) == (PLAIN, len(PLAIN))


def test_codes_of_scripts_are_characters():
    written = "".join(f"\\u{ord(sign):04x}" for sign in PLAIN)
    assert clean_entities(written) == (PLAIN, len(PLAIN))


@pytest.mark.parametrize(
    "text",
    ["研发(R&D)投入", "见https://a.b/?x=1&copy=2", "A&B;C", r"C:\users\u6559", r"\ud83d\ud83d\ud83d\ud83d\ud83d"],
)
def test_what_is_no_code_stays(text):
    assert clean_entities(text) == (text, 0)


def test_codes_written_twice_are_read_twice():
    assert document_from_text("新建&amp;nbsp;学校&amp;#51;所", "x").text == "新建学校3所"


def test_codes_inside_a_number_leave_the_number_whole():
    assert document_from_text("投入8&#51;16&nbsp;万元", "x").text == "投入8316万元"
