"""`import eduplans as ep`: reading at hand, and how results show themselves. Texts are about an invented county."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import eduplans as ep
from eduplans.errors import DocumentError
from eduplans.printing import FIGURE_COLUMNS
from eduplans.sight import figures_of_files

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "examples" / "yunze-2024-plan.txt"
HOSTILE = (
    "云泽县2024年教育工作要点\n一、保障<script>alert(1)</script>投入\n全县教育支出6.48亿元，<b>新增</b>学位1200个。"
)


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_read_gives_the_document_under_the_id_of_the_tables() -> None:
    document = ep.read(str(EXAMPLE))
    assert document.doc == "yunze-2024-plan"
    assert document == ep.read(EXAMPLE)


def test_figures_of_a_path_and_of_the_document_are_the_same() -> None:
    assert ep.figures(EXAMPLE) == ep.figures(ep.read(EXAMPLE))


def test_table_is_what_the_command_prints() -> None:
    frame = ep.figures(EXAMPLE).table()
    rows, _ = figures_of_files([EXAMPLE])
    assert tuple(frame.columns) == (*FIGURE_COLUMNS, "phrase")
    assert frame["as_printed"].to_list() == [row["as_printed"] for row in rows]
    assert frame["value"].to_list() == [row["value"] for row in rows]
    assert all(row.as_printed in row.phrase for row in frame.itertuples())


def test_table_of_a_text_without_figures_has_the_same_columns_and_types() -> None:
    none, some = ep.figures(ep.read_text("一、学位")).table(), ep.figures(EXAMPLE).table()
    assert len(none) == 0
    for column in ("value", "value_max", "year", "order"):
        assert none[column].dtype == some[column].dtype


def test_slices_are_figures_again() -> None:
    found = ep.figures(EXAMPLE)
    assert isinstance(found[:3], ep.Figures)
    assert (len(found[:3]), found[:3][0]) == (3, found[0])


@pytest.mark.parametrize("order", ["", "import eduplans.figures; ", "from eduplans.figures import find_figures; "])
def test_figures_can_be_called_whatever_was_imported_before(order: str) -> None:
    code = f"import eduplans as ep; {order}print(len(ep.figures(ep.read_text('新建学校3所。'))))"
    assert python(code) == "1"


def test_rooms_are_there_without_an_import_of_their_own() -> None:
    assert python("import eduplans as ep; print(ep.trends.half_unit.__name__)") == "half_unit"


def test_the_package_alone_imports_nothing_heavy() -> None:
    heavy = "{'pandas', 'matplotlib', 'statsmodels', 'eduplans.figures', 'rjieba'}"
    assert python(f"import sys, eduplans; dir(eduplans); print(sorted({heavy} & set(sys.modules)))") == "[]"


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="figurs"):
        getattr(ep, "figurs")  # noqa: B009


def test_missing_file_is_our_error() -> None:
    with pytest.raises(DocumentError, match=r"none\.txt"):
        ep.figures("none.txt")


def test_outline_nests_items_and_names_identity() -> None:
    page = BeautifulSoup(ep.read(EXAMPLE)._repr_html_(), "html.parser")
    assert page.select("ul ul li")
    assert {"title", "year", "county"} <= {head.text for head in page.select("th")}
    document = ep.read(EXAMPLE)
    assert [line.text for line in page.select("li")] == [
        item.label + ("、" if item.label.isalnum() else " ") + item.heading for item in document.items
    ]


def test_a_document_without_headings_says_so() -> None:
    assert "no numbered heading" in ep.read_text("全县新建学校3所。")._repr_html_()


def test_figure_shows_its_phrase_with_the_printed_form_marked() -> None:
    for one in ep.figures(EXAMPLE):
        page = BeautifulSoup(one._repr_html_(), "html.parser")
        assert page.caption is not None
        assert page.caption.text == one.phrase
        assert page.mark is not None
        assert page.mark.text == one.as_printed


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    text = "".join(f"第{number}所学校有学生{number + 300}人。" for number in range(80))
    found = ep.figures(ep.read_text(text))
    page = BeautifulSoup(found._repr_html_(), "html.parser")
    assert len(page.select("tbody tr")) == 60
    assert f"60 of {len(found)} figures are shown" in page.text


def test_nothing_of_a_document_reaches_a_page_as_markup() -> None:
    document = ep.read_text(HOSTILE)
    for shown in (document._repr_html_(), ep.figures(document)._repr_html_(), ep.figures(document)[0]._repr_html_()):
        page = BeautifulSoup(shown, "html.parser")
        assert not page.find_all("script")
        assert {tag.text for tag in page.find_all("b")}.isdisjoint({"新增"})
