from __future__ import annotations

import pytest

from eduplans.documents.cleaning.gloss import clean_gloss


@pytest.mark.parametrize("gloss", ["(shí)", "（shí）", "[shí]", "【shí】", "〔shí〕", "<shí>", "( shí )"])
def test_a_toned_syllable_in_any_bracket_goes(gloss: str) -> None:
    assert clean_gloss(f"時{gloss}間") == ("時間", 1)


@pytest.mark.parametrize("kept", ["(app)", "(APP)", "(de)", "(vr)", "(shi)", "(2020)", "(kbù)", "(xxá)"])
def test_other_brackets_stay_where_glosses_are_rare(kept: str) -> None:
    text = f"應用{kept}管理，時(shí)間"
    assert clean_gloss(text) == (f"應用{kept}管理，時間", 1)


def test_untoned_syllables_go_only_where_glosses_are_dense() -> None:
    dense = "時(shí)" * 25
    assert clean_gloss(dense + "的(de)應用(app)") == ("時" * 25 + "的應用(app)", 26)


def test_a_gloss_needs_a_character_in_front() -> None:
    assert clean_gloss("拼音 (shí)") == ("拼音 (shí)", 0)


@pytest.mark.parametrize("gloss", ["(tègǎng)", "（tè gǎng）", "[tè'gǎng]"])
def test_the_syllables_of_a_word_in_one_bracket_go(gloss: str) -> None:
    assert clean_gloss(f"招聘特岗{gloss}教师60名") == ("招聘特岗教师60名", 1)


@pytest.mark.parametrize("kept", ["咖啡(café)", "岗(tègǎng)教师", "项目(résumé)", "平台(tegang)，时间(shíx)"])
def test_other_words_in_brackets_stay(kept: str) -> None:
    assert clean_gloss(kept) == (kept, 0)
