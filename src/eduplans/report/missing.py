"""Runs that gave nothing this time: their pages say so, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.display import escape
from eduplans.runs.failed import failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from eduplans.runs.plan import Run

__all__ = ["Missing", "missing_run", "notice", "notice_notebook", "remarks"]


@dataclass(frozen=True, slots=True)
class Missing:
    """A run whose kernel crashed, hung or took too much memory.

    Parameters
    ----------
    run
        The run.
    title
        Title of its page.
    page
        Path of its page without ending.
    reason
        What its notebook said, with the cell and the heading.
    """

    run: Run
    title: str
    page: str
    reason: str


def missing_run(root: Path, run: Run, title: str, page: str) -> Missing | None:
    """Give what is known of a run that failed in the last build; None where it did not."""
    reason = failure(root, run.name)
    return None if reason is None else Missing(run, title, page, reason)


def notice(missing: Sequence[Missing], prefix: str = "") -> str:
    """Say on a page that lists runs which are missing, and why; empty where none is.

    Parameters
    ----------
    missing
        The runs.
    prefix
        Path from the page to the folder of pages.

    Returns
    -------
    str
        Markdown.
    """
    if not missing:
        return ""
    lines = [f"- [{escape(one.title)}]({prefix}{one.page}.ipynb): {_sentence(one.reason)}" for one in missing]
    several = "page is" if len(missing) == 1 else "pages are"
    return f":::{{warning}}\n{len(missing)} {several} missing from this report:\n\n" + "\n".join(lines) + "\n:::\n"


def notice_notebook(one: Missing) -> Any:
    """Make the page of a run that is missing: its title, what happened, what to do."""
    from nbformat.v4 import new_markdown_cell, new_notebook

    text = (
        f"# {escape(one.title)}\n\n:::{{warning}}\n"
        "This page is missing: its notebook has not run to its end, and nothing of an earlier run is shown in its "
        f"place.\n:::\n\n```text\n{_plain(one.reason)}\n```\n\n"
        "When that is mended, `make report` runs this notebook alone and builds the pages again."
    )
    cell = new_markdown_cell(text, id="missing")  # type: ignore[no-untyped-call]
    return new_notebook(cells=[cell], metadata={"language_info": {"name": "python"}})  # type: ignore[no-untyped-call]


def remarks(pages: dict[str, str], missing: Sequence[Missing]) -> dict[str, str]:
    """Put the notice above the start page's results and the lists of pages, and their pages into the navigation."""
    if not missing:
        return pages
    changed = {name: f"{notice(missing)}\n{pages[name]}" for name in ("headline.md", "chapters.md", "counties.md")}
    names = "\n".join(f"/{one.page}" for one in missing)
    changed["navigation.md"] = (
        f"{pages['navigation.md']}\n```{{toctree}}\n:hidden:\n:caption: Missing\n\n{names}\n```\n"
    )
    return {**pages, **changed}


def _sentence(reason: str) -> str:
    """Take the first line of a message, without what the command line puts before it."""
    return _plain(reason).splitlines()[0].translate(str.maketrans("[]<>", "()()"))


def _plain(reason: str) -> str:
    return "\n".join(_lines(reason)) or "no reason was given"


def _lines(reason: str) -> Iterator[str]:
    for line in reason.strip().splitlines():
        yield line.removeprefix("eduplans: ").replace("```", "'''")
