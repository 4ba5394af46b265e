"""The report is whole, the same each time, and replaced only by a better one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eduplans.errors import RunError
from eduplans.report import build_report


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_is_there(site: Path, root: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    docs = root / "docs"
    written = [path.relative_to(docs).with_suffix("") for path in [*docs.glob("*.md"), *docs.glob("guide/**/*.md")]]
    prose = {path.as_posix() for path in written}
    assert {"index", "chapters", "counties", "data", "dictionary", "corrections", "cite", "versions"} < prose
    runs = {"chapters/pupils", "chapters/primary", "counties/yunze-2024-plan", "counties/qinghe-2024-report"}
    chinese = {f"zh/{path.stem}" for path in (root / "docs" / "zh").glob("*.md")} | {f"zh/{name}" for name in runs}
    follow = {"figures/yunze-2024-plan", "figures/qinghe-2024-report", "basis/pupils", "basis/primary"}
    assert {"zh/index", "zh/chapters", "zh/counties"} < chinese
    assert pages == {f"{name}.html" for name in prose | runs | chinese | follow | {"search", "zh/search"}}


def test_the_same_inputs_give_the_same_bytes(project: Path) -> None:
    before = files_of(project / "report")
    build_report(project, project / "report")
    after = files_of(project / "report")
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []


def test_a_missing_run_is_named_and_the_previous_report_stays(project: Path) -> None:
    before = files_of(project / "report")
    (project / "build" / "runs" / "primary.ipynb").unlink()
    (project / "build" / "runs" / "pupils.json").unlink()
    with pytest.raises(RunError) as caught:
        build_report(project, project / "report")
    assert [Path(problem.where).name for problem in caught.value.problems] == ["pupils.json", "primary.ipynb"]
    assert files_of(project / "report") == before
    assert not list(project.glob(".report.*"))


def test_a_warning_of_sphinx_fails_the_build(project: Path) -> None:
    with (project / "docs" / "cite.md").open("a", encoding="utf-8") as file:
        file.write("\n[nowhere](nowhere.md)\n")
    with pytest.raises(RunError, match=r"docs: cite\.md:\d+: WARNING: .*nowhere"):
        build_report(project, project / "report")


def test_a_broken_link_and_a_picture_without_text_fail_the_build_together(project: Path) -> None:
    with (project / "docs" / "cite.md").open("a", encoding="utf-8") as file:
        file.write('\n<a href="data/none.csv">none</a>\n')
    run = project / "build" / "runs" / "primary.ipynb"
    text = run.read_text(encoding="utf-8")
    assert '"alt": "Pupils rise by 7 a year"' in text
    run.write_text(text.replace('"alt": "Pupils rise by 7 a year"', '"other": ""'), encoding="utf-8")
    with pytest.raises(RunError) as caught:
        build_report(project, project / "report")
    assert [(problem.what, problem.where) for problem in caught.value.problems] == [
        ("a picture without alternative text", "chapters/primary.html"),
        ("a link leads nowhere", "cite.html"),
        ("a picture without alternative text", "zh/chapters/primary.html"),
    ]


def test_a_title_that_names_no_column_is_refused(project: Path) -> None:
    path = project / "notebooks" / "runs.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("{county} {year}", "{town}"), encoding="utf-8")
    with pytest.raises(RunError, match=r"the title '\{town\}' names no column"):
        build_report(project, project / "report")


def test_a_folder_that_is_no_report_is_left_alone(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "precious"
    other.mkdir()
    (other / "thesis.md").write_text("years of work", encoding="utf-8")
    with pytest.raises(RunError, match="holds something else than a report"):
        build_report(project, other)
    with pytest.raises(RunError, match="this is a file"):
        build_report(project, other / "thesis.md")
    assert (other / "thesis.md").read_text(encoding="utf-8") == "years of work"


def test_no_time_path_or_user_of_the_building_machine_is_on_the_pages(site: Path, reported: Path) -> None:
    for name, content in files_of(site).items():
        if name.endswith((".html", ".js", ".ipynb")):
            assert str(reported).encode() not in content, name
            assert str(Path.home()).encode() + b"/" not in content, name


def test_no_run_at_all_is_refused(project: Path) -> None:
    (project / "notebooks" / "runs.toml").write_text("", encoding="utf-8")
    shutil.rmtree(project / "build")
    with pytest.raises(RunError, match="there is no run to show"):
        build_report(project, project / "report")
