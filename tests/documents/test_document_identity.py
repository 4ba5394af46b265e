"""All documents are of counties that do not exist."""

from __future__ import annotations

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.identity import identify
from eduplans.model import Field, Metadata

NOTICE = """中共青禾县委教育工作领导小组文件
青委教育〔2020〕1号
中共青禾县委教育工作领导小组关于印发《青禾县2020年教育工作要点》的通知
各乡镇党委：
现将《青禾县2020年教育工作要点》印发给你们，请遵照执行。
中共青禾县委教育工作领导小组
2020年3月11日
青禾县2020年教育工作要点
2020年是收官之年。
"""


def identity(head: str, *menu: str, body: str = "一、学位\n1.建校。") -> Metadata:
    return identify(head + body, len(head), menu)


def test_a_plan_with_its_covering_notice() -> None:
    found = identity(NOTICE)
    assert found.title.value == "青禾县2020年教育工作要点"
    assert found.issuer.value == "中共青禾县委教育工作领导小组"
    assert found.number.value == "青委教育〔2020〕1号"
    assert found.date.value == "2020-03-11"
    assert (found.year.value, found.year.basis) == ("2020", "printed")
    assert (found.kind.value, found.kind.basis) == ("plan", "printed")
    assert (found.county.value, found.county.basis, found.county_code) == ("青禾县", "printed", "")


def test_the_header_block_of_an_official_page() -> None:
    found = identity(
        "云泽区教育局2020年工作要点\n",
        "- 备注/文号:云教〔2020〕132号",
        "- 发布机构:云泽区教育局",
        "- 公文生成日期:2020-07-02",
    )
    assert (found.issuer.value, found.date.value) == ("云泽区教育局", "2020-07-02")
    assert found.number.value == "云教〔2020〕132号"
    assert found.issuer.evidence == "- 发布机构:云泽区教育局"


def test_the_posting_date_counts_on_the_page_of_the_issuer_only() -> None:
    line = "发布时间:2025-05-22 信息来源: {}"
    own = identity("青禾县教育局2025年工作要点\n", line.format("青禾县教育局"))
    other = identity("青禾县教育局2025年工作要点\n", line.format("工作范文网"))
    assert (own.date.value, own.date.basis) == ("2025-05-22", "printed")
    assert other.date == Field()


def test_a_line_under_the_title_gives_date_and_issuer() -> None:
    text = "青岚县2023年教育工作要点\n发布时间：2023年2月20日 来源：青岚县教育体育局\n一、学位\n1.建校3所。"
    found = document_from_text(text, "qinglan").metadata
    assert (found.issuer.value, found.issuer.basis) == ("青岚县教育体育局", "printed")
    assert (found.date.value, found.date.basis) == ("2023-02-20", "printed")
    assert found.date.evidence.startswith("posting date of the page: 发布时间：2023年2月20日")
    assert found.source == Field("unknown", "unknown")


def test_the_posting_date_of_another_public_body_is_only_inferred() -> None:
    found = identity("青岚县教育局2023年工作要点\n", "发布时间:2023-02-20 来源:青岚县人民政府")
    assert (found.issuer.value, found.date.value, found.date.basis) == ("青岚县教育局", "2023-02-20", "inferred")


def test_date_and_source_may_stand_on_lines_of_their_own() -> None:
    found = identity("青岚县教育局2023年工作要点\n", "来源:青岚县教育局", "发布日期:2023年2月20日")
    assert (found.date.value, found.date.basis) == ("2023-02-20", "printed")
    assert "发布日期:2023年2月20日 来源:青岚县教育局" in found.date.evidence


def test_the_posting_date_of_a_page_that_names_nobody_is_no_date() -> None:
    assert identity("青岚县教育局2023年工作要点\n", "发布时间:2023-02-20").date == Field()


