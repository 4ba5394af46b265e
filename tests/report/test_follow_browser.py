"""Following a figure, tables, languages and accessibility in a real browser, on an invented county."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from followed_project import FIGURE
from test_browser import PHONE, browser, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


def test_a_number_is_followed_on_the_picture_by_pointer_and_by_keyboard(page: Any) -> None:
    picture = page.locator(".picture").first
    links = picture.locator(".marks a")
    assert links.count() == 2
    for width in (1200, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 900})
        sheet = picture.locator("img").bounding_box()
        for box in (link.bounding_box() for link in links.all()):
            assert sheet["x"] <= box["x"] < box["x"] + box["width"] <= sheet["x"] + sheet["width"]
            assert sheet["y"] <= box["y"] < box["y"] + box["height"] <= sheet["y"] + sheet["height"]
            assert min(box["width"], box["height"]) >= 11, "as large as a finger can hit"
    first, second = links.all()
    assert first.bounding_box()["width"] < second.bounding_box()["width"], "the bar of two and the bar of three"
    first.hover()
    assert picture.locator(".mark-said.shown").inner_text() == "补助 allowances: 2"
    first.focus()
    assert [link.get_attribute("tabindex") for link in links.all()] == ["0", "-1"], "one stop of the tab key"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "教师 teachers: 3"
    page.keyboard.press("Enter")
    page.wait_for_url("**/basis/pupils.html#picture-1")


def test_a_number_in_a_sentence_leads_to_its_figure_or_to_all_beside_it(page: Any) -> None:
    page.locator("article p a.follow", has_text="999万元").first.click()
    page.locator("dialog[open]").wait_for()
    assert "补助999万元" in page.locator("dialog[open]").inner_text()
    page.keyboard.press("Escape")
    page.locator("article p a.follow", has_text="12.5 %").first.click()
    page.wait_for_url("**/basis/pupils.html#picture-1")


def test_a_citation_is_copied_and_stands_in_a_file(page: Any, followed: Path) -> None:
    page.goto((followed / "cite.html").as_uri())
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    entry = page.locator("#cite-yunze-2024-plan")
    entry.locator("summary", has_text="BibTeX").click()
    entry.get_by_role("button", name="Copy").first.click()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied").startswith("@")
    # of a server the file is saved; opened as a file, Chromium shows what it takes for text
    entry.locator("a[download]", has_text="RIS").click()
    page.wait_for_url("**/cite/documents/yunze-2024-plan.ris")
    assert page.inner_text("body").startswith("TY  - RPRT")


def test_the_keyboard_reaches_everything_in_its_order(page: Any) -> None:
    """Tab after tab through the whole page: every link, button and field that is seen gets the focus once."""
    wanted = page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
        .filter(one => one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true})).length""")
    reached = set()
    page.evaluate("window.order = new Map(); document.body.focus()")
    for _ in range(3 * wanted):
        page.keyboard.press("Tab")
        # between the end of the page and its beginning, or before a busy machine has moved it, nothing has the focus
        place = page.evaluate("""() => { const one = document.activeElement;
            if (one === document.body) return null;
            if (!window.order.has(one)) window.order.set(one, window.order.size); return window.order.get(one); }""")
        if place is None:
            continue
        if place in reached and len(reached) > 5 and place == min(reached):
            break
        reached.add(place)
    missed = page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
        .filter(one => one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}) && !window.order.has(one))
        .map(one => one.outerHTML.slice(0, 100))""")
    assert missed == []
    assert page.evaluate("[...window.order.keys()].some(one => one.matches('.marks a'))")


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
