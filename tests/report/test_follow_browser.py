"""Following a figure, tables, languages and accessibility in a real browser, on an invented county."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from test_browser import PHONE, browser, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIGURE = "yunze-2024-plan:00000001"
PARAMETERS = 'series: str = "total"  # which [total | primary]\nstart: int = 2019  # year [2000..]\n'
SHOWS = f"""\
import pandas as pd
from eduplans.display import show, table
from eduplans.plots import counts
rows = [["999万元", 2 * n, "=cmd()", "{FIGURE}"] for n in range(12)]
table(pd.DataFrame(rows, columns=["printed", "double", "note", "figure id"]), "Allowances", source="invented",
      rests_on=["{FIGURE}"])
show(counts({{"补助 allowances": 2}}, title="Bars"), alt="There are two.", caption="Two.", source="invented",
     rests_on=["{FIGURE}"])
"""


@pytest.fixture(scope="module")
def followed(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the invented project whose chapters show a table and a picture that rest on a figure."""
    import shutil

    from invented_notebooks import put_notebook

    from eduplans.report import build_report
    from eduplans.runs import accept_runs

    project = tmp_path_factory.mktemp("followed") / "project"
    shutil.copytree(reported, project)
    cells = (("markdown", "# Pupils of 云泽县\n\nInvented.", []), ("code", PARAMETERS, ["parameters"]),
             ("markdown", "## The picture", []), ("code", SHOWS, []))  # fmt: skip
    put_notebook(project / "notebooks" / "pupils.ipynb", cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDUPLANS_DATA", raising=False)
        accept_runs(project)
    shutil.rmtree(project / "report")
    build_report(project, project / "report")
    return project / "report"


@pytest.fixture
def page(browser: Any, followed: Path) -> Iterator[Any]:
    heard: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:", "blob:")) or heard.append(asked.url))
    page.goto((followed / "chapters" / "pupils.html").as_uri())
    yield page
    page.close()
    assert heard == []


def test_a_figure_is_followed_from_table_to_phrase_and_back(page: Any) -> None:
    page.locator("#table-1 tbody a", has_text="999万元").first.click()
    panel = page.locator("dialog[open]")
    panel.wait_for()
    said = panel.inner_text()
    for part in ("补助999万元", FIGURE, "too much for one township", "Allowances"):
        assert part in said, part
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "999万元", "the keyboard is where it was"
    page.locator("#table-1 tbody a", has_text="999万元").first.click()
    page.locator("dialog[open] a", has_text="On its page").click()
    page.wait_for_url("**/figures/yunze-2024-plan.html#f-00000001")
    page.locator(".figure-card a", has_text="Allowances").first.click()
    page.wait_for_url("**/chapters/*.html#table-1")


def test_a_picture_is_followed_through_its_data_and_by_keyboard(page: Any) -> None:
    summary = page.locator("details.picture-data summary").first
    summary.focus()
    page.keyboard.press("Enter")
    link = page.locator("details.picture-data tbody a").first
    assert link.is_visible()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/basis/pupils.html#picture-1")
    page.locator("#picture-1 a.follow").first.click()
    page.locator("dialog[open]").wait_for()
    assert "补助999万元" in page.locator("dialog[open]").inner_text()


def test_without_script_every_number_is_still_a_link(browser: Any, followed: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((followed / "chapters" / "pupils.html").as_uri())
    page.locator("#table-1 tbody a", has_text="999万元").first.click()
    page.wait_for_url("**/figures/yunze-2024-plan.html#f-00000001")
    context.close()


def test_tables_sort_filter_and_copy(page: Any) -> None:
    table = page.locator("#table-1 table")
    values = "rows => rows.filter(row => !row.hidden).map(row => row.cells[1].innerText)"
    head = table.locator("thead th").nth(1)
    head.locator("button").click()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert table.locator("tbody tr").evaluate_all(values)[:2] == ["22", "20"]
    head.locator("button").click()
    assert table.locator("tbody tr").evaluate_all(values)[:2] == ["0", "2"]
    tools = page.locator(".table-tools").first
    tools.locator("input").fill("22")
    assert table.locator("tbody tr").evaluate_all(values) == ["22"]
    assert "1 of 12 rows" in tools.inner_text()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    tools.get_by_role("button", name="Copy").click()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied").splitlines()[1].split("\t")[1] == "22"


def test_downloads_of_a_table_and_of_data_come(page: Any, followed: Path) -> None:
    with page.expect_download() as waiting:
        page.locator("#table-1 p.exports a", has_text="CSV").click()
    text = (followed / "chapters" / waiting.value.url.rsplit("/chapters/")[-1]).name
    assert text.endswith(".csv")
    page.goto((followed / "data.html").as_uri())
    with page.expect_download() as waiting:
        page.locator("a", has_text="Stata").first.click()
    assert waiting.value.suggested_filename.endswith(".dta")


def test_the_language_switches_there_and_back(page: Any) -> None:
    page.locator("a.language:visible").first.click()
    page.wait_for_url("**/zh/chapters/pupils.html")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page.locator("#table-1 tbody a", has_text="999万元").first.click()
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("a.language:visible").first.click()
    page.wait_for_url("**/chapters/pupils.html")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_search_finds_what_a_figure_says(page: Any, followed: Path) -> None:
    for query in ("补助", "retention"):
        page.goto((followed / "index.html").as_uri())
        page.locator("input.sidebar-search").fill(query)
        page.keyboard.press("Enter")
        page.wait_for_selector("ul.search li a", timeout=15000)


def test_the_panel_fits_a_phone_and_the_page_is_quick(browser: Any, followed: Path) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme="dark")
    page.goto((followed / "chapters" / "pupils.html").as_uri())
    page.locator("#table-1 tbody a", has_text="999万元").first.click()
    box = page.locator("dialog[open]").bounding_box()
    assert box["width"] <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()
    assert (followed / "index.html").stat().st_size < 200_000


def test_axe_finds_nothing_serious_on_any_page_light_or_dark(browser: Any, followed: Path) -> None:
    assert serious(browser, followed, names(followed)) == []


def serious(browser: Any, site: Path, pages: list[str]) -> list[str]:
    """Name what axe-core calls serious or critical on pages, in both colour schemes."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    # the scheme changes colours alone
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page = browser.new_page(color_scheme=scheme)
        for name in pages:
            page.goto((site / f"{name}.html").as_uri())
            violations = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
            found += [
                json.dumps([scheme, name, one["id"], one["nodes"][0]["html"][:120]])
                for one in violations
                if one["impact"] in {"serious", "critical"}
            ]
        page.close()
    return found
