"""All texts are about counties that do not exist."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents.cleaning import STEPS, clean

PLAN = """青禾县教育局2020年工作要点
2020年，全县新建学校3所，增加学位1200个，投入2,300万元。
一、扩大学位
1.新建学校。完成3所学校建设，增长5.5%。
(一)加强应用(app)管理，每班不超过45人。
"""

POLLUTED = {
    "encoding": "\ufeff青禾县新建\u200b学校\u00ad3所。",
    "menu": "当前位置: 首页 > 公开\n索 引 号:QH-2020-1\n青禾县新建学校3所。",
    "footer": "青禾县新建学校3所。\n扫一扫在手机上查看当前页面",
    "spam": "best casino slot, casino online | casino bonus\n青禾县新建学校3所。",
    "word_residue": "[bookmark: _GoBack]青禾县新建学校3所。",
    "decoration": "★青禾县新建学.校3所。",
    "gloss": "青禾县新建(jiàn)学校3所。",
    "traditional": "青禾縣新建學校3所。",
    "width": "青禾县新建学校３所。",
    "space": "青禾县 新建学校 3 所。\n\n",
}


def counted(text: str) -> dict[str, int]:
    return {step.step: step.count for step in clean(text).steps if step.count}


def test_steps_are_reported_in_their_order() -> None:
    assert tuple(step.step for step in clean("学校").steps) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_each_pollution_goes_and_is_counted_by_its_own_step(step: str) -> None:
    cleaned = clean(POLLUTED[step])
    assert cleaned.text == "青禾县新建学校3所。"
    assert set(counted(POLLUTED[step])) == {step}


def test_a_clean_text_stays_as_it_is() -> None:
    assert clean(PLAN).text == PLAN.strip()
    assert counted(PLAN) == {"space": 1}  # the line end at the end


def test_characters_removed_add_up() -> None:
    text = "".join(POLLUTED.values())
    cleaned = clean(text)
    assert len(text) - sum(step.characters for step in cleaned.steps) == len(cleaned.text)


def test_characters_removed_add_up_with_restored_damage() -> None:
    text = "青禾縣營造寧?kù)o的環境,有序?qū)嵤┻x課。"
    cleaned = clean(text)
    assert cleaned.text == "青禾县营造宁静的环境,有序实施选课。"
    assert len(text) - sum(step.characters for step in cleaned.steps) == len(cleaned.text)


def test_a_menu_is_recognised_under_glosses_and_traditional_characters() -> None:
    cleaned = clean("發(fā)布時(shí)間:2025-05-22 信息來源: 青禾縣教育局\n青禾縣2025年工作要點(diǎn)")
    assert cleaned.text == "青禾县2025年工作要点"
    assert cleaned.menu_lines == ("发布时间:2025-05-22 信息来源: 青禾县教育局",)


def test_what_one_step_lays_bare_another_takes() -> None:
    # behind its bullet the line is a button of the page
    assert clean("● 打印\n青禾县新建学校3所。").text == "青禾县新建学校3所。"


def test_damage_that_cannot_be_restored_is_marked_and_kept() -> None:
    cleaned = clean("营造安?kù)o的环境")
    (damage,) = cleaned.damage
    assert cleaned.text[damage.start : damage.end] == damage.printed == "?kù)o"
    assert (damage.kind, damage.repaired) == ("gloss", False)


def test_damage_is_found_again_after_cleaning_around_it() -> None:
    cleaned = clean("當前位置: 首頁\n　　營 造寧?kù)o的環(huán)境")
    (damage,) = cleaned.damage
    assert cleaned.text == "营造宁静的环境"
    assert cleaned.text[damage.start : damage.end] == "静"
    assert damage.printed == "?kù)o"


PIECES = st.sampled_from(
    [
        *"一二三。，、；：（）()[]《》“”|•★.-—=*％% \n\t\u3000\u200b\ufffd\ue004\ufdd0\r",
        "青禾县", "新建学校", "3所", "當前位置:", "首页", "打印", "●", "(shí)", "(de)", "時", "間", "學", "著", "１２",
        "?kù)o", "寧", "[bookmark: _GoBack]", "HYPERLINK \"x\"", "casino slot ", "扫一扫在手机打开当前页", "相关报道：",
        "来源:", "一、", "(一)", "1.", "附件", "发布机构:青禾县教育局", "²", "[1]", "（app）", " | ", "http://a.com",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_cleaning_a_cleaned_text_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_cleaned_without_an_error(text: str) -> None:
    cleaned = clean(text)
    for damage in cleaned.damage:
        assert 0 <= damage.start <= damage.end <= len(cleaned.text)


POLLUTION = st.lists(st.sampled_from(["\u200b", "\ufeff", "★", "(shí)", "\ue123", "\u00ad"]), min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(POLLUTION, st.data())
def test_pollution_between_characters_leaves_no_trace(pollution: list[str], data: st.DataObject) -> None:
    text = "青禾县新建学校增加学位"
    for piece in pollution:
        position = data.draw(st.integers(1, len(text)))
        if text[position - 1] >= "\u4e00":  # a gloss stands behind a character
            text = text[:position] + piece + text[position:]
    assert clean(text).text == "青禾县新建学校增加学位"
