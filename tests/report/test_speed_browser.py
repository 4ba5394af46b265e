"""How soon pages can be used, how much the start page weighs, and what the search finds, in a real browser."""

from __future__ import annotations

import os
import re
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from test_browser import PHONE, browser, names
from test_follow_browser import serious

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
#: Seconds within which a page can be used, and bytes of the start page before pictures and fonts.
SOON, LIGHT = 1.0, 200_000
_ASKED = re.compile(r'(?:<link rel="stylesheet"[^>]*href|<script[^>]*src)="([^"?]+)')
_USABLE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000"


@pytest.fixture(params=["invented", "built"])
def report(request: pytest.FixtureRequest, root: Path) -> Path:
    """The report of the invented project, and the real one where `make report` has built it."""
    if request.param == "invented":
        return request.getfixturevalue("followed")
    if not (root / "report" / "index.html").is_file():
        pytest.skip("the report is not built: make report")
    return root / "report"


def busy() -> bool:
    """Whether other programs keep the processors from the browser."""
    return os.getloadavg()[0] > 0.5 * (os.cpu_count() or 1)


def seconds(browser: Any, page: Any, address: str) -> float:
    """Seconds until a page can be used: all of it read and every script of it done.

    On a busy machine what counts is how long the page itself kept a processor, the times of all its threads added.
    """
    before = processor_seconds(browser)
    page.goto(address, wait_until="domcontentloaded")
    waited = float(page.evaluate(_USABLE))
    own = max(spent - before.get(process, 0.0) for process, spent in processor_seconds(browser).items())
    return min(waited, own) if busy() else waited


def processor_seconds(browser: Any) -> dict[int, float]:
    """Seconds of a processor that each process that shows pages has used."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return {one["id"]: one["cpuTime"] for one in processes if one["type"] == "renderer"}


def test_any_page_can_be_used_within_a_second(browser: Any, report: Path) -> None:
    """The median of three; of a busy machine the best of them, for others can only make a page slower."""
    page = browser.new_page()
    pages = {name: (report / f"{name}.html").as_uri() for name in names(report)}
    times = {name: [seconds(browser, page, address)] for name, address in pages.items()}
    slowest = sorted(times, key=lambda name: -times[name][0])[:8]
    for name in slowest:
        times[name] += [seconds(browser, page, pages[name]) for _ in range(2)]
    page.close()
    chosen = min if busy() else median
    slow = {name: times[name] for name in slowest if chosen(times[name]) > SOON}
    assert slow == {}
    assert min(times[slowest[0]]) > 0.01, "something was measured"


@pytest.mark.parametrize("width", [1280, PHONE["width"]])
def test_a_link_to_a_figure_arrives_at_its_card_however_many_stand_above(
    browser: Any, report: Path, width: int
) -> None:
    longest = max((report / "figures").glob("*.html"), key=lambda path: path.stat().st_size)
    cards = re.findall(r'class="figure-card" id="([^"]+)"', longest.read_text(encoding="utf-8"))
    page = browser.new_page(viewport={"width": width, "height": 900})
    for card in cards[:: max(1, len(cards) // 4)]:
        page.goto("about:blank")
        page.goto(f"{longest.as_uri()}#{card}")
        page.wait_for_timeout(1500)
        top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
        bottom = page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY")
        assert 0 <= top < 200 or bottom < 1, card
    page.close()


def test_the_start_page_is_light(report: Path) -> None:
    for name in ("index.html", "zh/index.html"):
        page = report / name
        asked = _ASKED.findall(page.read_text(encoding="utf-8"))
        assert len(asked) > 5, "style and scripts count as well"
        weight = page.stat().st_size + sum((page.parent / one).stat().st_size for one in asked)
        assert weight <= LIGHT, name


@pytest.mark.parametrize("interface", ["index", "zh/index"])
@pytest.mark.parametrize("query", ["巩固率", "retention"])
def test_search_finds_rates_of_retention_in_both_languages(
    browser: Any, report: Path, query: str, interface: str
) -> None:
    page = browser.new_page()
    page.goto((report / f"{interface}.html").as_uri())
    page.locator("input.sidebar-search").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_selector("ul.search li a", timeout=30_000)
    page.wait_for_timeout(1000)  # hits come one by one
    found = {
        address.partition("?")[0] for address in page.locator("ul.search li a").evaluate_all("a => a.map(b => b.href)")
    }
    page.close()
    hits = {address.removeprefix(f"{report.as_uri()}/").partition("#")[0] for address in found}
    says = {name for name in names(report) if query in (report / f"{name}.html").read_text(encoding="utf-8").lower()}
    wanted = {f"{name}.html" for name in says if name.startswith("zh/") == interface.startswith("zh/")}
    pages = {one for one in hits & wanted if "chapters/" in one or "counties/" in one}
    assert pages, (hits, wanted)


def test_a_page_of_the_real_report_is_good_in_the_dark_on_a_phone(browser: Any, root: Path) -> None:
    """Also with a panel open, and a picture followed."""
    site = root / "report"
    if not (site / "index.html").is_file():
        pytest.skip("the report is not built: make report")
    page = browser.new_page(viewport=PHONE, color_scheme="dark")
    page.goto((site / "chapters" / "audit.html").as_uri())
    page.locator(".marks a").first.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] .figure-card").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()
    # of every kind of page the smallest: all pages of the invented report are looked at elsewhere
    kinds: dict[str, str] = {}
    for name in sorted(names(site), key=lambda name: -(site / f"{name}.html").stat().st_size):
        kinds[name.rpartition("/")[0]] = name
    assert len(kinds) > 5
    assert serious(browser, site, [*kinds.values(), "index", "cite", "data", "figures", "chapters/audit"]) == []
