"""Few documents: the canonical CSV files.

All tables are made and checked before the first is replaced, so that a failure leaves the previous good state.
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from eduplans.ingest.journal import failed_of_json
from eduplans.ingest.reading import TABLES, Failed, Ingested, digest_of
from eduplans.ingest.summary import IngestSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from eduplans.ingest.journal import Journal
    from eduplans.ingest.reading import Given, Taken

__all__ = ["LATER", "check_kept", "old_frames", "to_csv_files"]

#: Tables that folders of an earlier version may lack.
LATER = ("cues",)


def to_csv_files(
    given: Sequence[Given],
    out: Path,
    journal: Journal,
    read: Callable[[Iterable[Given]], Iterator[Taken]],
    tell: Callable[[str], None],
) -> IngestSummary | tuple[Failed, ...]:
    """Read files and put their rows into the CSV files of a folder.

    Parameters
    ----------
    given
        The files.
    out
        Folder of the raw tables.
    journal
        What an interrupted run has done.
    read
        Reads files, portion by portion.
    tell
        Called with sentences about documents.

    Returns
    -------
    IngestSummary, or tuple of Failed
        What was done; what is wrong where not one file could be read.
    """
    done = _done_before(given, journal)
    resumed = tuple(one.doc for one in given if one.doc in done and "texts" in done[one.doc])
    for taken in read(one for one in given if one.doc not in done):
        lines = list(_lines(taken))
        journal.add({"documents": lines})
        done.update((line["doc"], line) for line in lines)
        for note in taken.notes:
            tell(note)
    failed = [failed_of_json(done[one.doc]) for one in given if "problems" in done[one.doc]]
    texts = {one.doc: done[one.doc] for one in given if "texts" in done[one.doc]}
    del done
    if not texts:
        return tuple(failed)
    found = {doc: Ingested(doc, *line["counts"]) for doc, line in texts.items()}
    before, duplicates = _merge({doc: line["texts"] for doc, line in texts.items()}, out, tell)
    return IngestSummary(
        added=tuple(one for doc, one in found.items() if doc not in before),
        replaced=tuple(one for doc, one in found.items() if doc in before),
        kept=tuple(sorted(before - found.keys())),
        failed=tuple(problem for one in failed for problem in one.problems),
        resumed=resumed,
        duplicates=duplicates,
    )


def _done_before(given: Sequence[Given], journal: Journal) -> dict[str, dict[str, Any]]:
    """Take from the journal what it has of the files as they are now."""
    done = {line["doc"]: line for portion in journal.lines for line in portion["documents"]}
    journal.lines.clear()
    return {
        one.doc: done[one.doc] for one in given if one.doc in done and digest_of(one.path) == done[one.doc]["sha256"]
    }


def _lines(taken: Taken) -> Iterator[dict[str, Any]]:
    for one, digest in zip(taken.read, taken.digests, strict=True):
        counts = (one.items, one.figures, one.damage)
        yield {"doc": one.doc, "sha256": digest, "counts": counts, "texts": taken.texts[one.doc]}
    for failed in taken.failed:
        yield asdict(failed)


def _merge(
    texts: dict[str, dict[str, str]], out: Path, tell: Callable[[str], None]
) -> tuple[set[str], tuple[tuple[str, str], ...]]:
    """Put new rows in the place of old ones and write all tables.

    Returns the ids that were there before, and the copies of a text with the first document of each.
    """
    from eduplans.digests import with_digests
    from eduplans.ingest.frames import texts_by_document
    from eduplans.messages import problem_text
    from eduplans.same_files import same_files
    from eduplans.storage import write_files
    from eduplans.tables import RAW
    from eduplans.tables.writing import GENERATED

    old = old_frames(out)
    before: set[str] = set(old["documents"]["doc"]) if old else set()
    kept = {name: one[~one["doc"].isin(set(texts))] for name, one in old.items()}
    check_kept(out, before - set(texts))
    texts = {**(texts_by_document(kept) if kept else {}), **texts}
    documents, duplicates = _documents([texts[doc].pop("documents") for doc in sorted(texts)])
    contents = {out / "documents.csv": _documents_bytes(documents)}
    for name in TABLES[1:]:
        rows = (texts[doc].pop(name, "").encode() for doc in sorted(texts))
        contents[out / f"{name}.csv"] = b"".join((f"{','.join(RAW[name].names)}\n".encode(), *rows))
    write_files(with_digests(contents, out, GENERATED))
    same = same_files(documents, str(out / "documents.csv"))
    for problem in same:
        tell(problem_text(problem))
    told = {problem.value for problem in same}
    for doc, first in duplicates:
        if doc not in told:
            tell(f"{doc}: the same text as {first}; its figures are kept and counted once")
    return before, duplicates


def check_kept(out: Path, kept: set[str]) -> None:
    """Refuse to take over rows that were changed by hand: their digests would be written as if ingest had read them."""
    from eduplans.digests import digest_problems, read_digests, table_digests
    from eduplans.errors import TableError

    for name, known in (read_digests(out) or {}).items():
        try:
            documents = table_digests((out / name).read_bytes())["documents"] if (out / name).is_file() else {}
        except (csv.Error, ValueError, IndexError):
            documents = {}
        for doc in kept & known["documents"].keys():
            if documents.get(doc, {}).get("sha256") != known["documents"][doc]["sha256"]:
                raise TableError(digest_problems(out))


def old_frames(out: Path) -> dict[str, pd.DataFrame]:
    """Read the tables that ingest wrote before, each checked and all against each other; nothing where there are none.

    Parameters
    ----------
    out
        Folder of the raw tables.

    Returns
    -------
    dict of str to pandas.DataFrame
        By name of the table.

    Raises
    ------
    TableError
        A table breaks its schema, or they contradict each other.
    """
    if not (out / "documents.csv").exists():
        return {}
    from eduplans import tables
    from eduplans.errors import TableError

    names = [name for name in TABLES if name not in LATER or (out / f"{name}.csv").exists()]
    frames = {name: tables.read_raw(name, out) for name in names}
    checks = tables.check_relations(frames, {name: str(out / f"{name}.csv") for name in frames})
    problems = [problem for done in checks for problem in done.problems]
    if problems:
        raise TableError(problems)
    return frames


def _documents(lines: Sequence[str]) -> tuple[pd.DataFrame, tuple[tuple[str, str], ...]]:
    """Make the table of documents of its rows, and link the copies of a text."""
    import io

    import pandas as pd

    from eduplans.duplicates import find_duplicates
    from eduplans.tables import RAW

    names = RAW["documents"].names
    rows = list(csv.reader(io.StringIO("".join(lines), newline="")))
    documents = pd.DataFrame(rows, columns=pd.Index(names), dtype="str")
    duplicates = find_duplicates(zip(documents["doc"], documents["fingerprint"], strict=True))
    documents["duplicate_of"] = pd.Series([duplicates.get(doc, "") for doc in documents["doc"]], dtype="str")
    return documents, tuple(sorted(duplicates.items()))


def _documents_bytes(documents: pd.DataFrame) -> bytes:
    """Check the table of documents and make the bytes of its file."""
    from eduplans.tables import RAW
    from eduplans.tables.writing import table_bytes

    return table_bytes(documents, RAW["documents"], "documents.csv")
