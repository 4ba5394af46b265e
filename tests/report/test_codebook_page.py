"""The page of the codebook: complete, with examples from the tables, linked and searchable."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from eduplans import codebook
from eduplans.report import build_report
from eduplans.report.check import check_site
from eduplans.report.codebook_page import by_family, codebook_page, examples, plain
from eduplans.report.sources import Sources, read_sources

CODES = [row["code"] for row in codebook.read("indicators")]
COLUMNS = ("figure_id", "doc", "item", "as_printed", "measure", "status", "indicator", "confidence", "flag")


def figure(number: int, **cells: str) -> dict[str, str]:
    """A row of the processed figures of an invented document."""
    base = dict.fromkeys(COLUMNS, "") | {
        "figure_id": f"yunze-2024-plan:{number:08x}",
        "doc": "yunze-2024-plan",
        "item": "二/(一)",
        "as_printed": f"{number}%",
        "measure": "学前三年毛入园率",
        "indicator": "gross_enrolment_rate",
        "confidence": "sure",
    }
    return base | cells


def put(root: Path, rows: list[dict[str, str]], name: str = "figures") -> None:
    path = root / "data" / "processed" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def sources(root: Path) -> Sources:
    return Sources(root, (), ({"doc": "yunze-2024-plan", "county": "云泽县", "year": "2024"},))


def part(page: str, code: str) -> str:
    """What stands under the heading of one indicator."""
    return next(text for text in re.split(r"^#{2,3} ", page, flags=re.MULTILINE) if f'<span id="{code}"' in text)


@pytest.fixture
def page(tmp_path: Path) -> str:
    rows = [
        figure(85),
        figure(93, measure="高中阶段毛入学率", doc="清禾_2024", item=""),
        figure(7, indicator="other", measure="路灯"),
    ]
    put(tmp_path, rows)
    put(tmp_path, [{"indicator": "cpi"}, {"indicator": "cpi"}], "national")
    return codebook_page(sources(tmp_path))


def test_every_indicator_stands_under_its_family_in_order(page: str) -> None:
    assert re.findall(r'<span id="(\w+)"', page) == [row["code"] for _, rows in by_family() for row in rows]
    assert sorted(re.findall(r'<span id="(\w+)"', page)) == sorted(CODES)
    heads = re.findall(r"^## (.+)$", page, flags=re.MULTILINE)
    assert heads == [f"{family['name_zh']} {family['name_en']}" for family, _ in by_family()]


def test_an_indicator_says_what_the_codebook_says(page: str) -> None:
    for row in codebook.read("indicators"):
        text = part(page, row["code"])
        assert text.startswith(f"{row['name_zh']} {row['name_en']}\n")
        for column in ("definition", "definition_zh", "source", "note"):
            assert plain(row[column]) in text, (row["code"], column)
        assert not row["unit"] or f": {row['unit'].replace(' ', ', ')}; " in text


def test_levels_and_direction_are_said_in_both_languages(page: str) -> None:
    assert (
        ": percent; preschool 学前教育, senior 高中阶段, higher 高等教育; a higher value is wanted 越高越好\n"
        in part(page, "gross_enrolment_rate")
    )
    assert ": person; any level 各学段; neither higher nor lower is better 无方向\n" in part(page, "enrolment")
    assert "a lower value is wanted 越低越好" in part(page, "dropout_rate")
    assert "Unit, levels" not in part(page, "other")


def test_examples_name_their_place_and_id(page: str) -> None:
    text = part(page, "gross_enrolment_rate")
    assert "2 figures in 2 documents" in text
    assert "**85%** 学前三年毛入园率: 云泽县 2024, item 二/\\(一\\), `yunze-2024-plan:00000055`" in text
    assert "**93%** 高中阶段毛入学率: 清禾\\_2024, `yunze-2024-plan:0000005d`" in text
    assert "In the documents as 文中写作\n: 学前三年毛入园率; 高中阶段毛入学率\n" in text


def test_an_indicator_without_figures_says_so(page: str) -> None:
    assert "no figure with this code 文中无此代码的数据" in part(page, "retention_rate")
    assert "no figure with this code" not in part(page, "gross_enrolment_rate")
    assert "no figure with this code 文中无此代码的数据\n: 2 values in the national statistics" in part(page, "cpi")


def test_the_head_counts_figures_and_indicators(page: str) -> None:
    assert f"**{len(CODES) - 1} indicators**" in page
    assert "figures of **1** of them. Of **3 figures**, **2** (67 %) have a named indicator." in page


def test_a_project_without_tables_has_the_codebook_all_the_same(tmp_path: Path) -> None:
    page = codebook_page(sources(tmp_path))
    assert "Of **0 figures**, **0** have" in page
    assert page.count("no figure with this code") == len(CODES)


def test_examples_are_sure_distinct_and_of_many_documents() -> None:
    rows = [
        figure(1, confidence="unsure"),
        figure(2, flag="cannot be right"),
        figure(3),
        figure(4, as_printed="3%"),
        figure(5),
        figure(6, doc="qinghe-2024-report"),
    ]
    assert [row["figure_id"][-1] for row in examples(rows)] == ["3", "6", "5"]
    assert [row["figure_id"][-1] for row in examples(rows[:2])] == ["2", "1"]
    assert examples([]) == []


def test_many_wordings_are_cut(tmp_path: Path) -> None:
    put(tmp_path, [figure(number, measure=f"毛入学率{number}") for number in range(11)])
    text = part(codebook_page(sources(tmp_path)), "gross_enrolment_rate")
    assert "毛入学率7 … and 3 more" in text
    assert "毛入学率8;" not in text


@pytest.fixture(scope="module")
def built(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with invented figures whose words would be taken for Markdown."""
    import shutil

    project = Path(shutil.copytree(reported, tmp_path_factory.mktemp("codebook") / "project"))
    put(project, [figure(85), figure(12, measure="*普及*[率]_<b>|`", as_printed="12%~13%")])
    # Of the tables that pages are made of only this one changed: the runs stay as they are.
    build_report(project, project / "report")
    return project


