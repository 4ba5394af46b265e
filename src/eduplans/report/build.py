"""Building the report: sources staged, Sphinx, the font, downloads, checks, and only then the swap."""

from __future__ import annotations

import io
import os
import re
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from eduplans.digests import check_digests
from eduplans.errors import Problem, RunError
from eduplans.progress import Steps
from eduplans.project.docs import docs_folder, site_settings, trim_navigation
from eduplans.report.check import check_site
from eduplans.report.chinese import FOLDER
from eduplans.report.cite import write_citations
from eduplans.report.downloads import write_downloads
from eduplans.report.exports import write_exports
from eduplans.report.follow import read_follow, write_follow
from eduplans.report.font import FONT, write_font
from eduplans.report.mend import mend_pages
from eduplans.report.sources import Sources, read_sources
from eduplans.report.stage import stage_site
from eduplans.storage import alone, scratch, storing, using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Where the last report waits until the new one has taken its place.
_PREVIOUS = "previous"


def build_report(root: Path, out: Path, steps: Steps | None = None) -> Path:
    """Build the pages of the report.

    Parameters
    ----------
    root
        The project: its ``docs`` hold the prose, ``build/runs`` the executed notebooks, ``data`` the tables.
    out
        Folder of the pages; replaced as a whole when the new pages are complete and checked.
    steps
        Told of each page that is read and written, and of what else takes long.

    Returns
    -------
    pathlib.Path
        The start page.

    Raises
    ------
    RunError
        A run was not made, Sphinx warns, a link leads nowhere, a picture has no alternative text or a page would
        ask another host for something; the previous report stays. Of a run whose kernel crashed, hung or took too
        much memory (`eduplans.runs.failed`) the pages say that it is missing.
    TableError
        A generated raw table was changed by hand.
    StorageError
        The pages cannot be written.
    """
    root, out, steps = root.resolve(), out.resolve(), steps or Steps()
    data = root / "data"
    with using(data / "raw", data / "processed"), alone(out.parent), storing(out):
        _bring_back(out)
        _refuse_foreign(out)
        check_digests(data / "raw")
        steps.tell("reading the runs and tables")
        sources = read_sources(root)
        with scratch(out.parent, _beside(out)) as beside, _temporary_in(beside / "tmp"):
            site = _build(sources, beside, steps)
            steps.tell("checking the pages")
            problems = check_site(site, {f"{part}{one.page}" for one in sources.missing for part in ("", f"{FOLDER}/")})
            steps.did()
            if problems:
                raise RunError(problems)
            _swap(site, out, beside)
    return out / "index.html"


@contextmanager
def _temporary_in(folder: Path) -> Iterator[None]:
    """Let libraries put their temporary files where they are swept when the build is killed."""
    folder.mkdir()
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _beside(out: Path) -> str:
    """Begin of the names of the folders in which a report is made before it takes its place."""
    return f".{out.name}."


def _bring_back(out: Path) -> None:
    """Put the last report back where a build was killed between taking it away and putting the new one there."""
    for left in sorted(out.parent.glob(f"{_beside(out)}*/{_PREVIOUS}")):
        if not out.exists():
            left.rename(out)


def _build(sources: Sources, folder: Path, steps: Steps) -> Path:
    staged, site = folder / "source", folder / "site"
    follow = read_follow(sources)
    docs = docs_folder(sources.root, folder / "docs")
    chinese = folder / "chinese" if (docs / FOLDER).is_dir() else None
    pictures = stage_site(sources, staged, follow, chinese, docs)
    steps.expect(_expected(sources.root, staged, chinese))
    if docs != sources.root / "docs":
        for one in filter(None, (staged, chinese)):
            trim_navigation(one)
    settings = {"eduplans_alternatives": pictures.alternatives, **site_settings(sources.root)}
    steps.tell("building the pages")
    _sphinx(staged, site, folder / "doctrees", settings | {"eduplans_marks": pictures.marks}, steps)
    if chinese is not None:
        settings |= {"language": "zh_CN", "eduplans_marks": pictures.chinese_marks}
        settings |= {"nb_code_prompt_show": "显示代码", "nb_code_prompt_hide": "隐藏代码"}
        steps.tell("building the Chinese pages")
        _sphinx(chinese, site / FOLDER, folder / "chinese-doctrees", settings, steps)
    mend_pages(site)
    write_downloads(sources, site, steps)
    write_exports(sources, site)
    write_citations(sources.root, site)
    write_follow(follow, site)
    steps.tell("cutting the font")
    write_font(site)
    steps.did()
    if chinese is not None:
        (site / FOLDER / FONT).write_bytes((site / FONT).read_bytes())
    # Sphinx's own notes for its next build; this report is always built whole.
    for name in (".buildinfo", ".doctrees", "objects.inv"):
        (site / name).unlink(missing_ok=True)
        (site / FOLDER / name).unlink(missing_ok=True)
    return site


