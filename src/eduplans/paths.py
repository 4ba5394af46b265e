"""Which files are documents: what a user names, folders opened, ids made and checked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: Endings that a folder is searched for; a file named outright is tried whatever its ending.
ENDINGS = (".txt", ".html", ".htm", ".docx", ".pdf", ".csv", ".tsv", ".xlsx", ".doc", ".xls")
_UNSAFE = re.compile(r"[^\w.()（）-]+")


def document_files(paths: Iterable[Path]) -> list[Path]:
    """List the files that the named paths stand for.

    Parameters
    ----------
    paths
        Files, or folders whose documents are meant (by their endings, subfolders too; hidden files are not).

    Returns
    -------
    list of pathlib.Path
        In the order named, each folder in the order of its names; a file named twice stands once.

    Raises
    ------
    DocumentError
        A path does not exist, or a folder holds no document; all such paths at once.
    """
    files: dict[Path, Path] = {}
    problems = []
    for path in paths:
        if path.is_dir():
            found = [
                file
                for file in sorted(path.rglob("*"))
                if file.suffix.lower() in ENDINGS
                and file.is_file()
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            ]
            if not found:
                problems.append(
                    Problem(
                        "this folder holds no document",
                        where=str(path),
                        remedy=f"put files ending in {', '.join(ENDINGS[:5])} into it",
                    )
                )
        elif path.exists():
            found = [path]
        else:
            found = []
            problems.append(Problem("no such file or folder", where=str(path), remedy="check the path"))
        for file in found:
            files.setdefault(file.resolve(), file)
    if problems:
        raise DocumentError(problems)
    return list(files.values())


def document_id(path: Path) -> str:
    """Make a document's id: the stem of its file, blanks and unsafe signs as a hyphen.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str

    Examples
    --------
    >>> from pathlib import Path
    >>> document_id(Path("in box/云泽县 2024 计划.txt"))
    '云泽县-2024-计划'
    """
    stem = unicodedata.normalize("NFC", path.stem)
    return _UNSAFE.sub("-", stem).strip("-.") or "document"


def check_ids(files: Sequence[Path]) -> None:
    """Refuse files that would share an id.

    Raises
    ------
    DocumentError
        Names every id that more than one file would get.
    """
    by_id: defaultdict[str, list[Path]] = defaultdict(list)
    for file in files:
        by_id[document_id(file)].append(file)
    problems = [
        Problem(
            f"{len(same)} files would have the document id {key!r}",
            where=", ".join(str(file) for file in same),
            remedy="rename all but one: the id is the file's name without its ending",
        )
        for key, same in by_id.items()
        if len(same) > 1
    ]
    if problems:
        raise DocumentError(problems)
