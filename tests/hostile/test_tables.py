"""Tables in data/raw that somebody hostile has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.clean import build_processed
from eduplans.errors import EduplansError, RunError, TableError
from eduplans.ingest import ingest
from eduplans.runs.plan import document_ids
from eduplans.tables import read_raw
from eduplans.trace import trace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "doc",
    ["../../evil", "/etc/passwd", "a/b", "..", ".", "-rf", "a\\b", "<script>", "a\nb", "a b", "con\x00", "\u202ex"],
)
def test_ids_that_are_paths_are_refused_before_a_page_is_made(doc: str, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    cell = '"' + doc.replace('"', '""') + '"'
    (tmp_path / "raw" / "documents.csv").write_text(f"doc,title\n{cell},x\n", encoding="utf-8")
    with pytest.raises((RunError, EduplansError), match=r"row 2, column doc: this id cannot be the name of a page"):
        document_ids(tmp_path)


@pytest.fixture
def raw(root: Path, tmp_path: Path) -> Path:
    ingest([root / "data" / "examples" / "yunze-2024-plan.txt"], tmp_path / "raw")
    return tmp_path / "raw"


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b'"',
        lambda data: data + b"\x00\xff",
        lambda data: data + b"a,b\n" * 1_000,
        lambda data: data.replace(b",", b";"),
        lambda data: data.replace(b"\n", b"\n" * 50),
        lambda data: data.replace(b"\n", b',"' + b"x" * 200_000 + b'"\n', 3),
        lambda _: b"",
        lambda data: data[:-40],
        lambda data: data.replace(b"exact", b"<script>alert(1)</script>"),
        lambda data: data.replace(b"exact", b"=1+1"),
        lambda data: data.replace(b",1,", b",1e999,", 1),
        lambda data: data.replace(b"yunze-2024-plan", b"../../../etc/passwd"),
    ],
)
def test_a_hostile_table_of_figures_is_named_and_nothing_is_written(change, raw: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    table = raw / "figures.csv"
    table.write_bytes(change(table.read_bytes()))
    with pytest.raises(TableError, match=r"figures\.csv"):
        build_processed(raw, tmp_path / "processed")
    assert not (tmp_path / "processed").exists() or not any((tmp_path / "processed").iterdir())


@pytest.mark.parametrize(
    "key", ["", ":", "../../x:00000000", "a\x00b", "\udcff", "x" * 20_000, "<script>", "yunze-2024-plan:*"]
)
def test_tracing_a_hostile_id_is_our_error(key: str, raw: Path) -> None:
    with pytest.raises(EduplansError, match="no figure has this id"):
        trace(key, raw)


def test_tracing_looks_at_no_link_pipe_or_device(raw: Path, tmp_path: Path, canary: Path) -> None:
    import os

    folder = tmp_path / "documents"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "canary.txt").symlink_to(canary)
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(1 << 40)
    key = read_raw("figures", raw)["figure_id"].iloc[0]
    assert trace(key, raw, folder).found == "no document"
    assert trace(key, raw, folder / "pipe.txt").found == "no document"
    assert trace(key, raw, folder / "none.txt").found == "no document"
