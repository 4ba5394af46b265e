"""Following figures: cells, cards, pages and scripts, on an invented county, 云泽县."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from eduplans.report.follow.cards import figure_card, value_card
from eduplans.report.follow.cells import RowLinker
from eduplans.report.follow.exhibits import Exhibit, uses
from eduplans.report.follow.facts import Facts
from eduplans.report.follow.names import target
from eduplans.report.follow.pages import follow_pages, follow_scripts
from eduplans.report.follow.pictures import data_html, link_data, overlay_html
from eduplans.report.follow.prose import BESIDE, Beside, link_sentences, note_beside
from eduplans.report.follow.table import link_table
from eduplans.report.follow.whole import Follow

if TYPE_CHECKING:
    from collections.abc import Sequence

DOC = "yunze-2024-plan"


def figure(own: str, printed: str, value: str, unit: str = "person", **more: str) -> dict[str, str]:
    row = {
        "figure_id": f"{DOC}:{own}", "doc": DOC, "item": "一/1", "as_printed": printed, "value": value, "value_max": "",
        "unit": unit, "qualifier": "exact", "measure": "补充教师", "indicator": "teachers_added", "level": "primary",
        "year": "2024", "status": "target", "confidence": "sure", "damaged": "false", "negated": "false",
        "phrase": f"补充教师{printed}",
    }  # fmt: skip
    return row | more


def value(year: str, level: str, amount: str, printed: str) -> dict[str, str]:
    return {
        "year": year, "series": "enrolment", "indicator": "enrolment", "level": level, "value": amount,
        "unit": "person", "as_printed": printed, "source": "Yearbook", "stage": "final", "seen_in": "copy",
        "agreeing_sources": "0", "other_values": "", "trust": "copy", "note": "",
    }  # fmt: skip


FIGURES = (
    figure("00000001", "30名", "30"),
    figure("00000002", "5名", "5", measure="引进教师"),
    figure("00000003", "5名", "5", item="二", measure="调入教师"),
    figure("00000004", "95%", "95", "percent", indicator="retention_rate", measure="巩固率"),
)
FINDING = {
    "doc": DOC, "figure_ids": f"{DOC}:00000001 {DOC}:00000002", "as_printed": "30名; 5名", "verdict": "consistent",
    "sentence": "30名 holds 5名.",
}  # fmt: skip
FACTS = Facts(
    figures={row["figure_id"]: row for row in FIGURES},
    documents={DOC: {"doc": DOC, "county": "云泽县", "year": "2024", "kind": "plan", "title": "云泽县<2024>要点"}},
    headings={(DOC, "一/1"): "教师"},
    findings={f"{DOC}:00000001": (FINDING,)},
    corrections={f"{DOC}:00000002": ({"column": "value", "old": "5", "new": "", "flag": "odd", "reason": "too few"},)},
    series={
        "enrolment": (
            value("2020", "primary", "107253500", "10725.35万人"), value("2020", "junior", "49140900", "4914.09万人"),
            value("2021", "primary", "107799300", "10779.93万人"),
        ),
    },
    sequences={"30名; 5名": ((f"{DOC}:00000001", f"{DOC}:00000003"),)},
    indicators={"teachers_added": {"code": "teachers_added", "name_zh": "补充教师数", "name_en": "Teachers added",
                                   "definition": "Teachers who come", "family": "teachers"},
                "retention_rate": {"code": "retention_rate", "name_zh": "巩固率", "name_en": "Retention",
                                   "definition": "Who stays", "family": "access"}},
    pages={DOC: f"counties/{DOC}"},
    tables=frozenset({"standards"}),
)  # fmt: skip
ALL = tuple(FACTS.figures)


def exhibit(*rests_on: str, kind: str = "table") -> Exhibit:
    return Exhibit("teachers", "chapters/teachers", "Teachers", kind, 2, "The <caption>", rests_on)


def linked(
    heads: Sequence[str], row: Sequence[str], *rests_on: str, kind: str = "table"
) -> list[list[tuple[str, str]]]:
    found = RowLinker(exhibit(*rests_on, kind=kind), FACTS, heads).link(row)
    return [[(piece.text, piece.target.href if piece.target else "") for piece in cell] for cell in found.cells]


FIRST = f"figures/{DOC}.html#f-00000001"
BASIS = "basis/teachers.html#table-2"


def test_an_id_in_a_row_leads_its_printed_forms_and_computed_numbers() -> None:
    cells = linked(["printed", "double", "year", "figure id"], ["30名", "60", "2024", ALL[0]], *ALL)
    assert cells == [[("30名", FIRST)], [("60", FIRST)], [("2024", "")], [(ALL[0], FIRST)]]


def test_a_computed_number_of_several_figures_leads_to_the_basis_and_names_its_cards() -> None:
    row = RowLinker(exhibit(*ALL), FACTS, ["printed", "sum"]).link(["30名; 95%", "125"])
    assert row.rests_on == (ALL[0], ALL[3])
    assert row.cells[1][0].target is not None
    assert row.cells[1][0].target.href == BASIS


def test_the_same_printed_form_is_told_apart_by_measure_item_or_order_and_else_not_guessed() -> None:
    by_measure = linked(["printed", "words"], ["5名", "调入教师"], *ALL)
    assert by_measure[0] == [("5名", f"figures/{DOC}.html#f-00000003")]
    sentence = "5名 for “引进教师” (item 一/1) and 5名 for “调入教师” (item 二)"
    hrefs = [href for _, href in linked(["in words"], [sentence], *ALL)[0] if href]
    assert hrefs == [f"figures/{DOC}.html#f-00000002", f"figures/{DOC}.html#f-00000003"]
    assert linked(["printed"], ["5名"], *ALL)[0] == [("5名", BASIS)]


def test_a_relation_of_the_audit_is_known_by_its_printed_forms() -> None:
    cells = linked(["printed", "formula"], ["30名; 5名", "5名 ≤ 30名"], *ALL)
    assert [href for _, href in cells[0] if href] == [FIRST, f"figures/{DOC}.html#f-00000003"]


def test_no_printed_form_is_found_inside_a_longer_number() -> None:
    assert linked(["printed"], ["130名, 15名"], *ALL)[0] == [("130名, 15名", BASIS)]


def test_values_of_a_series_are_found_by_year_scale_and_level() -> None:
    heads = ["year", "Primary 小学", "Junior secondary 初中", "sum"]
    cells = linked(heads, ["2020", "10,725.4†", "4,914.1", "15,639.4"], "enrolment")
    assert cells == [
        [("2020", "series/enrolment.html#y-2020")],
        [("10,725.4†", "series/enrolment.html#y-2020-primary")],
        [("4,914.1", "series/enrolment.html#y-2020-junior")],
        [("15,639.4", "series/enrolment.html#y-2020")],
    ]
    assert linked(heads, ["2021", "+0.5 %", "–", "x"], "enrolment")[1:] == [
        [("+0.5 %", "series/enrolment.html#y-2021")], [("–", "")], [("x", "")],
    ]  # fmt: skip


def test_a_rate_drawn_in_a_picture_is_its_figure_and_a_count_is_not() -> None:
    assert linked(["at", "value"], ["巩固率 retention", "95"], *ALL, kind="picture")[1][0][1].endswith("f-00000004")
    assert (
        linked(["at", "value"], ["补充教师数", "30"], *ALL, kind="picture")[1][0][1] == "basis/teachers.html#picture-2"
    )


@pytest.mark.parametrize(
    ("name", "href"),
    [
        (ALL[0], FIRST),
        ("enrolment", "series/enrolment.html"),
        ("enrolment/primary/2020", "series/enrolment.html#y-2020-primary"),
        (DOC, f"figures/{DOC}.html"),
        (f"{DOC}:一/1", f"figures/{DOC}.html"),
        (f"{DOC} 五/25", f"figures/{DOC}.html"),
        ("standards", "data/codebook/standards.csv"),
        ("nothing", None),
    ],
)
def test_every_kind_of_name_leads_somewhere(name: str, href: str | None) -> None:
    found = target(name, FACTS)
    assert (found.href if found else None) == href


PAGE = (
    '<figure class="table">\n<table>\n<caption>The caption</caption>\n'
    '<thead><tr><th scope="col">printed</th></tr></thead>\n'
    "<tbody>\n<tr><td>30名</td></tr>\n<tr><td>words</td></tr>\n</tbody>\n</table>\n"
    f"<figcaption><p>Source: x</p><p>Rests on: {ALL[0]}</p></figcaption>\n</figure>"
)


def test_a_table_gets_an_anchor_links_and_a_foot_that_leads_on() -> None:
    soup = BeautifulSoup(link_table(PAGE, exhibit(*ALL), FACTS), "html.parser")
    assert soup.figure is not None
    assert soup.figure["id"] == "table-2"
    (link,) = soup.select("tbody a")
    assert (link["href"], link["data-card"], link.get_text()) == (f"../{FIRST}", ALL[0], "30名")
    foot = soup.select("p.rests-on a")
    assert [a["href"] for a in foot][-1] == f"../{BASIS}"
    assert [cell.decode_contents() for cell in soup.select("tbody td")][1] == "words"


DRAWN = {"columns": ["series", "at", "value"], "rows": [["Primary 小学", 2020, 10725.35], ["Primary 小学", 1999, 1.5]]}


def test_the_data_of_a_picture_are_folded_with_links() -> None:
    picture = exhibit("enrolment", kind="picture")
    soup = BeautifulSoup(data_html(picture, link_data(picture, DRAWN, FACTS)), "html.parser")
    hrefs = [a["href"] for a in soup.select("tr:first-child td a")]
    assert hrefs == ["../series/enrolment.html#y-2020", "../series/enrolment.html#y-2020-primary"]
    assert data_html(exhibit(), link_data(exhibit(), {}, FACTS)) == ""


def test_every_number_of_a_picture_is_a_link_where_it_stands() -> None:
    picture = exhibit("enrolment", kind="picture")
    linked = link_data(picture, DRAWN, FACTS)
    soup = BeautifulSoup(overlay_html(picture, linked, ["10 20 2 4", "50 60 1 1"]), "html.parser")
    first, second = soup.select("div.marks[role=group] > a")
    assert first["href"] == "../series/enrolment.html#y-2020-primary"
    assert first["data-card"] == "enrolment@2020-primary"
    assert first["style"] == "left:11.00%;top:22.00%;width:2%;height:4%"
    assert first["aria-label"] == "Primary 小学, 2020: 10,725.4"
    assert second["href"] == "../basis/teachers.html#picture-2", "a number that is no printed one: all it rests on"
    assert overlay_html(picture, linked, ["10 20 2 4"]) == "", "marks of another picture lead nowhere"
    assert len(BeautifulSoup(overlay_html(picture, linked, ["10 20 2 4", ""]), "html.parser").select("a")) == 1


def card(own: str) -> Any:
    return BeautifulSoup(figure_card(FACTS.figures[f"{DOC}:{own}"], FACTS, [exhibit(*ALL)]), "html.parser")


def test_a_card_tells_form_phrase_document_item_status_indicator_findings_uses_and_command() -> None:
    text = card("00000001").get_text()
    for said in ("补充教师30名", "云泽县<2024>要点", "一/1", "教师", "target", "Teachers who come", "consistent",
                 "30名 holds 5名.", "table 2: The <caption>", f"eduplans trace {ALL[0]}"):  # fmt: skip
        assert said in text, said
    assert card("00000001").mark.get_text() == "30名"
    links = {a["href"] for a in card("00000001").select("a")}
    assert {f"../counties/{DOC}.html", "../codebook.html#teachers_added", "../chapters/teachers.html#table-2"} <= links
    assert "too few" in card("00000002").get_text()
    assert "stands in no relation" in card("00000003").get_text()


def test_a_card_of_a_value_tells_form_source_and_trust() -> None:
    text = BeautifulSoup(value_card(FACTS.series["enrolment"][0], "Pupils"), "html.parser").get_text(" ")
    for said in ("10725.35万人", "Yearbook", "copy", "none found", "Pupils"):
        assert said in text


def follow(*exhibits: Exhibit) -> Follow:
    used = uses(exhibits, FACTS)
    figures = {name: figure_card(row, FACTS, used.get(name, ())) for name, row in FACTS.figures.items()}
    return Follow(
        FACTS, exhibits, used, figures,
        {f"enrolment@{row['year']}-{row['level']}": value_card(row, "") for row in FACTS.series["enrolment"]},
    )  # fmt: skip


def test_no_link_of_the_pages_is_a_dead_end() -> None:
    """Each link leads to a page that is made, and each anchor of these pages to a place on them."""
    pages = follow_pages(follow(exhibit(*ALL, "enrolment", "standards"), replace(exhibit(ALL[0]), number=3)))
    assert {f"figures/{DOC}.md", "series/enrolment.md", "basis/teachers.md"} <= set(pages)
    soups = {name.removesuffix(".md"): BeautifulSoup(text, "html.parser") for name, text in pages.items()}
    for name, soup in soups.items():
        for link in soup.select("a[href]"):
            page, _, place = link["href"].removeprefix("../").partition("#")
            if page.startswith(("figures/", "series/", "basis/")):
                there = soups[page.removesuffix(".html")]
                assert not place or there.find(id=place), (name, link["href"])
    assert "table 2" in soups[f"figures/{DOC}"].get_text()
    assert "table 3" in soups[f"figures/{DOC}"].get_text(), "from a document to everything that uses its figures"


def test_scripts_hold_every_card_and_end_no_script_of_a_page() -> None:
    scripts = follow_scripts(follow(exhibit(*ALL)))
    said = re.fullmatch(r'eduplansCards\("([^"]+)", (.*)\);\n', scripts[f"figures/{DOC}.js"], re.DOTALL)
    assert said
    assert said[1] == f"figures/{DOC}"
    assert list(json.loads(said[2])) == list(ALL)
    assert "</" not in scripts[f"figures/{DOC}.js"]
    assert "enrolment@2020-primary" in scripts["series/enrolment.js"]


def test_a_number_in_a_sentence_leads_to_its_figure_or_to_what_stands_beside_it() -> None:
    beside = Beside((exhibit(*ALL),), FACTS, 'say("Of {n} rows, at least 4 %")')
    said = beside.linked(
        "In 2024 云泽县 takes 30名 and **12** more, 95% stay (yunze-2024-plan, item 一/1, `7`); at least 4 %."
    )
    soup = BeautifulSoup(said, "html.parser")
    links = [(a.get_text(), a["href"]) for a in soup.select("a.follow")]
    assert links == [("30名", f"../{FIRST}"), ("12", f"../{BASIS}"), ("95%", f"../figures/{DOC}.html#f-00000004")]
    assert soup.get_text() == (
        "In 2024 云泽县 takes 30名 and **12** more, 95% stay (yunze-2024-plan, item 一/1, `7`); at least 4 %."
    )
    assert Beside((), FACTS).linked("12 more") == "12 more", "nothing beside it, nothing to lead to"


def test_a_number_in_a_sentence_leads_to_the_value_of_a_series_in_a_year_that_it_names() -> None:
    beside = Beside((exhibit("enrolment"),), FACTS)
    soup = BeautifulSoup(
        beside.linked("In 2020 there were 10,725.4 万人, 4,914 万人 and 5,811.4 万人.", ""), "html.parser"
    )
    assert [a["href"] for a in soup.select("a")] == [
        "series/enrolment.html#y-2020-primary", "series/enrolment.html#y-2020-junior", BASIS,
    ]  # fmt: skip


def test_beside_a_sentence_stands_what_its_section_shows() -> None:
    def shows(kind: str) -> dict[str, Any]:
        return {"data": {kind: '<figure class="table">' if kind == "text/html" else "said 5"}, "metadata": {}}

    def cell(*outputs: dict[str, Any]) -> dict[str, Any]:
        return {"cell_type": "code", "source": "", "outputs": list(outputs)}

    tables = [shows("text/html") for _ in range(3)]
    said = [shows("text/markdown") for _ in range(3)]
    notebook = {"cells": [
        {"cell_type": "markdown", "source": "# T"}, cell(said[0]),
        {"cell_type": "markdown", "source": "## A"}, cell(tables[0], tables[1]), cell(said[1], tables[2]),
        {"cell_type": "markdown", "source": "## B"}, cell(said[2]),
    ]}  # fmt: skip
    order = [exhibit(*ALL), exhibit(*ALL), exhibit()]
    note_beside(notebook, order, {id(table): place for place, table in enumerate(tables)})
    assert [one["metadata"][BESIDE] for one in said] == [[], [1, 0], [1]]
    link_sentences(notebook, order, FACTS)
    assert [one["data"]["text/markdown"] for one in said] == ["said 5", *2 * [
        f'said <a class="follow" href="../{BASIS}">5</a>']]  # fmt: skip


def test_a_bar_that_counts_leads_to_the_document_that_it_names_and_a_year_that_is_drawn_to_its_values() -> None:
    bars = {"columns": ["series", "at", "value"], "rows": [["actual", DOC, 2], ["actual", "others", 3]]}
    picture = exhibit(*ALL, kind="picture")
    said = overlay_html(picture, link_data(picture, bars, FACTS), ["1 1 1 1", "1 2 1 1"])
    hrefs = [a["href"] for a in BeautifulSoup(said, "html.parser").select("a")]
    assert hrefs == [f"../figures/{DOC}.html", "../basis/teachers.html#picture-2"]
    signs = {"columns": ["series", "at", "value"], "rows": [["holds", "4 %", 2020]]}
    clause = exhibit("enrolment", kind="picture")
    soup = BeautifulSoup(overlay_html(clause, link_data(clause, signs, FACTS), ["1 1 1 1"]), "html.parser")
    assert soup.a is not None
    assert soup.a["href"] == "../series/enrolment.html#y-2020"
    assert soup.a["aria-label"] == "holds, 4 %: 2020"


def test_words_that_begin_with_a_number_are_no_number() -> None:
    row = ["2020 announcement states growth", "7"]
    assert [cell[0][1] for cell in linked(["why", "rows"], row, *ALL)] == ["", BASIS]


def test_a_picture_of_few_figures_draws_them_one_by_one_and_their_county_and_year_tell_which() -> None:
    heads = ["series", "at", "value"]
    assert linked(heads, ["补充教师 added", "云泽县 2024", "30"], *ALL, kind="picture")[2] == [("30", FIRST)]
    assert linked(heads, ["added", "清禾县 2024", "30"], *ALL, kind="picture")[2][0][1] == BASIS.replace(
        "table", "picture"
    )
    assert linked(heads, ["added", "云泽县 2024", "5"], *ALL, kind="picture")[2][0][1].startswith("basis/"), (
        "two have it"
    )
    assert linked(heads, ["added", "云泽县 2024", "30"], *ALL)[2][0][1] == BASIS, "a table may count what is listed"
