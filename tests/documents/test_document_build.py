"""The way of a document, on invented ones and on the real ones beside the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents import document_from_text, read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from eduplans.model import Document


def test_a_polluted_page_gives_the_document_of_the_clean_text(tmp_path: Path) -> None:
    clean = "青禾县教育局2025年工作要点\n一、扩大学位\n1.新建学校。完成3所学校建设，增加学位1200个。\n2.改建学校。"
    polluted = (
        "當前位置: 首頁 > 公開\n青禾縣教育局2025年工作要點(diǎn)\n  一、擴(kuò)大學(xué)位\n"
        "1.新建學(xué)校。完成３所學(xué)校建設(shè)，增加學(xué)位１２００個(gè)。\n\n2.改建學(xué)校。\n相關(guān)閱讀：\n其他"
    )
    path = tmp_path / "plan.txt"
    path.write_text(polluted, encoding="utf-8")
    document = read_document(path)
    expected = document_from_text(clean, "plan")
    assert document.text == clean
    assert document.items == expected.items
    assert document.metadata == expected.metadata
    assert document.sha256_text == expected.sha256_text
    assert (document.doc, document.file, document.characters_file) == ("plan", "plan.txt", len(polluted))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_document_whose_spans_are_in_it(text: str) -> None:
    document = document_from_text(text, "x")
    for item in document.items:
        assert 0 <= item.start < item.end <= len(document.text)
    assert document_from_text(document.text, "x").text == document.text


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "（",
        "[",
        " ",
        "\t",
        "9",
        "一",
        "—",
        "-",
        "1.",
        "①",
        "县",
        "| ",
        "\\* ",
        "<",
        "?kù)",
        "時(shí)",
        "TOC ",
        "<p ",
        "\ufffd1",
        "\ue001甲",
        "甲 1 2\n",
        "甲\n1\n",
        "-3-甲",
        "。1.甲。2.乙",
        "14.甲\n",
        "到2025年",
        "新建学校三所并且增加学位九百个，扩\n",
        "中学",
    ],
)
def test_a_long_hostile_line_takes_linear_time(
    piece: str, assert_linear: Callable[[Callable[[int], object]], None]
) -> None:
    document_from_text("學校", "warm")
    assert_linear(lambda size: document_from_text("新建學校3所。\n" + piece * (size // len(piece)), "x"))


OUTLINES = {
    "chongyang-2020-plan": (6, 21),
    "huli-2020-plan": (5, 30),
    "dayi-2021-plan": (6, 25),
    "anhua-2025-plan": (5, 30),
}
IDENTITIES = {
    "chongyang-2020-plan": {
        "title": ("崇阳县2020年教育工作要点", "printed"),
        "issuer": ("中共崇阳县委教育工作领导小组", "printed"),
        "number": ("崇委教育〔2020〕1号", "printed"),
        "date": ("2020-03-11", "printed"),
        "year": ("2020", "printed"),
        "county": ("崇阳县", "printed"),
        "kind": ("plan", "printed"),
    },
    "huli-2020-plan": {
        "title": ("湖里区教育局2020年工作要点", "printed"),
        "issuer": ("湖里区教育局", "printed"),
        "number": ("厦湖教〔2020〕132号", "printed"),
        "date": ("2020-07-02", "printed"),
        "county": ("湖里区", "printed"),
    },
    "yihuang-2020-report": {
        "title": ("党政领导干部履行教育职责工作报告", "printed"),
        "issuer": ("", "unknown"),
        "date": ("", "unknown"),
        "year": ("2020", "inferred"),
        "county": ("宜黄县", "inferred"),
        "kind": ("report", "printed"),
    },
    "dayi-2021-plan": {
        "title": ("", "unknown"),
        "issuer": ("", "unknown"),
        "number": ("", "unknown"),
        "date": ("", "unknown"),
        "year": ("2021", "inferred"),
        "county": ("大邑县", "inferred"),
        "kind": ("plan", "inferred"),
    },
    "anhua-2025-plan": {
        "title": ("安化县教育局2025年工作要点", "printed"),
        "issuer": ("安化县教育局", "printed"),
        "date": ("2025-05-22", "printed"),
        "county": ("安化县", "printed"),
    },
}
CODES = {
    "chongyang-2020-plan": "421223",
    "huli-2020-plan": "350206",
    "yihuang-2020-report": "361026",
    "dayi-2021-plan": "510129",
    "anhua-2025-plan": "430923",
}


def real(shared: Path, doc: str) -> Document:
    return read_document(shared / "documents" / f"{doc}.txt")


@pytest.mark.shared
@pytest.mark.parametrize("doc", OUTLINES)
def test_sections_and_items_of_the_real_plans(shared: Path, doc: str) -> None:
    depths = [item.depth for item in real(shared, doc).items]
    assert (depths.count(1), depths.count(2), len(depths)) == (*OUTLINES[doc], sum(OUTLINES[doc]))


@pytest.mark.shared
def test_nested_numbering_of_the_real_report(shared: Path) -> None:
    items = real(shared, "yihuang-2020-report").items
    assert [item.path for item in items if item.depth == 1] == list("一二三四五六")
    assert "二/(四)/5" in {item.path for item in items}


@pytest.mark.shared
@pytest.mark.parametrize("doc", IDENTITIES)
def test_identity_of_the_real_documents(shared: Path, doc: str) -> None:
    metadata = real(shared, doc).metadata
    for name, (value, basis) in IDENTITIES[doc].items():
        field = getattr(metadata, name)
        assert (field.value, field.basis) == (value, basis), name
    assert metadata.county_code == CODES[doc]
    assert metadata.source.value == "unknown"


@pytest.mark.shared
def test_the_site_that_posted_the_real_report_is_named(shared: Path) -> None:
    evidence = {doc: real(shared, doc).metadata.source.evidence for doc in IDENTITIES}
    posted = evidence.pop("yihuang-2020-report")
    assert posted.startswith("page header: 来源:")
    assert posted.endswith(", 时间:2021-04-15")
    assert set(evidence.values()) == {""}


@pytest.mark.shared
def test_the_four_torn_places_come_back(shared: Path) -> None:
    document = real(shared, "anhua-2025-plan")
    assert [document.text[one.start : one.end] for one in document.damage] == ["静", "学", "全科合格率达", "实施选"]
    assert all(one.repaired for one in document.damage)
    gloss = next(step for step in document.cleaning if step.step == "gloss")
    assert gloss.count == 1634  # and one more that stood on a restored character


@pytest.mark.shared
@pytest.mark.parametrize("doc", CODES)
def test_the_real_documents_stay_clean_and_keep_their_outline_without_line_breaks(shared: Path, doc: str) -> None:
    document = real(shared, doc)
    assert document_from_text(document.text, doc).text == document.text
    flat = document_from_text(document.text.replace("\n", ""), doc)
    assert [item.path for item in flat.items] == [item.path for item in document.items]
