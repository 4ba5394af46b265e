"""Making a project: all its files beside, then one rename."""

from __future__ import annotations

import os
import re
import sysconfig
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from eduplans import __version__
from eduplans.display import escape
from eduplans.errors import Problem, ProjectError
from eduplans.project.shared import EXAMPLE, FILES, shared
from eduplans.storage import scratch, storing

__all__ = ["Created", "new_project"]

#: Notebooks that a project has in common with the package's own.
NOTEBOOKS = ("corpus.ipynb", "county-profile.ipynb")
_NAME = re.compile(r"\w[\w.()（） -]*")
_LONGEST = 180  # bytes: a name of 255 leaves room for what temporary files add
_ALLOWED = "letters, digits, blanks and . _ - ( ), beginning with a letter or digit"
_DEFAULT = re.compile(r'(document: str = )\\"[^"\\]*\\"')


@dataclass(frozen=True, slots=True)
class Created:
    """A new project.

    Parameters
    ----------
    folder
        The project.
    files
        Its files, relative to the folder, sorted.
    """

    folder: Path
    files: tuple[str, ...]


def new_project(path: Path, *, example: bool = False) -> Created:
    """Make a project: folders, Makefile, notebooks, prose of its report, environment.

    Parameters
    ----------
    path
        Its folder, which does not exist or is empty; the folders above are made where they are missing.
    example
        Whether the plan of an invented county goes into ``data/documents``.

    Returns
    -------
    Created

    Raises
    ------
    ProjectError
        The folder holds something, is the current one, or has a name that tools stumble over; nothing is made then.
    StorageError
        The folder cannot be written; nothing is left.
    """
    folder = Path(os.path.abspath(path))  # noqa: PTH100 - a link is not followed, for it is a name already taken
    _check(folder)
    contents = _contents(folder.name, example=example)
    with storing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with scratch(folder.parent, f".{folder.name}.") as beside:
            made = beside / "project"
            for name, content in contents.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(content)
            _put(made, folder)
    return Created(folder, tuple(sorted(contents)))


def _check(folder: Path) -> None:
    name = unicodedata.normalize("NFC", folder.name)
    if not _NAME.fullmatch(name) or name.endswith((" ", ".")) or len(name.encode()) > _LONGEST:
        raise ProjectError(Problem("a project cannot have this name", value=folder.name, remedy=f"use {_ALLOWED}"))
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ProjectError(Problem("something else stands there already", where=str(folder), remedy="name another"))
    if folder.is_dir() and folder.samefile(Path.cwd()):
        remedy = "go to the folder above and name it from there"
        raise ProjectError(Problem("a project is not made in the current folder", where=str(folder), remedy=remedy))
    if folder.is_dir() and (found := sorted(one.name for one in folder.iterdir())):
        what = f"this folder is not empty: it holds {', '.join(found[:3])}{' ...' if len(found) > 3 else ''}"
        raise ProjectError(Problem(what, where=str(folder), remedy="name a new folder; nothing was changed"))


def _put(made: Path, folder: Path) -> None:
    """Rename: a folder that exists is empty, and is refused where another has filled it meanwhile."""
    try:
        made.rename(folder)
    except OSError as error:
        if folder.is_dir() and any(folder.iterdir()):
            raise ProjectError(Problem("somebody has filled this folder meanwhile", where=str(folder))) from error
        raise


def _contents(name: str, *, example: bool) -> dict[str, bytes]:
    """Collect all files by their path in the project."""
    words = {"{{name}}": name, "{{heading}}": escape(name), "{{version}}": __version__}
    found: dict[str, bytes] = {}
    for path in sorted(FILES.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            target = path.relative_to(FILES).as_posix()
            text = path.read_text(encoding="utf-8")
            for word, value in words.items():
                text = text.replace(word, value)
            found[".gitignore" if target == "gitignore" else target] = text.encode()
    for notebook in NOTEBOOKS:
        text = shared(f"notebooks/{notebook}").read_text(encoding="utf-8")
        found[f"notebooks/{notebook}"] = _DEFAULT.sub(rf"\1\"{Path(EXAMPLE).stem}\"", text).encode()
    found["data/raw/corrections.csv"] = _head()
    scripts = sysconfig.get_path("scripts")
    if Path(scripts, "eduplans").is_file():
        found[".eduplans-bin"] = f"{scripts}\n".encode()
    if example:
        found[f"data/documents/{Path(EXAMPLE).name}"] = shared(EXAMPLE).read_bytes()
    return found


def _head() -> bytes:
    from eduplans.tables import RAW

    return (",".join(RAW["corrections"].names) + "\n").encode()
