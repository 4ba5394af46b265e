"""The project around the package: its data, folders that can be written, room on the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.doctor.findings import Finding, bad, ok, warn
from eduplans.errors import TableError
from eduplans.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The report with its runs takes a tenth of it; an environment from the lock three times as much.
_ROOM = 500_000_000
_LITTLE = 50_000_000


def _found(data: Path | str | None) -> Path | None:
    from eduplans.tables.load import data_folder

    try:
        return data_folder(data)
    except TableError:
        if data is not None or os.environ.get("EDUPLANS_DATA"):
            raise
        return None


def check_data(data: Path | str | None) -> Iterator[Finding]:
    """Whether there is a data folder, its tables keep their schemas and have the digests that were written."""
    try:
        folder = _found(data)
    except TableError as error:
        yield bad("data", str(error), "name the folder with --data or EDUPLANS_DATA")
        return
    if folder is None:
        remedy = "work inside a project (`make ingest`), or name its data folder with --data or EDUPLANS_DATA"
        yield warn("data", f"no folder data/raw in {Path.cwd()} or above", remedy)
        return
    faults = [*_unreadable(folder), *_tampered(folder)]
    for what, remedy in faults[:10]:
        yield bad("data", what, remedy)
    if len(faults) > 10:
        yield bad("data", f"{len(faults) - 10} more faults", f"`eduplans verify --data {folder}` names all")
    if not faults:
        yield ok("data", f"{len(_tables(folder))} tables in {folder}, readable and as they were written")


def _tables(folder: Path) -> list[tuple[Path, object]]:
    from eduplans.tables.processed import PROCESSED
    from eduplans.tables.raw import RAW

    every = [(folder / table.file, table) for table in (*RAW.values(), *PROCESSED.values())]
    return [(path, table) for path, table in every if path.exists()]


def _unreadable(folder: Path) -> Iterator[tuple[str, str]]:
    from eduplans.tables.store import read_table

    if not _tables(folder):
        yield f"{folder} holds no tables", "`eduplans ingest` and `eduplans clean` make them"
    for path, table in _tables(folder):
        try:
            read_table(path, table)  # type: ignore[arg-type]
        except TableError as error:
            first = error.problems[0]
            more = f" and {len(error.problems) - 1} more" if len(error.problems) > 1 else ""
            yield f"{str(first).removesuffix(f'; {first.remedy}')}{more}", first.remedy or "`git checkout data`"
        except OSError as error:
            yield f"{path}: {error.strerror or error}", "give yourself the right to read it"


def _tampered(folder: Path) -> Iterator[tuple[str, str]]:
    from eduplans.verify import verify

    if not (folder / "raw").is_dir():
        return
    for problem in verify(folder).problems:
        if "build" not in Path(problem.where).parts[-3:-1]:
            yield str(problem).removesuffix(f"; {problem.remedy}"), problem.remedy


def check_folders(data: Path | str | None) -> Iterator[Finding]:
    """Whether the folders that commands write to can be written."""
    try:
        found = _found(data)
    except TableError:
        found = None
    folders = {"working folder": Path.cwd(), "folder for temporary files": Path(tempfile.gettempdir())}
    if found is not None:
        folders |= {"raw tables": found / "raw", "processed tables": found / "processed"}
    if "MPLCONFIGDIR" in os.environ:
        folders["settings of matplotlib"] = Path(os.environ["MPLCONFIGDIR"])
    closed = {name: path for name, path in folders.items() if path.exists() and not _writable(path)}
    for name, path in closed.items():
        yield bad("folders", f"{message(name)} {path} cannot be written", "give yourself the right to write there")
    if not closed:
        yield ok("folders", f"{', '.join(map(message, folders))} can be written")


def _writable(folder: Path) -> bool:
    """Try it: rights alone do not tell of a disk that is mounted for reading."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".eduplans-doctor-"):
            return True
    except OSError:
        return False


def check_space() -> Iterator[Finding]:
    """Whether there is room for a report, and for temporary files."""
    for name, folder in (("disk", Path.cwd()), ("disk of temporary files", Path(tempfile.gettempdir()))):
        free = shutil.disk_usage(folder).free
        said = f"{free / 1e9:,.1f} GB free in {folder}"
        remedy = "make room, or set TMPDIR" if "temporary" in name else "make room"
        if free < _LITTLE:
            yield bad(name, said, remedy)
        elif free < _ROOM:
            yield warn(name, said, remedy)
        else:
            yield ok(name, said)
