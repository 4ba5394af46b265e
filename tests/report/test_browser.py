"""The report in a real browser: quiet, offline, readable on a phone, searchable."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from eduplans.report.font import FONT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}


def chromium() -> str:
    """Find a Chromium; without one, fail in CI and skip aloud elsewhere."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        message = "no chromium in PATH: the report was not looked at in a browser"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message + "; CI must install one")
        pytest.skip(message)
    return found


@pytest.fixture(scope="module")  # Playwright stands no second one beside it
def browser() -> Iterator[Any]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Callable[..., Any]]:
    """Open a page; at the end of the test no page may have complained or asked another host."""
    heard: list[str] = []
    pages: dict[str, Any] = {}

    def listen(page: Any) -> None:
        page.on("console", lambda said: heard.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("requestfailed", lambda asked: heard.append(f"failed: {asked.url}"))
        page.on(
            "request", lambda asked: asked.url.startswith(("file:", "data:")) or heard.append(f"asked: {asked.url}")
        )

    def open_page(name: str, **options: Any) -> Any:
        page = pages.get(str(options)) or browser.new_page(**options)
        if str(options) not in pages:
            pages[str(options)] = page
            listen(page)
        page.goto((site / f"{name}.html").as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for page in pages.values():
        page.close()
    assert heard == []


def test_every_page_of_the_built_report_is_good_on_a_phone(browser: Any, root: Path) -> None:
    """The real pages, where `make report` has built them: quiet, offline, narrow, every glyph, every picture."""
    site = root / "report"
    if not (site / "index.html").is_file():
        pytest.skip("the report is not built: make report")
    carried = set(TTFont(site / FONT).getBestCmap())
    heard: list[str] = []
    page = browser.new_page(viewport=PHONE)
    page.on("console", lambda said: heard.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or heard.append(f"asked: {asked.url}"))
    for name in names(site):
        page.goto((site / f"{name}.html").as_uri())
        lacking = {char for char in page.evaluate("document.body.innerText") if char.isprintable()}
        lacking = {char for char in lacking if ord(char) not in carried}
        if lacking:
            heard.append(f"{name}: glyphs missing: {sorted(lacking)}")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            heard.append(f"{name}: scrolls sideways")
        heard += [
            f"{name}: {picture.get_attribute('src')}"
            for picture in page.locator("article img").all()
            if not picture.get_attribute("alt") or not picture.evaluate("p => p.complete && p.naturalWidth > 300")
        ]
    page.close()
    assert heard == []


def names(site: Path) -> list[str]:
    """Name the pages; tables that are there to be pasted into a text are none."""
    pages = (path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html"))
    return sorted(name for name in pages if not name.startswith("exports/"))


def test_every_page_is_quiet_and_asks_no_host(visit: Callable[..., Any], site: Path) -> None:
    assert len(names(site)) > 10
    for name in names(site):
        assert visit(name).title().endswith("eduplans")


def test_no_page_scrolls_sideways_on_a_phone(visit: Callable[..., Any], site: Path) -> None:
    for name in names(site):
        page = visit(name, viewport=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


def test_no_glyph_is_missing(visit: Callable[..., Any], site: Path) -> None:
    carried = set(TTFont(site / FONT).getBestCmap())
    for name in names(site):
        page = visit(name)
        shown = page.evaluate("document.body.innerText")
        lacking = {char for char in shown if char.isprintable() and ord(char) not in carried}
        assert lacking == set(), name
    fonts = page.evaluate("[...document.fonts].map(font => [font.family, font.status])")
    assert [font[0].strip('"') for font in fonts] == ["eduplans SC"]
    page = visit("counties")
    assert page.evaluate("document.fonts.load('16px \"eduplans SC\"', '云泽县').then(found => found.length)") == 1


def test_chinese_is_drawn_with_the_carried_font(visit: Callable[..., Any]) -> None:
    page = visit("counties")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    cell = session.send("DOM.querySelector", {"nodeId": document, "selector": "article tbody td:nth-child(2)"})
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": cell["nodeId"]})["fonts"]
    assert any(font["isCustomFont"] and font["familyName"].startswith("Noto Sans SC") for font in fonts)


def test_code_is_hidden_until_it_is_asked_for(visit: Callable[..., Any]) -> None:
    page = visit("chapters/pupils")
    code = page.locator("article details.hide div.cell_input").nth(1)
    assert not code.is_visible()
    page.locator("article details.hide > summary").nth(1).click()
    assert code.is_visible()
    assert "import pandas" in code.inner_text()
    page.locator("article details.hide > summary").nth(1).click()
    assert not code.is_visible()


def test_code_unfolds_by_keyboard(visit: Callable[..., Any]) -> None:
    page = visit("chapters/pupils")
    page.locator("article details.hide > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article details.hide div.cell_input").first.is_visible()


def test_every_picture_is_loaded_and_says_what_it_shows(visit: Callable[..., Any], site: Path) -> None:
    seen = 0
    for name in names(site):
        for picture in visit(name).locator("article img").all():
            seen += 1
            assert picture.get_attribute("alt") == "Pupils rise by 7 a year"
            assert picture.evaluate("picture => picture.complete && picture.naturalWidth") == 200
    assert seen == 6  # three, in both languages


@pytest.mark.parametrize(
    ("query", "title"),
    [("清禾县", "清禾县 2024"), ("巩固", "云泽县 2024"), ("泽", "云泽县 2024"), ("downloading", "Tables to download")],
)
def test_search_finds_chinese_and_english(visit: Callable[..., Any], query: str, title: str) -> None:
    page = visit("index")
    page.locator("input.sidebar-search").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_selector("ul.search li a", timeout=5000)
    page.wait_for_function("document.querySelector('.search-summary')?.textContent.includes('found')")
    assert title in page.locator("ul.search li a").all_inner_texts()


def test_search_finds_nothing_where_there_is_nothing(visit: Callable[..., Any]) -> None:
    page = visit("index")
    page.locator("input.sidebar-search").fill("泽巩")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.search-summary')?.textContent.includes('did not match')")
    assert page.locator("ul.search li").count() == 0


@pytest.mark.parametrize(("scheme", "bright"), [("light", True), ("dark", False)])
def test_pages_follow_light_and_dark(visit: Callable[..., Any], scheme: str, bright: bool) -> None:
    page = visit("index", color_scheme=scheme)
    colours = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    assert (min(colours) > 200) is bright
    assert (max(colours) < 60) is not bright
