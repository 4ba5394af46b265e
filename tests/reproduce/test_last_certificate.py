"""Pages are not committed; their digests are, with the last certificate, and hold while the inputs are the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eduplans.reproduce.build import Built
from eduplans.reproduce.certificate import input_digests, output_digests
from eduplans.reproduce.comparing import with_certificate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, text in {
        "data/raw/figures.csv": "doc\n",
        "notebooks/corpus.ipynb": "{}",
        "src/a.py": "1",
        "requirements.lock": "a==1",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def built(tmp_path: Path) -> Built:
    for name in ("index.html", "reproduction.html", "_static/a.css", "_images/a.png"):
        path = tmp_path / "results" / "report" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return Built("first", tmp_path / "results")


def certify(project: Path, built: Built) -> None:
    said = {"inputs": input_digests(project), "outputs": output_digests(built.results)}
    (project / "reproduction.json").write_text(json.dumps(said), encoding="utf-8")


def test_without_a_certificate_there_is_nothing_to_compare_with(project: Path, built: Built) -> None:
    assert with_certificate(project, built) == []


def test_pages_are_held_against_the_digests_but_for_what_shows_the_certificate(project: Path, built: Built) -> None:
    certify(project, built)
    for name in ("reproduction.html", "_static/a.css"):
        (built.results / "report" / name).write_text("another certificate", encoding="utf-8")
    (one,) = with_certificate(project, built)
    assert (one.files, one.same_bytes, one.equal) == (2, 2, 2)
    (built.results / "report" / "index.html").write_text("changed", encoding="utf-8")
    (built.results / "report" / "_images" / "a.png").unlink()
    (one,) = with_certificate(project, built)
    assert [difference.file for difference in one.differences] == ["report/index.html", "report/_images/"]


def test_other_inputs_end_what_the_certificate_says(project: Path, built: Built) -> None:
    certify(project, built)
    (project / "src" / "a.py").write_text("2", encoding="utf-8")
    assert with_certificate(project, built) == []
