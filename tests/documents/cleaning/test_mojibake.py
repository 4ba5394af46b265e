"""Characters that a wrong encoding made of others; all texts are about a county that does not exist."""

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.cleaning.mojibake import clean_mojibake, show_lost


def test_blanks_read_in_a_wrong_encoding_are_blanks():
    wrong = "云泽县\u00a0新建\u00a0学校\u00a03所".encode().decode("latin-1").encode("latin-1").decode("utf-8")
    assert document_from_text(wrong.replace("\u00a0", "聽"), "x").text == "云泽县新建学校3所"
    assert document_from_text(wrong.replace("\u00a0", "Â\u00a0"), "x").text == "云泽县新建学校3所"


@pytest.mark.parametrize("text", ["学生聽课，教师聽课", "聽課聽說聽寫三節，學校"])
def test_a_word_of_listening_stays(text):
    assert clean_mojibake(text) == (text, 0)


def test_lost_characters_read_twice_are_marked_as_lost():
    assert "\ufffd\ufffd".encode().decode("gbk") == "锟斤拷"
    assert show_lost("建锟斤拷3所") == "建\ufffd3所"
    (damage,) = document_from_text("新建锟斤拷校3所", "x").damage
    assert damage.kind == "lost"


def test_one_private_sign_between_many_characters_is_no_damage():
    text = "云泽县新建公办幼儿园十二所增加学位扩大普惠资源"
    document = document_from_text("\ue5e5".join(text), "x")
    assert (document.text, document.damage) == (text, ())
    assert len(document_from_text("云泽\ue5e5县新\ue5e6建", "x").damage) == 2
