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


@pytest.mark.parametrize("text", ["學(学)校建設(设)", "学(學)校建设(設)", "學（学）校建設(设)"])
def test_a_character_in_the_other_script_is_a_gloss(text: str) -> None:
    assert clean_gloss(text)[1] == 2
    assert len(clean_gloss(text)[0]) == 4


@pytest.mark.parametrize("text", ["小学(初)", "甲(乙)班", "园(园)长"])
def test_one_other_character_in_brackets_stays(text: str) -> None:
    assert clean_gloss(text) == (text, 0)


def test_a_syllable_without_brackets_between_characters_goes() -> None:
    assert clean_gloss("教jiào育yù局新建xiào舍3所") == ("教育局新建舍3所", 3)
    assert clean_gloss("Café在学校") == ("Café在学校", 0)


def test_glosses_without_tones_go_where_most_that_stands_so_is_a_syllable() -> None:
    text = "镇(zhen)教(jiao)(jiao)(jiao)育(yu)工作:硬化6000平(ping)方(fang)米,投入9万(wan)元(yuan)。"
    assert clean_gloss(text) == ("镇教育工作:硬化6000平方米,投入9万元。", 7)


@pytest.mark.parametrize(
    "text", ["应用(app)和课件(ppt),登录(an)页面", "单位(ab)、(cd)、部门(de)、班级(fg)、名单(hi)、表(jk)"]
)
def test_words_in_brackets_that_are_mostly_no_syllables_stay(text: str) -> None:
    assert clean_gloss(text) == (text, 0)


def test_a_gloss_that_wrapping_parted_or_broke_goes_with_its_line_break_but_a_number_behind_one_stays() -> None:
    text = "教師隊伍進\n(jìn)一步加強(qi\náng)，包括：\n(a)小学\n(b)中学\n"
    assert clean_gloss(text) == ("教師隊伍進一步加強，包括：\n(a)小学\n(b)中学\n", 2)
    dense = "時(shí)間" * 30 + "如下\n(a)小学"
    assert clean_gloss(dense) == ("時間" * 30 + "如下\n(a)小学", 30)
