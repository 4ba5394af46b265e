"""Several files replaced together: all or none, also when the process is killed between two of them.

New contents are first written beside their places, into hidden files that end in ``.part``. When all are complete,
a note of what is to be moved where (``.commit.json``) is put into the folder; then they are moved, and the note is
taken away. Whoever comes next finishes what a note says, and removes parts without a note: before the note the old
state holds, from the note on the new one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.storage.alone import alone
from eduplans.storage.failures import storing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NOTE", "PART", "part_of", "recover", "replace_together", "settle", "write_files"]

#: Ending of files that are being written.
PART = ".part"
#: The note of a replacement that has begun.
NOTE = ".commit.json"


def part_of(path: Path) -> Path:
    """Say where a file is written before it is moved to its place.

    Examples
    --------
    >>> import os
    >>> part_of(Path("raw/figures.csv")).as_posix() == f"raw/.figures.csv.{os.getpid()}.part"
    True
    """
    return path.with_name(f".{path.name}.{os.getpid()}{PART}")


def write_files(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files together, all or none, leaving those alone that already have these bytes.

    Parameters
    ----------
    contents
        Bytes by path.

    Returns
    -------
    tuple of pathlib.Path
        The files that changed, in the order given.

    Raises
    ------
    StorageError
        They cannot be written (a full disk, a missing right); all files are as they were.
    """
    folders = {path.parent for path in contents}
    with alone(*folders):
        for folder in folders | _homes(contents):
            recover(folder)
        changed = [path for path, content in contents.items() if not _is(path, content)]
        parts = {path: part_of(path) for path in changed}
        try:
            for path, part in parts.items():
                with storing(path):
                    part.write_bytes(contents[path])
            replace_together({part: path for path, part in parts.items()})
        finally:
            _remove(parts.values())
    return tuple(changed)


def replace_together(moves: Mapping[Path, Path]) -> None:
    """Move finished files to their places, all or none.

    Parameters
    ----------
    moves
        Goal by part; a part stands in the folder of its goal or below the folder that all goals share.

    Raises
    ------
    StorageError
        A file cannot be moved. Where the note was written before, the next `recover` finishes the moves.
    """
    note = None
    if len(moves) > 1:
        note = _home(moves.values()) / NOTE
        lines = [
            [os.path.relpath(part, note.parent), os.path.relpath(goal, note.parent)] for part, goal in moves.items()
        ]
        beside = part_of(note)
        try:
            with storing(note):
                beside.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
                beside.replace(note)
        finally:
            _remove([beside])
    for part, goal in moves.items():
        with storing(goal):
            part.replace(goal)
    if note is not None:
        with storing(note):
            note.unlink()


def recover(folder: Path) -> None:
    """Finish or undo what a killed process left in a folder; the caller is alone there.

    Parameters
    ----------
    folder
        The folder. Nothing happens where it does not exist or can only be read.
    """
    if not folder.is_dir():
        return
    for home in (folder, folder.parent):
        if (home / NOTE).is_file():
            with storing(home / NOTE):
                _finish(home)
    for left in folder.glob(f".*{PART}"):
        try:
            left.unlink(missing_ok=True)
        except OSError:
            return  # read-only: who wants to write is told


def settle(*folders: Path) -> None:
    """Finish or undo what killed processes left in folders that are about to be read.

    Parameters
    ----------
    folders
        The folders. Only where something is left, a moment alone there is waited for.
    """
    for folder in folders:
        if (folder / NOTE).is_file() or (folder.parent / NOTE).is_file() or any(folder.glob(f".*{PART}")):
            with alone(folder):
                recover(folder)


def _finish(home: Path) -> None:
    # the note was renamed when it was complete, so that it can be read
    for part, goal in json.loads((home / NOTE).read_text(encoding="utf-8")):
        if (home / part).is_file():
            (home / part).replace(home / goal)
    (home / NOTE).unlink()


def _home(paths: Iterable[Path]) -> Path:
    return Path(os.path.commonpath([path.parent.resolve() for path in paths]))


def _homes(contents: Iterable[Path]) -> set[Path]:
    paths = list(contents)
    return {_home(paths)} if len(paths) > 1 else set()


def _is(path: Path, content: bytes) -> bool:
    with storing(path):
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _remove(parts: Iterable[Path]) -> None:
    for part in parts:
        try:
            part.unlink(missing_ok=True)
        except OSError:
            continue  # the failure that brought us here is being told
