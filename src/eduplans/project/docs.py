"""The prose of a project's report: its own start page, and the pages that every project has in common."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from eduplans.errors import Problem, ProjectError
from eduplans.project.shared import PAGES, shared
from eduplans.runs.notebook import write_text

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["docs_folder", "site_settings", "trim_navigation"]

#: Pages and settings that a project's report has in common with the package's own.
SHARED = (
    "_static", "conf.py",
    "chapters.md", "cite.md", "codebook.md", "corrections.md", "counties.md", "data.md", "dictionary.md",
    "figures.md", "indicators.md",
    "zh/chapters.md", "zh/counties.md", "zh/data.md",
)  # fmt: skip
_TOCTREE = re.compile(r"^```\{toctree\}$.*?^```$", re.MULTILINE | re.DOTALL)
_INCLUDE = "```{include} _generated/"


def docs_folder(root: Path, folder: Path) -> Path:
    """Give the folder with the prose of a report.

    Parameters
    ----------
    root
        The project.
    folder
        Where the pages are put together, if the project has only some of its own.

    Returns
    -------
    pathlib.Path
        ``docs`` of the project where it has settings for Sphinx of its own. Else `folder`, with the pages that all
        projects have in common and over them those of ``docs``; without a start page in Chinese, none in Chinese.

    Raises
    ------
    ProjectError
        There is no start page.
    """
    own = root / "docs"
    if (own / "conf.py").is_file():
        return own
    if not (own / "index.md").is_file():
        remedy = f"write one with a heading, your words, {_INCLUDE}headline.md and {_INCLUDE}navigation.md"
        raise ProjectError(Problem("the report has no start page", where="docs/index.md", remedy=remedy))
    for name in SHARED:
        source, target = shared(f"docs/{name}"), folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    shutil.copytree(PAGES, folder, dirs_exist_ok=True)
    shutil.copytree(own, folder, dirs_exist_ok=True)
    if not (own / "zh" / "index.md").is_file():
        shutil.rmtree(folder / "zh")
    return folder


def trim_navigation(staged: Path) -> None:
    """Take out of the navigation the pages that a project's report does not have.

    Parameters
    ----------
    staged
        What Sphinx reads, with ``_generated/navigation.md``.
    """
    path = staged / "_generated" / "navigation.md"
    blocks = []
    for block in _TOCTREE.findall(path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if not line.startswith("/") or _is_page(staged, line[1:])]
        if any(line.startswith("/") for line in lines):
            blocks.append("\n".join(lines) + "\n")
    write_text(path, "\n".join(blocks))


def _is_page(staged: Path, name: str) -> bool:
    return any((staged / f"{name}.{ending}").is_file() for ending in ("md", "ipynb"))


def site_settings(root: Path) -> dict[str, str]:
    """Name the pages after the heading of the project's start page; nothing where it has settings of its own.

    Parameters
    ----------
    root
        The project.

    Returns
    -------
    dict
        Settings of Sphinx.
    """
    own = root / "docs"
    if (own / "conf.py").is_file():
        return {}
    lines = (own / "index.md").read_text(encoding="utf-8").splitlines()
    title = next((line[2:].strip().replace("\\", "") for line in lines if line.startswith("# ")), root.name)
    return {"project": title, "html_title": title}
