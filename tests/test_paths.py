"""Files, folders and ids of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from eduplans.errors import DocumentError
from eduplans.paths import check_ids, document_files, document_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "notes.md", ".hidden.txt", "sub/c.pdf", ".git/d.txt"):
        file = tmp_path / "in" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    return tmp_path / "in"


def test_folder_gives_documents_in_order_of_names(folder: Path) -> None:
    names = [file.relative_to(folder).as_posix() for file in document_files([folder])]
    assert names == ["a.html", "b.txt", "sub/c.pdf"]


def test_a_named_file_is_taken_whatever_its_ending_and_once(folder: Path) -> None:
    assert document_files([folder / "notes.md", folder / "b.txt", folder / "b.txt"]) == [
        folder / "notes.md",
        folder / "b.txt",
    ]


def test_missing_and_empty_places_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError) as caught:
        document_files([tmp_path / "missing.txt", tmp_path / "empty"])
    assert [problem.where for problem in caught.value.problems] == [
        str(tmp_path / "missing.txt"),
        str(tmp_path / "empty"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plan 2024.txt", "plan-2024"),
        ("云泽县（2024）.docx", "云泽县（2024）"),
        ("a/../b;rm.txt", "b-rm"),
        ("...txt", "document"),
    ],
)
def test_id_is_a_safe_stem(name: str, expected: str) -> None:
    assert document_id(Path(name)) == expected


def test_ids_that_collide_are_refused_with_all_their_files(tmp_path: Path) -> None:
    files = [tmp_path / "x" / "plan.txt", tmp_path / "y" / "plan.html", tmp_path / "other.txt"]
    with pytest.raises(DocumentError, match="2 files would have the document id 'plan'") as caught:
        check_ids(files)
    assert "y/plan.html" in caught.value.problems[0].where
    check_ids(files[1:])
