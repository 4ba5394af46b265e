"""Files to download: tables that open in Chinese Excel, and the executed notebooks."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.exports.tables import neutral
from eduplans.progress import Steps
from eduplans.report.formats import parquet, read_typed, stata, xlsx
from eduplans.runs.accept import executed_path

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.report.sources import Sources

#: These files are for spreadsheets; the tables themselves, in ``data``, are never changed.
#: With this mark Excel reads UTF-8 whatever the language of the system; without it Chinese becomes garbage.
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Download:
    """A table to download.

    Parameters
    ----------
    stage
        ``raw`` or ``processed``.
    name
        File name.
    title
        What it holds.
    content
        The bytes as downloaded.
    rows, columns
        Its extent, without the header.
    """

    stage: str
    name: str
    title: str
    content: bytes
    rows: int
    columns: int

    @property
    def path(self) -> str:
        """Where it stands in the report."""
        return f"data/{self.stage}/{self.name}"

    @property
    def saved_as(self) -> str:
        """Name under which a browser saves it: raw and processed tables share their own names."""
        return f"{self.stage}-{self.name}"

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes as downloaded."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> str:
        """Its size for reading."""
        return f"{len(self.content) / 1000:,.0f} kB" if len(self.content) >= 1000 else f"{len(self.content)} bytes"


def list_downloads(root: Path) -> list[Download]:
    """List the tables of a project's data folder, raw ones first."""
    from eduplans.tables import PROCESSED, RAW

    titles = {table.file: table.title for table in (*RAW.values(), *PROCESSED.values())}
    found = []
    for stage in ("raw", "processed"):
        for path in sorted((root / "data" / stage).glob("*.csv")):
            content = path.read_bytes()
            rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
            content = _without_formulas(rows, content)
            title = titles.get(f"{stage}/{path.name}", "")
            found.append(Download(stage, path.name, title, BOM + content, len(rows) - 1, len(rows[0]) if rows else 0))
    return found


def _without_formulas(rows: list[list[str]], content: bytes) -> bytes:
    """Keep a spreadsheet from computing cells that begin like formulas; most tables have none and stay as they are."""
    safe = [[neutral(cell) for cell in row] for row in rows]
    if safe == rows:
        return content
    text = io.StringIO(newline="")
    # all in quotes: a bare carriage return would begin a row, and what follows it a cell
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(safe)
    return text.getvalue().encode()


def write_downloads(sources: Sources, site: Path, steps: Steps | None = None) -> None:
    """Write tables and executed notebooks into the report.

    Parameters
    ----------
    sources
        What the report is made of.
    site
        Folder of the pages.
    steps
        Told of each table.
    """
    steps = steps or Steps()
    steps.tell("writing the tables to download")
    for download in list_downloads(sources.root):
        target = site / download.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(download.content)
        name = download.name.removesuffix(".csv")
        frame, columns = read_typed(download.stage, name, sources.root / "data")
        target.with_suffix(".xlsx").write_bytes(xlsx(frame, columns, name))
        target.with_suffix(".dta").write_bytes(stata(frame, columns, download.title or name))
        target.with_suffix(".parquet").write_bytes(parquet(frame, columns))
        steps.did()
    package = sources.root / "data" / "datapackage.json"
    if package.is_file():
        (site / "data" / "datapackage.json").write_bytes(package.read_bytes())
    (site / "notebooks").mkdir(exist_ok=True)
    for shown in sources.runs:
        source = executed_path(sources.root, shown.run)
        (site / "notebooks" / f"{shown.run.name}.ipynb").write_bytes(source.read_bytes())
