"""All pages are about counties that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.documents.formats.html import read

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = """<table><tr><th rowspan="2">指标</th><th colspan="2">学校数</th></tr><tr><th>2019年</th><th>2020年</th></tr>
<tr><td>小学</td><td>12</td><td> 13 </td></tr><tr><td>初中</td><td colspan="2">4</td></tr></table>"""


def text_of(body: str) -> str:
    return read(f"<html><head><title>x</title></head><body>{body}</body></html>".encode(), "page.html")[0]


def test_blocks_become_lines_and_inline_parts_do_not() -> None:
    assert text_of("<div><p>新建<b>学校</b>3<i>所</i></p>增加<br>学位</div>") == "新建学校3所\n增加\n学位"


@pytest.mark.parametrize(
    "hidden",
    ["<script>一、x</script>", "<style>p{}</style>", "<!-- 一、x -->", '<div style="display: none">x</div>',
     "<nav>首页</nav>", "<footer>版权</footer>", "<noscript>x</noscript>"],
)  # fmt: skip
def test_what_readers_do_not_see_goes_and_what_follows_stays(hidden: str) -> None:
    assert text_of(f"<p>新建{hidden}</p><p>学校</p>") == "新建\n学校"
    assert text_of(f"新建{hidden}学校").replace("\n", "") == "新建学校"


def test_entries_of_lists_carry_their_bullets() -> None:
    assert text_of("<ul><li>首页</li><li>新闻</li></ul>") == "• 首页\n• 新闻"


def test_table_rows_become_lines_and_heads_span() -> None:
    assert text_of(f"<p>表1</p>{TABLE}<p>完</p>").split("\n") == [
        "表1",
        "指标 | 学校数 | 学校数",
        "指标 | 2019年 | 2020年",
        "小学 | 12 | 13",
        "初中 | 4 | ",
        "完",
    ]


def test_the_caption_of_a_table_is_the_line_above_it() -> None:
    page = "<p>青禾县。</p><table><caption>表1 <b>学校</b>情况</caption><tr><th>学段</th><th>2019年</th></tr>"
    page += "<tr><td>小学</td><td>12</td></tr><tr><td>初中</td><td>4</td></tr></table>"
    assert read(page.encode(), "x.html")[0].split("\n") == [
        "青禾县。", "表1学校情况", "学段 | 2019年", "小学 | 12", "初中 | 4"
    ]  # fmt: skip


def test_a_table_that_lays_out_the_page_is_none() -> None:
    assert text_of(f"<table><tr><td><p>新建学校</p>{TABLE}</td></tr></table>").startswith("新建学校\n指标 | 学校数")
    long = "全县新建学校。" * 30
    assert text_of(f"<table><tr><td>菜单</td><td><p>{long}</p><p>完</p></td></tr></table>") == f"菜单\n{long}\n完"


@pytest.mark.parametrize(("named", "codec"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8")])
def test_the_page_names_its_encoding(named: str, codec: str) -> None:
    page = f'<html><head><meta charset="{named}"></head><body>新建学校㙍</body></html>'
    assert read(page.encode(codec), "page.html") == ("新建学校㙍", codec)


def test_a_page_that_is_wrong_about_its_encoding_is_read() -> None:
    page = '<html><meta charset="utf-8"><body>全县新建学校，增加学位，发展教育工作。</body></html>'
    assert read(page.encode("gb18030"), "page.html")[0] == "全县新建学校，增加学位，发展教育工作。"


def test_an_xml_prolog_and_deep_nesting_do_no_harm() -> None:
    assert read('<?xml version="1.0" encoding="gbk"?><html><body>学校</body></html>'.encode(), "x")[0] == "学校"
    assert "学校" in text_of("<div>" * 1000 + "学校")


def test_comments_and_instructions_leave_the_text_about_them() -> None:
    page = "<!--a-->甲<p>新建<!--b-->学校<?x y>3<!--c--><b>所</b><!--d-->。</p><!--e-->乙<script><!--f-->x</script>丙"
    assert text_of(page) == "甲\n新建学校3所。\n乙丙"
    assert text_of("<table><tr><td>1<!--g-->2<td>3<tr><td>4<td>5</table>") == "12 | 3\n4 | 5"


@pytest.mark.parametrize("piece", ["<!--x-->", "<!--x-->学", "<?x>学"])
def test_time_grows_with_the_number_of_comments_and_not_its_square(
    piece: str, assert_linear: Callable[[Callable[[int], object]], None]
) -> None:
    assert_linear(lambda size: text_of(piece * size))
