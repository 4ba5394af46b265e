"""A real browser opens pages of a project whose every text carries a script: none runs, none becomes markup."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hostile.pages import SCRIPTS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "runs"))

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = "yunze-2024-plan"
pytestmark = pytest.mark.browser
#: Markup of a browser, of Markdown and of MyST, each in one line.
EVIL = " ".join(
    (
        *SCRIPTS[:6],
        "[x](javascript:document.title='pwned')",
        "![x](x\"onerror=\"document.title='pwned')",
        "{raw-html}`<script>`",
        "``` ```{raw} html <script>document.title='pwned'</script> ```",
        ":::{raw} html",
        "</td></table>`*_|",
    )
)
#: In one word too, and where a title may have no bracket.
SHORT = "<img/src=x/onerror=document.title='pwned'>"
NOTEBOOK = (
    ("markdown", "# Everything shown\n\nAbout an invented county.", []),
    ("code", 'document: str = "yunze-2024-plan"  # id of the document [documents.doc]', ["parameters"]),
    (
        "code",
        (
            "import csv, os\nfrom pathlib import Path\nimport matplotlib\nmatplotlib.use('agg')\n"
            "import matplotlib.pyplot as plt\nimport pandas as pd\nfrom eduplans import display\n"
            "raw = Path(os.environ['EDUPLANS_DATA'], 'raw')\n"
            "evil = list(csv.DictReader((raw / 'documents.csv').open(encoding='utf-8')))[0]['title']\n"
            "frame = pd.DataFrame({evil: [evil, evil], 'n': [1, 2]})\n"
            "display.table(frame, evil, note=evil, source=evil, rests_on=[evil])"
        ),
        [],
    ),
    ("markdown", "## A sentence", []),
    ("code", "display.say('It says **{evil}** and {evil}.', evil=evil)\nprint(evil)", []),
    ("markdown", "## A picture", []),
    (
        "code",
        (
            "figure, axes = plt.subplots(figsize=(2, 2))\naxes.plot([1, 2])\naxes.set_title(evil)\n"
            "display.show(figure, alt=evil, caption=display.escape(evil), source=evil, rests_on=[evil])"
        ),
        [],
    ),
    ("markdown", "## An error", []),
    ("code", "import warnings\nwarnings.warn(evil, stacklevel=1)", []),
)
RUNS = """
[[run]]
name = "everything"
notebook = "everything.ipynb"
headline = ["A sentence", "A picture"]

[[run]]
name = "county"
notebook = "everything.ipynb"
for_each = "documents"
title = "{county} {year} {title}"
"""


def chromium() -> str:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not found:
        message = "no chromium in PATH: hostile pages were not looked at in a browser"
        (pytest.fail if os.environ.get("CI", "").lower() == "true" else pytest.skip)(message)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The report of a project in which every cell of every table carries scripts."""
    from invented_notebooks import put_notebook

    from eduplans.ingest import ingest
    from eduplans.report import build_report
    from eduplans.runs import accept_runs

    project = tmp_path_factory.mktemp("evil")
    raw = project / "data" / "raw"
    raw.mkdir(parents=True)
    (project / "data" / "processed").mkdir()
    ingest([root / "data" / "examples" / f"{EXAMPLE}.txt"], raw)
    (raw / "digests.json").unlink()  # who sends such tables sends no digests, or matching ones
    for table in ("documents", "figures", "items"):
        _carry(raw / f"{table}.csv")
    with (raw / "figures.csv").open(encoding="utf-8", newline="") as file:
        figure = next(csv.DictReader(file))["figure_id"]
    with (raw / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["figure_id", "column", "old", "new", "flag", "reason", "source"])
        writer.writerow([figure, "value", "1", "", "implausible", EVIL, EVIL])
    (project / "data" / "datapackage.json").write_text("{}\n", encoding="utf-8")
    put_notebook(project / "notebooks" / "everything.ipynb", NOTEBOOK)
    (project / "notebooks" / "runs.toml").write_text(RUNS, encoding="utf-8")
    shutil.copytree(root / "docs", project / "docs")
    shutil.copy(root / "CITATION.cff", project / "CITATION.cff")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDUPLANS_DATA", raising=False)
        accept_runs(project)
    build_report(project, project / "report")
    return project / "report"