def test_a_page_that_calls_itself_the_source_is_that_of_the_issuer_it_names() -> None:
    line = "发布时间:2023-02-20 来源:本站"
    assert identity("青岚县教育局2023年工作要点\n", line).source == Field("unknown", "unknown")
    found = identity("青岚县2023年工作要点\n", "发布机构:青岚县教育局", line)
    assert (found.date.value, found.date.basis) == ("2023-02-20", "printed")


def test_a_third_party_page_is_named_as_evidence_of_the_source() -> None:
    found = identity("青岚县2023年教育工作要点\n", "时间:2023-03-15 10:02:11 来源:范文大全网 本文已影响")
    assert found.source == Field("unknown", "unknown", "page header: 来源:范文大全网, 时间:2023-03-15")
    assert found.date == found.issuer == Field()


def test_a_body_without_a_title() -> None:
    found = identity("2021年,全县教育工作的总体思路:坚持优先发展,新建学校,增加学位,提高质量。\n")
    assert found.title == Field()
    assert (found.year.value, found.year.basis) == ("2021", "inferred")
    assert (found.kind.value, found.kind.basis) == ("plan", "inferred")
    assert found.date == found.issuer == found.number == Field()


def test_the_first_title_counts_where_there_is_no_notice() -> None:
    found = identity(
        "2026年云泽省政府工作报告\n——2026年1月27日在云泽省第十四届\n人民代表大会第四次会议上\n2026年重点工作\n"
    )
    assert found.title.value == "2026年云泽省政府工作报告"
    assert found.date.value == "2026-01-27"
    assert (found.issuer.value, found.issuer.basis) == ("云泽省人民政府", "inferred")


def test_a_number_inside_a_sentence_is_that_of_another_document() -> None:
    found = identity("青禾县2020年工作要点\n根据《关于做好有关工作的通知》(省教发〔2017〕3号)的要求，制定本要点。\n")
    assert found.number == Field()


def test_a_signature_at_the_end() -> None:
    found = identity("青禾县2020年工作总结\n", body="一、学位\n建校3所。\n青禾县教育局\n二〇二〇年十二月三十日")
    assert (found.issuer.value, found.date.value) == ("青禾县教育局", "2020-12-30")
    assert found.kind.value == "report"


def test_kinds_of_documents() -> None:
    for title, kind in {
        "青禾县教育事业统计公报": "bulletin",
        "青禾县2020年部门预算": "budget",
        "青禾县教育经费执行情况公告": "announcement",
        "青禾县履行教育职责自评报告": "report",
        "青禾县学前教育三年行动计划(2021-2023年)": "plan",
    }.items():
        assert identity(f"{title}\n").kind == Field(kind, "printed", title)


def test_an_address_is_the_source_and_none_is_unknown() -> None:
    assert (
        identity("青禾县工作要点\n网址：https://jyj.example.org/a.html\n").source.value
        == "https://jyj.example.org/a.html"
    )
    assert identity("青禾县工作要点\n").source == Field("unknown", "unknown")


def test_evidence_is_short() -> None:
    found = document_from_text("青禾县" * 40 + "\n一、学位", "x").metadata
    for name in ("title", "issuer", "number", "date", "year", "county", "kind", "source"):
        assert len(getattr(found, name).evidence) <= 80


@pytest.mark.parametrize(
    ("head", "title", "year"),
    [
        (
            "关于云泽县2024年预算执行情况和\n2025年预算(草案)的报告",
            "关于云泽县2024年预算执行情况和2025年预算(草案)的报告",
            "2024",
        ),
        ("云泽县教育局2024年工作总结及\n2025年工作计划", "云泽县教育局2024年工作总结及2025年工作计划", "2024"),
        ("关于印发年度要点的通知\n云泽县2025年教育工作要点", "云泽县2025年教育工作要点", "2025"),
    ],
)
def test_a_title_may_take_two_lines(head: str, title: str, year: str) -> None:
    metadata = document_from_text(f"{head}\n云泽县财政局\n一、完成情况\n新建学校3所。", "x").metadata
    assert (metadata.title.value, metadata.year.value) == (title, year)
