"""Under each table and picture of a page stand links to its files, and the files are there."""

from __future__ import annotations

import base64
import hashlib
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook, new_output

from eduplans.report import build_report
from eduplans.report.exports import add_links, links

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<figure class="table">\n<table></table>\n</figure>'
PIXELS = b"\x89PNG invented"


PARAMETERS = """\
series: str = "total"  # which [total | primary]
start: int = 2019  # year [2000..]
"""
SHOWS_TABLE = """\
import pandas as pd
from eduplans.display import show, table
from eduplans.plots import counts
table(pd.DataFrame({"a": [start]}), "Pupils", source="invented", rests_on=["x:1"])
"""
SHOWS_PICTURE = 'show(counts({"a": 2}, title="Bars"), alt="There are two.", caption="Two.", source="invented")'


def entry(name: str, shown: bytes, *endings: str) -> dict[str, Any]:
    return {
        "kind": "x", "name": name, "files": [f"{name}.{ending}" for ending in endings], "caption": f"The <{name}>",
        "shown": hashlib.sha256(shown).hexdigest(),
    }  # fmt: skip


INDEX = [entry("01-a", PAGE.encode(), "csv", "tex", "html"), entry("02-b", PIXELS, "png", "svg")]
TABLE = {"text/html": PAGE, "text/markdown": "| |"}
PICTURE = {"image/png": base64.b64encode(PIXELS).decode()}
CAPTION = {"text/markdown": "Two.  \n*Source: x*"}


def linked(*datas: dict[str, str]) -> list[dict[str, str]]:
    outputs = [new_output("display_data", dict(data)) for data in datas]
    notebook = new_notebook(cells=[new_code_cell("x", outputs=outputs)])
    add_links(notebook, "pupils", INDEX)
    return [dict(output["data"]) for output in notebook["cells"][0]["outputs"]]


def test_links_stand_inside_the_figure_of_a_table() -> None:
    (data,) = linked(TABLE)
    soup = BeautifulSoup(data["text/html"], "html.parser")
    found = soup.select("figure.table p.exports a")
    assert [(a["href"], a.get_text()) for a in found] == [
        ("../exports/pupils/01-a.csv", "CSV"),
        ("../exports/pupils/01-a.tex", "LaTeX"),
        ("../exports/pupils/01-a.html", "HTML for Word"),
    ]
    assert [a.has_attr("download") for a in found] == [True, True, False]
    assert all(a["aria-label"] == f"{a.get_text()}: The <01-a>" for a in found)


@pytest.mark.parametrize(
    ("datas", "place"),
    [((PICTURE, CAPTION), 2), ((PICTURE,), 1), ((PICTURE, TABLE), 1), ((PICTURE, CAPTION, CAPTION), 2)],
)
def test_links_of_a_picture_stand_below_its_caption(datas: tuple[dict[str, str], ...], place: int) -> None:
    found = linked(*datas)
    assert [number for number, data in enumerate(found) if "02-b.svg" in data.get("text/html", "")] == [place]
    assert len(found) == len(datas) + 1


def test_what_was_not_exported_has_no_links() -> None:
    other = {"text/html": PAGE.replace("table>", "table >")}
    assert linked(other, CAPTION) == [other, CAPTION]


def test_captions_are_escaped() -> None:
    assert "The &lt;01-a&gt;" in links(INDEX[0], "pupils")


def test_the_report_holds_the_files_and_passes_its_own_checks(project: Path) -> None:
    """A table shown by eduplans, from run to link to file."""
    from invented_notebooks import put_notebook

    from eduplans.runs import accept_runs

    cells = (
        ("markdown", "# Pupils of 云泽县\n\nInvented.", []),
        ("code", PARAMETERS, ["parameters"]),
        ("code", SHOWS_TABLE, []),
        ("markdown", "## The picture", []),
        ("code", SHOWS_PICTURE, []),
    )
    put_notebook(project / "notebooks" / "pupils.ipynb", cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDUPLANS_DATA", raising=False)
        accept_runs(project)
    shutil.rmtree(project / "report")
    build_report(project, project / "report")
    page = BeautifulSoup((project / "report" / "chapters" / "pupils.html").read_text(encoding="utf-8"), "html.parser")
    for link in page.select("p.exports a"):
        assert (project / "report" / "chapters" / link["href"]).resolve().is_file(), link["href"]
    assert [link.get_text() for link in page.select("p.exports a")] == [
        "CSV", "LaTeX", "HTML for Word", "PNG", "SVG", "CSV",
    ]  # fmt: skip
    assert (project / "report" / "exports" / "pupils.zip").is_file()
    assert "all its tables and pictures" in page.get_text()