#: Columns that only numbers, codes and ids fit into: a table with scripts there is refused before any page is made.
_TYPED = {
    "doc", "order", "figure_id", "column", "start", "end", "characters", "depth", "value", "value_max", "sha256_file",
    "sha256_text", "kind", "unit", "qualifier", "level", "status", "change", "confidence", "role", "damaged", "year",
    "date", "county_code", "province_code", "items", "figures", "damage", "format", "encoding", "flag", "item",
    "deadline", "characters_file", "characters_text", "version", "old", "new",
}  # fmt: skip


def _carry(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    kept = rows[:3]
    for row in kept:
        for name in names:
            if name not in _TYPED and not name.endswith("_basis") and not name.startswith("removed_"):
                row[name] = EVIL if name not in {"phrase"} else SHORT[:40]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page, and what it did that no page of ours does."""
    heard: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or heard.append(f"asked: {asked.url}"))
    page.on("requestfailed", lambda asked: heard.append(f"failed: {asked.url}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    yield page, heard
    page.close()


#: Elements and attributes that could only come out of a document.
FOREIGN = """
[...document.querySelectorAll('*')].filter(one =>
    [...one.attributes].some(a => /^on/i.test(a.name) ||
      /^(href|src|action|formaction|data|srcdoc|style|.*:href)$/i.test(a.name)
      && /javascript:|192\\.0\\.2\\.1|pwned'|file:\\/\\/\\/etc/i.test(a.value))
  ).map(one => one.outerHTML.slice(0, 200)).concat(
  [...document.querySelectorAll('article iframe, article script, article object, article embed, article base, '
    + 'article meta, article link, article form, article math, img[src="x"], article style:not([scoped])')]
    .map(one => one.outerHTML.slice(0, 200)))
"""


def test_no_script_runs_and_no_markup_comes_through(site: Path, opened: tuple[Any, list[str]]) -> None:
    page, heard = opened
    shown = 0
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.title() != "pwned", path
        assert page.evaluate(FOREIGN) == [], path
        shown += page.evaluate("document.body.innerText").count("pwned")
    assert heard == []
    assert shown > 20, "the scripts are not even there as text: the test tests nothing"


def test_search_shows_titles_as_text(site: Path, opened: tuple[Any, list[str]]) -> None:
    page, heard = opened
    page.goto((site / "index.html").as_uri())
    page.locator("input.sidebar-search").fill("pwned")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.search-summary')?.textContent.includes('found')")
    assert page.locator("ul.search li").count() > 0
    assert page.evaluate(FOREIGN) == []
    page.goto((site / "search.html").as_uri() + "?q=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D%27pwned%27%3E")
    page.wait_for_function("document.querySelector('.search-summary, #search-results p')")
    assert page.title() != "pwned"
    assert heard == []


def test_downloads_of_that_project_hold_no_formula(tmp_path: Path) -> None:
    import pandas as pd
    from openpyxl import load_workbook

    from eduplans.report.downloads import BOM, list_downloads
    from eduplans.report.formats import xlsx

    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    cells = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@x",
        "\t=1",
        "\r=1",
        "＝1",
        " =1",
        '=cmd|"/C x"!A0',
        "-5",
        "+3.5%",
        "-1e5",
        "学校",
    ]
    text = "name\n" + "".join('"' + cell.replace('"', '""') + '"\n' for cell in cells)
    (raw / "own.csv").write_bytes(text.encode())
    (found,) = list_downloads(tmp_path)
    assert found.content.startswith(BOM)
    rows = [row[0] for row in csv.reader(io.StringIO(found.content.decode("utf-8-sig"), newline=""))][1:]
    assert [row for row in rows if row.startswith(("=", "@", "\t", "＝"))] == []
    assert rows[-4:] == ["-5", "+3.5%", "-1e5", "学校"]
    assert (raw / "own.csv").read_bytes() == text.encode(), "the table itself is never changed"
    book = load_workbook(io.BytesIO(xlsx(pd.DataFrame({"name": [*cells, "a\x07"]}), (), "own")))
    values = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert [cell.data_type for cell in values] == ["s"] * len(values)
    assert values[0].value == "'=1+1"
    assert values[-1].value == "a\ufffd"
