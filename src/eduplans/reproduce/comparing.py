"""Which outputs of a repetition are compared with what: with what is committed, and with the first repetition."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from eduplans.reproduce import certificate, notebooks, pages, tables
from eduplans.reproduce.build import FROM_DOCUMENTS, Built, read_ids
from eduplans.reproduce.findings import Comparison, Difference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from eduplans.tables.columns import Table

COMMITTED = "committed"
_DIGESTS = "digests.json"
#: What shows the last certificate cannot be what that certificate saw: its page, and the font cut to its characters.
_SHOW_THE_CERTIFICATE = {"report/reproduction.html", "report/_static/"}


def with_committed(project: Path, built: Built) -> list[Comparison]:
    """Compare what a repetition made with what is committed.

    Parameters
    ----------
    project
        As committed.
    built
        The repetition.

    Returns
    -------
    list of Comparison
        One a kind: raw tables where documents were given, processed tables, data package, outputs of the runs,
        committed notebooks.
    """
    done = []

    def begin(kind: str, how: str) -> Comparison:
        done.append(Comparison(kind, built.name, COMMITTED, how))
        return done[-1]

    if (built.results / FROM_DOCUMENTS).is_dir():
        one = begin("raw tables from documents", tables.HOW)
        compare_raw(project / "data" / "raw", built.results / FROM_DOCUMENTS, one)
    one = begin("processed tables", tables.HOW)
    tables.compare_tables(project / "data" / "processed", built.results / "data" / "processed", one, "data/processed")
    one = begin("data package", tables.HOW_PACKAGE)
    name = "data/datapackage.json"
    tables.compare_package(project / name, built.results / name, one, name)
    notebooks.compare_expected(project, built.results, begin("outputs of the runs", notebooks.HOW_EXPECTED))
    notebooks.compare_committed(project, built.results, begin("committed notebooks", notebooks.HOW_BYTES))
    return done


def with_certificate(project: Path, built: Built) -> list[Comparison]:
    """Compare the files of the report with the last certificate, where it was made of the same inputs.

    Parameters
    ----------
    project
        As committed; its ``reproduction.json`` holds digests of pages, which are not committed themselves.
    built
        The repetition.

    Returns
    -------
    list of Comparison
        One, or none where there is no certificate or its inputs were others.
    """
    path = project / "reproduction.json"
    last = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if last.get("inputs") != certificate.input_digests(project):
        return []
    comparison = Comparison("files of the report", built.name, "last certificate", "digests of bytes")
    found = certificate.output_digests(built.results)
    for name, digest in last["outputs"].items():
        if name.startswith("report/") and name not in _SHOW_THE_CERTIFICATE:
            same = found.get(name) == digest
            comparison.add(name, [] if same else [("", "the digest is another")], same_bytes=same)
    return [comparison]


def compare_raw(committed: Path, found: Path, comparison: Comparison) -> None:
    """Compare raw tables made of documents with the committed ones, without the rows of other documents there."""
    given = read_ids(found / "documents.csv") if (found / "documents.csv").is_file() else set()
    for path in sorted(found.glob("*.csv")):
        name = path.name
        wanted = (committed / name).read_bytes() if (committed / name).is_file() else None
        content = path.read_bytes()
        same = wanted == content
        if not same and wanted is not None:
            wanted = only(wanted, given)
            same = wanted == content
        places = [] if same else list(tables.table_places(wanted, content, _raw_table(path.stem)))
        comparison.add(f"data/raw/{name}", places, same_bytes=same)
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        comparison.counts.update(rows=len(rows) - 1, cells=sum(map(len, rows[1:])), documents=0)
    comparison.counts["documents"] = len(given)
    if (committed / _DIGESTS).is_file() and given == read_ids(committed / "documents.csv"):
        tables.compare_package(committed / _DIGESTS, found / _DIGESTS, comparison, f"data/raw/{_DIGESTS}")


def only(table: bytes, documents: set[str]) -> bytes:
    r"""Leave out the rows of other documents.

    Examples
    --------
    >>> only(b"doc,n\na,1\nb,2\n", {"b"})
    b'doc,n\nb,2\n'
    """
    rows = list(csv.reader(io.StringIO(table.decode("utf-8"), newline="")))
    place = rows[0].index("doc")
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([rows[0], *(row for row in rows[1:] if row[place] in documents)])
    return buffer.getvalue().encode()


def _raw_table(name: str) -> Table | None:
    from eduplans.tables import RAW

    return RAW.get(name)


def with_first(first: Built, other: Built) -> list[Comparison]:
    """Compare what a repetition made with what the first one made.

    Parameters
    ----------
    first, other
        The repetitions.

    Returns
    -------
    list of Comparison
        One a kind: executed notebooks, their records, and the kinds of files of the report.
    """
    runs = Comparison("executed notebooks", other.name, first.name, notebooks.HOW_BYTES)
    records = Comparison("records of runs", other.name, first.name, "entry by entry, without seconds and versions")
    sides = [built.results / "build" / "runs" for built in (first, other)]
    for name in sorted({path.name for side in sides for path in side.glob("*.ipynb")}):
        notebooks.compare_two(sides[0] / name, sides[1] / name, runs, f"build/runs/{name}")
        record = name.replace(".ipynb", ".json")
        notebooks.compare_record(sides[0] / record, sides[1] / record, records, f"build/runs/{record}")
    kinds = {kind: Comparison(kind, other.name, first.name, pages.HOW) for kind in pages.KINDS}
    pages.compare_files(first.results / "report", other.results / "report", kinds, "report")
    return [runs, records, *kinds.values()]


def failures(built: Built) -> Iterator[Difference]:
    """Name the part of a repetition that failed."""
    if built.failure:
        yield Difference(built.name, COMMITTED, "build", "", "", built.failure)
