"""Folders with strange things in them: names, links, devices, pipes, sockets, holes; and ids that collide."""

from __future__ import annotations

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eduplans.documents import read_document
from eduplans.documents.limits import VARIABLE
from eduplans.errors import DocumentError, visible
from eduplans.paths import check_ids, document_files, document_id, folded_id
from eduplans.tables import read_raw
from hostile import valid
from hostile.classes import NAMES
from hostile.conftest import LIMITS, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

EDUPLANS = str(Path(sys.executable).with_name("eduplans"))


def run(*words: object, cwd: Path | None = None, seconds: float = 120) -> subprocess.CompletedProcess[bytes]:
    """Call the program as a user does, with small limits."""
    settings = os.environ | {VARIABLE: str(LIMITS), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [EDUPLANS, *(os.fsencode(word) if isinstance(word, Path) else str(word) for word in words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=seconds, env=settings)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Remember all files below a folder: modes and contents."""
    return {
        os.fsencode(path).decode("latin-1"): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink()
    }


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A folder with a document under every hostile name that has an id of its own."""
    folder = tmp_path / "in"
    folder.mkdir()
    seen = set()
    for number, name in enumerate(NAMES):
        path = Path(os.fsdecode(os.path.join(os.fsencode(folder), name)))  # noqa: PTH118 - bytes
        key = folded_id(document_id(path))
        if key in seen:
            continue
        seen.add(key)
        path.write_text(valid.TEXT.replace("3所", f"{number + 3}所"), encoding="utf-8")
    return folder


def test_hostile_names_become_safe_ids_and_printable_cells(named: Path, tmp_path: Path) -> None:
    before = snapshot(tmp_path / "in")
    ended = run("ingest", named, "--out", tmp_path / "out" / "raw", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert snapshot(tmp_path / "in") == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    documents = read_raw("documents", tmp_path / "out" / "raw")
    seen = [path for path in named.iterdir() if not path.name.startswith(".")]  # hidden files are not documents
    assert len(documents) == len(seen) > 20
    assert all(len(doc.encode()) <= 180 and "/" not in doc and doc not in {"", ".", ".."} for doc in documents["doc"])
    assert all(name.isprintable() for name in [*documents["doc"], *documents["file"]])
    assert not set("\x1b\x07\u202e\u2066\u200b\r") & set(ended.stderr.decode())


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_figures_of_hostile_names_are_printed_whole(form: str, named: Path) -> None:
    ended = run("figures", named, "--format", form)
    assert ended.returncode == 0, ended.stderr
    printed = ended.stdout.decode()
    assert not set("\x1b\x07\u202e\u2066\u200b") & set(printed)
    if form == "json":
        assert len(json.loads(printed)) > 60


def test_a_hostile_name_given_outright_is_a_message(tmp_path: Path) -> None:
    for name in ("missing\x1b[2J.txt", "x" * 300, "a\nb", "../../../etc/none", "\udcff.txt"):
        ended = run("figures", name, cwd=tmp_path)
        assert ended.returncode == 2, name
        assert b"Traceback" not in ended.stderr
        assert b"\x1b" not in ended.stderr
    with pytest.raises(DocumentError, match="null"):
        read_document(Path("a\x00b.txt"))
    with pytest.raises(DocumentError, match="no such file"):
        document_files([Path("a\x00b.txt"), Path("x" * 5_000)])


def test_visible_names() -> None:
    assert visible("云泽县　计划.txt") == "云泽县　计划.txt"
    assert visible("a\x1b[2J\u202e\udcff\n") == "a\\x1b[2J\\u202e\\udcff\\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Plan.txt", "plan.html"),
        ("plan.txt", "ｐｌａｎ.txt"),
        (unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")),
        ("a b.txt", "a;b.txt"),
        ("ﬁ.txt", "fi.txt"),
        ("x/plan.txt", "y/plan.txt"),
        ("straße.txt", "STRASSE.txt"),
    ],
)
def test_ids_that_are_one_to_an_eye_or_a_file_system_collide(first: str, second: str) -> None:
    with pytest.raises(DocumentError, match="2 files would have the document id"):
        check_ids([Path(first), Path("other.txt"), Path(second)])


def test_long_names_keep_apart() -> None:
    long = "云泽县教育工作计划" * 9
    ids = [document_id(Path(f"{long}{end}.txt")) for end in ("一", "二")]
    assert len({*ids}) == 2
    assert all(len(one.encode()) <= 180 and one.startswith("云泽县教育") for one in ids)
    assert document_id(Path("云" * 60 + ".txt")) == "云" * 60


@pytest.fixture
def strange(tmp_path: Path, canary: Path) -> Iterator[Path]:
    """A folder with links that lead out, pipes, sockets, devices, loops, and one document."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "plan.txt").write_text(valid.TEXT, encoding="utf-8")
    (folder / "inside.txt").symlink_to("plan.txt")
    (folder / "outside.txt").symlink_to(canary)
    (folder / "up.txt").symlink_to("../../../../../etc/passwd")
    (folder / "sub" / "folder.txt").symlink_to(canary.parent)
    (folder / "sub" / "out").symlink_to(canary.parent)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "broken.txt").symlink_to("nothing.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "dir.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may be no longer than 108 bytes
        listening.bind("socket.txt")
        os.chdir(here)
        yield folder


@pytest.mark.parametrize("command", ["ingest", "figures"])
def test_links_out_pipes_and_devices_are_refused_by_name(command: str, strange: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out") if command == "ingest" else ("--format", "csv")
    ended = run(command, strange, *out)
    assert ended.returncode == 3, ended.stderr
    said = ended.stderr.decode()
    for name in ("outside", "up", "folder", "loop", "broken", "zero", "pipe", "socket"):
        assert f"{name}.txt: this" in said, name
    assert "inside.txt" not in said
    assert SECRET not in said + ended.stdout.decode()
    if command == "ingest":
        assert list(read_raw("documents", tmp_path / "out")["doc"]) in (["plan"], ["inside"])
        assert not any(SECRET.encode() in path.read_bytes() for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize("kind", ["pipe", "zero", "socket", "folder", "proc"])
def test_what_is_no_file_is_refused_at_once_when_it_is_named(kind: str, strange: Path) -> None:
    path = {
        "pipe": strange / "pipe.txt", "zero": Path("/dev/zero"), "socket": strange / "socket.txt",
        "folder": strange / "sub", "proc": Path("/proc/self/mem"),
    }[kind]  # fmt: skip
    started = time.monotonic()
    with pytest.raises(DocumentError, match=r"device or a pipe|cannot be|directory"):
        read_document(path)
    assert time.monotonic() - started < 5


def test_a_terabyte_of_holes_is_refused_at_once(tmp_path: Path) -> None:
    for name in ("sparse.txt", "sparse.docx", "sparse.pdf", "sparse.html", "sparse.csv"):
        with (tmp_path / name).open("wb") as file:
            file.write(b"%PDF-1.7" if name.endswith("pdf") else b"PK\x03\x04")
            try:
                file.truncate(1 << 40)
            except OSError:
                pytest.skip("this file system has no sparse files of a terabyte")
        started = time.monotonic()
        with pytest.raises(DocumentError, match=r"the file has 1,099,512 MB, more than 200 MB \[limit megabytes\]"):
            read_document(tmp_path / name)
        assert time.monotonic() - started < 1
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert run("ingest", tmp_path, "--out", tmp_path / "out").returncode == 2
    assert max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) < 1_000_000


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "sign"), [("txt", "1"), ("html", "校"), ("csv", "a"), ("txt", " ")])
def test_a_line_of_100_megabytes_ends_in_time_and_memory(ending: str, sign: str, tmp_path: Path) -> None:
    file = tmp_path / f"line.{ending}"
    with file.open("wb") as out:
        part = (sign * 1_000_000).encode()
        for _ in range(99_000_000 // len(part)):
            out.write(part)
    started = time.monotonic()
    settings = os.environ | {VARIABLE: "memory=1500"}
    ended = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -v 3000000; exec "$@"', "sh", EDUPLANS, "figures", str(file)],
        capture_output=True, check=False, timeout=90, env=settings,
    )  # fmt: skip
    assert time.monotonic() - started < 60
    assert ended.returncode == 2, ended.stderr
    assert b"Traceback" not in ended.stderr
    assert f"line.{ending}: ".encode() in ended.stderr


def test_a_folder_of_every_class_is_ingested_without_a_trace_outside(
    hostile: dict[str, list[Path]], canary: Path, tmp_path: Path
) -> None:
    folder, home = tmp_path / "in", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    for name, files in hostile.items():
        for number, file in enumerate(files[:: max(1, len(files) // 5)]):
            if file.suffix != ".docx" or "span" not in file.name:
                shutil.copy(file, folder / f"{name}-{number}{file.suffix}")
    before, outside = snapshot(folder), snapshot(canary.parent)
    settings = os.environ | {
        VARIABLE: str(LIMITS),
        "HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    ended = subprocess.run(
        [EDUPLANS, "ingest", str(folder), "--out", str(tmp_path / "out"), "--unnumbered", "--jobs", "2"],
        capture_output=True, check=False, timeout=200, env=settings, cwd=home,
    )  # fmt: skip
    assert ended.returncode == 3, ended.stderr.decode()[-3000:]
    assert b"Traceback" not in ended.stderr
    assert snapshot(folder) == before
    assert snapshot(canary.parent) == outside
    assert list(home.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"in", "home", "out"}
    documents = read_raw("documents", tmp_path / "out")
    assert len(documents) > 40
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file())
    for secret in (SECRET.encode(), b"root:x:0"):
        assert secret not in written + ended.stdout + ended.stderr
    assert b"\x00" not in written
    assert not [name for name in ("pwned", "-c") if (tmp_path / name).exists()]
