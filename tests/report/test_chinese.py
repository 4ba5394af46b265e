"""Pages in Chinese: headings, tables and captions are, prose and numbers stay, links lead to what both share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from eduplans.report.chinese import chinese_html, chinese_notebook, in_chinese
from eduplans.report.mend import mended

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (
    '<figure class="table"><table><caption>The documents</caption><thead><tr><th>year</th><th>Primary 小学</th></tr>'
    '</thead><tbody><tr><td><a class="follow" href="../figures/x.html#f-0">30名</a></td><td>not found</td></tr></tbody>'
    "</table></figure>"
)


def test_headings_tables_and_captions_are_chinese_and_prose_is_as_it_was() -> None:
    outputs = [
        new_output("display_data", {"text/html": TABLE}),
        new_output("display_data", {"text/markdown": "Some prose.  \n*Source: data/raw/damage.csv*"}),
    ]
    source = "## Limits\n\nFive documents are [five](../versions.md)."
    notebook = new_notebook(cells=[new_markdown_cell(source), new_code_cell("x", outputs=outputs)])
    made = chinese_notebook(notebook)
    assert made.cells[0].source == '## 局限\n\nFive documents are <a href="../../versions.html">five</a>.'
    soup = BeautifulSoup(made.cells[1].outputs[0].data["text/html"], "html.parser")
    assert [head.get_text() for head in soup("th")] == ["年份", "小学"]
    assert [cell.get_text() for cell in soup("td")] == ["30名", "未找到"]
    assert soup.a is not None
    assert soup.a["href"] == "../../figures/x.html#f-0"
    assert made.cells[1].outputs[1].data["text/markdown"] == "Some prose.  \n*来源：data/raw/damage.csv*"
    assert notebook.cells[0].source == source, "the English page keeps its own"


def test_numbers_marks_and_names_are_left_alone() -> None:
    row = "<tr><td>1,234.5†</td><td>−2.1 %</td><td>云泽县</td><td>–</td></tr>"
    page = f"<table><tbody>{row}</tbody></table>"
    assert chinese_html(page) == page


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Limits", "局限"),
        ("Teachers 教师", "教师"),
        ("云泽县 2024", "云泽县 2024"),
        ("No such heading", "No such heading"),
    ],
)
def test_a_heading_has_a_label_a_chinese_half_or_stays(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese


def test_every_heading_of_the_notebooks_is_known_in_chinese(root: Path) -> None:
    import nbformat

    lacking = [
        line
        for path in sorted((root / "notebooks").glob("*.ipynb"))
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "markdown"
        for line in re.findall(r"^#+ (.+)", cell.source, re.MULTILINE)
        if not re.search("[\u3400-\u9fff]", in_chinese(line))
    ]
    assert lacking == []


def test_every_page_switches_to_the_same_page_or_the_start_page_of_the_other_language() -> None:
    names = {"index.html", "cite.html", "chapters/a.html", "zh/index.html", "zh/chapters/a.html"}
    page = '<div class="content-icon-container"></div>'

    def switch(name: str) -> tuple[str, str]:
        link = BeautifulSoup(mended(page, name, names), "html.parser").a
        assert link is not None
        return str(link["href"]), link.get_text()

    assert switch("chapters/a.html") == ("../zh/chapters/a.html", "中文")
    assert switch("zh/chapters/a.html") == ("../../chapters/a.html", "English")
    assert switch("cite.html") == ("zh/index.html", "中文")
    assert mended(page, "cite.html", {"cite.html"}) == page, "there are no pages in Chinese"


def test_the_pages_in_chinese_lead_back_and_say_their_language(site: Path) -> None:
    for path in sorted((site / "zh").rglob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert soup.html is not None
        assert soup.html["lang"] == "zh-CN", path
        links = {link.get_text(): link["href"] for link in soup.select("a.language")}
        assert (path.parent / links["English"]).resolve().is_file(), path
    start = (site / "zh" / "index.html").read_text(encoding="utf-8")
    assert "2 份县级教育文件" in start
    assert (site / "zh" / "_static" / "eduplans-sc.woff2").is_file()
