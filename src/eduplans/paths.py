"""Which files are documents: what a user names, folders opened, ids made and checked."""

from __future__ import annotations

import hashlib
import os
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
_LONGEST = 180  # bytes: a name of 255 leaves room for what temporary files add
_UNSAFE = re.compile(r"[^\w.()（）-]+")


def document_files(paths: Iterable[Path], refused: list[Problem] | None = None) -> list[Path]:
    """List the files that the named paths stand for.

    Parameters
    ----------
    paths
        Files, or folders whose documents are meant (by their endings, subfolders too; hidden files are not).
    refused
        Takes what is wrong with single files of a folder, such as links that lead out of it; without it they are
        errors.

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
    problems: list[Problem] = []
    for path in paths:
        if _is_folder(path):
            found, strange = _in_folder(path)
            (problems if refused is None else refused).extend(strange)
            if not found and not strange:
                problems.append(
                    Problem(
                        "this folder holds no document",
                        where=str(path),
                        remedy=f"put files ending in {', '.join(ENDINGS[:5])} into it",
                    )
                )
        elif os.path.lexists(path):  # what it is shows on opening
            found = [path]
        else:
            found = []
            problems.append(Problem("no such file or folder", where=str(path), remedy="check the path"))
        for file in found:
            files.setdefault(file.resolve(), file)
    if problems:
        raise DocumentError(problems)
    return list(files.values())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long for any file
        return False


def _in_folder(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Find the documents of a folder, and those that are none of its own or no files at all."""
    home = os.path.realpath(folder) + os.sep
    found, strange = [], []
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if hidden or file.suffix.lower() not in ENDINGS or (file.is_dir() and not file.is_symlink()):
            continue
        if file.is_symlink() and not os.path.realpath(file).startswith(home):
            what, remedy = "this link leads out of its folder", "name the file that it leads to, if it is meant"
            strange.append(Problem(what, where=str(file), remedy=remedy))
        elif file.is_file():
            found.append(file)
        elif not file.is_dir():
            what, remedy = "this is a device, a pipe, a socket or a broken link", "copy its content into a file"
            strange.append(Problem(what, where=str(file), remedy=remedy))
    return found, strange


def document_id(path: Path) -> str:
    """Make a document's id: the stem of its file, blanks and unsafe signs as a hyphen.

    It is the name of a page and of its files: one too long for that is cut and ends in a digest of the whole.

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
    name = _UNSAFE.sub("-", stem).strip("-.") or "document"
    if len(name.encode()) <= _LONGEST:
        return name
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return name.encode()[: _LONGEST - 9].decode("utf-8", "ignore") + f"-{digest}"


def check_ids(files: Sequence[Path]) -> None:
    """Refuse files that would share an id, or have ids that a file system or an eye takes for one.

    Raises
    ------
    DocumentError
        Names every id that more than one file would get: capitals, full width and composed characters are no
        difference.

    Examples
    --------
    >>> from pathlib import Path
    >>> check_ids([Path("Plan.txt"), Path("ｐlan.html")])
    Traceback (most recent call last):
    eduplans.errors.DocumentError: Plan.txt, ｐlan.html: 2 files would have the document id 'plan'; ...
    """
    by_id: defaultdict[str, list[Path]] = defaultdict(list)
    for file in files:
        by_id[folded_id(document_id(file))].append(file)
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


def folded_id(doc: str) -> str:
    """Write an id as a file system that knows no capitals and no width does.

    Examples
    --------
    >>> folded_id("ＰLAN-2024")
    'plan-2024'
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", doc).casefold())
