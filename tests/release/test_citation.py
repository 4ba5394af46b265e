"""Citations as reference managers read them: every form is parsed again, by parsers of others where there are some.

Documents and counties are invented.
"""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING

import pytest
import rispy
import yaml
from pybtex.database import parse_string
from pybtex.richtext import Text
from typer.testing import CliRunner

from eduplans import __version__
from eduplans.citation import FORMS, Reference, apa, bibtex, cff, csl, data_package, documents, package, ris, said
from eduplans.cli import app
from eduplans.errors import TableError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    {
        "doc": "yunze-2024-plan",
        "title": "云泽县“十四五”50%目标 & 任务_清单 {试行 }} \\ #1 ~ ^ $",
        "issuer": "云泽县教育局",
        "number": "云教〔2024〕7号",
        "date": "2024-03-01",
        "year": "2024",
        "county": "云泽县",
        "province": "虚构省",
        "kind": "plan",
        "source": "https://example.org/云 泽/plan_{1}.html?a=1&b=2",
        "sha256_file": "a" * 64,
        "file": "yunze-2024-plan.txt",
    },
    {"doc": "qinghe-2023-report", "county": "清禾县", "year": "2023", "kind": "report", "source": "unknown"},
    {"doc": "(无名) a,b", "kind": "unknown", "title": "两行\n题目"},
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with documents of invented counties and a data package."""
    (tmp_path / "raw").mkdir()
    with (tmp_path / "raw" / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ROWS)
    (tmp_path / "datapackage.json").write_text('{"version": "9.8.7"}\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def plan(data: Path) -> Reference:
    return documents(data / "raw", ["yunze-2024-plan"])[0]


def all_of(data: Path) -> list[Reference]:
    return [package(), data_package(data), *documents(data / "raw")]


def test_the_package_has_the_version_of_the_module() -> None:
    assert (package().version, package().key, package().kind) == (__version__, "eduplans", "software")


def test_citation_cff_is_what_the_package_says(root: Path) -> None:
    assert (root / "CITATION.cff").read_text(encoding="utf-8") == cff([package()]) + "\n"


def test_pyproject_has_the_authors_and_the_licence_of_the_citation(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [author["name"] for author in project["authors"]] == said()["authors"]
    assert project["license"] == said()["licence"]


def test_data_are_cited_with_their_own_version_and_digest(data: Path) -> None:
    found = data_package(data)
    assert found.version == "9.8.7"
    assert found.digest == hashlib.sha256((data / "datapackage.json").read_bytes()).hexdigest()


@pytest.mark.parametrize("content", [None, "", "[]", "{}", "{'version'"])
def test_data_without_a_package_are_refused(data: Path, content: str | None) -> None:
    path = data / "datapackage.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=r"datapackage\.json: .*eduplans clean"):
        data_package(data)


def test_a_document_is_cited_as_it_is_printed(plan: Reference) -> None:
    assert plan.title == ROWS[0]["title"]
    assert plan.authors == ("云泽县教育局",)
    assert (plan.number, plan.date, plan.year) == ("云教〔2024〕7号", "2024-03-01", "2024")
    assert plan.digest == "a" * 64


def test_a_document_without_title_and_date_is_described_and_has_no_year(data: Path) -> None:
    (report,) = documents(data / "raw", ["qinghe-2023-report"])
    assert (report.title, report.year, report.authors, report.url) == ("[Report of 清禾县 for 2023]", "", (), "")
    assert apa([report]) == "[Report of 清禾县 for 2023]. (n.d.)."


def test_documents_come_in_the_order_asked_for(data: Path) -> None:
    asked = ["qinghe-2023-report", "yunze-2024-plan"]
    assert [reference.key for reference in documents(data / "raw", asked)] == asked
    assert len(documents(data / "raw")) == len(ROWS)


def test_every_unknown_document_is_named_with_those_there_are(data: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        documents(data / "raw", ["nobody", "qinghe-2023-report", "noone"])
    assert [problem.value for problem in caught.value.problems] == ["nobody", "noone"]
    assert "yunze-2024-plan" in str(caught.value)


@pytest.mark.parametrize("content", [None, b"title\nx\n", b"doc\n\xff\n", b'doc\n"x\n'])
def test_a_broken_table_of_documents_is_refused(data: Path, content: bytes | None) -> None:
    path = data / "raw" / "documents.csv"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(TableError, match=r"documents\.csv"):
        documents(data / "raw")


def test_bibtex_is_read_by_a_parser_and_decodes_to_what_is_printed(data: Path) -> None:
    entries = parse_string(bibtex(all_of(data)), "bibtex").entries
    assert [entry.type for entry in entries.values()] == ["software", "dataset", "techreport", "misc", "misc"]
    entry = entries["yunze-2024-plan"]
    assert entry.fields["date"] == "2024-03-01"
    assert entry.fields["url"] == "https://example.org/云%20泽/plan_%7B1%7D.html?a=1&b=2"
    assert str(Text.from_latex(entry.fields["number"])) == "云教〔2024〕7号"
    # decoded as TeX would: every sign that TeX gives a meaning to has come back
    title = str(Text.from_latex(entry.fields["title"]))
    for name, sign in ((r"\textbraceleft", "{"), (r"\textbraceright", "}"), (r"\textasciicircum", "^"), (r"\$", "$")):
        title = title.replace(name, sign)  # the parser leaves these to TeX, which eats the blank behind
    assert title.replace(" ", "") == str(ROWS[0]["title"]).replace(" ", "")
    assert [str(person) for person in entry.persons["author"]] == ["{云泽县教育局}"]
    assert str(entries["eduplans"].persons["author"][0]) == "{The eduplans developers}"


def test_no_sign_of_tex_stands_unescaped_in_a_field(plan: Reference) -> None:
    line = next(line for line in bibtex([plan]).splitlines() if line.startswith("  title"))
    assert r"50\%" in line
    assert r"\& 任务\_清单 \textbraceleft{}试行 \textbraceright{}\textbraceright{} \textbackslash{} \#1 " in line
    assert r" \textasciitilde{} \textasciicircum{} \$}}," in line


def test_keys_of_bibtex_hold_no_sign_that_ends_them(data: Path) -> None:
    assert "@misc{无名-a-b,\n" in bibtex(documents(data / "raw"))


def test_ris_is_read_by_a_parser_and_gives_what_is_printed(data: Path) -> None:
    records = rispy.loads(ris(all_of(data)))
    assert [record["type_of_reference"] for record in records] == ["COMP", "DATA", "RPRT", "RPRT", "RPRT"]
    plan = records[2]
    assert plan["title"] == ROWS[0]["title"]
    assert plan["authors"] == ["云泽县教育局"]
    assert (plan["year"], plan["date"]) == ("2024", "2024/03/01/")
    assert plan["urls"] == [ROWS[0]["source"]]
    assert plan["language"] == "zh"
    assert plan["notes"] == [f"SHA-256 of yunze-2024-plan.txt: {'a' * 64}"]
    assert records[0]["keywords"] == said()["keywords"]
    assert "year" not in records[3]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_white_space_and_controls_of_a_title_break_no_form(name: str) -> None:
    evil = Reference("x", "report", "甲\r\nER  - \nTY  - BOOK\n\x00},\n@book{y,\u2028乙", url="http://a/\nUR  - b")
    written = FORMS[name]([evil])
    assert "\x00" not in written
    assert "\u2028" not in written
    if name == "ris":
        assert [record["type_of_reference"] for record in rispy.loads(written)] == ["RPRT"]
    if name == "bibtex":
        assert list(parse_string(written, "bibtex").entries) == ["x"]
    if name == "cff":
        assert yaml.safe_load(written)["references"][0]["title"].endswith("@book{y, 乙")


def test_apa_names_version_and_digest_of_data_and_the_day_of_a_document(data: Path) -> None:
    lines = apa(all_of(data)).splitlines()
    assert lines[0].endswith(f"(Version {__version__}) [Computer software].")
    assert "(Version 9.8.7) [Data set]. SHA-256 of datapackage.json: " in lines[1]
    assert lines[2].startswith("云泽县教育局. (2024, March 1). *云泽县")
    assert "(No. 云教〔2024〕7号)" in lines[2]
    assert len(lines) == 5


def test_a_release_has_the_year_of_its_day() -> None:
    released = Reference("x", "software", "X", ("A",), version="1.0.0", date="2027-01-31", year="2027")
    assert apa([released]) == "A. (2027). *X* (Version 1.0.0) [Computer software]."


def test_cff_is_yaml_with_what_the_format_asks_for(data: Path) -> None:
    read = yaml.safe_load(cff(all_of(data)))
    assert read["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version"} <= read.keys()
    assert read["version"] == __version__
    assert read["abstract"] == said()["abstract"]
    assert [reference["type"] for reference in read["references"]] == ["data", "report", "report", "report"]
    assert all(reference["authors"] and reference["title"] for reference in read["references"])
    assert read["references"][1]["title"] == ROWS[0]["title"]
    assert read["references"][1]["date-published"] == "2024-03-01"


@pytest.mark.parametrize(
    "text", ["yes", "null", "1.5", "- a", "a: b", "#x", "'", "2024-03-01", "云", "", "a\\b", "*a", "1.2.3"]
)
def test_every_text_of_yaml_comes_back_as_the_text_it_was(text: str) -> None:
    from eduplans.citation_forms import _yaml

    assert yaml.safe_load("\n".join(_yaml({"x": text, "y": [text]}))) == {"x": text, "y": [text]}


def test_csl_json_has_dates_in_parts_and_literal_authors(data: Path) -> None:
    entries = json.loads(csl(all_of(data)))
    assert entries[2]["issued"] == {"date-parts": [[2024, 3, 1]]}
    assert entries[2]["author"] == [{"literal": "云泽县教育局"}]
    assert "issued" not in entries[3]


def run(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["cite", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_cites_package_and_data(data: Path) -> None:
    code, out, err = run("--data", data)
    assert (code, err) == (0, "")
    assert out == apa([package(), data_package(data)]) + "\n"


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_command_writes_every_form(data: Path, name: str) -> None:
    code, out, _ = run("package", "documents", "--data", data, "--format", name)
    assert (code, out) == (0, FORMS[name]([package(), *documents(data / "raw")]) + "\n")


def test_outside_a_project_the_package_is_cited_alone_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    code, out, err = run()
    assert (code, out) == (0, apa([package()]) + "\n")
    assert "the package alone" in err
    assert run("data")[0] == 2


def test_an_unknown_document_is_exit_two(data: Path) -> None:
    code, out, err = run("nobody", "--data", data)
    assert (code, out) == (2, "")
    assert "no such document" in err