def _expected(root: Path, staged: Path, chinese: Path | None) -> int:
    """Count the steps: pages that are read and written in each language, tables to download, font, checks."""
    pages = [
        path
        for folder in (staged, chinese)
        if folder is not None
        for path in folder.rglob("*")
        if path.suffix in {".md", ".ipynb"} and path.relative_to(folder).parts[0] not in {"_generated", FOLDER}
    ]
    tables = [path for stage in ("raw", "processed") for path in (root / "data" / stage).glob("*.csv")]
    return 2 * len(pages) + len(tables) + 2


def _counted(app: Any, told: Callable[[], object]) -> None:
    """Tell of each page when it has been read and when it is written."""

    def read(*_: Any) -> None:
        told()

    def written(*context: Any) -> None:
        if context[-1] is not None:  # pages of Sphinx itself, such as that of the search, have no document
            told()

    app.connect("doctree-read", read)
    app.connect("html-page-context", written)


def _sphinx(staged: Path, site: Path, doctrees: Path, settings: dict[str, Any], steps: Steps) -> None:
    from sphinx import locale
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace

    complaints = io.StringIO()
    # Words of a build before, in another language of this process, would stay where the next has none of its own.
    locale.translators.clear()
    try:
        with docutils_namespace(), _same_everywhere(), warnings.catch_warnings(), steps.of_processes() as told:
            # What a later Sphinx will drop concerns its extensions, not who builds a report.
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            app = Sphinx(
                str(staged), str(staged), str(site), str(doctrees), "html", settings, status=None, warning=complaints,
                parallel=_processes(),
            )  # fmt: skip
            _counted(app, told)
            app.build()
    except SphinxError as error:
        raise RunError(Problem(f"Sphinx failed: {error}", where="docs")) from error
    problems = [Problem(line.replace(f"{staged}{os.sep}", ""), where="docs") for line in _lines(complaints.getvalue())]
    if problems:
        raise RunError(problems)


def _lines(text: str) -> Iterator[str]:
    for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines():
        if line.strip():
            yield line


def _processes() -> int:
    """As many processes as the machine has cores, at most four: more pages a process share less of what is read."""
    return max(1, min(4, os.cpu_count() or 1))


class _same_everywhere:  # noqa: N801 - reads as a phrase where it is used
    """No time of building and no settings of the reader's own in the pages."""

    _NAMES = ("SOURCE_DATE_EPOCH", "LANGUAGE", "LC_ALL")

    def __enter__(self) -> None:
        self._before = {name: os.environ.get(name) for name in self._NAMES}
        os.environ.update({"SOURCE_DATE_EPOCH": "0", "LANGUAGE": "en"})

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _refuse_foreign(out: Path) -> None:
    """Refuse a folder that is no report: it would be replaced as a whole."""
    if out.is_dir() and any(out.iterdir()) and not (out / "_static" / "eduplans.css").is_file():
        raise RunError(
            Problem("this folder holds something else than a report", where=str(out), remedy="name another with --out")
        )
    if out.exists() and not out.is_dir():
        raise RunError(Problem("this is a file", where=str(out), remedy="name a folder with --out"))


def _swap(site: Path, out: Path, beside: Path) -> None:
    site.chmod(0o755)
    if out.exists():
        out.rename(beside / _PREVIOUS)
    site.rename(out)
