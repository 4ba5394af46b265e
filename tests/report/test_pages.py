"""What stands on the pages."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path


def page(site: Path, name: str) -> Any:
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def said(site: Path, name: str) -> str:
    return " ".join(page(site, name).find("article").get_text().split())


def test_start_page_counts_shows_a_picture_and_leads_everywhere(site: Path) -> None:
    assert "From 2 county-level education documents (1 plan, 1 report) this report reads" in said(site, "index")
    assert "17 items and 40 figures" in said(site, "index")
    picture = page(site, "index").find("article").find("img")
    assert picture["alt"] == "Pupils rise by 7 a year"
    links = {link["href"] for link in page(site, "index").find("article")("a")}
    assert {"chapters.html", "counties.html", "data.html", "cite.html", "chapters/pupils.html"} <= links


def test_titles_come_from_the_run_the_document_or_the_notebook(site: Path) -> None:
    titles = {
        "chapters/pupils": "Pupils of 云泽县",
        "chapters/primary": "Pupils of primary schools",
        "counties/yunze-2024-plan": "云泽县 2024",
        "counties/qinghe-2024-report": "清禾县 2024",
    }
    for name, title in titles.items():
        assert page(site, name).find("h1").get_text().startswith(title)


def test_code_is_folded_and_results_are_not(site: Path) -> None:
    article = page(site, "chapters/pupils").find("article")
    for code in article("div", class_="cell_input"):
        assert code.find_parent("details") is not None
        assert not code.find_parent("details").has_attr("open")
    assert len(article("details", class_="hide")) == 4
    assert article.find("table").find_parent("details") is None
    assert article.find("img").find_parent("details") is None


def test_every_run_says_how_it_was_made(site: Path) -> None:
    text = said(site, "chapters/primary")
    assert "$ eduplans run notebooks/pupils.ipynb -p series=primary -p start=2020" in text
    link = page(site, "chapters/primary").find("a", string="Download the executed notebook")
    assert (site / "chapters" / link["href"]).resolve().is_file()


def test_counties_page_lists_every_document(site: Path) -> None:
    rows = [
        [cell.get_text().strip() for cell in row(["td"])]
        for row in page(site, "counties").find("article").find("table")("tr")
    ]
    assert ["云泽县 2024", "云泽县2024年工作计划", "2024", "plan", "云泽县", "12", "34"] in rows


def test_tables_download_with_the_mark_for_excel_and_their_digests(site: Path, reported: Path) -> None:
    text = said(site, "data")
    for stage, name in (("raw", "documents.csv"), ("processed", "documents.csv"), ("raw", "corrections.csv")):
        content = (site / "data" / stage / name).read_bytes()
        assert content == b"\xef\xbb\xbf" + (reported / "data" / stage / name).read_bytes()
        assert f"{hashlib.sha256(content).hexdigest()} {stage}-{name}" in text
    assert content.decode("utf-8-sig").startswith("figure_id")


def test_corrections_stand_with_their_figure_and_reason(site: Path) -> None:
    text = said(site, "corrections")
    assert "999万元 (yunze-2024-plan:00000001)" in text
    assert "flag: implausible" in text
    assert "reason: too much for one township" in text


def test_the_dictionary_tells_every_column(site: Path) -> None:
    from eduplans.tables import PROCESSED, RAW

    text = said(site, "dictionary")
    for table in (*RAW.values(), *PROCESSED.values()):
        assert table.file in text
    assert r"matches [^\s/]+" in text


def test_parameters_of_every_notebook_are_listed(site: Path) -> None:
    text = said(site, "running")
    assert "pupils.ipynb" in text
    assert "series str total which pupils total | primary" in text
    assert "deflate bool False in prices of the last year" in text


def test_how_to_cite_gives_the_version_and_the_digest_of_the_data(site: Path, reported: Path) -> None:
    text = said(site, "cite")
    version = re.search(r"^version: (\S+)", (reported / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"(Version {version[1]}) [Computer software]." in text
    digest = hashlib.sha256((reported / "data" / "datapackage.json").read_bytes()).hexdigest()
    assert f"SHA-256 of datapackage.json: {digest}" in text


def test_every_citation_stands_on_the_page_and_as_a_file_as_eduplans_cite_writes_it(site: Path, reported: Path) -> None:
    from eduplans.citation import bibtex, documents, ris
    from eduplans.report.cite import references

    cited = references(reported)
    data = reported / "data"
    assert cited[2:] == documents(data / "raw")
    soup = page(site, "cite").find("article")
    for one in cited:
        entry = soup.find(id=f"cite-{one.key}")
        folded = {part.summary.get_text(): part.pre.get_text() for part in entry.find_all("details")}
        assert folded == {"BibTeX": bibtex([one]), "RIS": ris([one])}
        for link in entry.select("p.exports a[download]"):
            form = bibtex if link["href"].endswith(".bib") else ris
            assert (site / link["href"]).read_text(encoding="utf-8") == form([one]) + "\n"
    assert (site / "cite" / "all.ris").read_text(encoding="utf-8").count("ER  - ") == len(cited) >= 4
    (link,) = page(site, f"counties/{cited[2].key}").select('a[href$=".ris"]')
    assert (site / "counties" / link["href"]).resolve().is_file()


def test_versions_name_packages_runs_and_inputs(site: Path, reported: Path) -> None:
    text = said(site, "versions")
    record = json.loads((reported / "build" / "runs" / "primary.json").read_text(encoding="utf-8"))
    assert f"pandas {record['versions']['pandas']}" in text
    assert "series = primary, start = 2020" in text
    for name, digest in record["inputs"].items():
        assert f"{digest} {name}" in text


@pytest.mark.parametrize("lacking", ["version", "authors"])
def test_a_citation_that_lacks_something_is_refused(project: Path, lacking: str) -> None:
    from eduplans.errors import RunError
    from eduplans.report.cite import citation

    path = project / "CITATION.cff"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{lacking}:", "x:"), encoding="utf-8")
    with pytest.raises(RunError, match=f"CITATION.cff: {lacking} is missing"):
        citation(project)


def test_a_project_without_a_citation_cites_the_package_that_made_it(project: Path) -> None:
    from eduplans import __version__
    from eduplans.report.cite import citation

    (project / "CITATION.cff").unlink()
    assert f"(Version {__version__}) [Computer software]." in citation(project)


def test_unknown_cells_of_the_counties_are_said_and_kinds_counted(project: Path) -> None:
    from eduplans.report.pages import _counties, _documents
    from eduplans.report.sources import read_sources

    table = project / "data" / "raw" / "documents.csv"
    text = table.read_text(encoding="utf-8").replace("云泽县2024年工作计划", "").replace(",plan,", ",,")
    table.write_text(text, encoding="utf-8")
    sources = read_sources(project)
    assert "| not printed | 2024 | not known |" in _counties(sources)
    said = "**[2 county-level education documents](counties.md)** (1 report, 1 of other or unknown kind)"
    assert _documents(sources) == said


def test_a_run_without_parameters_is_not_said_to_have_some(site: Path) -> None:
    assert "run with the parameters that it declares itself" in said(site, "chapters/pupils")
    assert "run with the parameters of this command" in said(site, "chapters/primary")


def test_chapters_are_listed_by_group_in_the_order_of_the_file(reported: Path) -> None:
    """Three chapters, two of one notebook, in two groups and one without a group."""
    from dataclasses import replace

    from eduplans.report.pages import _chapters, _navigation
    from eduplans.report.sources import read_sources

    sources = read_sources(reported)
    first, second = sources.chapters
    asking = [{"cell_type": "markdown", "source": "# T\n\n**Question.** How many\npupils?\n\nMore."}]

    def shown(name: str, group: str, notebook: str) -> Any:
        run = replace(first.run, name=name, group=group, notebook=notebook)
        return replace(first, run=run, page=f"chapters/{name}", title=name, notebook={"cells": asking})

    runs = (shown("b", "Money", "x"), shown("c", "Plans", "y"), shown("d", "Money", "x"), replace(second))
    grouped = replace(sources, runs=runs)
    assert [one.run.name for one in grouped.chapters] == ["b", "d", "c", second.run.name]
    listed = _chapters(grouped).splitlines()
    assert [line for line in listed if line.startswith(("#", "-"))] == [
        f"- [{second.title}]({second.page}.ipynb)", "## Money", "- [b](chapters/b.ipynb)  ", "- [d](chapters/d.ipynb)",
        "## Plans", "- [c](chapters/c.ipynb)  ",
    ]  # fmt: skip
    assert sum("How many pupils?" in line for line in listed) == 2
    captions = re.findall(r":caption: (.+)", _navigation(grouped))
    assert captions == ["Chapters", "Money", "Plans", "Counties", "Data", "Using it", "Learning it"]


def test_the_data_are_cited_with_the_version_of_their_package(project: Path) -> None:
    from eduplans.citation import data_package
    from eduplans.report.cite import references

    path = project / "data" / "datapackage.json"
    path.write_text('{"version": "9.9.9"}', encoding="utf-8")
    assert references(project)[1] == data_package(project / "data")
    assert references(project)[1].version == "9.9.9"
    path.unlink()
    assert [one.kind for one in references(project)][:2] == ["software", "report"]
