"""The archive of a small project about an invented county: opened as its reader would, and damaged on purpose."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

import archive
import dist
from eduplans.citation import package

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "云泽县教育局2024年工作要点。".encode()
FILES = {
    "README.md": "# 云泽县\n",
    ".gitignore": "report/\nbuild/\ndata/documents/*.txt\n",
    "src/eduplans/__init__.py": '__version__ = "1.2.3"\n',
    "notebooks/pupils.ipynb": "{}\n",
    "notebooks/own.ipynb": "{}\n",
    "data/raw/documents.csv": f"doc,sha256_file\nyunze-2024-plan,{hashlib.sha256(DOCUMENT).hexdigest()}\n",
    "data/processed/panel.csv": "place,value\n云泽县,2\n",
    "data/documents/README.md": "yours\n",
    "data/external/README.md": "yours\n",
}


def git(root: Path, *words: str) -> None:
    dist._git(root, "-c", "user.name=x", "-c", "user.email=x@example.org", *words)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A committed project with a report, runs and a document that git ignores."""
    root = tmp_path / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "begin", "--date", "2024-03-01T00:00:00Z")
    for name in ("index.html", "chapters/pupils.html", "notebooks/pupils.ipynb"):
        (root / "report" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "report" / name).write_text(name, encoding="utf-8")
    (root / "build" / "runs").mkdir(parents=True)
    record = {"notebook": "pupils.ipynb", "inputs": {"data/processed/panel.csv": "x", "eduplans/__init__.py": "y"}}
    (root / "build" / "runs" / "pupils.json").write_text(json.dumps(record), encoding="utf-8")
    (root / "data" / "documents" / "yunze-2024-plan.txt").write_bytes(DOCUMENT)
    return root