@pytest.fixture(scope="module")
def html(built: Path) -> Any:
    return BeautifulSoup((built / "report" / "codebook.html").read_text(encoding="utf-8"), "html.parser")


def test_every_code_is_an_anchor_that_the_index_leads_to(built: Path, html: Any) -> None:
    anchors = {tag["id"] for tag in html.find("article")(id=True)}
    assert set(CODES) <= anchors
    links = {link["href"] for link in html.find("article")("a", href=True)}
    assert {f"#{code}" for code in CODES} <= links
    assert check_site(built / "report") == []


def test_words_of_documents_stay_as_they_are(html: Any) -> None:
    said = html.find("article").get_text()
    assert "*普及*[率]_<b>|`" in said
    assert "12%~13%" in said


def test_an_example_leads_to_the_page_of_its_document(built: Path, html: Any) -> None:
    county = next(shown for shown in read_sources(built).counties if shown.run.document == "yunze-2024-plan")
    assert f"{county.page}.html" in {link["href"] for link in html.find("article")("a", href=True)}


def test_no_table_stands_on_the_page(html: Any) -> None:
    assert html.find("article").find("table") is None
    assert len(html.find("article")("dl")) >= len(CODES)


def test_the_search_knows_names_in_both_languages(built: Path) -> None:
    text = (built / "report" / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").rstrip().rstrip(")"))
    number = index["docnames"].index("codebook")
    for word in ("毛入", "园率", "gross", "dropout"):
        found = {**index["terms"], **index["titleterms"]}[word]
        both = [index["terms"].get(word, []), index["titleterms"].get(word, [])]
        pages = {entry for value in both for entry in (value if isinstance(value, list) else [value])}
        assert number in pages, (word, found)


def test_the_menu_and_the_start_page_lead_to_it(built: Path) -> None:
    start: Any = BeautifulSoup((built / "report" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert "codebook.html" in {link["href"] for link in start.find("article")("a", href=True)}
    assert len(start("a", href="codebook.html")) >= 2
