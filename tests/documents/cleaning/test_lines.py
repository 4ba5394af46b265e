"""All pages are about counties that do not exist."""

from __future__ import annotations

import pytest

from eduplans.documents.cleaning.lines import clean_footer, clean_menu, clean_spam

BODY = "一、扩大学位\n1.新建学校。完成3所学校建设，增加学位1200个，投入2300万元，全部于9月前投入使用。"


def menu(text: str) -> tuple[str, list[str]]:
    removed: list[str] = []
    return clean_menu(text, removed)[0], removed


@pytest.mark.parametrize(
    "line",
    [
        "当前位置: 首页 > 政务公开",
        "您的位置：首页",
        "- 索 引 号:QH01-2020",
        "发布机构:青禾县教育局",
        "公文生成日期:2020-07-02",
        "【字号： 大 中 小】",
        "打印",
        "来源：青禾日报",
        "发布时间:2021-04-15 15:53:33",
        "首页 > 公开 > 计划",
        "2026-02-03 09:02:33",
        "分享到：",
        "浏览次数: 123",
    ],
)
def test_lines_of_a_page_above_the_text_go(line: str) -> None:
    text, removed = menu(f"{line}\n青禾县2020年教育工作要点\n{BODY}")
    assert text == f"青禾县2020年教育工作要点\n{BODY}"
    assert removed == [line]


def test_the_same_words_inside_the_text_stay() -> None:
    text = f"{BODY}\n来源：青禾日报\n打印\n大\n中\n小"
    assert menu(text) == (text, [])


def test_a_menu_has_several_entries_and_one_bullet_is_no_menu() -> None:
    assert menu(f"• 首页新闻\n• 通知公告\n{BODY}")[0] == BODY
    assert menu(f"• 工作要点\n{BODY}")[0] == f"• 工作要点\n{BODY}"


def test_a_key_and_its_value_on_the_next_line_go_together() -> None:
    text, removed = menu(f"青禾县工作要点\n来源:\n青禾县人民政府\n{BODY}")
    assert text == f"青禾县工作要点\n{BODY}"
    assert removed == ["来源:青禾县人民政府"]


def test_a_breadcrumb_over_several_lines_goes() -> None:
    assert menu(f"您的位置:\n首页\n>\n要闻\n青禾县工作报告\n{BODY}")[0] == f"青禾县工作报告\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机上查看当前页面",
        "有关的专题",
        "相关阅读：",
        "相关报道：",
        "上一篇：另一个计划",
        "版权所有：青禾县教育局",
        "主办单位：青禾县教育局",
        "打印本页",
        "Copyright 2020",
    ],
)
def test_a_footer_goes_with_what_follows(line: str) -> None:
    assert clean_footer(f"{BODY}\n{line}\n另一个页面\n再一个") == (BODY, 3)


def test_a_footer_word_far_above_the_end_stays() -> None:
    text = f"相关报道：\n{BODY * 20}"
    assert clean_footer(text) == (text, 0)


def test_numbering_below_a_footer_word_keeps_all() -> None:
    text = f"{BODY}\n相关文件：\n二、教师队伍\n1.招聘教师30名。"
    assert clean_footer(text) == (text, 0)


@pytest.mark.parametrize(
    "line",
    [
        "casino slot, casino bonus | free casino",
        "jav tube,jav hd|jav stream",
        "博彩平台 百家乐 开户",
        "時時彩 六合彩 时时彩",
        "カジノおすすめオンラインカジノ無料",
        "лучшие онлайн казино игры",
    ],
)
def test_spam_goes(line: str) -> None:
    assert clean_spam(f"{line}\n{BODY}") == (BODY, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Qinghe County Education Bureau",
        "严厉打击网络赌博、六合彩等违法活动。",
        "PISA 2018",
        "http://jyj.example.gov.cn/plan.html",
        "WiFi | VR | AI",
    ],
)
def test_genuine_latin_lines_stay(line: str) -> None:
    assert clean_spam(f"{line}\n{BODY}") == (f"{line}\n{BODY}", 0)


def test_a_text_of_spam_only_is_left_for_the_reader_to_judge() -> None:
    assert clean_spam("casino casino casino casino")[1] == 0


@pytest.mark.parametrize(
    "line",
    [
        "加微信号abc12345领取免费资料，满100元减50元！",
        "添加客服QQ：123456789，内部资料",
        "加微信 qinghe_2031 包过",
        "澳门威尼斯人娱乐城注册送88元 www.xxx888.com",
        "时时彩平台 http://a.example.com",
        "日赚三百，秒到账，请看www.example.net",
    ],
)
def test_lines_that_lure_go(line: str) -> None:
    assert clean_spam(f"{BODY}\n{line}\n完") == (f"{BODY}\n完", 1)


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：0123-1234567，QQ：123456789",
        "加微信群qinghejy的家长达到2000人",
        "打击赌场、娱乐城3家",
        "1.取缔赌场，举报网址www.example.cn",
        "查处赌场3家、彩金2万元。",
        "公费师范生免费教育资料见www.example.cn",
        "清退校外培训机构“包过”费用3万元",
    ],
)
def test_lines_that_tell_of_such_things_stay(line: str) -> None:
    assert clean_spam(f"{BODY}\n{line}\n完") == (f"{BODY}\n{line}\n完", 0)


@pytest.mark.parametrize("line", ["【广告】注册送58元彩金", "娱乐城开户送88元", "真人荷官 官网"])
def test_lines_that_promise_twice_or_tell_a_gambler_where_to_turn_to_go(line: str) -> None:
    assert clean_spam(f"新建学校3所。\n{line}\n招聘教师9名。") == ("新建学校3所。\n招聘教师9名。", 1)


def test_lines_about_gambling_in_schools_stay() -> None:
    text = "禁止学生进入赌场\n新建学校3所。"
    assert clean_spam(text) == (text, 0)