@pytest.fixture(autouse=True)
def version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small project has the version of the real one, which the crate takes from the package."""
    monkeypatch.setattr(dist, "version_of", lambda _: package().version)


@pytest.fixture
def made(project: Path, tmp_path: Path) -> Path:
    return archive.build(project, tmp_path / "made.zip")


def graph(made: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(made) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith(archive.METADATA))
        return {entity["@id"]: entity for entity in json.loads(opened.read(name))["@graph"]}


def test_an_archive_is_what_it_says(made: Path) -> None:
    assert archive.check(made) == []


def test_the_same_commit_and_report_give_the_same_bytes(project: Path, made: Path, tmp_path: Path) -> None:
    (project / "report" / "index.html").touch()
    assert archive.build(project, tmp_path / "again.zip").read_bytes() == made.read_bytes()


def test_documents_of_others_stay_outside(made: Path) -> None:
    with zipfile.ZipFile(made) as opened:
        assert not [name for name in opened.namelist() if name.endswith("yunze-2024-plan.txt")]
        assert DOCUMENT not in [opened.read(name) for name in opened.namelist()]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("data/external/provinces.csv", "data/external/provinces.csv is of others"),
        ("notebooks/copy.txt", "notebooks/copy.txt is the document yunze-2024-plan"),
    ],
)
def test_a_document_that_was_committed_all_the_same_is_refused(
    project: Path, tmp_path: Path, name: str, said: str
) -> None:
    (project / name).write_bytes(DOCUMENT)
    git(project, "add", "-f", name)
    git(project, "commit", "-q", "-m", "by mistake")
    with pytest.raises(archive.ArchiveError, match=said):
        archive.build(project, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


def test_files_have_size_digest_and_media_type(made: Path) -> None:
    entity = graph(made)["data/processed/panel.csv"]
    content = FILES["data/processed/panel.csv"].encode()
    assert entity["sha256"] == hashlib.sha256(content).hexdigest()
    assert (entity["contentSize"], entity["encodingFormat"]) == (str(len(content)), "text/csv")


def test_the_crate_is_of_the_standard_with_authors_and_licence(made: Path) -> None:
    found = graph(made)
    conforms = found[archive.METADATA]["conformsTo"]
    assert "https://w3id.org/ro/crate/1.1" in json.dumps(conforms)
    root = found["./"]
    assert root["license"] == {"@id": "https://spdx.org/licenses/MIT"}
    authors = root["author"] if isinstance(root["author"], list) else [root["author"]]
    assert [found[author["@id"]]["name"] for author in authors] == list(package().authors)
    assert root["datePublished"] < "2100"  # type: ignore[operator]


def test_notebooks_that_were_run_are_workflows_with_what_goes_in_and_comes_out(made: Path) -> None:
    found = graph(made)
    workflow = found["notebooks/pupils.ipynb"]
    assert workflow["@type"] == ["File", "SoftwareSourceCode", "ComputationalWorkflow"]
    examples = {
        role: [found[one["@id"]]["workExample"]["@id"] for one in workflow[role]]  # type: ignore[index, attr-defined]
        for role in ("input", "output")
    }
    assert examples["input"] == ["data/processed/panel.csv"]
    assert examples["output"] == ["report/chapters/pupils.html", "report/notebooks/pupils.ipynb"]
    assert found["notebooks/own.ipynb"]["@type"] == "File"


def altered(made: Path, out: Path, change: dict[str, bytes | None]) -> Path:
    """Copy a zip with files changed, added or (None) left out."""
    with zipfile.ZipFile(made) as opened, zipfile.ZipFile(out, "w") as copy:
        top = opened.namelist()[0].partition("/")[0]
        kept = {name.removeprefix(f"{top}/"): opened.read(name) for name in opened.namelist()}
        for name, content in (kept | change).items():
            if content is not None:
                copy.writestr(f"{top}/{name}", content)
    return out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"README.md": b"# other\n"}, "README.md has another digest than is said"),
        ({"README.md": b"longer than before\n"}, "README.md has another size than is said"),
        ({"README.md": None}, "README.md is described and not there"),
        ({"new.txt": b"x"}, "new.txt is there and not described"),
        ({"data/documents/x.txt": b"x"}, "data/documents/x.txt is of others"),
        ({"data/copy.txt": DOCUMENT}, "data/copy.txt is the document yunze-2024-plan"),
        ({archive.METADATA: None}, f"damaged.zip has no {archive.METADATA}"),
    ],
)
def test_every_damage_is_found(made: Path, tmp_path: Path, change: dict[str, bytes | None], said: str) -> None:
    assert said in archive.check(altered(made, tmp_path / "damaged.zip", change))


def test_other_authors_than_those_of_the_citation_are_found(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as opened:
        text = opened.read(next(name for name in opened.namelist() if name.endswith(archive.METADATA))).decode()
    change = {archive.METADATA: text.replace(package().authors[0], "Somebody").encode()}
    assert any("authors are Somebody" in line for line in archive.check(altered(made, tmp_path / "d.zip", change)))


def test_without_a_report_or_with_uncommitted_files_there_is_no_archive(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "README.md").write_text("changed\n", encoding="utf-8")
    assert archive.main(project, tmp_path / "x.zip") == 1
    assert "README.md" in capsys.readouterr().out
    git(project, "commit", "-q", "-a", "-m", "change")
    assert archive.main(project, tmp_path / "x.zip") == 0
    assert hashlib.sha256((tmp_path / "x.zip").read_bytes()).hexdigest() in capsys.readouterr().out
    (project / "report" / "index.html").unlink()
    assert archive.main(project, tmp_path / "y.zip") == 1
    assert "there is no report" in capsys.readouterr().out


def test_zenodo_and_codemeta_say_what_the_citation_says() -> None:
    zenodo, codemeta = archive.zenodo(package()), archive.codemeta(package())
    assert [creator["name"] for creator in zenodo["creators"]] == list(package().authors)
    assert zenodo["title"] == codemeta["name"] == package().title
    assert zenodo["version"] == codemeta["version"] == package().version
    assert "" not in zenodo.values()
